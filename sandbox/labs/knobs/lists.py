"""Lists: one number for each hidden layer."""

from dataclasses import dataclass
from typing import Any

from sandbox.labs.knobs.base import Knob, Value, read_number, read_whole, shortest, tuple_of


@dataclass(frozen=True, kw_only=True)
class Sizes(Knob):
    """The widths of a network's hidden layers: "256", "256,256", or "" for none."""

    default: tuple[int, ...]
    most: int = 4096
    deepest: int = 12
    fewest: int = 0
    """How many layers there must be at least."""

    @property
    def range(self) -> str:
        """How it is written, and how far it goes."""
        empty = "" if self.fewest else ', or "" for none'
        return (
            f"whole numbers from 1 to {self.most} with commas between, "
            f"{self.deepest} at the most{empty}"
        )

    @property
    def refused(self) -> tuple[str, dict[str, Any]]:
        """How wide, and how many."""
        return "refused_sizes", {"most": self.most, "fewest": self.fewest, "deepest": self.deepest}

    def parse(self, text: str) -> tuple[int, ...]:
        """Whole numbers with commas between."""
        try:
            sizes = tuple(read_whole(part) for part in text.split(",")) if text.strip() else ()
        except ValueError as error:
            raise self.wrong(text, str(error)) from None
        if any(not 1 <= size <= self.most for size in sizes):
            raise self.wrong(text)
        if not self.fewest <= len(sizes) <= self.deepest:
            raise self.wrong(text)
        return sizes

    def format(self, value: Value) -> str:
        """With commas between."""
        return ",".join(map(str, tuple_of(value)))

    def nudge(self, value: Value, notches: int) -> tuple[int, ...]:
        """The last layer wider or narrower, doubled or halved where it is wide; below 1 is none."""
        sizes = tuple(int(size) for size in tuple_of(value))
        if not sizes:
            return (1,) if notches > 0 else ()
        *rest, last = sizes
        if (last, rest) == (1, []) and notches < 0 and not self.fewest:
            return ()
        if last < 16:
            last += 1 if notches > 0 else -1
        else:
            last = last * 2 if notches > 0 else last // 2
        return (*rest, min(max(last, 1), self.most))


@dataclass(frozen=True, kw_only=True)
class Rates(Knob):
    """A probability for each hidden layer: "0.2,0.5"; one number stands for all of them."""

    default: tuple[float, ...]
    notch: float = 0.05

    @property
    def range(self) -> str:
        """How it is written, and how far it goes."""
        return "numbers from 0 to 1 with commas between, one a hidden layer or one for all"

    @property
    def refused(self) -> tuple[str, dict[str, Any]]:
        """It says all of it."""
        return "refused_rates", {}

    def parse(self, text: str) -> tuple[float, ...]:
        """Numbers with commas between."""
        try:
            rates = tuple(read_number(part) for part in text.split(","))
        except ValueError as error:
            raise self.wrong(text, str(error)) from None
        if any(not 0 <= rate <= 1 for rate in rates):
            raise self.wrong(text)
        return rates

    def format(self, value: Value) -> str:
        """With commas between."""
        return ",".join(map(shortest, tuple_of(value)))

    def nudge(self, value: Value, notches: int) -> tuple[float, ...]:
        """All of them up or down."""
        moved = (float(rate) + notches * self.notch for rate in tuple_of(value))
        return tuple(round(min(max(rate, 0.0), 1.0), 10) for rate in moved)
