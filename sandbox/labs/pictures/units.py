"""A number for each of a few things, and a network unit by unit."""

from dataclasses import dataclass
from math import isnan

from sandbox.labs.pictures.base import Picture, Saying


@dataclass(frozen=True, kw_only=True)
class Bars(Picture):
    """A number, of either sign, for each of a few things.

    log: sizes on a logarithmic axis, so that a bar is the shorter the smaller its number.
    """

    labels: tuple[str, ...]
    values: tuple[float, ...]
    log: bool = False
    scale: float = 0.0
    """A length that there is room for in any case, so that bars which grow together are seen to."""
    exponents: tuple[int, int] = (-16, 8)
    """Of a logarithmic axis: the powers of ten at its ends, unless the numbers go beyond them."""

    def __post_init__(self) -> None:
        if len(self.labels) != len(self.values):
            raise ValueError(f"{len(self.labels)} labels for {len(self.values)} bars")

    def describe(self) -> Saying:
        """The largest and the least, and all that have them; None where there is no number."""
        numbers = [value for value in self.values if not isnan(value)]
        least, most = (min(numbers), max(numbers)) if numbers else (None, None)
        if len(self.values) > 1 and self.values.count(self.values[0]) == len(self.values):
            return Saying("bars_even", {"name": self.name, "count": len(numbers), "value": most})
        return Saying(
            "bars",
            {
                "name": self.name,
                "most": most,
                "most_of": self._labels_of(most),
                "least": least,
                "least_of": self._labels_of(least),
            },
        )

    def _labels_of(self, number: float | None) -> tuple[str, ...]:
        pairs = zip(self.labels, self.values, strict=True)
        return tuple(label for label, value in pairs if value == number)


@dataclass(frozen=True, kw_only=True)
class Units(Picture):
    """A network drawn unit by unit, layer by layer: each with a value, and alive or dropped."""

    values: tuple[tuple[float, ...], ...]
    alive: tuple[tuple[bool, ...], ...]

    def describe(self) -> Saying:
        """How many units there are in each layer, and how many are dropped."""
        sizes = tuple(len(layer) for layer in self.values)
        dropped = sum(not one for layer in self.alive for one in layer)
        return Saying("units", {"name": self.name, "sizes": sizes, "dropped": dropped})
