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
        """The largest and the least; None where there is no number."""
        pairs = [pair for pair in zip(self.values, self.labels, strict=True) if not isnan(pair[0])]
        (least, least_of), (most, most_of) = (
            (min(pairs), max(pairs)) if pairs else ((None, None), (None, None))
        )
        return Saying(
            "bars",
            {
                "name": self.name,
                "most": most,
                "most_of": most_of,
                "least": least,
                "least_of": least_of,
            },
        )


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
