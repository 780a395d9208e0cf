"""Juries that compare or rank: a published case, hand arithmetic, planted strengths, another program where it is installed."""

import numpy as np
import pandas as pd
import pytest

from contestlib.comparisons import aggregate_pairs, bradley_terry, wins_of_marks
from contestlib.decision import select_contest, simulate_contest
from contestlib.errors import DataError
from contestlib.loading import check_contest, read_contest, read_pairs
from contestlib.panel import aggregate_marks, panel_marks
from contestlib.rules import PanelRule
from contestlib.simulation import random_generator

# Baseball in the East of the American League, 1987: wins of the row over the column, home and away together.
TEAMS = ["Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore"]
WINS = np.array([[0, 7, 9, 7, 7, 9, 11], [6, 0, 7, 5, 11, 9, 9], [4, 6, 0, 7, 7, 8, 12], [6, 8, 6, 0, 6, 7, 10],
                 [6, 2, 6, 7, 0, 7, 12], [4, 4, 5, 6, 6, 0, 6], [2, 4, 1, 3, 1, 7, 0]])


def pairs_of(wins, teams, judges=("a",)):
    """Comparisons dealt out to the judges one by one."""
    size = range(len(teams))
    rows = [(teams[one], teams[other]) for one in size for other in size for _ in range(wins[one][other])]
    return pd.DataFrame(rows, columns=["better", "worse"]).assign(
        criterion="c", judge=[judges[at % len(judges)] for at in range(len(rows))])


def test_a_published_case():
    """Agresti (2002), Categorical Data Analysis, table 10.11: strengths above Baltimore's to two decimals, errors about 0.3.

    The printed values as the tests of R's BradleyTerry2 (test-baseball.R) state them.
    """
    found = bradley_terry(pairs_of(WINS, TEAMS))
    above = found.strengths - found.strengths["Baltimore"]
    assert above[TEAMS].round(2).tolist() == [1.58, 1.44, 1.29, 1.25, 1.11, 0.68, 0]
    spread = found.covariance
    errors = [np.sqrt(spread.at[t, t] + spread.at["Baltimore", "Baltimore"] - 2 * spread.at[t, "Baltimore"]) for t in TEAMS[:-1]]
    assert np.round(errors, 1).tolist() == [0.3] * 6


def test_the_likelihood_equations_hold():
    """At the maximum every team has won as often as its chances say."""
    found = bradley_terry(pairs_of(WINS, TEAMS)).strengths[TEAMS].to_numpy()
    chance = 1 / (1 + np.exp(found[None, :] - found[:, None]))
    np.testing.assert_allclose(((WINS + WINS.T) * chance).sum(axis=1) - (WINS + WINS.T).diagonal() / 2, WINS.sum(axis=1))


def test_against_another_program():
    other = pytest.importorskip("choix", reason="choix (an oracle of tests only) is not installed")
    pairs = pairs_of(WINS, TEAMS)
    theirs = other.ilsr_pairwise(7, [(TEAMS.index(b), TEAMS.index(w)) for b, w in pairs[["better", "worse"]].to_numpy()])
    np.testing.assert_allclose(bradley_terry(pairs).strengths[TEAMS], theirs, atol=1e-6)


def test_two_teams_by_hand():
    """X wins 3 of 4: a chance of 3/4, so marks of 75 and 25. Judge a says 3 : 1 in four, b the same: no spread between them."""
    pairs = pairs_of([[0, 3], [1, 0]], ["X", "Y"])
    both = pd.concat([pairs, pairs.assign(judge="b")])
    panel = aggregate_pairs(both, rule=PanelRule("bradley_terry", drawn=0))
    np.testing.assert_allclose(panel.marks["c"], [75, 25])
    np.testing.assert_allclose(panel.standard_errors["c"], 0, atol=1e-9)
    assert panel.counts["c"].tolist() == [8, 8] and panel.sums["c"].tolist() == [6, 2]
    # a 3 : 0 and b 0 : 1 give the same marks. Their scores are 3/4 and -3/4, the information 4 · 3/16 a strength's difference.
    apart = pairs.assign(judge=["a", "a", "a", "b"])
    error = aggregate_pairs(apart, rule=PanelRule("bradley_terry", drawn=0)).standard_errors.at["X", "c"]
    scores = np.sqrt(2 / 1 * (0.75**2 + 0.75**2)) / (4 * 3 / 16)  # of the difference of the two strengths
    assert error == pytest.approx(100 * 3 / 16 * scores)


def test_a_team_that_always_wins():
    """Without drawn comparisons its strength has no end; with one the mark stays inside the scale."""
    pairs = pairs_of([[0, 2, 2], [0, 0, 1], [0, 1, 0]], ["X", "Y", "Z"], "ab")
    with pytest.raises(DataError, match=r"2 groups, of which none is both ahead of and behind another: X; Y, Z .*drawn"):
        bradley_terry(pairs)
    panel = aggregate_pairs(pairs, rule=PanelRule("bradley_terry", drawn=1))
    assert 50 < panel.marks.at["X", "c"] < 100 and panel.marks["c"].sum() == pytest.approx(150)


