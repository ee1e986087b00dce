"""Random textures: large noise fields, out of which each picture is given a window of its own."""

from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from sandbox.engine.randomness import generator
from sandbox.labs.data.dataset import SIDE

Texture = Literal["folds", "print", "specks", "weave"]
Fields = dict[Texture, NDArray[np.float32]]

_SIZE = 192
_LAYERS = 6
_BLUR: dict[Texture, tuple[float, float]] = {
    "folds": (6.0, 1.1),
    "print": (1.1, 1.1),
    "specks": (0.7, 0.7),
    "weave": (0.5, 0.5),
}
"""Standard deviation of each texture's blur in pixels, down and across."""


@lru_cache(maxsize=2)
def fields(seed: int) -> Fields:
    """For each texture, every 28×28 window of its fields (6, 165, 165, 28, 28), as a cheap view.

    Values have mean 0 and standard deviation 1.
    """
    return {texture: _windows(seed, texture) for texture in _BLUR}


def _windows(seed: int, texture: Texture) -> NDArray[np.float32]:
    noise = generator(seed, f"garments.{texture}").standard_normal((_LAYERS, _SIZE, _SIZE))
    down, across = (_response(sigma) for sigma in _BLUR[texture])
    # The spectrum's last axis holds only the frequencies up to the middle: noise is real.
    response = down[:, None] * across[None, : _SIZE // 2 + 1]
    field = np.fft.irfft2(np.fft.rfft2(noise) * response, s=(_SIZE, _SIZE))
    field = (field / field.std()).astype(np.float32)
    return sliding_window_view(field, (SIDE, SIDE), axis=(1, 2))


def _response(sigma: float) -> NDArray[np.float64]:
    """A Gaussian blur's transfer function at each frequency of one axis (size,)."""
    return np.asarray(np.exp(-2 * (np.pi * sigma * np.fft.fftfreq(_SIZE)) ** 2))
