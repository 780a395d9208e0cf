"""Invent the national contest: same seed, same bytes. Everything in it is made up; Hubei's teams are those of data/hubei-2019.

    python data/national-2019/generate.py [--out DIR]

The counts follow the published funnel: 797 registered and 409 online in 28 provinces (Hubei's 72 and 37 among them). Each stage
is written once the stage before it has been decided by the rules in its folder.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import math
import shutil
from pathlib import Path
from random import Random

from contestlib.decision import select_contest
from contestlib.loading import read_contest

HERE = Path(__file__).parent
HUBEI = HERE.parent / "hubei-2019"
SEED, REGISTERED, ONLINE = "national-2019", 797, 409
JUDGES = ("J1", "J2", "J3", "J4", "J5", "J6", "J7")
# Zone, province, its name in English, registered teams. Xinjiang's 37 are published; which 28 provinces took part is assumed.
PROVINCES = """
东部|北京|Beijing|8
东部|天津|Tianjin|8
东部|河北|Hebei|40
东部|江苏|Jiangsu|38
东部|浙江|Zhejiang|39
东部|福建|Fujian|38
东部|山东|Shandong|44
东部|广东|Guangdong|38
东部|海南|Hainan|8
中部和东北|山西|Shanxi|38
中部和东北|内蒙古|Inner Mongolia|38
中部和东北|辽宁|Liaoning|9
中部和东北|吉林|Jilin|9
中部和东北|黑龙江|Heilongjiang|9
中部和东北|安徽|Anhui|41
中部和东北|江西|Jiangxi|39
中部和东北|河南|Henan|42
中部和东北|湖南|Hunan|40
西部|广西|Guangxi|9
西部|重庆|Chongqing|8
西部|四川|Sichuan|43
西部|贵州|Guizhou|41
西部|云南|Yunnan|38
西部|陕西|Shaanxi|8
西部|甘肃|Gansu|8
西部|青海|Qinghai|7
西部|新疆|Xinjiang|37
"""
OPENS = {"东部": "2019-05-15", "中部和东北": "2019-06-15", "西部": "2019-07-05"}  # the day in June is assumed
ZONES = {"东部": "East", "中部和东北": "Centre and north-east", "西部": "West"}
PRODUCTS = (("蜂蜜", "honey"), ("小米", "millet"), ("木耳", "black fungus"), ("核桃", "walnuts"), ("苹果", "apples"),
            ("茶叶", "tea"), ("土鸡蛋", "eggs"), ("粉条", "starch noodles"), ("红薯干", "dried sweet potato"),
            ("刺绣", "embroidery"), ("杂粮", "coarse grains"), ("红枣", "jujubes"))


def generate(out: Path) -> None:
    """Every generated file of the three stages below `out`; rules, indicators and scenarios are kept by hand."""
    rng = Random(SEED)
    provincial = _provincial_teams(rng)
    _write(out / "provincial" / "teams.csv", provincial)
    hubei = {team["team"]: team for team in _rows(HUBEI / "teams.csv")}
    places = {team["team"]: team for team in provincial} | {
        name: team | {"zone": "中部和东北", "province": "湖北", "province_en": "Hubei"} for name, team in hubei.items()}
    listed = [team for folder in (out / "provincial", HUBEI) for team in _listed(folder)]
    _write(out / "online" / "teams.csv", [_national(places[team], Random(f"{SEED}/{team}")) for team in listed])
    invited = _listed(out / "online")
    online = {team["team"]: team for team in _rows(out / "online" / "teams.csv")}
    final = [{name: online[team][name] for name in ("team", "name_zh", "name_en", "project", "province", "province_en", "zone",
                                                    "zone_en", "status")} for team in invited]
    _write(out / "teams.csv", final)
    marks = _marks(invited)
    _write(out / "raw" / "marks.csv", marks)
    content = (out / "raw" / "marks.csv").read_bytes()
    _write(out / "raw" / "SOURCES.csv", [{
        "file": "marks.csv", "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "rows": len(marks),
        "from": "jury of the roadshow (synthetic)", "received_on": "2019-10-17", "control_total": "",
        "note": "made by generate.py"}])


def _provincial_teams(rng: Random) -> list[dict]:
    lines = [line.split("|") for line in PROVINCES.strip().splitlines()]
    hubei = [team["status"] for team in _rows(HUBEI / "teams.csv")]
    counts = [int(line[3]) for line in lines]
    assert sum(counts) == REGISTERED - len(hubei)
    online = _shares(counts, ONLINE - hubei.count("online"))
    teams = []
    for (zone, province, english, _), registered, shown in zip(lines, counts, online, strict=True):
        level = rng.gauss(0, 0.25)
        for number in range(registered):
            product, product_en = rng.choice(PRODUCTS)
            quality, reach = rng.gauss(level, 1), rng.gauss(0, 1)
            amount = math.exp(9.6 + 0.9 * quality * 0.6 + 0.9 * reach * 0.8)
            status = "online" if number < shown else "registered"
            measured = {"welfare": f"{min(98, max(45, 76 + 6 * rng.gauss(0.5 * quality, 0.85))):.1f}", "amount": f"{amount:.2f}",
                        "person_times": str(max(3, round(amount / rng.uniform(35, 75)))),
                        "likes": str(max(20, round(amount / 50 * math.exp(rng.gauss(5.2, 0.7)))))}
            teams.append({
                "team": f"{english.replace(' ', '')}-{number + 1:02d}", "name_zh": f"{province}{product}{number + 1}队",
                "name_en": f"{english} {product_en} {number + 1}", "project": f"{province}{product}助农{number + 1}号",
                "province": province, "province_en": english, "zone": zone, "zone_en": ZONES[zone],
                "opens": OPENS[zone], "status": status,
                "registered_on": f"2019-0{rng.randint(3, 4)}-{rng.randint(10, 28)}",
                **(measured if status == "online" else dict.fromkeys(measured, ""))})
    return teams


def _shares(counts: list[int], total: int) -> list[int]:
    """About the same share of each, whole numbers that add up."""
    ends = [round(total * sum(counts[:at]) / sum(counts)) for at in range(len(counts) + 1)]
    return [after - before for before, after in zip(ends, ends[1:], strict=False)]


def _listed(folder: Path) -> tuple:
    """Finalists and reserves of a stage, decided by its own rules."""
    selection = select_contest(read_contest(folder))[1]
    return (*selection.finalists, *selection.tied, *selection.reserves)


def _national(team: dict, rng: Random) -> dict:
    """A month online in September, on a larger stage: correlated with nothing but luck and the team's product."""
    amount = math.exp(rng.gauss(10.4, 0.9))
    return {**{name: team[name] for name in ("team", "name_zh", "name_en", "project")}, "province": team["province"],
            "province_en": team["province_en"], "zone": team["zone"], "zone_en": ZONES[team["zone"]],
            "status": "online", "registered_on": team["registered_on"], "amount": f"{amount:.2f}",
            "person_times": str(max(5, round(amount / rng.uniform(35, 75)))),
            "likes": str(round(amount / 50 * math.exp(rng.gauss(5.6, 0.7)))),
            "bonus": rng.choice(("0", "0", "0", "1", "2"))}


def _marks(teams: tuple) -> list[dict]:
    rows = []
    for team in teams:
        rng = Random(f"{SEED}/roadshow/{team}")
        quality = rng.gauss(84, 4)
        rows += [{"judge": judge, "team": team, "roadshow": f"{min(99, max(60, quality + rng.gauss(0, 2.5))):.1f}"}
                 for judge in JUDGES]
    return sorted(rows, key=lambda row: (row["judge"], row["team"]))


def _rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(path: Path, rows: list[dict]) -> None:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(stream.getvalue().encode("utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    out = parser.parse_args().out
    if out.resolve() != HERE.resolve():
        for stage in ("provincial", "online", "."):
            (out / stage).mkdir(parents=True, exist_ok=True)
            for name in ("rules.toml", "indicators.csv", "scenarios.csv", "decisions.csv"):
                if (HERE / stage / name).exists():
                    shutil.copy(HERE / stage / name, out / stage / name)
    generate(out)


if __name__ == "__main__":
    main()
