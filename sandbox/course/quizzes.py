"""Quizzes: questions in a page's ```quiz ID``` fences, their answers in lesson.toml, replies."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import isfinite
from pathlib import Path
from typing import Any, Literal

from sandbox.base.errors import closest_match
from sandbox.course import toml_file
from sandbox.course.errors import CourseError, Report, stop
from sandbox.course.lesson_text import Fence, argument

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


class QuizAnswerError(ValueError):
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
        raise QuizAnswerError(f"there is no option {text.strip()!r}")
    # Fractions, so that 0.251 is within 0.001 of 0.25 as it is on paper.
    away = abs(number(text) - Fraction(str(quiz.answer)))
    right = away <= Fraction(str(quiz.tolerance))
    return Reply(right, quiz.right if right else quiz.wrong)


def number(text: str) -> Fraction:
    """The number that a text means, exactly; AnswerError where it means none."""
    found = _NUMBER.fullmatch(text.strip().translate(_MINUS)) if len(text) <= _LONGEST else None
    if found is None:
        raise QuizAnswerError(f"{text.strip()[:_LONGEST]!r} is not a number")
    over, under = (Fraction((found[part] or "1").replace(",", "")) for part in ("over", "under"))
    if not under:
        raise QuizAnswerError(f"{text.strip()!r} divides by zero")
    return -over / under if found["sign"] == "-" else over / under


LESSON_FILE = "lesson.toml"
LESSON_TABLES = ("quiz", "exercise")

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_KEYS: Mapping[Kind, tuple[str, ...]] = {
    "choice": ("kind", "answer"),
    "number": ("kind", "answer", "tolerance"),
}


@dataclass(frozen=True)
class QuizAnswer:
    """A quiz's right answer, and the line that opens its table."""

    kind: Kind
    answer: str | float
    tolerance: float
    line: int


Answers = Mapping[str, QuizAnswer | None]
"""By the quiz's id; None where it is there and wrong, which was reported."""


def read_answers(folder: Path, report: Report = stop) -> Answers:
    """The answers in a lesson's lesson.toml; none where there is no such file."""
    file = folder / LESSON_FILE
    if not os.path.lexists(file):
        return {}
    try:
        text = toml_file.read(file)
        table = toml_file.parse(text, file)
    except CourseError as error:
        report(error)
        return {}
    for name in table:
        if name not in LESSON_TABLES:
            hint = closest_match(name, LESSON_TABLES)
            remedy = f"did you mean {hint}?" if hint else f"it has {', '.join(LESSON_TABLES)}"
            line = toml_file.line_of(text, name)
            report(CourseError(f"there is no table {name} in {LESSON_FILE}", remedy, file, line))
    quizzes = table.get("quiz", {})
    if not isinstance(quizzes, dict):
        line = toml_file.line_of(text, "quiz")
        report(CourseError("quiz is not a table", "write [quiz.ID]", file, line))
        return {}
    answers: dict[str, QuizAnswer | None] = {}
    for id, entry in quizzes.items():
        line = toml_file.line_of(text, id) or 1
        try:
            answers[id] = _answer(id, entry, line)
        except _WrongError as wrong:
            answers[id] = None
            problem, remedy = wrong.args
            report(CourseError(problem, remedy, file, line))
    return answers


class _WrongError(Exception):
    """A problem and its remedy."""


def _answer(id: str, entry: Any, line: int) -> QuizAnswer:
    if not _ID.fullmatch(id):
        raise _WrongError(f"{id!r} is no id for a quiz", "write small letters, digits, hyphens")
    if not isinstance(entry, dict):
        raise _WrongError(f"quiz {id} is not a table", f"write [quiz.{id}]")
    kind = entry.get("kind")
    if kind not in KINDS:
        known = " or ".join(f'kind = "{known}"' for known in KINDS)
        raise _WrongError(f"quiz {id} does not say what kind it is", f"write {known}")
    for key in entry:
        if key not in _KEYS[kind]:
            keys = ", ".join(_KEYS[kind])
            raise _WrongError(f"a {kind} quiz has no {key}", f"leave it out: it has {keys}")
    answer = entry.get("answer")
    if kind == "choice":
        if not isinstance(answer, str) or len(answer) != 1 or answer not in LETTERS:
            raise _WrongError(f"quiz {id} has no letter for an answer", 'write answer = "b"')
        return QuizAnswer(kind, answer, 0.0, line)
    right = _number(answer)
    if right is None:
        raise _WrongError(f"quiz {id} has no number for an answer", "write answer = 0.25")
    tolerance = _number(entry.get("tolerance"))
    if tolerance is None or tolerance < 0:
        remedy = "write how far off is still right, 0 for not at all: tolerance = 0.001"
        raise _WrongError(f"quiz {id} has no tolerance", remedy)
    return QuizAnswer(kind, right, tolerance, line)


