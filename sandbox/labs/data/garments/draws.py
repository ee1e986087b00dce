"""Random parameters for a batch of garments: one column of numbers for each measure of a style."""

from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sandbox.labs.data.dataset import SIDE
from sandbox.labs.data.garments.fields import Fields, Texture

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
