"""Clusters embeddings of voices into speakers. Pure.

Windows are clustered by complete linkage, ten minutes at a time, so that memory does not grow with the length of the
recording; the clusters of all parts are then joined by their means.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["cluster"]

_APART = 0.65
"""Cosine distance above which two windows are different voices, measured on test conversations."""
_APART_MEANS = 0.40
"""The same for the means of clusters, which vary less: 0.06 to 0.29 for one person in test recordings, and above 0.42
between different people."""
_PART = 1_000
_MINOR, _MINOR_SHARE, _MINOR_MOST = 4, 600, 10
"""A cluster with fewer windows is not a speaker and is assigned to the nearest one. The limit is 4 windows, or one
window in 600 of a long recording, up to 10 (seven seconds)."""


def cluster(embeddings: NDArray[np.float32], speakers: int | None = None) -> tuple[int, ...]:
    """The voice of each embedding; voices are numbered from 0 in the order in which they first speak.

    :param embeddings: shape (windows, dimensions)
    :param speakers: the number of voices, ``None`` to estimate it
    """
    import numpy as np

    embeddings = np.nan_to_num(embeddings)
    unit = embeddings / np.maximum(np.linalg.norm(embeddings, axis=1, keepdims=True), 1e-9)
    labels = np.zeros(len(unit), dtype=int)
    found = 0
    for start in range(0, len(unit), _PART):
        part = _part(unit[start : start + _PART], speakers, alone=len(unit) <= _PART)
        labels[start : start + _PART] = part + found
        found += int(part.max()) + 1
    if len(unit) > _PART:
        labels = _joined(unit, labels, speakers)
    if speakers is None:
        labels = _without_minor(unit, labels)
    return _in_order(labels.tolist())


def _part(unit: NDArray[np.float32], speakers: int | None, *, alone: bool) -> NDArray[np.int_]:
    """Clusters of a part: exactly ``speakers`` if it is the whole recording, else at least as many."""
    found = _linked(unit, _APART, speakers if alone else None)
    if speakers is None or alone or int(found.max()) + 1 >= speakers:
        return found
    return _linked(unit, _APART, speakers)


def _linked(unit: NDArray[np.float32], apart: float, count: int | None) -> NDArray[np.int_]:
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import pdist

    if len(unit) < 2:
        return np.zeros(len(unit), dtype=int)
    # A zero vector has no direction: it gets a large distance to all others.
    tree = linkage(np.nan_to_num(pdist(unit, "cosine"), nan=1.0), "complete")
    labels = fcluster(tree, count, "maxclust") if count else fcluster(tree, apart, "distance")
    return np.asarray(labels) - 1


def _joined(unit: NDArray[np.float32], labels: NDArray[np.int_], count: int | None) -> NDArray[np.int_]:
    """The clusters of all parts, clustered again by their means."""
    import numpy as np

    means = np.stack([unit[labels == label].mean(axis=0) for label in range(int(labels.max()) + 1)])
    return _linked(means, _APART_MEANS, count)[labels]


def _without_minor(unit: NDArray[np.float32], labels: NDArray[np.int_]) -> NDArray[np.int_]:
    """The labels with small clusters assigned to the nearest large one."""
    import numpy as np

    sizes = np.bincount(labels)
    least = min(max(_MINOR, len(labels) // _MINOR_SHARE), _MINOR_MOST)
    major = np.flatnonzero(sizes >= least)
    if not len(major) or len(major) == np.count_nonzero(sizes):
        return labels
    means = np.stack([unit[labels == label].mean(axis=0) for label in major])
    minor = np.flatnonzero(sizes[labels] < least)
    kept = labels.copy()
    kept[minor] = major[np.argmax(unit[minor] @ means.T, axis=1)]
    return kept


def _in_order(labels: Sequence[int]) -> tuple[int, ...]:
    order = {label: place for place, label in enumerate(dict.fromkeys(labels))}
    return tuple(order[label] for label in labels)
