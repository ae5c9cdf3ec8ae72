"""Embeddings of voices -> which of them are the same person. Pure.

Windows are clustered by complete linkage, ten minutes at a time, so that hours take memory for ten minutes; the
clusters of all parts are then joined by their means.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["cluster"]

_APART = 0.65
"""Cosine distance beyond which two windows are not the same voice, measured on the given conversations."""
_APART_MEANS = 0.40
"""The same between the means of clusters, which are steadier: 0.06 to 0.29 within the given readings, and above 0.42
between people who are known to differ."""
_PART = 1_000
_MINOR, _MINOR_SHARE, _MINOR_MOST = 4, 600, 10
"""Windows below which a cluster is no speaker of their own, but the nearest one's; one in so many of a long talk, and
10 (seven seconds) at most."""


def cluster(embeddings: NDArray[np.float32], speakers: int | None = None) -> tuple[int, ...]:
    """The voice of each embedding, numbered in the order in which they first speak.

    :param embeddings: shape (windows, dimensions)
    :param speakers: how many voices there are, ``None`` to find out
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
    """Clusters of a part: as many as there are voices where it is all there is, else no fewer."""
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
    # What has no direction is near to nothing.
    tree = linkage(np.nan_to_num(pdist(unit, "cosine"), nan=1.0), "complete")
    labels = fcluster(tree, count, "maxclust") if count else fcluster(tree, apart, "distance")
    return np.asarray(labels) - 1


def _joined(unit: NDArray[np.float32], labels: NDArray[np.int_], count: int | None) -> NDArray[np.int_]:
    """Clusters of all parts as voices of the whole."""
    import numpy as np

    means = np.stack([unit[labels == label].mean(axis=0) for label in range(int(labels.max()) + 1)])
    return _linked(means, _APART_MEANS, count)[labels]


def _without_minor(unit: NDArray[np.float32], labels: NDArray[np.int_]) -> NDArray[np.int_]:
    """Clusters of a few windows given to the voice that is nearest."""
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
