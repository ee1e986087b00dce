"""Predictions: a learner's own answer for a number, before it is shown, and what it tells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, log10
from typing import Literal

import numpy as np

from sandbox.engine.explain.expression import Index
from sandbox.passes.recorded_step import RecordedStep

Verdict = Literal[
    "exact",
    "approximate",
    "right-sign",
    "right-shape",
    "wrong-sign",
    "no-sign",
    "transposed",
    "other-cell",
    "forgot-penalty",
    "forgot-mean",
    "forgot-slope",
    "forgot-rate",
    "uphill",
    "factor-two",
    "swapped-shape",
    "different",
]
"""What an answer turned out to be; the words are the course's."""

CLOSE = 0.05
"""An answer within this share of the truth is approximately right."""

SIGNS = {"+": 1.0, "-": -1.0, "−": -1.0}
SHAPE = re.compile(r"(\d+)\s*[x×*,]\s*(\d+)")


class PredictionError(ValueError):
    """A text that is neither a number nor a sign nor a shape."""


@dataclass(frozen=True)
class Prediction:
    """What the learner typed: a number, a sign alone, or a shape."""

    number: float | None = None
    sign: float | None = None
    shape: tuple[int, int] | None = None
    precision: float = 0.0
    """Half a unit of a number's last digit: as exact as its text can be."""


@dataclass(frozen=True)
class Judgement:
    """The verdict, and the truth beside it."""

    verdict: Verdict
    truth: float
    shape: tuple[int, ...]

    @property
    def right(self) -> bool:
        """Whether it counts as right."""
        return self.verdict in ("exact", "approximate", "right-sign", "right-shape")


def parse_prediction(text: str) -> Prediction:
    """`-0.32`, `1e-3`, `+` or `-` for the sign alone, `3x2` for the shape."""
    text = text.strip().replace("−", "-")
    if text in SIGNS:
        return Prediction(sign=SIGNS[text])
    if match := SHAPE.fullmatch(text):
        return Prediction(shape=(int(match[1]), int(match[2])))
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not np.isfinite(number):
        raise PredictionError(
            f"{text!r} is no answer: give a number, a sign (+ or -) or a shape (3x2)"
        )
    return Prediction(number=number, precision=_half_unit(text))


def judge(taken: RecordedStep, step: int, index: Index, answer: Prediction) -> Judgement:
    """What the answer for a cell of a step's value turned out to be."""
    value = np.asarray(taken.shown[step].step.value, dtype=np.float64)
    truth = float(value[index])

    def judged(verdict: Verdict) -> Judgement:
        return Judgement(verdict, truth, value.shape)

    if answer.shape is not None:
        if answer.shape == value.shape:
            return judged("right-shape")
        return judged("swapped-shape" if answer.shape == value.shape[::-1] else "different")
    if answer.sign is not None:
        if truth == 0:
            return judged("no-sign")
        return judged("right-sign" if answer.sign == np.sign(truth) else "wrong-sign")
    assert answer.number is not None
    if _same(answer, truth):
        return judged("exact")
    for verdict, mistaken in _mistakes(taken, step, index, value):
        if _same(answer, mistaken) and not _same(answer, truth):
            return judged(verdict)
    if abs(answer.number - truth) <= CLOSE * abs(truth):
        return judged("approximate")
    return judged("different")


def _mistakes(
    taken: RecordedStep, step: int, index: Index, value: np.ndarray
) -> Iterator[tuple[Verdict, float]]:
    """What a usual mistake would have given, the most telling first."""
    truth = float(value[index])
    operands = taken.shown[step].step.operands
    if "dsW" in operands and "dW" in operands:
        yield "forgot-penalty", float(operands["dW"][index])
    if "slope" in operands and "dH" in operands:
        yield "forgot-slope", float(operands["dH"][index])
    if taken.shown[step].step.id == "descent.update.w_new":
        w, d = float(operands["w"][index]), float(operands["d"][index])
        yield "forgot-rate", w - d
        yield "uphill", w + (w - truth)
    yield "wrong-sign", -truth
    batch = len(taken.recording.X)
    if batch > 1:
        yield "forgot-mean", truth * batch
    if value.shape[::-1] == value.shape and index[::-1] != index:
        yield "transposed", float(value[index[::-1]])
    yield "factor-two", truth * 2
    yield "factor-two", truth / 2
    for other in value.flat:
        if other != truth:
            yield "other-cell", float(other)


def _same(answer: Prediction, number: float) -> bool:
    """Whether the number, rounded to as many digits as the answer has, is the answer."""
    assert answer.number is not None
    return abs(answer.number - number) <= answer.precision * 1.0000001


def _half_unit(text: str) -> float:
    """0.005 for "0.32": half a unit of the last digit; of a whole number, a billionth of it."""
    digits, _, exponent = text.lower().partition("e")
    scale = min(float(f"1e{exponent or 0}"), 1e300)
    if "." in digits:
        return 0.5 * 10.0 ** -len(digits.partition(".")[2]) * scale
    number = abs(float(digits))
    return 10.0 ** (floor(log10(number)) - 9) * scale if number else 1e-12
