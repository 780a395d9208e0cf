"""Polytopes by their vertices: made of points, cut in two by a plane, cut into simplices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LEVEL = 1e-10  # values of a linear function this close to its limit lie on the plane
FLAT = 1e-9  # points this close to a plane span no further dimension


@dataclass(frozen=True)
class Polytope:
    """What lies between some vertices.

    Attributes
    ----------
    vertices : ndarray, shape (V, K)
    tight : ndarray of bool, shape (V, F)
        Which faces each vertex lies on. Two vertices share an edge where no third one lies on all the faces that both
        lie on.
    dimension : int
    """

    vertices: np.ndarray
    tight: np.ndarray
    dimension: int


def mixtures(points: np.ndarray) -> Polytope:
    """Everything between some points, shape (P, K).

    Examples
    --------
    >>> mixtures(np.array([[0.0, 0.0], [2.0, 0.0], [0.0, 2.0], [0.5, 0.5]])).vertices.tolist()
    [[0.0, 0.0], [2.0, 0.0], [0.0, 2.0]]
    """
    flat, _, _ = flatten(points)
    dimension = flat.shape[1]
    if dimension == 0:
        return Polytope(points[:1], np.zeros((1, 0), dtype=bool), 0)
    if dimension == 1:
        return Polytope(points[[flat[:, 0].argmin(), flat[:, 0].argmax()]], np.eye(2, dtype=bool), 1)
    if len(points) == dimension + 1:  # a simplex: each vertex misses the face opposite to it
        return Polytope(points, ~np.eye(len(points), dtype=bool), dimension)
    from scipy.spatial import ConvexHull
    hull = ConvexHull(flat)
    faces = np.unique(hull.equations.round(10), axis=0)
    ends = np.sort(hull.vertices)
    return Polytope(points[ends], np.abs(flat[ends] @ faces[:, :-1].T + faces[:, -1]) <= FLAT, dimension)


def flatten(points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points in coordinates of the space that they span: coordinates (P, dimension), origin (K,), axes (dimension, K).

    Notes
    -----
    The axes are the farthest points one after another, each without its parts along the axes before it (Gram and Schmidt),
    by sums in a stated order: those of a singular value decomposition differ from one kind of processor to another, and with
    them the simplices into which a region falls.
    """
    origin = points.mean(axis=0)
    rest, axes = points - origin, []
    while len(axes) < points.shape[1]:
        lengths = _in_order(rest, rest)
        farthest = int(lengths.argmax())
        if lengths[farthest] <= FLAT**2:
            break
        axis = rest[farthest] / np.sqrt(lengths[farthest])
        for _ in range(2):  # the second time takes away what rounding left of the first
            for before in axes:
                axis = axis - _in_order(axis[None], before) * before
            axis = axis / np.sqrt(_in_order(axis[None], axis))
        axes.append(axis)
        rest = rest - _in_order(rest, axis)[:, None] * axis
    coordinates = [_in_order(points - origin, axis) for axis in axes]
    return (np.column_stack(coordinates) if axes else np.empty((len(points), 0)), origin,
            np.array(axes).reshape(len(axes), points.shape[1]))


def _in_order(rows: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Products of rows with another's, or with one vector, summed from the first column to the last."""
    total = np.zeros(len(rows))
    for column in range(rows.shape[1]):
        total = total + rows[:, column] * other[..., column]
    return total


def split(polytope: Polytope, values: np.ndarray) -> tuple[Polytope | None, Polytope | None]:
    """The parts where a linear function is at most zero and at least zero; None where there is no such part.

    Parameters
    ----------
    polytope : Polytope
    values : ndarray, shape (V,)
        Of the function at the vertices.

    Notes
    -----
    Double description (Motzkin, Raiffa, Thompson and Thrall 1953).

    Examples
    --------
    >>> segment = mixtures(np.array([[0.0], [4.0]]))
    >>> [sorted(part.vertices.ravel().tolist()) for part in split(segment, segment.vertices[:, 0] - 1)]
    [[0.0, 1.0], [1.0, 4.0]]
    """
    below, above = values < -LEVEL, values > LEVEL
    if not above.any() or not below.any():
        return (polytope if (values <= LEVEL).all() else _face(polytope, ~above),
                polytope if (values >= -LEVEL).all() else _face(polytope, ~below))
    first, second = _edges(polytope, np.flatnonzero(below), np.flatnonzero(above))
    share = (values[first] / (values[first] - values[second]))[:, None]
    crossings = polytope.vertices[first] + share * (polytope.vertices[second] - polytope.vertices[first])
    marked = np.column_stack([polytope.tight, ~(below | above)])
    crossed = np.column_stack([polytope.tight[first] & polytope.tight[second], np.ones(len(first), dtype=bool)])
    return tuple(Polytope(np.concatenate([polytope.vertices[kept], crossings]), np.concatenate([marked[kept], crossed]),
                          polytope.dimension) for kept in (~above, ~below))


def triangulate(vertices: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Simplices that tile what lies between some vertices.

    Parameters
    ----------
    vertices : ndarray, shape (V, K)

    Returns
    -------
    simplices : ndarray, shape (S, dimension + 1, K)
    shares : ndarray, shape (S,)
        Of the volume; they sum to one.

    Examples
    --------
    >>> simplices, shares = triangulate(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]))
    >>> simplices.shape, shares.tolist()
    ((4, 3, 2), [0.25, 0.25, 0.25, 0.25])
    """
    flat, centre, axes = flatten(vertices)
    dimension = len(axes)
    if dimension <= 1:
        ends = [flat[:, 0].argmin(), flat[:, 0].argmax()] if dimension else [0]
        return vertices[ends][None], np.ones(1)
    if len(vertices) == dimension + 1:
        return vertices[None], np.ones(1)
    from scipy.spatial import ConvexHull
    facets = ConvexHull(flat, qhull_options="Qt").simplices
    volumes = np.abs(np.linalg.det(flat[facets]))  # each facet with the centre, which is the origin
    simplices = np.concatenate([np.tile(centre, (len(facets), 1, 1)), vertices[facets]], axis=1)
    kept = volumes > FLAT * volumes.max()  # a facet may be cut into simplices without extent
    return simplices[kept], volumes[kept] / volumes[kept].sum()


def _face(polytope: Polytope, kept: np.ndarray) -> Polytope | None:
    """The face that some vertices span."""
    if not kept.any():
        return None
    return Polytope(polytope.vertices[kept], polytope.tight[kept], polytope.dimension)


@np.errstate(invalid="ignore")  # zeros and ones are multiplied: what a library may report of them is nothing of ours
def _edges(polytope: Polytope, below: np.ndarray, above: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of a vertex below and one above that share an edge."""
    tight, counted = polytope.tight, polytope.tight.astype(np.float32)
    common = counted[below] @ counted[above].T
    joined = common >= polytope.dimension - 1
    # All faces of a vertex on just `dimension` of them but one meet in an edge; only others need the third vertex ruled out.
    many = tight.sum(axis=1) > polytope.dimension
    ones = np.ones(len(tight), dtype=np.float32)
    few, others, counts, pairs = ((below, above, common, joined) if len(below) < len(above) else
                                  (above, below, common.T, joined.T))
    for vertex in np.flatnonzero(many[few] & pairs.any(axis=1)):
        doubtful = np.flatnonzero(pairs[vertex] & many[others])
        faces = counted[:, tight[few[vertex]]]
        on_all = faces[others[doubtful]] @ faces.T == counts[vertex, doubtful, None]
        pairs[vertex, doubtful] = on_all @ ones == 2
    at_below, at_above = np.nonzero(joined)
    return below[at_below], above[at_above]
