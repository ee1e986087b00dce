"""Sliders: numbers, linear or logarithmic."""

from dataclasses import dataclass
from math import exp, log
from typing import Any, Generic, TypeVar

from sandbox.labs.knobs.base import Knob, Value, number_of, read_number, read_whole, shortest

_N = TypeVar("_N", int, float)


@dataclass(frozen=True, kw_only=True)
class Slider(Knob, Generic[_N]):
    """Any number from `low` to `high`."""

    default: _N
    low: _N
    high: _N
    top: _N | None = None
    """Where the slider ends, if before `high`: what lies beyond can be typed."""

    @property
    def end(self) -> _N:
        """The slider's upper end."""
        return self.high if self.top is None else self.top

    def _within(self, number: _N) -> _N:
        return min(max(number, self.low), self.end)


@dataclass(frozen=True, kw_only=True)
class Number(Slider[float]):
    """A number on a slider, linear or logarithmic, that moves in a hundred notches or so."""

    notch: float = 0.0
    """Linear: how much a notch adds (default: a hundredth of the range). Unused where log."""
    log: bool = False

    @property
    def range(self) -> str:
        """`low to high` in plain digits."""
        return f"a number from {self.low:g} to {self.high:g}"

    @property
    def refused(self) -> tuple[str, dict[str, Any]]:
        """From where to where."""
        return "refused_number", {"low": self.low, "high": self.high}

    def parse(self, text: str) -> float:
        """A decimal number in the range."""
        try:
            value = read_number(text)
        except ValueError as error:
            raise self.wrong(text, str(error)) from None
        if not self.low <= value <= self.high:
            raise self.wrong(text)
        return value

    def format(self, value: Value) -> str:
        """As short as it can be while `parse` still gives the same number."""
        return shortest(number_of(value))

    def nudge(self, value: Value, notches: int) -> float:
        """A hundredth of the range a notch; logarithmic ones multiply."""
        number = number_of(value)
        if self.log:
            ratio = (log(self.end) - log(self.low)) / 100
            moved = exp(log(max(number, self.low)) + notches * ratio)
            return self._within(float(f"{moved:.3g}"))
        notch = self.notch or (self.end - self.low) / 100
        return self._within(round(round(number / notch + notches) * notch, 10))

    def position(self, value: Value) -> float:
        """Its share of the way from low to high, along the slider's own scale."""
        number = self._within(number_of(value))
        if self.log:
            return (log(number) - log(self.low)) / (log(self.end) - log(self.low))
        return (number - self.low) / (self.end - self.low)


@dataclass(frozen=True, kw_only=True)
class Integer(Slider[int]):
    """A whole number on a slider."""

    log: bool = False
    words: tuple[tuple[str, int], ...] = ()
    """Values that have a word: (("all", 0),)."""

    @property
    def range(self) -> str:
        """`low to high`, and the words."""
        words = "".join(f", or {word}" for word, _ in self.words)
        return f"a whole number from {self.low} to {self.high}{words}"

    @property
    def refused(self) -> tuple[str, dict[str, Any]]:
        """From where to where, and the words."""
        words = tuple(word for word, _ in self.words)
        return "refused_whole", {"low": self.low, "high": self.high, "choices": words}

    def parse(self, text: str) -> int:
        """Digits, or one of the words."""
        for word, value in self.words:
            if text == word:
                return value
        try:
            value = read_whole(text)
        except ValueError as error:
            raise self.wrong(text, str(error)) from None
        if not self.low <= value <= self.high:
            raise self.wrong(text)
        return value

    def format(self, value: Value) -> str:
        """The word where there is one, else digits."""
        return next((word for word, number in self.words if number == value), str(value))

    def nudge(self, value: Value, notches: int) -> int:
        """One a notch; logarithmic ones by a twelfth, a doubling in about nine notches."""
        number = int(number_of(value))
        if self.log and notches:
            moved = round(max(number, 1) * 2 ** (notches / 9))
            number = moved if moved != number else number + (1 if notches > 0 else -1)
        else:
            number += notches
        return self._within(number)

    def position(self, value: Value) -> float:
        """Its share of the way from low to high, along the slider's own scale."""
        number = self._within(int(number_of(value)))
        if self.log:
            span = log(self.end + 1) - log(self.low + 1)
            return (log(number + 1) - log(self.low + 1)) / span
        return (number - self.low) / max(self.end - self.low, 1)