def _number(value: Any) -> float | None:
    """A finite number; None where it is none."""
    try:
        number = None if isinstance(value, bool | str) else float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if number is not None and isfinite(number) else None


_TEXT_KEYS = {"choice": ("question", "why"), "number": ("question", "right", "wrong")}


def quiz_id(fence: Fence, file: Path) -> str:
    """Which quiz a fence asks; CourseError where it does not say."""
    return argument(fence, "quiz", file)


def read_quiz(fence: Fence, file: Path, answers: Answers, report: Report) -> Quiz | None:
    """The quiz that a fence asks, or None where something is wrong with it, which is reported."""
    id = quiz_id(fence, file)
    if id not in answers:
        remedy = f"write [quiz.{id}] with kind and answer there"
        report(CourseError(f"{LESSON_FILE} has no answer to quiz {id}", remedy, file, fence.line))
    answer = answers.get(id)
    if answer is None:
        return None
    table = toml_file.parse("\n".join(fence.lines), file, above=fence.line)
    wrong = list(_quiz_mistakes(id, answer.kind, answer.answer, table))
    for key, problem, remedy in wrong:
        line = fence.line + (toml_file.line_of("\n".join(fence.lines), key) or 0)
        report(CourseError(problem, remedy, file, line))
    if wrong:
        return None
    why = table.get("why", {})
    options = tuple(
        Option(letter, _plain(table[letter]), _plain(why[letter])) for letter in _letters(table)
    )
    return Quiz(
        id,
        answer.kind,
        _plain(table["question"]),
        answer.answer,
        options if answer.kind == "choice" else (),
        answer.tolerance,
        _plain(table.get("right", "")),
        _plain(table.get("wrong", "")),
        fence.line,
    )


def _quiz_mistakes(
    id: str, kind: Kind, answer: str | float, table: toml_file.Table
) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a fence's table: the key it is about, the problem, the remedy."""
    letters = _letters(table) if kind == "choice" else []
    texts = ["question", *letters] if kind == "choice" else list(_TEXT_KEYS["number"])
    for key in texts:
        if not _is_text(table.get(key)):
            yield key, f"quiz {id} has no {key}", f'write {key} = "…"'
    for key in table:
        if key not in (*_TEXT_KEYS[kind], *letters):
            known = ", ".join(
                (*_TEXT_KEYS[kind][:1], *"abc", "why.a") if letters else _TEXT_KEYS[kind]
            )
            yield key, f"a {kind} quiz has no {key}", f"leave it out: it has {known}"
    if kind == "choice":
        yield from _mistakes_of_choice(id, answer, table, letters)


def _mistakes_of_choice(
    id: str, answer: str | float, table: toml_file.Table, letters: list[str]
) -> Iterator[tuple[str, str, str]]:
    if len(letters) < 2 or letters != list(LETTERS[: len(letters)]):
        remedy = "write at least a and b, and no letter that leaves one out"
        yield "question", f"the options of quiz {id} are not a, b, c …", remedy
    if answer not in letters:
        remedy = f"add it, or mend the answer in {LESSON_FILE}"
        yield "question", f"quiz {id} has no option {answer}, which is its answer", remedy
    texts = [_plain(table[letter]) for letter in letters if _is_text(table[letter])]
    if len(set(texts)) < len(texts):
        yield "question", f"two options of quiz {id} are the same", "give each its own text"
    why = table.get("why")
    reasons = why if isinstance(why, dict) else {}
    for letter in letters:
        if not _is_text(reasons.get(letter)):
            problem = f"option {letter} of quiz {id} has no why"
            yield letter, problem, f'write why.{letter} = "…", for right options too'
    for letter in reasons:
        if letter not in letters:
            problem = f"quiz {id} says why.{letter}, and has no option {letter}"
            yield "why", problem, f"add {letter} or take why.{letter} out"


def _letters(table: toml_file.Table) -> list[str]:
    """The options' letters in their order."""
    return [letter for letter in LETTERS if letter in table]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _plain(text: str) -> str:
    """A text of one line or several as one."""
    return " ".join(text.split())