def test_planted_strengths_are_found_within_their_error():
    """300 juries of 6 judges: the share of wins of the best team lies within two standard errors in about 95 %."""
    rng, true = random_generator(2), np.array([1.0, 0.3, 0, -0.3, -1.0])
    chance = 1 / (1 + np.exp(true[None, :] - true[:, None]))
    shares = (chance.sum(axis=1) - 0.5) / 4
    first, second = np.triu_indices(5, 1)
    inside = 0
    for _ in range(300):
        rows = []
        for judge in range(12):
            wins = rng.random(10) < chance[first, second]
            rows += [(judge, *((i, j) if won else (j, i))) for i, j, won in zip(first, second, wins, strict=True)]
        pairs = pd.DataFrame(rows, columns=["judge", "better", "worse"]).assign(criterion="c")
        panel = aggregate_pairs(pairs, rule=PanelRule("bradley_terry", lower=0, upper=1, drawn=0.1))
        inside += abs(panel.marks.at[0, "c"] - shares[0]) < 2.2 * panel.standard_errors.at[0, "c"]  # t with 11 degrees
    assert 0.91 < inside / 300 < 0.985


def test_rankings_are_comparisons():
    """Judges' marks count by their order alone: any rising scale of a judge's own gives the same."""
    rng = random_generator(5)
    marks = rng.integers(1, 9, size=(5, 4)).astype(float)
    marks[1, 2] = np.nan
    rule = PanelRule("bradley_terry")
    np.testing.assert_allclose(panel_marks(marks, rule), panel_marks(marks**3 * [1, 2, 3, 4], rule))
    many = panel_marks(np.stack([marks, marks[:, ::-1]]), rule)
    np.testing.assert_allclose(many[0], many[1])
    assert wins_of_marks(marks).sum() == 4 * 10 - 4  # ten pairs a judge, six where one team is missing
    long = pd.DataFrame(marks, index=list("VWXYZ")).melt(ignore_index=False, var_name="judge", value_name="mark")
    panel = aggregate_marks(long.rename_axis("team").reset_index().assign(criterion="c"), rule=rule)
    np.testing.assert_allclose(panel.marks["c"], panel_marks(marks, rule))
    np.testing.assert_allclose(np.diag(panel.covariance), panel.standard_errors["c"] ** 2)


def pair_contest(folder, rows, panel=""):
    (folder / "raw").mkdir(parents=True)
    files = {
        "indicators.csv": "code,direction,source,transform,normalization,on_zero,on_missing,lower,upper\n"
                          "appeal,higher,panel:appeal,,goalposts,real,stop,0,100\n",
        "scenarios.csv": "scenario,total,appeal\nbase,100,100\n",
        "teams.csv": "team,name_zh,project,status\nA,甲队,甲,online\nB,乙队,乙,online\nC,丙队,丙,online\n",
        "rules.toml": f'[panel]\nmethod = "bradley_terry"\nkind = "pairs"\n{panel}\n[selection]\nplaces = 1\n[tables.marks]\n'
                      'files = ["raw/pairs.csv"]\n[tables.marks.columns]\njudge = "评委"\nbetter = "较优"\nworse = "较差"\n',
        "raw/pairs.csv": "评委,较优,较差\n" + rows}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


ROWS = "甲,甲队,乙队\n甲,甲队,丙队\n甲,乙队,丙队\n乙,乙队,甲队\n乙,甲队,丙队\n乙,丙队,乙队\n"


def test_a_contest_of_comparisons(tmp_path):
    """A wins three of four, B two of four, C one: the list is A; the joint simulation draws from the panel's covariance."""
    contest = read_contest(pair_contest(tmp_path / "c", ROWS))
    assert len(read_pairs(contest)) == 6
    standings, selection = select_contest(contest)
    assert selection.finalists == ("A",)
    assert standings.totals["A"] > standings.totals["B"] > standings.totals["C"]
    chances = simulate_contest(contest, draws=512, rng=random_generator(1)).probability["value"]
    assert 0.3 < chances["A"] < 1 and chances.sum() == pytest.approx(1)


@pytest.mark.parametrize(("rows", "panel", "words"), [
    ("甲,甲队,甲队\n", "", r"A compared with itself by 甲 \(expected two teams\) at raw/pairs.csv line 2"),
    ("甲,甲队,戊队\n", "", r"the unknown team '戊队'"),
    (ROWS, "drawn = -1", r"drawn = -1 \(expected a number of zero or more\)"),
])
def test_bad_comparisons(tmp_path, rows, panel, words):
    import re
    assert re.search(words, "\n".join(map(str, check_contest(pair_contest(tmp_path / "c", rows, panel)))))


def test_pairs_need_their_method(tmp_path):
    folder = pair_contest(tmp_path / "c", ROWS)
    rules = (folder / "rules.toml").read_text(encoding="utf-8")
    (folder / "rules.toml").write_text(rules.replace("bradley_terry", "mean"), encoding="utf-8")
    assert "pairs under method = 'mean'" in str(check_contest(folder)[0])


def test_speed():
    """A thousand draws of seven judges over forty teams: what one block of the joint simulation asks for."""
    from time import perf_counter
    values = random_generator(1).random((256, 40, 7))
    start = perf_counter()
    assert np.isfinite(panel_marks(values, PanelRule("bradley_terry"))).all()
    assert perf_counter() - start < 2.5
