"""What judges and single marks do to the list: by hand, planted, and against the search for one team's path."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from contestlib.contest import evaluate
from contestlib.decision import decide_contest
from contestlib.errors import DataError
from contestlib.judge_sentences import describe_few_marks, describe_without_judges
from contestlib.judges import home_preference, judge_table, without_each_judge
from contestlib.judging import examine_judges, mark_effects
from contestlib.loading import read_contest
from contestlib.panel import aggregate_marks
from contestlib.paths import path_by_marks
from contestlib.record import record_contents
from contestlib.reporting import report_html
from contestlib.rules import Floor, Indicator, PanelRule, Rules
from contestlib.selection import select_finalists
from contestlib.simulation import random_generator


def long(marks, criterion="welfare"):
    return pd.DataFrame([{"team": team, "judge": f"J{number}", "criterion": criterion, "mark": mark}
                         for team, row in marks.items() for number, mark in enumerate(row, start=1)])


def contest(marks, **panel):
    """Rules and matrix of a contest with the panel's mark alone."""
    rules = Rules(places=1, indicators=(Indicator("welfare", source="panel:welfare", normalization="none"),),
                  panel=PanelRule(**({"method": "mean", "lower": 0, "upper": 10} | panel)))
    return rules, aggregate_marks(marks, rule=rules.panel).marks


def test_leave_one_judge_out_by_hand():
    """X 9 5 6 and Y 5 7 7: means 20/3 and 19/3. Without J1 Y leads 7 : 5.5; without J2 or J3 X stays ahead."""
    marks = long({"X": [9, 5, 6], "Y": [5, 7, 7]})
    rules, matrix = contest(marks)
    found = without_each_judge(marks, matrix, rules, {"welfare": 1})
    assert found["enters"].to_dict() == {"J1": "Y", "J2": "", "J3": ""}
    assert found["leaves"].to_dict() == {"J1": "X", "J2": "", "J3": ""} and (found["unmarked"] == "").all()


def test_a_team_that_nobody_else_marked_is_named():
    marks = long({"X": [9, np.nan], "Y": [5, 7]})
    rules, matrix = contest(marks)
    found = without_each_judge(marks, matrix, rules, {"welfare": 1})
    assert found["unmarked"].to_dict() == {"J1": "X", "J2": ""}


def test_a_judge_who_alone_connects_the_others_under_the_severity_model():
    """J1 and J2 share no team; without J3, who marked all, nothing can be compared, and nothing is."""
    marks = long({"X": [9, np.nan, 8], "Y": [8, np.nan, 6], "Z": [np.nan, 5, 7], "V": [np.nan, 4, 7]})
    rules, matrix = contest(marks, method="severity")
    found = without_each_judge(marks, matrix, rules, {"welfare": 1})
    assert found["unmarked"].to_dict() == {"J1": "", "J2": "", "J3": "V X Y Z"} and found.at["J3", "leaves"] == ""


def test_a_list_without_a_teams_only_mark_is_not_called_the_same():
    """X has J1's mark alone, Y both: leaving J1 out compares nothing, leaving J2 out keeps X ahead, 9 to 5."""
    marks, words = long({"X": [9, np.nan], "Y": [5, 7]}), pd.Series({"X": "X", "Y": "Y", "J1": "J1", "J2": "J2"})
    rules, matrix = contest(marks)
    seen = examine_judges(marks, matrix, rules, {"welfare": 1}, rng=random_generator(1))
    assert describe_without_judges(seen, words, words, "en") == (
        "The list stays the same when the marks of any one of the other 1 judges are left out. Without J1 no mark "
        "to compare is left for X: nothing is said about the list.")
    panel = aggregate_marks(marks, rule=rules.panel)
    assert describe_few_marks(panel, rules.panel, ["X", "Y"], words, "en") == "One judge's mark alone decides about: X."
    trimmed = replace(rules.panel, method="trimmed", minimum_judges=2, low=0)
    assert describe_few_marks(panel, trimmed, ["X", "Y"], words, "en") == (
        "With fewer than 2 marks nothing is dropped; so it is for: X (1).")
    assert describe_few_marks(panel, rules.panel, ["Y"], words, "zh") == ""


