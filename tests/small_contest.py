"""A contest of two teams with one file of every kind, which runs in a third of a second."""

import hashlib
import shutil
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "contestlib" / "gallery" / "votes_and_experts"
REGISTRATION = "name,leader\n甲,王小明\n乙,李小红\n"
EVERY_FILE = ("raw/registration.csv", "raw/SOURCES.csv", "rules.toml", "indicators.csv", "scenarios.csv", "teams.csv",
              "aliases.csv", "decisions.csv", "seal.json")


def small_contest(target: Path) -> Path:
    """A copy of the published worked example, with raw data, their card, a ruling, a time for objections and aliases."""
    folder = Path(shutil.copytree(FOLDER, target))
    rules = folder / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("synthetic = true\n", "") + """
[simulation]
draws = 256
[objections]
start = 2026-05-01T09:00:00+08:00
end = 2026-05-08T09:00:00+08:00
to_zh = "组委会"
to_en = "the committee"
[tables.registration]
files = ["raw/registration.csv"]
[tables.registration.columns]
name = "name"
""", encoding="utf-8")
    (folder / "raw").mkdir()
    (folder / "raw" / "registration.csv").write_bytes(REGISTRATION.encode("utf-8"))
    digest = hashlib.sha256(REGISTRATION.encode("utf-8")).hexdigest()
    (folder / "raw" / "SOURCES.csv").write_text(
        f"file,sha256,bytes,rows,from,received_on,control_total,note\nraw/registration.csv,{digest},,2,,,,\n", encoding="utf-8")
    (folder / "aliases.csv").write_text("spelling,team\n甲队,A\n", encoding="utf-8")
    (folder / "decisions.csv").write_text("date,minute,kind,team,value,reason\n2026-04-30,1,flagged,A,keep,checked by 张三\n",
                                          encoding="utf-8")
    return folder


def staged_contest(target: Path) -> Path:
    """Two stages: the contest above, one that takes both of its teams and calls its folder ``earlier``, and its final."""
    folder = small_contest(target)
    small_contest(target / "earlier")
    small_contest(target.with_name(f"{target.name}_first"))
    for place, before in ((folder, "earlier"), (folder / "earlier", f"../../{target.name}_first")):
        rules = place / "rules.toml"
        text = rules.read_text(encoding="utf-8")
        rules.write_text(f'before = [{{ folder = "{before}", first = 2 }}]\n{text}', encoding="utf-8")
    return folder
