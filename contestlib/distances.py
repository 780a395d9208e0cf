"""How far weights have to move until linear statements hold: in points moved, in the largest move, as the crow flies."""

from __future__ import annotations

import numpy as np

from contestlib.errors import RulesError
from contestlib.polytopes import Polytope, mixtures, split
from contestlib.regions import WeightRegion, region_rows

NORMS = ("l1", "linf", "l2")


def measure_move(move: np.ndarray, norm: str) -> float:
    """Length of a change of weights: sum of absolute changes, largest one, or Euclidean.

    Examples
    --------
    >>> [round(float(measure_move(np.array([0.3, -0.2, -0.1]), norm)), 3) for norm in NORMS]
    [0.6, 0.3, 0.374]
    """
    if norm not in NORMS:
        raise RulesError(found="norm = {norm!r}", expected="one of {norms}", where="the measure of a change",
                         remedy="correct the value", norm=norm, norms=", ".join(NORMS))
    return float({"l1": np.abs(move).sum(), "linf": np.abs(move).max(initial=0), "l2": np.sqrt((move**2).sum())}[norm])


def least_distances(differences: np.ndarray, leads: np.ndarray, norm: str) -> np.ndarray:
    """Lower bounds for the change of weights at which each lead vanishes, shape (P,).

    Parameters
    ----------
    differences : ndarray, shape (P, K)
        Row of the one ahead less row of the other.
    leads : ndarray, shape (P,)
        Their products with the weights.
    norm : {"l1", "linf", "l2"}

    Notes
    -----
    Moves sum to zero, so a lead loses at most distance × dual norm of the difference's deviations: half the range for
    l1, the deviations from the median for linf, from the mean for l2. Bounds on single weights are left out.
    """
    if norm == "l1":
        rate = (differences.max(axis=1) - differences.min(axis=1)) / 2
    elif norm == "linf":
        rate = np.abs(differences - np.median(differences, axis=1, keepdims=True)).sum(axis=1)
    else:
        rate = np.sqrt(((differences - differences.mean(axis=1, keepdims=True))**2).sum(axis=1))
    return np.divide(leads, rate, out=np.full(len(leads), np.inf), where=rate > 0)


def nearest_weights(weights: np.ndarray, region: WeightRegion, rows: np.ndarray, *, norm: str = "l1") -> np.ndarray | None:
    """The admissible weights nearest to `weights` with ``rows @ w <= 0``.

    Parameters
    ----------
    weights : ndarray, shape (K,)
    region : WeightRegion
    rows : ndarray, shape (R, K)
    norm : {"l1", "linf", "l2"}

    Returns
    -------
    ndarray, shape (K,), or None where no admissible weights keep the rows
    """
    rows = rows / np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-300)
    if norm == "l2":
        return _nearest_crow(weights, region, rows)
    from scipy.optimize import linprog
    codes, corners = len(weights), region.corners
    stated, limits = region_rows(region)
    mixed, spans = len(corners), codes if norm == "l1" else 1
    # Unknowns: shares of the corners, then what bounds the absolute moves.
    over = -np.eye(codes) if norm == "l1" else -np.ones((codes, 1))
    kept = np.concatenate([rows, stated]) @ corners.T
    upper = np.block([[kept, np.zeros((len(kept), spans))], [corners.T, over], [-corners.T, over]])
    answer = linprog(np.r_[np.zeros(mixed), np.ones(spans)], A_ub=upper,
                     b_ub=np.r_[np.zeros(len(rows)), limits, weights, -weights],
                     A_eq=np.r_[np.ones(mixed), np.zeros(spans)][None], b_eq=[1], bounds=(0, None))
    return None if answer.status != 0 else _summing_to_one(answer.x[:mixed] @ corners)


def _nearest_crow(weights: np.ndarray, region: WeightRegion, rows: np.ndarray) -> np.ndarray | None:
    """Least distance programming through non-negative least squares (Lawson and Hanson 1974, chapter 23)."""
    from scipy.optimize import nnls
    corners = region.corners
    if region.proposals is not None:
        faces = mixtures(corners)
        raise RulesError(found="norm = {norm!r} between proposals ({count})", expected="'l1' or 'linf'",
                         where="the measure of a change", remedy="choose another norm, or leave the hull out", norm="l2",
                         count=len(faces.vertices))
    stated, limits = region_rows(region)
    rows = np.concatenate([rows, stated, -np.eye(len(weights))])
    limits = np.concatenate([np.zeros(len(rows) - len(limits) - len(weights)), limits, np.zeros(len(weights))])
    # Moves that sum to zero, in an orthonormal basis of theirs.
    basis = np.linalg.svd(np.ones((1, len(weights))))[2][1:].T
    least = -(rows @ basis)
    needed = -(limits - rows @ weights)
    system = np.vstack([least.T, needed])
    goal = np.r_[np.zeros(basis.shape[1]), 1.0]
    shares, _ = nnls(system, goal)
    left = system @ shares - goal
    if abs(left[-1]) < 1e-12:
        return None
    return _summing_to_one(weights + basis @ (-left[:-1] / left[-1]))