def test_smallest_error_in_one_mark_by_hand():
    """X 20, Y 19 in sums: one mark of Y raised by 1 ties, by more wins; the rules' steps of a half say 1.5."""
    marks = long({"X": [9, 5, 6], "Y": [5, 7, 7], "Z": [1, 1, 1]})
    rules, matrix = contest(marks)
    found = mark_effects(marks, matrix, rules, {"welfare": 1})
    assert set(found["team"]) == {"X", "Y"}  # Z at 10 1 1 has 12 in all
    assert (found["change"].abs() - 1).abs().max() < 1e-5 and len(found) == 6
    stepped, matrix = contest(marks, step=0.5)
    tied = mark_effects(marks, matrix, stepped, {"welfare": 1})
    assert tied["change"].abs().tolist() == [1.0] * 6  # a tie at the cut is reported: nobody has the place any more
    assert set(tied["enters"]) == {""}


def test_single_marks_agree_with_the_search_for_one_team():
    """Every error that wins or costs a team its own place, found by `path_by_marks` over all marks of the others."""
    rng, total = random_generator(3), 0
    for method in ("mean", "trimmed", "median"):
        marks = long({f"T{n}": rng.integers(60, 75, 4) + rng.random(4).round(2) for n in range(3)})
        rules, matrix = contest(marks, method=method, upper=100, minimum_judges=4)
        found = mark_effects(marks, matrix, rules, {"welfare": 1}).set_index(["team", "judge"])["change"]
        compared = 0
        for team in matrix.index:
            path = path_by_marks(marks, matrix, rules, {"welfare": 1}, team).set_index("judge")["change"].drop("")
            for judge, change in path.dropna().items():
                assert found[team, judge] == pytest.approx(change, abs=1e-3)
                compared += 1
        assert compared == len(found)
        total += compared
    assert total > 20


def test_the_witness_changes_the_list_and_a_little_less_does_not():
    rng = random_generator(9)
    marks = long({f"T{n}": rng.integers(40, 90, 4).astype(float) for n in range(5)})
    for method in ("severity", "standard_score", "mean"):
        rules, matrix = contest(marks, method=method, upper=100)

        def listed(changed, rules=rules):
            again = aggregate_marks(changed, rule=rules.panel).marks
            return select_finalists(evaluate(again, rules, {"welfare": 1}), rules).finalists
        first = mark_effects(marks, matrix, rules, {"welfare": 1}).iloc[0]
        cell = (marks["team"] == first["team"]) & (marks["judge"] == first["judge"])
        assert listed(marks) != listed(marks.assign(mark=marks["mark"].mask(cell, first["needed"])))
        assert listed(marks) == listed(marks.assign(mark=marks["mark"].mask(cell, first["now"] + 0.99 * first["change"])))


def test_planted_home_preference_is_found_within_its_interval():
    """Three points at home, unequal teams and judges: about 95 % of 80 intervals contain them; none given, none found."""
    rng, inside = random_generator(4), {3.0: 0, 0.0: 0}
    cities = pd.Series([f"c{n % 6}" for n in range(30)], index=[f"T{n}" for n in range(30)])
    homes = pd.Series([f"c{n}" for n in range(6)], index=[f"J{n}" for n in range(1, 7)])
    for planted in inside:
        for _ in range(80):
            table = 70 + 6 * rng.standard_normal((30, 1)) + 4 * rng.standard_normal((1, 6)) + 2 * rng.standard_normal((30, 6))
            table += planted * (cities.to_numpy()[:, None] == homes.to_numpy())
            found = home_preference(long(dict(zip(cities.index, table, strict=True))), cities, homes)
            inside[planted] += found["low"] <= planted <= found["high"]
            assert found["marks"] == 30
    assert all(70 <= count <= 80 for count in inside.values())


