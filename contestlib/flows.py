"""The best list where two columns limit it: a flow of the greatest worth, in whole numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping

Side = list[tuple[frozenset, int, int]]  # disjoint sets of teams, each with the fewest and the most that a list may hold


def two_sides(sets: Collection[tuple[frozenset, int, int]]) -> tuple[Side, Side] | None:
    """Sets with limits in two families, each of disjoint sets, or None where two do not suffice.

    Examples
    --------
    >>> city, kind = (frozenset("AB"), 0, 1), (frozenset("BC"), 1, 2)
    >>> two_sides([city, kind]) == ([city], [kind])
    True
    >>> two_sides([city, kind, (frozenset("CA"), 0, 1)]) is None
    True
    """
    sets, side = list(sets), {}
    for start in range(len(sets)):
        waiting = [] if start in side else [start]
        side.setdefault(start, 0)
        while waiting:
            at = waiting.pop()
            for other in range(len(sets)):
                if other != at and sets[at][0] & sets[other][0]:
                    if other not in side:
                        waiting.append(other)
                    if side.setdefault(other, 1 - side[at]) == side[at]:
                        return None
    first, second = ([entry for number, entry in enumerate(sets) if side[number] == which] for which in (0, 1))
    return first, second


def fill_two_sides(teams: Collection, places: int, sides: tuple[Side, Side], forced: Collection, barred: Collection,
                   worth: Mapping[object, int]) -> set | None:
    """The list with the largest sum of worth within limits on two families of disjoint sets, or None where there is none.

    Place after place, the longest path from a class of the first family to one of the second takes in one team more; on its way
    others may be exchanged (successive paths of the greatest worth, exact in whole numbers).

    Parameters
    ----------
    teams : collection of team ids
    places : int
    sides : two lists of sets, as `two_sides` returns them
    forced, barred : collections of team ids
        Who must and who may not be on the list.
    worth : mapping of team id to int
        Zero or more.

    Examples
    --------
    A and D, or B and C, share neither city nor kind; B and C are worth more.

    >>> cities, kinds = ([(frozenset(two), 0, 1) for two in twos] for twos in (("AB", "CD"), ("AC", "BD")))
    >>> sorted(fill_two_sides("ABCD", 2, (cities, kinds), "", "", {"A": 10, "B": 9, "C": 8, "D": 1}))
    ['B', 'C']
    """
    classes, low, high = _classes(sides, places)
    reward = 1 + sum(worth[team] for team in teams)  # for a place that a minimum or a ruling claims: more than any list is worth
    gain = {team: worth[team] + reward * (team in forced) for team in teams if team not in barred}
    cells: dict[tuple, list] = {}
    for team in sorted(gain, key=gain.get, reverse=True):
        cells.setdefault(classes(team), []).append(team)
    used, held = dict.fromkeys(cells, 0), [[0] * len(limits) for limits in low]
    for _ in range(places):
        path = _longest_path(cells, used, held, low, high, gain, reward)
        if path is None:
            return None
        for (row, column), step in path:
            used[row, column] += step
        held[0][path[0][0][0]] += 1
        held[1][path[-1][0][1]] += 1
    chosen = {team for cell, members in cells.items() for team in members[:used[cell]]}
    met = all(count >= least for side in (0, 1) for count, least in zip(held[side], low[side], strict=True))
    return chosen if met and chosen.issuperset(forced) else None


def exchangeable(teams: Collection, places: int, chosen: set, sides: tuple[Side, Side], forced: Collection, barred: Collection,
                 worth: Mapping[object, int]) -> set:
    """Teams that some list of the greatest worth holds and another one does not; `chosen` is one of these lists.

    Two such lists differ by exchanges that cost nothing: cycles of arcs without loss in what the flow leaves open.
    """
    classes, low, high = _classes(sides, places)
    held = [[0] * len(limits) for limits in low]
    source, sink = ("source",), ("sink",)
    arcs, of = [], {}
    for team in teams:
        row, column = classes(team)
        if team in chosen:
            held[0][row] += 1
            held[1][column] += 1
        if team not in forced and team not in barred:
            ends = ((0, row), (1, column), worth[team])
            of[team] = (ends[1], ends[0], -worth[team]) if team in chosen else ends
            arcs.append(of[team])
    for side, node in ((0, source), (1, sink)):
        for number, (count, least, most) in enumerate(zip(held[side], low[side], high[side], strict=True)):
            more, fewer = (node, (side, number), 0), ((side, number), node, 0)
            if side:
                more, fewer = fewer, more
            arcs += ([more[:2] + (0,)] if count < most else []) + ([fewer[:2] + (0,)] if count > least else [])
    level = dict.fromkeys([node for arc in arcs for node in arc[:2]], 0)
    changed = True
    while changed:
        changed = False
        for start, end, value in arcs:
            if level[start] + value > level[end]:
                level[end], changed = level[start] + value, True
    reached = {node: {node} for node in level}
    free = [(start, end) for start, end, value in arcs if level[start] + value == level[end]]
    changed = True
    while changed:
        changed = False
        for start, end in free:
            if not reached[end] <= reached[start]:
                reached[start] |= reached[end]
                changed = True
    return {team for team, (start, end, value) in of.items()
            if level[start] + value == level[end] and start in reached[end]}


def _classes(sides: tuple[Side, Side], places: int) -> tuple:
    """The class of a team on both sides (the last one without limits), and the limits of the classes."""
    of = [{team: number for number, (members, *_) in enumerate(side) for team in members} for side in sides]
    low = [[least for _, least, _ in side] + [0] for side in sides]
    high = [[most for *_, most in side] + [places] for side in sides]
    last = [len(side) for side in sides]
    return (lambda team: tuple(numbers.get(team, other) for numbers, other in zip(of, last, strict=True))), low, high


def _longest_path(cells: dict, used: dict, held: list, low: list, high: list, gain: dict, reward: int) -> list | None:
    """The cells that take one team more (1) or fewer (-1) on the way of the greatest gain, or None where every way is shut."""
    opens = [[None if count >= most else reward if count < least else 0
              for count, least, most in zip(held[side], low[side], high[side], strict=True)] for side in (0, 1)]
    best: dict[tuple, int] = {(0, row): value for row, value in enumerate(opens[0]) if value is not None}
    came: dict[tuple, tuple] = {}
    forward = [(cell, gain[members[used[cell]]]) for cell, members in cells.items() if used[cell] < len(members)]
    back = [(cell, -gain[members[used[cell] - 1]]) for cell, members in cells.items() if used[cell]]
    changed = True
    while changed:
        changed = False
        for arcs, side, step in ((forward, 0, 1), (back, 1, -1)):
            for cell, value in arcs:
                start, end = (side, cell[side]), (1 - side, cell[1 - side])
                if start in best and (end not in best or best[start] + value > best[end]):
                    best[end], came[end], changed = best[start] + value, (cell, step), True
    ends = [(best[1, column] + value, -column) for column, value in enumerate(opens[1])
            if value is not None and (1, column) in best]
    if not ends:
        return None
    node, path = (1, -max(ends)[1]), []
    while node in came:
        cell, step = came[node]
        path.append((cell, step))
        node = (0, cell[0]) if step == 1 else (1, cell[1])
    return path[::-1]
