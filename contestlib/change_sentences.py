"""The smallest changes of the weights that alter the list, in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from contestlib.distances import measure_move
from contestlib.records import Change, WholeLists
from contestlib.wording import joined, listed, moved_text, say, span_text, together

FINEST = 4  # decimals of printed percentage points, where `witnesses` needs them: they are shown as they are


def describe_change(change: Change | None, weights: pd.Series, labels: pd.Series, names: pd.Series, language: str, *,
                    admissible: bool = False, quotas: bool = False, brief: bool = False) -> str:
    """How little has to move for the list to change, what moves, and who replaces whom; empty without a change to speak of.

    The weights are those of the official list where `witnesses.with_witness` found some. `quotas` says that the rules have some,
    which the search leaves out. What rounding can do between the tie and these weights is left out where it is to be `brief`.
    """
    if change is None:
        return ""
    found = change.official == "changes"
    if pd.isna(change.distance) and not found:
        return say(("By unrounded totals and without quotas no admissible weighting alters the list." if admissible else
                    "By unrounded totals and without quotas no change of the weights alters the list.") if quotas else
                   "No admissible weighting alters the list." if admissible else "No change of the weights alters the list.",
                   language)
    if change.distance == 0 and not change.enters:
        return say("{teams} tie at the cut: the unrounded totals do not decide the list.", language,
                   teams=listed(change.pair, names, language))
    text = _moves_text(100 * ((change.printed if found else change.at_tie) - weights), labels, language,
                       decimals=FINEST if found else 2)
    if not found:
        return say("By unrounded totals and without quotas, moving {points} percentage points within the admissible weights "
                   "({moves}) "
                   "would put {enters} in the place of {leaves}" if admissible else
                   "By unrounded totals and without quotas, moving {points} percentage points to any weights, admissible or not "
                   "({moves}), would put {enters} in the place of {leaves}", language,
                   points=moved_text(100 * change.distance), moves=text, enters=listed(change.enters, names, language),
                   leaves=listed(change.leaves, names, language)) + say(
            "; no weights just beyond alter the list by the rules." if change.official else ".", language)
    if not (change.official_enters and change.official_leaves):
        return say("Within the admissible weights, moving {points} percentage points alters the list ({moves}), which a tie "
                   "enlarges: {exchange}" if admissible else
                   "With any weights, admissible or not, moving {points} percentage points alters the list ({moves}), which a "
                   "tie enlarges: {exchange}", language, points=moved_points_text(change, weights), moves=text,
                   exchange=one_way(change.official_enters, change.official_leaves, names, language))
    sentence = say("Within the admissible weights, moving {points} percentage points alters the list ({moves}): {enters} "
                   "replaces {leaves}." if admissible else
                   "With any weights, admissible or not, moving {points} percentage points alters the list ({moves}): {enters} "
                   "replaces {leaves}.", language, points=moved_points_text(change, weights), moves=text,
                   enters=listed(change.official_enters, names, language), leaves=listed(change.official_leaves, names, language))
    if brief:
        return sentence
    if change.band[1] > change.band[0]:
        sentence += say(" Before rounding, the two totals are equal at {at} points; at {band} points rounding can "
                        "make them equal still, depending on the weights. For the weights named here the list was drawn up by "
                        "all rules: it is another one.", language, at=moved_text(100 * change.distance),
                        band=span_text(*(moved_text(100 * end) for end in change.band), language)) if (
            change.official_enters, change.official_leaves) == (change.enters, change.leaves) else ""
    return sentence + say(" The search for it starts from unrounded totals without quotas: a slightly smaller change in decimals "
                          "may do it, too.", language)


def one_way(enters, leaves, names: pd.Series, language: str) -> str:
    """Who comes in without taking a place, or goes out without leaving one, where a tie enlarges the one list or the other."""
    return (say("{enters} comes in besides.", language, enters=listed(enters, names, language)) if enters else
            say("{leaves} goes out.", language, leaves=listed(leaves, names, language)))


def moved_points(change: Change, weights: pd.Series) -> float:
    """Percentage points that the printed weights move, in the change's own measure."""
    return 100 * measure_move((change.printed - weights[change.printed.index]).to_numpy(), change.norm)


def moved_points_text(change: Change, weights: pd.Series) -> str:
    """The same to the last printed decimal."""
    return moved_text(moved_points(change, weights), FINEST)