def test_no_mark_at_home_is_said():
    marks = long({"X": [6, 7], "Y": [5, 8]})
    with pytest.raises(DataError, match="leave the comparison out"):
        home_preference(marks, pd.Series({"X": "a", "Y": ""}), pd.Series({"J1": "", "J2": "b"}))


def test_judges_beside_each_other():
    """J3 runs against the others; J1 is 4 below J2 throughout."""
    marks = long({"X": [60, 64, 80], "Y": [65, 69, 72], "Z": [70, 74, 64]})
    table = judge_table(marks)
    assert table.loc["J2", "severity"] - table.loc["J1", "severity"] == pytest.approx(4)
    assert table.loc["J3", "agreement"] == pytest.approx(-1) and table["halo"].isna().all()
    assert table.loc["J1", "spread"] == pytest.approx(5) and table["marks"].tolist() == [3, 3, 3]


def test_halo_is_what_a_judge_carries_from_one_criterion_to_the_next():
    rng = random_generator(2)
    truth = [70 + 5 * rng.standard_normal((40, 5)) for _ in range(2)]
    carried = 5 * rng.standard_normal(40)
    for table in truth:
        table[:, 0] += carried
    marks = pd.concat([long(dict(zip((f"T{n}" for n in range(40)), table, strict=True)), name)
                       for name, table in zip(("welfare", "mobilization"), truth, strict=True)])
    halo = judge_table(marks)["halo"]
    assert halo["J1"] > 0.3 > halo.drop("J1").abs().max()


def test_identical_marks_have_no_agreement_and_say_so():
    table = judge_table(long({"X": [8, 8], "Y": [8, 8], "Z": [8, 8]}))
    assert table["agreement"].isna().all() and np.allclose(table["severity"], 0)


def test_the_judges_put_together():
    """Table, agreement and effects are those of the single functions; a zero that is no mark is none; no city, no preference."""
    marks = long({"X": [9, 5, 6], "Y": [5, 7, 7], "Z": [1, 0, 1]})
    rules, matrix = contest(marks, zero="missing")
    seen = examine_judges(marks, matrix, rules, {"welfare": 1}, rng=random_generator(1))
    assert seen.judges["marks"].tolist() == [3, 2, 3] and seen.judges["enters"].tolist() == ["Y", "", ""]
    assert seen.agreement.at["welfare", "teams"] == 2 and seen.home is None and seen.refused is None
    pd.testing.assert_frame_equal(seen.effects, mark_effects(marks, matrix, rules, {"welfare": 1}))
    cities = pd.DataFrame({"city": ["a", "b", "c"]}, index=["X", "Y", "Z"])
    homes = pd.DataFrame({"city": ["a", "b", "x"]}, index=["J1", "J2", "J3"])
    at_home = examine_judges(marks, matrix, rules, {"welfare": 1}, rng=random_generator(1), register=cities, judges=homes).home
    assert at_home["marks"] == 2
    assert examine_judges(marks[:0], matrix, rules, {"welfare": 1}, rng=random_generator(1)) is None


def test_judges_who_cannot_be_compared_are_still_listed():
    marks = long({"X": [9, np.nan], "Y": [np.nan, 7]})
    rules, matrix = contest(marks)
    seen = examine_judges(marks, matrix, rules, {"welfare": 1}, rng=random_generator(1))
    assert "2 groups" in str(seen.refused) and seen.judges["severity"].isna().all()
    assert seen.judges["unmarked"].to_dict() == {"J1": "X", "J2": "Y"}


