"""Quizzes: a question on a page, and what is said to each answer."""

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

LETTERS = "abcdefgh"
"""What the options of a choice are called, in their order."""

Kind = Literal["choice", "number"]
KINDS: tuple[Kind, ...] = ("choice", "number")

_MINUS = str.maketrans("−–﹣－", "----")
_DECIMAL = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?(?:e[+-]?\d{1,3})?|\.\d+(?:e[+-]?\d{1,3})?"
_NUMBER = re.compile(
    rf"(?P<sign>[+-]?) ?(?P<over>{_DECIMAL})(?: ?/ ?(?P<under>{_DECIMAL}))?", re.ASCII | re.I
)
_LONGEST = 40
"""Letters in a number; what is longer is none that a person would type."""


class AnswerError(ValueError):
    """An answer that is none: a letter that no option has, or a text that is no number."""


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from, and why it is right or wrong."""

    id: str
    text: str
    why: str


@dataclass(frozen=True)
class Quiz:
    """A question with options to choose from, or one whose answer is a number."""

    id: str
    kind: Kind
    question: str
    answer: str | float
    """The right option's letter, or the number."""
    options: tuple[Option, ...] = ()
    tolerance: float = 0.0
    """How far from the number an answer may lie and still be right."""
    right: str = ""
    """What is said to a right number; a choice has its option's `why`."""
    wrong: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Reply:
    """Whether an answer is right, and what is said to it."""

    right: bool
    text: str


def judge(quiz: Quiz, text: str) -> Reply:
    """What is said to an answer as it was typed; AnswerError where it is none.

    Numbers may be decimals, fractions, with an exponent, with a hyphen or a true minus: 0.25, .25,
    25e-2, 1/4, −3.
    """
    if quiz.kind == "choice":
        letter = text.strip().rstrip(".)").lower()
        for option in quiz.options:
            if option.id == letter:
                return Reply(option.id == quiz.answer, option.why)
        raise AnswerError(f"there is no option {text.strip()!r}")
    # Fractions, so that 0.251 is within 0.001 of 0.25 as it is on paper.
    away = abs(number(text) - Fraction(str(quiz.answer)))
    right = away <= Fraction(str(quiz.tolerance))
    return Reply(right, quiz.right if right else quiz.wrong)


def number(text: str) -> Fraction:
    """The number that a text means, exactly; AnswerError where it means none."""
    found = _NUMBER.fullmatch(text.strip().translate(_MINUS)) if len(text) <= _LONGEST else None
    if found is None:
        raise AnswerError(f"{text.strip()[:_LONGEST]!r} is not a number")
    over, under = (Fraction((found[part] or "1").replace(",", "")) for part in ("over", "under"))
    if not under:
        raise AnswerError(f"{text.strip()!r} divides by zero")
    return -over / under if found["sign"] == "-" else over / under
