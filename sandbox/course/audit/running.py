"""The exercises run: every starter fails as a beginning should, and every solution passes.

This runs Python from the course, apart from this process and with limits, as a check does.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sandbox.course.audit.complaints import Complaints
from sandbox.course.glossary import load_glossary
from sandbox.course.verdict_lines import verdict_lines
from sandbox.exercises import Exercise, Verdict
from sandbox.exercises.checker import check as checked

AT_ONCE = 2
"""Checks; each is two processes."""
_WIDE = 10**6

_NOT_RUN = ("raised", "syntax", "import", "missing", "signature", "recursion", "crashed", "exit")
"""Kinds of verdict on a file that does not even run."""


def check(exercises: Sequence[Exercise], found: Complaints) -> None:
    """Complain of starters that pass or do not run, solutions that fail, checks that break."""
    works = [(each, file) for each in exercises for file in (each.starter, each.solution)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        verdicts = list(pool.map(lambda work: checked(*work), works))
    for (exercise, file), verdict in zip(works, verdicts, strict=True):
        _judge(exercise, file, verdict, found)


def _judge(exercise: Exercise, file: Path, verdict: Verdict, found: Complaints) -> None:
    id, starter = exercise.id, file == exercise.starter
    said = " ".join(verdict_lines(verdict, exercise, load_glossary("en"), _WIDE)).rstrip(".")
    if verdict.kind == "broken":
        problem = f"the checks of exercise {id} break: {verdict.values['problem']}"
        found.add(exercise.checks, int(verdict.values["line"]), problem, "mend them")
    elif starter and verdict.passed:
        problem = f"the starter of exercise {id} passes"
        found.add(file, 1, problem, "take out what the learner is to write")
    elif starter and verdict.kind in _NOT_RUN:
        problem = f"the starter of exercise {id} does not run: {said}"
        found.add(file, verdict.line, problem, "let it return ... where the answer belongs")
    elif not starter and not verdict.passed:
        problem = f"the solution of exercise {id} fails: {said}"
        found.add(file, verdict.line, problem, "mend it, or its checks")