def test_floors_on_the_panels_mark_move_with_it():
    """Y leads by money, 8.5 to 8, with a panel's mark of 7: off the list below a floor of 7.5 until one mark is 1 more."""
    marks = long({"X": [8, 8], "Y": [7, 7]})
    rules, matrix = contest(marks)
    matrix = matrix.assign(money=[8.0, 10.0])
    rules = replace(rules, indicators=(*rules.indicators, Indicator("money", normalization="none")))
    weights = {"welfare": 0.5, "money": 0.5}
    free = mark_effects(marks, matrix, rules, weights)
    bound = mark_effects(marks, matrix, replace(rules, floors=(Floor("welfare", 7.5),)), weights)
    assert free[free["team"] == "Y"]["change"].tolist() == pytest.approx([-2, -2], abs=1e-5)
    assert bound[bound["team"] == "Y"]["change"].tolist() == pytest.approx([1, 1], abs=1e-5)
    gone = bound[bound["team"] == "X"]  # X below the floor leaves nobody whom the rules allow
    assert gone["change"].tolist() == pytest.approx([-1, -1], abs=1e-5) and set(gone["enters"]) == {""}


def test_the_report_names_judges_by_code_unless_the_rules_allow_names(tmp_path):
    """The page's section in both languages: a sentence each on severity, agreement, leaving out, the smallest error, home."""
    from test_marks import JUDGES, WIDE, fill, prepared, printed
    for at, names in enumerate(("false", "true")):
        judges = JUDGES + "J3,王五,宜昌市\n"
        folder = prepared(tmp_path / str(at), WIDE, judges=judges, panel=f"names = {names}")
        with open(folder / "rules.toml", "a", encoding="utf-8") as stream:
            stream.write("\n[simulation]\ndraws = 64\n")
        marks = [8, 7, 6, 7, 5, 5, 9, 8, 6, 8, 7, 5, 7, 6, 7, 6, 6, 6]
        fill(printed(folder)[0], marks, folder / "raw" / "marks.xlsx")
        decision = decide_contest(read_contest(folder))
        record = record_contents(decision)
        for language, words in (("zh", ("评委", "最小单分误差", "信度", "本市州", "去掉")),
                                ("en", ("The judges", "smallest error in one mark", "reliability", "own city", "left out"))):
            page = report_html(decision, record, {}, language)
            section = page[page.index('id="judges"'):]
            assert all(word in section for word in words)
            assert ("张三 J1" in section) == (names == "true") and ("张三" in page) == (names == "true") and "J1" in section
            assert all(record["findings"][language][name] for name in ("judges", "agreement", "single_mark", "home"))
        assert "judging.csv" in record["tables"]


def test_what_the_coefficients_of_agreement_say(decision):
    """The values of the table beside them, 1 and 0 explained, the word by the border that the value reaches."""
    from contestlib.coefficients import ALPHA_WORDS, W_WORDS, describe_coefficients, reading_of
    table, rules = decision.judging.agreement, decision.contest.rules
    icc, w, alpha = describe_coefficients(decision.judging, rules, "en")
    assert all("1 = " in line and "0 = " in line for line in (icc, w, alpha))
    assert f"{table.at['welfare', 'single']:.2f} → {table.at['welfare', 'panel']:.2f} (excellent)" in icc
    assert f"resource mobilization {table.at['mobilization', 'w']:.2f} (much the same order)" in w
    assert f"{table.at['welfare', 'alpha']:.2f} (reliable)" in alpha
    assert [reading_of(value, ALPHA_WORDS) for value in (0.8, 0.79, 0.667, 0.6, float("nan"))] == [
        "reliable", "enough for tentative conclusions", "enough for tentative conclusions", "too little to rely on", "undefined"]
    assert reading_of(0.1, W_WORDS) == "orders that agree little"


def test_teams_that_a_judge_did_not_mark_in_full(decision):
    """Of 37 teams the fourth judge marked 28, and the seventh left one of two criteria out once."""
    from contestlib.judge_tables import show_judges
    gaps = decision.judging.judges["gaps"]
    assert gaps["评委4"] == 37 - 56 / 2 and gaps["评委1"] == 0 and gaps["评委7"] == 1
    for language, head in (("zh", "未打全分的队伍"), ("en", "teams not fully marked")):
        assert show_judges(decision.judging, decision.contest, language)[head].tolist() == gaps.tolist()