def _summing_to_one(weights: np.ndarray) -> np.ndarray:
    weights = np.clip(weights, 0, None)
    return weights / weights.sum()


def least_moved(differences: np.ndarray, lead: float, down: np.ndarray, up: np.ndarray) -> np.ndarray | None:
    """The smallest sum of moves, within what each weight can give and take, at which a lead vanishes.

    Parameters
    ----------
    differences : ndarray, shape (K,)
    lead : float
        Above zero.
    down, up : ndarray, shape (K,)
        How far each weight can go down and up.

    Returns
    -------
    ndarray, shape (K,), or None where no move suffices
        The change of the weights.

    Notes
    -----
    The next bit is always taken where the difference is largest and given where it is smallest; a fractional
    transport problem with one product, for which this is exact.

    Examples
    --------
    >>> least_moved(np.array([0.1, -0.3, 0.0]), 0.026, np.array([0.8, 0.18, 0.02]), np.array([0.2, 0.82, 0.98])).round(3)
    array([-0.065,  0.065,  0.   ])
    """
    move, down, up = np.zeros(len(differences)), down.copy(), up.copy()
    givers = list(np.argsort(-differences, kind="stable"))
    takers = list(np.argsort(differences, kind="stable"))
    while givers and takers:
        giver, taker = givers[0], takers[0]
        gain = differences[giver] - differences[taker]
        if gain <= 0:
            return None
        amount = min(down[giver], up[taker], lead / gain)
        move[giver] -= amount
        move[taker] += amount
        lead -= amount * gain
        if amount * gain >= lead + amount * gain - 1e-18 and lead <= 1e-18:
            return move
        down[giver] -= amount
        up[taker] -= amount
        if down[giver] <= 0:
            givers.pop(0)
        if up[taker] <= 0:
            takers.pop(0)
    return None


def ball_polytope(weights: np.ndarray, radius: float, region: WeightRegion, norm: str) -> Polytope | None:
    """Admissible weights within a distance of `weights`, for l1 and linf."""
    codes, free = len(weights), np.flatnonzero(region.upper > region.lower)
    if norm == "l1":
        subsets = np.zeros((max(2**len(free) - 2, 0), codes))
        subsets[:, free] = (np.arange(1, 2**len(free) - 1)[:, None] >> np.arange(len(free))) & 1
        faces, limits = subsets, subsets @ weights + radius / 2
    else:
        faces = np.concatenate([np.eye(codes), -np.eye(codes)])
        limits = faces @ weights + radius
    if norm == "l1" and region.proposals is None and len(free) > 2:
        give, take = free[np.array(np.nonzero(~np.eye(len(free), dtype=bool)))]
        vertices = np.tile(weights, (len(give), 1))
        vertices[np.arange(len(give)), give] -= radius / 2
        vertices[np.arange(len(give)), take] += radius / 2
        tight = (faces[:, take] > faces[:, give]).T
        polytope = Polytope(vertices, tight, len(free) - 1)
        stated, bounds = region_rows(region)
        faces, limits = np.concatenate([-np.eye(codes), stated]), np.concatenate([np.zeros(codes), bounds])
        return cut_polytope(polytope, faces, limits)
    polytope = mixtures(region.corners)
    stated, bounds = region_rows(region)
    return cut_polytope(polytope, np.concatenate([stated, faces]), np.concatenate([bounds, limits]))


def cut_polytope(polytope: Polytope | None, rows: np.ndarray, limits: np.ndarray) -> Polytope | None:
    """The part of a polytope with ``rows @ w <= limits``."""
    for row, limit in zip(rows, limits, strict=True):
        if polytope is None:
            return None
        values = polytope.vertices @ row - limit
        if (values > 0).any():
            polytope, _ = split(polytope, values)
    return polytope
