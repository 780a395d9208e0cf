"""One event, one number: what the first page, the cards of the teams and the record say of a change of the weights."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from kinds_of_selection import contest_of

from contestlib import decide_contest, region_of
from contestlib.decision import select_contest
from contestlib.notice import team_sentences
from contestlib.record import record_contents
from contestlib.sentences import findings
from contestlib.witnesses import with_least_witnesses

SELECTIONS = ('places = 3\nreserves = 1\non_tie = "lot"',
              'places = 3\nreserves = 1\nquotas = [{ column = "city", maximum = 1 }]\non_tie = "lot"',
              'places = 2\nreserves = 1\non_tie = "lot"\ntie_break = [{ column = "welfare" }]')


def told_on_cards(decision):
    """By team: the points that its card names, and whom it names beside them."""
    said = {}
    for team, lines in team_sentences(decision, "en").items():
        for line in lines:
            if found := re.search(r"place if ([\d.]+) percentage points were moved; by the rules (.*) would", line):
                said[team] = float(found[1]), {word for word in re.split(r"[ ,]+", found[2]) if word in decision.baseline.totals}
    return said


def assert_one_number(decision):
    cards, first_page = told_on_cards(decision), findings(decision, "en")["admissible"]
    headline = re.search(r"moving ([\d.]+) percentage points alters the list", first_page)
    if headline is None:
        assert not cards or "tie at the cut" in first_page
        return
    assert all(float(headline[1]) <= points for points, _ in cards.values()), (headline[1], cards)
    for team, (points, others) in cards.items():
        for other in others & set(cards):
            assert cards[other][0] <= points, (team, other)
            if team in cards[other][1]:
                assert cards[other][0] == points, (team, other)


def test_the_shipped_contest_has_one_number_for_one_event(decision):
    """The exchange of T72 for T31, on the first page, both cards, in both languages' findings and in the record."""
    cards = told_on_cards(decision)
    assert cards["T31"] == (7.1, {"T72"}) and cards["T72"] == (7.1, {"T31"})
    assert_one_number(decision)
    contents = record_contents(decision)
    assert "合计变动 7.1 个百分点" in contents["findings"]["zh"]["admissible"]
    recorded = pd.Series(contents["changes"]["admissible"]["official"]["weights"])
    assert 100 * (recorded - decision.baseline.weights).abs().sum() == pytest.approx(7.1)


def test_no_weight_moves_that_need_not(decision):
    """What moves at the printed weights moves at the tie, too: nothing is left over from the search, and none moves by a hair."""
    weights = decision.baseline.weights
    for change in (decision.changes["admissible"], *decision.paths.values()):
        moved, needed = (100 * (table - weights).abs() for table in (change.printed, change.at_tie))
        assert set(moved.index[moved > 1e-9]) == set(needed.index[needed > 1e-6])
        assert moved[moved > 1e-9].min() > 0.5


@pytest.mark.parametrize("seed", range(9))
def test_small_contests_have_one_number_for_one_event(seed, tmp_path):
    rng = np.random.default_rng(seed)
    cities = rng.permutation(list("xxxyyzzz")).tolist()
    teams = {team: (*rng.integers(20, 100, 2).tolist(), city, team) for team, city in zip("ABCDEFGH", cities, strict=True)}
    decision = decide_contest(contest_of(tmp_path / "contest", SELECTIONS[seed % 3], teams=teams))
    assert_one_number(decision)
    now = set(decision.selection.finalists)
    for change in (*decision.changes.values(), *decision.paths.values()):
        if change.official == "changes":
            then = set(select_contest(decision.contest, change.printed.mul(100).round(9))[1].finalists)
            assert (then - now, now - then) == (set(change.official_enters), set(change.official_leaves)) != (set(), set())


def test_the_least_moved_witness_is_everybodys(decision):
    """A path's own weights move more, the headline's none were found: both take those of the other team of the exchange."""
    weights, region, paths = decision.baseline.weights, region_of(decision.contest.rules), decision.paths
    further = replace(paths["T72"], printed=weights + 1.1 * (paths["T72"].printed - weights))
    silent = replace(decision.changes["admissible"], official="stays", printed=None, official_leaves=(), official_enters=())
    changes, shared = with_least_witnesses({"admissible": silent}, {"T31": paths["T31"], "T72": further}, weights, region)
    for one in (changes["admissible"], shared["T72"]):
        assert one.printed.equals(paths["T31"].printed) and one.official == "changes" and one.official_leaves == ("T72",)
    apart = with_least_witnesses({}, {"T09": paths["T09"], "T31": paths["T31"]}, weights, region)[1]
    assert apart["T09"].printed.equals(paths["T31"].printed) is False
