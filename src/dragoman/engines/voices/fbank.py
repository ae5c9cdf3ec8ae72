"""Kaldi's log mel filter-bank features in numpy, the input that the voice model was trained on.

Source: Kaldi's ``feature-window.cc`` and ``mel-computations.cc`` (Apache-2.0), with the options of 3D-Speaker: 80
filters from 20 Hz to 8 kHz, frames of 25 ms every 10 ms, no dither, whole frames only.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["FILTERS", "find_features"]

FILTERS = 80
_RATE = 16_000
_WIDTH, _STEP, _FFT = 400, 160, 512
_BINS = _FFT // 2
_LOWEST = 20.0
_PREEMPHASIS = 0.97


def find_features(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The log energy of each filter in each frame, less its mean over all frames, shape (frames, 80), float32.

    Audio that is shorter than a frame is padded with silence to one frame.

    :param samples: shape (samples,), 16 kHz, from -1 to 1
    """
    import numpy as np

    padded = np.pad(samples, (0, max(0, _WIDTH - len(samples)))).astype(np.float64)
    # The window gives a frame's first sample no weight, so the sample before it does not matter.
    raised = padded - _PREEMPHASIS * np.roll(padded, 1)
    offset = (1 - _PREEMPHASIS) * _frames(padded).mean(axis=1, keepdims=True)
    spectrum = np.fft.rfft((_frames(raised) - offset) * _window(), _FFT)[:, :_BINS]
    energies = (_filters() @ (spectrum.real**2 + spectrum.imag**2).T).T
    logs = np.log(np.maximum(energies, np.finfo(np.float32).eps))
    features: NDArray[np.float32] = (logs - logs.mean(axis=0)).astype(np.float32)
    return features


def _frames(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    return np.lib.stride_tricks.sliding_window_view(samples, _WIDTH)[::_STEP]


@cache
def _window() -> NDArray[np.float64]:
    """Povey's window: a Hann window to the power of 0.85."""
    import numpy as np

    window: NDArray[np.float64] = np.hanning(_WIDTH) ** 0.85
    return window


@cache
def _filters() -> Any:
    """Triangular filters of equal width in mel, a sparse matrix of shape (filters, bins).

    numpy would multiply a dense matrix with several threads that wait for each other: three times the processor time.
    """
    import numpy as np
    from scipy.sparse import csr_array

    lowest, highest = (1127 * np.log(1 + hertz / 700) for hertz in (_LOWEST, _RATE / 2))
    edges = np.linspace(lowest, highest, FILTERS + 2)[:, None]
    bins = 1127 * np.log(1 + np.arange(_BINS) * _RATE / _FFT / 700)
    rising = (bins - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - bins) / (edges[2:] - edges[1:-1])
    return csr_array(np.maximum(0, np.minimum(rising, falling)))
