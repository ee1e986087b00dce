"""Ratios of times taken side by side: the runs take turns, and the medians are compared."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Row:
    """One line of the table. `ratio` is better when larger if `wanted` is a least, else smaller."""

    work: str
    against: str
    ratio: float | None
    goal: float
    at_least: bool
    detail: str

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        if self.ratio is None:
            return False
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    def text(self) -> str:
        """The line as it is printed."""
        sign = "≥" if self.at_least else "≤"
        got = "skipped" if self.ratio is None else f"{self.ratio:.2f}"
        mark = "-" if self.ratio is None else "ok" if self.met else "MISSED"
        head = f"{self.work:<60} {self.against:<36} {got:>8}"
        return f"{head}  {sign} {self.goal:<5g} {mark:<7} {self.detail}"


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes once, with no garbage collection in it."""
    gc.collect()
    gc.disable()
    try:
        start = perf_counter()
        work()
        return perf_counter() - start
    finally:
        gc.enable()


def interleaved(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Median seconds of each, the two taking turns after a round to warm up."""
    ours()
    theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    return median(a for a, _ in pairs), median(b for _, b in pairs)


def faster(work: str, against: str, goal: float, mine: float, other: float) -> Row:
    """A row for how many times faster mine is."""
    return Row(work, against, other / mine, goal, True, f"{mine:.4g} s / {other:.4g} s")


def within(work: str, against: str, goal: float, mine: float, other: float) -> Row:
    """A row for how many times as long mine takes."""
    return Row(work, against, mine / other, goal, False, f"{mine:.4g} s / {other:.4g} s")
