"""Small contests in exact fractions, every point of whose arrangement of planes is looked at."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pandas as pd


def frame(rows):
    """A table with teams T0, T1 … and indicators c0, c1 …"""
    return pd.DataFrame(rows, columns=[f"c{i}" for i in range(len(rows[0]))],
                        index=[f"T{i}" for i in range(len(rows))], dtype=float)


def solve(rows, rights):
    """The point on as many planes as there are weights, or None (Gauss's elimination in fractions)."""
    system = [[Fraction(value) for value in row] + [Fraction(right)] for row, right in zip(rows, rights, strict=True)]
    size = len(system)
    for at in range(size):
        pivot = next((row for row in range(at, size) if system[row][at]), None)
        if pivot is None:
            return None
        system[at], system[pivot] = system[pivot], system[at]
        system[at] = [value / system[at][at] for value in system[at]]
        for row in range(size):
            if row != at and system[row][at]:
                system[row] = [a - system[row][at] * b for a, b in zip(system[row], system[at], strict=True)]
    return tuple(row[-1] for row in system)


def arrangement_points(table, lower, upper, extra=()):
    """Every point of the region where as many of the planes meet as it takes: ties, bounds, and `extra` (row, right)."""
    size = len(table[0])
    unit = [[int(i == j) for j in range(size)] for i in range(size)]
    planes = [([a - b for a, b in zip(first, second, strict=True)], 0) for first, second in combinations(table, 2)]
    planes = [plane for plane in planes if any(plane[0])]
    planes += [(unit[i], bound[i]) for i in range(size) for bound in (lower, upper)] + list(extra)
    points = set()
    for chosen in combinations(planes, size - 1):
        point = solve([[1] * size] + [row for row, _ in chosen], [1] + [right for _, right in chosen])
        if point and all(low <= value <= high for low, value, high in zip(lower, point, upper, strict=True)):
            points.add(point)
    return points


def totals_at(table, point):
    return [sum(value * weight for value, weight in zip(row, point, strict=True)) for row in table]


def extreme_ranks(table, points):
    """Best rank with ties in the team's favour and worst with ties against it: both are reached where planes meet."""
    ranks = []
    for team in range(len(table)):
        totals = [totals_at(table, point) for point in points]
        ranks.append((1 + min(sum(other > row[team] for other in row) for row in totals),
                      max(sum(other >= row[team] for other in row) for row in totals)))
    return ranks


def random_table(teams, codes, seed):
    """Correlated indicators, every second seed with heavy tails, scaled to 0 … 1."""
    rng = np.random.default_rng(seed)
    values = 0.5 * rng.normal(size=(teams, 1)) + 0.75**0.5 * rng.normal(size=(teams, codes))
    values = np.exp(values) if seed % 2 else values
    return (values - values.min(axis=0)) / (values.max(axis=0) - values.min(axis=0))
