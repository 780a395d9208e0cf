"""Stages: merged lists, scores carried over, places by province, and the national contest from 797 teams to 20."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from contestlib.apportionment import apportion
from contestlib.contest import evaluate
from contestlib.decision import decide_contest, enter_stage, select_contest
from contestlib.errors import ContestError, DataError, RulesError, TieError
from contestlib.loading import check_contest, read_contest
from contestlib.rulebook import as_indicators
from contestlib.rules import Rules, Slots
from contestlib.stages import OUT, count_stages, score_apart, shared_finalists, slot_quotas

DATA = Path(__file__).parents[1] / "data"
NATIONAL = DATA / "national-2019"
INDICATORS = "code,direction,source,transform,normalization,lower,upper,on_zero,on_missing\n"


def stage(folder, rules, teams, indicators, scenarios, decisions=""):
    folder.mkdir()
    (folder / "rules.toml").write_text('language = "en"\n' + rules, encoding="utf-8")
    (folder / "teams.csv").write_text(teams, encoding="utf-8")
    (folder / "indicators.csv").write_text(INDICATORS + indicators, encoding="utf-8")
    (folder / "scenarios.csv").write_text(scenarios, encoding="utf-8")
    if decisions:
        (folder / "decisions.csv").write_text("date,minute,kind,team,value,reason\n" + decisions, encoding="utf-8")
    return folder


@pytest.fixture
def two_stages(tmp_path):
    """North sends two of A 80, B 70, C 60, south one of D 50, E 40; then marks 10, 90, 50, 70 and half of the earlier score."""
    plain = 'x,higher,register:x,,goalposts,0,100,real,stop\n'
    for name, rows, places in (("north", "A,A,p,online,80\nB,B,q,online,70\nC,C,r,online,60\n", 2),
                               ("south", "D,D,s,online,50\nE,E,t,online,40\n", 1)):
        stage(tmp_path / name, f"[scoring]\npoints = 100\n[selection]\nplaces = {places}\n",
              "team,name_zh,project,status,x\n" + rows, plain, "scenario,x,total\nbaseline,1,1\n")
    return stage(
        tmp_path / "final", 'before = [{ folder = "../north" }, { folder = "../south" }]\n'
        '[scoring]\npoints = 100\nbonus = "bonus"\n[selection]\nplaces = 2\nreserves = 1\n',
        "team,name_zh,project,status,mark,bonus\n"
        "A,A,p,online,10,0\nB,B,q,online,90,0\nC,C,r,online,50,0\nD,D,s,online,70,25\n",
        "mark,higher,register:mark,,goalposts,0,100,real,stop\ncarried,higher,register:before_total,,goalposts,0,100,real,stop\n",
        "scenario,mark,carried,total\nbaseline,50,50,100\n")


def test_a_score_is_carried_over_and_lists_are_merged(two_stages):
    """A 5 + 40 = 45, B 45 + 35 = 80, D 35 + 25 + a bonus of 25 = 85; C and E were not sent."""
    assert check_contest(two_stages) == []
    standings, selection = select_contest(read_contest(two_stages))
    assert standings.totals.to_dict() == {"A": 45, "B": 80, "D": 85}
    assert (selection.finalists, selection.reserves) == (("D", "B"), ("A",))
    assert enter_stage(read_contest(two_stages)).teams["status"].tolist() == ["online", "online", OUT, "online"]


def test_who_withdraws_after_the_first_stage_is_replaced_in_score_order(two_stages):
    (two_stages.parent / "north" / "decisions.csv").write_text(
        "date,minute,kind,team,value,reason\n2019-09-10,1,withdrawal,B,,ill\n", encoding="utf-8")
    standings, _ = select_contest(read_contest(two_stages))
    assert standings.totals.to_dict() == {"A": 45, "C": 25 + 30, "D": 85}


def test_the_whole_run_starts_from_the_stages_before(two_stages):
    decision = decide_contest(read_contest(two_stages))
    assert decision.eligible == ("A", "B", "D") and decision.selection.finalists == ("D", "B")
    assert decision.contest.teams.loc["B", "before_total"] == 70


def test_an_open_tie_sends_nobody(two_stages):
    path = two_stages.parent / "north" / "teams.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("C,C,r,online,60", "C,C,r,online,70"), encoding="utf-8")
    with pytest.raises(TieError, match="B, C tied at the cut"):
        select_contest(read_contest(two_stages))


def test_a_team_that_is_sent_has_to_be_known(two_stages):
    path = two_stages / "teams.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("B,B,q,online,90,0\n", ""), encoding="utf-8")
    with pytest.raises(DataError, match="team B from the stage before"):
        select_contest(read_contest(two_stages))
    path.write_text(path.read_text(encoding="utf-8").replace("A,A,p", "D,D,p", 1), encoding="utf-8")
    with pytest.raises(ContestError):
        select_contest(read_contest(two_stages))


def test_a_stage_that_names_no_folder_is_told(two_stages):
    (two_stages / "rules.toml").write_text('before = [{ first = 4 }]\n', encoding="utf-8")
    assert "no 'folder' in [.before]" in str(check_contest(two_stages)[0])


MATRIX = pd.DataFrame({"x": [1.0, 3.0, 10.0, 30.0]}, index=list("ABCD"))
GROUPED = pd.DataFrame({"zone": ["e", "e", "w", "w"], "status": "online"}, index=list("ABCD"))


def test_groups_are_scored_apart_and_merged():
    """Share of the best: 1/3 and 1 in each group, though the west sells ten times as much."""
    rules = Rules(points=90, apart="zone", indicators=as_indicators({"x": "share_of_best"}, ["x"]))
    merged = score_apart(MATRIX, rules, {"x": 1}, register=GROUPED)
    assert merged.totals.to_dict() == {"A": 30, "B": 90, "C": 30, "D": 90} and merged.ranks.tolist() == [3, 1, 3, 1]
    assert evaluate(MATRIX, rules, {"x": 1}).totals.tolist() == [3, 9, 30, 90]
    turned = score_apart(MATRIX[::-1], rules, {"x": 1}, register=GROUPED.sample(frac=1, random_state=1))
    assert turned.totals[MATRIX.index].equals(merged.totals)
    with pytest.raises(RulesError, match="scored apart by 'city'"):
        score_apart(MATRIX, replace(rules, apart="city"), {"x": 1}, register=GROUPED)


def test_places_by_group_bind_the_list(two_stages):
    contest = read_contest(two_stages)
    register = contest.teams.assign(zone=["e", "e", "e", "w"])
    given = replace(contest, teams=register, rules=replace(contest.rules, places=4, slots=Slots("zone", "largest-remainder")))
    assert [(quota.value, quota.minimum, quota.maximum) for quota in slot_quotas(given)] == [("e", 3, 3), ("w", 1, 1)]
    equal = replace(given, rules=replace(given.rules, slots=Slots("zone", "equal")))
    assert [quota.maximum for quota in slot_quotas(equal)] == [2, 2]
    with pytest.raises(RulesError, match="slots by 'province'"):
        slot_quotas(replace(given, rules=replace(given.rules, slots=Slots("province"))))


# The national contest in data/national-2019.

@pytest.fixture(scope="module")
def stages():
    folders = {"provincial": NATIONAL / "provincial", "hubei": DATA / "hubei-2019", "online": NATIONAL / "online",
               "roadshow": NATIONAL}
    contests = {name: read_contest(folder) for name, folder in folders.items()}
    hubei = replace(contests["hubei"], rules=replace(contests["hubei"].rules, places=4))
    return contests | {"hubei": hubei}, {name: select_contest(contest)
                                         for name, contest in (contests | {"hubei": hubei}).items()}


def test_the_published_funnel(stages):
    """797 registered in 28 provinces, 409 online, 100 at the national stage, 30 at the roadshow, 20 winners."""
    contests, decided = stages
    funnel = count_stages(contests, {name: selection for name, (_, selection) in decided.items()})
    first = funnel.loc[["provincial", "hubei"]].sum()
    assert first.tolist() == [797, 409, 100]
    assert contests["provincial"].teams["province"].nunique() + 1 == 28
    entered = enter_stage(contests["online"]).teams["status"]
    assert (entered == "online").sum() == 100 and (enter_stage(contests["roadshow"]).teams["status"] == "online").sum() == 30
    assert funnel["went_on"].tolist()[2:] == [30, 20]


def test_hubei_sends_the_list_of_its_own_contest(stages):
    contests, decided = stages
    online = enter_stage(contests["online"]).teams
    from_hubei = online.index[(online["province"] == "湖北") & (online["status"] == "online")]
    assert set(from_hubei) == set(decided["hubei"][1].finalists) and len(from_hubei) == 4
    assert "T16" not in decided["hubei"][1].finalists  # withdrew, and the next in score order moved up


def test_every_province_has_its_places(stages):
    contests, decided = stages
    teams = contests["provincial"].teams
    counts = pd.concat([teams["province"].value_counts(), pd.Series({"湖北": len(contests["hubei"].teams)})])
    slots = apportion(counts, 100, method="equal")
    listed = teams.loc[list(decided["provincial"][1].finalists), "province"].value_counts()
    assert (listed == slots[listed.index]).all() and slots["湖北"] == 4 and slots["新疆"] == 3 and counts["新疆"] == 37
    assert apportion(counts, 90, method="equal")["湖北"] == 4
    assert teams.groupby("zone")["opens"].agg(set).map(len).tolist() == [1, 1, 1]


def test_what_the_national_weights_would_have_chosen(stages):
    contests, decided = stages
    national = select_contest(contests["provincial"], "national")[1]
    shared = shared_finalists(decided["provincial"][1], national, contests["provincial"].teams["province"])
    assert shared["finalists"].sum() == 96
    assert shared["shared"].sum() == len(set(national.finalists) & set(decided["provincial"][1].finalists)) < 96


def test_a_stage_scored_apart_is_run_within_the_next():
    with pytest.raises(RulesError, match="run the stage after it"):
        decide_contest(read_contest(NATIONAL / "provincial"))


def test_the_generator_makes_the_same_bytes(tmp_path):
    shutil.copytree(DATA / "hubei-2019", tmp_path / "hubei-2019", ignore=shutil.ignore_patterns("derived"))
    out = tmp_path / "national-2019"
    subprocess.run([sys.executable, NATIONAL / "generate.py", "--out", out], check=True)
    for name in ("provincial/teams.csv", "online/teams.csv", "teams.csv", "raw/marks.csv", "raw/SOURCES.csv"):
        assert (out / name).read_bytes() == (NATIONAL / name).read_bytes(), name
