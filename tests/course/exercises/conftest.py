"""The exercise of the worked example, with little memory, which is soon taken."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.course.course import open_course
from sandbox.course.pages import exercises_of
from sandbox.exercises import Exercise, Verdict
from sandbox.exercises.checker import check

OWN = Path(__file__).parents[1] / "own-course"
SECONDS = 10.0
"""More than any answer takes, however busy the machine is."""
MEMORY = 64


@pytest.fixture(scope="session")
def shrink() -> Exercise:
    """shrink(w, lr, decay)."""
    exercise = exercises_of(open_course(OWN).find("decay"), "en")[0]
    return replace(exercise, seconds=SECONDS, memory=MEMORY)


@pytest.fixture
def verdict_on(shrink: Exercise, tmp_path: Path) -> Callable[[str], Verdict]:
    """What a check says of a source text."""

    def verdict(source: str) -> Verdict:
        file = tmp_path / "mine.py"
        file.write_text(source, encoding="utf-8")
        return check(shrink, file, seed=7)

    return verdict