def _moves_text(moves: pd.Series, labels: pd.Series, language: str, *, decimals: int) -> str:
    """Percentage points by indicator, the largest move first."""
    moved = moves[moves.abs() > 5e-7].sort_values(key=abs, ascending=False, kind="stable")
    return joined([f"{labels.get(code, code)} {'+' if move > 0 else ''}{moved_text(move, decimals)}"
                   for code, move in moved.items()], language)


def describe_whole(whole: Mapping[str, WholeLists], weights: pd.Series, labels: pd.Series, names: pd.Series,
                   language: str) -> str:
    """The fewest whole percentage points that alter the list, by all rules, and what was tried before: within the admissible
    weights, and within any where these need fewer."""
    admissible, least = whole.get("admissible"), whole.get("any")
    if admissible is None or least is None:
        return _whole_text(least, weights, labels, names, language, admissible=False)
    told = [_whole_text(admissible, weights, labels, names, language, admissible=True)]
    if admissible.change is None or least.points < admissible.points:
        told.append(_whole_text(least, weights, labels, names, language, admissible=False))
    return together(told, language)


def describe_least(changes: Mapping[str, Change], whole: Mapping[str, WholeLists], weights: pd.Series, labels: pd.Series,
                   names: pd.Series, language: str, *, nominal: str = "") -> str:
    """What `describe_change` and `describe_whole` say of the admissible weights (of any, where those in use are not admissible),
    for whoever reads one page; weights that are the same in both are told once. `nominal` says what another list is meant where
    a change is one without quotas."""
    admissible = "admissible" in changes
    change = changes["admissible" if admissible else "l1"]
    found = whole.get("admissible" if admissible else "any")
    told = _whole_text(found, weights, labels, names, language, admissible=admissible)
    if found is not None and found.change is not None and change.official == "changes" and (
            change.printed - found.change.printed).abs().max() < 1e-12:
        return told
    said = describe_change(change, weights, labels, names, language, admissible=admissible, brief=True)
    return together([nominal, said, told] if change.official == "stays" else [said, told], language)


def _whole_text(found: WholeLists | None, weights: pd.Series, labels: pd.Series, names: pd.Series, language: str, *,
                admissible: bool) -> str:
    if found is None:
        return ""
    if found.change is None and found.kept >= found.reach:
        return say("No admissible weights in whole percentage points alter the list: it was drawn up for them all." if admissible
                   else "No weights in whole percentage points alter the list: it was drawn up for them all.", language)
    if found.change is None:
        return say("Whole percentage points within the admissible weights: neither moving up to {kept} of them in any way nor "
                   "moving any number from one weight to one other alters the list." if admissible else
                   "Whole percentage points with any weights, admissible or not: neither moving up to {kept} of them in any way "
                   "nor moving any number from one weight to one other alters the list.", language, kept=2 * found.kept)
    change = found.change
    moves = joined([f"{labels.get(code, code)} {move:+d}" for code, move in
                    (100 * (change.printed - weights)).round().astype(int).items() if move], language)
    if change.official_enters and change.official_leaves:
        sentence = say("In whole percentage points within the admissible weights, moving {points} in all alters the list, for "
                       "instance {moves}: {enters} replaces {leaves}." if admissible else
                       "In whole percentage points with any weights, admissible or not, moving {points} in all alters the list, "
                       "for instance {moves}: {enters} replaces {leaves}.", language, points=2 * found.points, moves=moves,
                       enters=listed(change.official_enters, names, language),
                       leaves=listed(change.official_leaves, names, language))
    else:
        sentence = say("In whole percentage points within the admissible weights, moving {points} in all alters the list, which "
                       "a tie enlarges, for instance {moves}: {exchange}" if admissible else
                       "In whole percentage points with any weights, admissible or not, moving {points} in all alters the list, "
                       "which a tie enlarges, for instance {moves}: {exchange}", language, points=2 * found.points, moves=moves,
                       exchange=one_way(change.official_enters, change.official_leaves, names, language))
    if found.points == 1:
        return sentence
    return sentence + (say(" Every way to move fewer was tried by all rules: the list stays.", language)
                       if found.kept == found.points - 1 else
                       say(" Every move of up to {kept} points was tried by all rules, and every one of fewer points from one "
                           "weight to one other: the list stays.", language, kept=2 * found.kept))
