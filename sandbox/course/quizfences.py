"""The ```quiz ID``` fence: a question's words, whose answer is in lesson.toml."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sandbox.course import tables
from sandbox.course.answers import FILE, Answers
from sandbox.course.errors import CourseError, Report
from sandbox.course.fences import Fence, argument
from sandbox.course.quizzes import LETTERS, Kind, Option, Quiz

_OWN = {"choice": ("question", "why"), "number": ("question", "right", "wrong")}


def quiz_id(fence: Fence, file: Path) -> str:
    """Which quiz a fence asks; CourseError where it does not say."""
    return argument(fence, "quiz", file)


def read_quiz(fence: Fence, file: Path, answers: Answers, report: Report) -> Quiz | None:
    """The quiz that a fence asks, or None where something is wrong with it, which is reported."""
    id = quiz_id(fence, file)
    if id not in answers:
        remedy = f"write [quiz.{id}] with kind and answer there"
        report(CourseError(f"{FILE} has no answer to quiz {id}", remedy, file, fence.line))
    answer = answers.get(id)
    if answer is None:
        return None
    table = tables.parse("\n".join(fence.lines), file, above=fence.line)
    wrong = list(_mistakes(id, answer.kind, answer.answer, table))
    for key, problem, remedy in wrong:
        line = fence.line + (tables.line_of("\n".join(fence.lines), key) or 0)
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


def _mistakes(
    id: str, kind: Kind, answer: str | float, table: tables.Table
) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a fence's table: the key it is about, the problem, the remedy."""
    letters = _letters(table) if kind == "choice" else []
    texts = ["question", *letters] if kind == "choice" else list(_OWN["number"])
    for key in texts:
        if not _is_text(table.get(key)):
            yield key, f"quiz {id} has no {key}", f'write {key} = "…"'
    for key in table:
        if key not in (*_OWN[kind], *letters):
            known = ", ".join((*_OWN[kind][:1], *"abc", "why.a") if letters else _OWN[kind])
            yield key, f"a {kind} quiz has no {key}", f"leave it out: it has {known}"
    if kind == "choice":
        yield from _mistakes_of_choice(id, answer, table, letters)


def _mistakes_of_choice(
    id: str, answer: str | float, table: tables.Table, letters: list[str]
) -> Iterator[tuple[str, str, str]]:
    if len(letters) < 2 or letters != list(LETTERS[: len(letters)]):
        remedy = "write at least a and b, and no letter that leaves one out"
        yield "question", f"the options of quiz {id} are not a, b, c …", remedy
    if answer not in letters:
        remedy = f"add it, or mend the answer in {FILE}"
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


def _letters(table: tables.Table) -> list[str]:
    """The options' letters in their order."""
    return [letter for letter in LETTERS if letter in table]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _plain(text: str) -> str:
    """A text of one line or several as one."""
    return " ".join(text.split())
