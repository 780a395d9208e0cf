"""The nearest weights in whole percentage points: committees vote in integers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from contestlib.distances import measure_move, nearest_weights
from contestlib.errors import RulesError
from contestlib.polytopes import LEVEL
from contestlib.regions import WeightRegion

WHOLE = 1e-9  # percentage points this close to a whole number are one


def in_whole_points(start: np.ndarray) -> np.ndarray:
    """Weights as whole percentage points, or the error that says they are none, shape (K,)."""
    points = np.round(100 * start)
    if (np.abs(100 * start - points) > WHOLE).any():
        raise RulesError(found="weights {weights}", expected="whole percentage points", where="the weights",
                         remedy="round the weights first, or leave whole_points out",
                         weights=", ".join(f"{100 * weight:.6g} %" for weight in start))
    return points


def nearest_whole(points: np.ndarray, region: WeightRegion, difference: np.ndarray, norm: str, best: float) -> np.ndarray | None:
    """The nearest weights in whole percentage points under which a lead is lost outright, if nearer than `best`."""
    if norm == "l2":
        raise RulesError(found="norm = {norm!r}", expected="one of {norms}", where="the measure of a change",
                         remedy="correct the value", norm=norm, norms="l1, linf")
    if region.bounds_alone:
        down, up = points - np.ceil(100 * region.lower - WHOLE), np.floor(100 * region.upper + WHOLE) - points
        moved = (_fewest_points if norm == "l1" else _smallest_steps)(difference, points @ difference, down, up)
        return None if moved is None else (points + moved) / 100
    return _branch_whole(points, region, difference, norm, best)


def _fewest_points(difference: np.ndarray, lead: float, down: np.ndarray, up: np.ndarray) -> np.ndarray | None:
    """Points moved one after the other, each where it costs the lead most, until it is lost."""
    move = np.zeros(len(difference))
    while lead >= -100 * LEVEL:
        giver = np.where(move - 1 >= -down, difference, -np.inf).argmax()
        taker = np.where(move + 1 <= up, difference, np.inf).argmin()
        gain = difference[giver] - difference[taker]
        if not np.isfinite(gain) or gain <= 0 or move[giver] - 1 < -down[giver] or move[taker] + 1 > up[taker]:
            return None
        move[giver] -= 1
        move[taker] += 1
        lead -= gain
    return move


def _smallest_steps(difference: np.ndarray, lead: float, down: np.ndarray, up: np.ndarray) -> np.ndarray | None:
    """The smallest s so that moves of at most s points each lose the lead."""
    for step in range(1, 101):
        most_down, most_up = np.minimum(down, step), np.minimum(up, step)
        move = -most_down
        for code in np.argsort(difference, kind="stable"):
            move[code] += min(most_down[code] + most_up[code], -move.sum())
        if lead + move @ difference < -100 * LEVEL:
            return move
    return None


def _branch_whole(points: np.ndarray, region: WeightRegion, difference: np.ndarray, norm: str, best: float) -> np.ndarray | None:
    """Branch and bound over whole points: the nearest weights of a part bound it from below."""
    start, found = points / 100, None
    stack = [(np.ceil(100 * region.lower - WHOLE), np.floor(100 * region.upper + WHOLE))]
    while stack:
        low, high = stack.pop()
        if (low > high).any() or low.sum() > 100 or high.sum() < 100:
            continue
        part = replace(region, lower=low / 100, upper=high / 100)
        nearest = nearest_weights(start, part, difference[None], norm=norm)
        if nearest is None or measure_move(nearest - start, norm) > best - 0.5e-2:
            continue
        rounded = np.round(100 * nearest)
        broken = np.abs(100 * nearest - rounded) > 1e-6
        if not broken.any():
            if region.contains(rounded / 100) and difference @ rounded < -100 * LEVEL:
                found, best = rounded / 100, measure_move(rounded / 100 - start, norm)
                continue
            # Whole, but only a tie: this point is left out by going round it.
            free = np.flatnonzero(low < high)
            if not len(free):
                continue
            code, value = free[0], rounded[free[0]]
            stack += [(low, _set(high, code, value - 1)), (_set(low, code, value + 1), high),
                      (_set(low, code, value), _set(high, code, value))]
            continue
        code = np.abs(100 * nearest - rounded).argmax()
        below = np.floor(100 * nearest[code])
        stack += [(low, _set(high, code, below)), (_set(low, code, below + 1), high)]
    return found


def _set(values: np.ndarray, at: int, value: float) -> np.ndarray:
    changed = values.copy()
    changed[at] = value
    return changed
