"""Random numbers of each picture: uniforms by name, and smooth random fields."""

from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from functools import lru_cache
from typing import Any, Literal

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


Floats = NDArray[Any]
"""float32 throughout; a float64 that slips in costs twice the time (a test looks for it)."""

Range = tuple[float, float]
"""A measure that is drawn evenly from between two numbers."""
Chance = float
"""A feature that a garment has (1) or has not (0), with this probability."""

Cut = dict[str, Floats]
"""Each measure and feature of a batch of garments by name, (n, 1)."""


class Draws:
    """The random choices of n garments; they follow from the generator and the order of calls."""

    def __init__(self, rng: np.random.Generator, n: int, fields: Fields) -> None:
        self.n = n
        self._rng = rng
        self._fields = fields

    def uniform(self, low: float | Floats, high: float | Floats) -> Floats:
        """Numbers (n, 1) between `low` and `high`, which may differ from garment to garment."""
        return low + (high - low) * self._rng.random((self.n, 1), dtype=np.float32)

    def chance(self, probability: float | Floats) -> Floats:
        """1 with the given probability, else 0, as numbers (n, 1)."""
        return (self._rng.random((self.n, 1), dtype=np.float32) < probability).astype(np.float32)

    def cut(self, styles: Mapping[Any, float]) -> Cut:
        """A style for each garment by its weight, then the style's measures and features.

        `styles` maps frozen dataclasses of one type, whose fields are ranges and chances, to
        weights (any scale).
        """
        shares = np.cumsum(list(styles.values()))
        style = np.searchsorted(shares, shares[-1] * self._rng.random(self.n), side="right")
        cut: Cut = {}
        for field in dataclass_fields(next(iter(styles))):
            spread = np.array([getattr(one, field.name) for one in styles], np.float32)[style]
            if spread.ndim == 2:
                cut[field.name] = self.uniform(spread[:, :1], spread[:, 1:])
            else:
                cut[field.name] = self.chance(spread[:, None])
        return cut

    def texture(self, kind: Texture, count: int | None = None) -> Floats:
        """A window for each garment, or `count` of them (n, 28, 28), of mean 0 and deviation 1."""
        n = self.n if count is None else count
        windows = self._fields[kind]
        layers, rows, columns = windows.shape[:3]
        place = [self._rng.integers(size, size=n) for size in (layers, rows, columns)]
        return windows[tuple(place)].reshape(n, SIDE, SIDE)
