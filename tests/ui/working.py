"""What the tests of the exercise screen share: a small course, and a checker that is told."""

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sandbox.course.trust import code_digest
from sandbox.exercises import Exercise, Verdict
from sandbox.ui.app.app import SandboxApp
from sandbox.ui.exercise import check_thread
from sandbox.ui.screens.exercise.screen import ExerciseScreen
from tests.ui.driving import make_app, until

PRACTICE = Path(__file__).with_name("practice")

PASSED = Verdict(True, "passed", exact=True, cases=3)
LEAKY = Verdict(
    False,
    "mistake",
    mistake="leaky",
    case="small",
    inputs=(("x", "[[-1.5, 2]]"),),
    got="-0.015",
    expected="0",
    difference=0.015,
    where="0, 0",
    line=9,
    code="return np.asarray(x)",
    cases=3,
    number=0,
)
STOPPED = Verdict(False, "stopped")


class Checker:
    """Answers with a verdict, as soon as it may."""

    def __init__(self) -> None:
        self.verdict = PASSED
        self.may = threading.Event()
        self.may.set()
        self.saw: list[tuple[str, str]] = []
        """What was checked: the exercise's id, and what its file said."""
        self.running = 0

    def __call__(self, exercise: Exercise, file: Path, stop: threading.Event) -> Verdict:
        self.saw.append((exercise.id, file.read_text(encoding="utf-8")))
        self.running += 1
        try:
            while not self.may.wait(0.005):
                if stop.is_set():
                    return STOPPED
            return self.verdict
        finally:
            self.running -= 1


@pytest.fixture
def checker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Checker]:
    """In the place of the one that starts processes."""
    fake = Checker()
    monkeypatch.setattr(check_thread, "run", fake)
    yield fake
    fake.may.set()


@asynccontextmanager
async def working(
    id: str = "relu", size: tuple[int, int] = (80, 24), trusted: bool = True, **options: object
) -> AsyncIterator[tuple[SandboxApp, Pilot[None], ExerciseScreen]]:
    """The app with an exercise open, its editor having the keys."""
    app = make_app(course=PRACTICE, **options)
    async with app.run_test(size=size, notifications=True) as pilot:
        if trusted:
            app.context.progress.record_trust(code_digest(PRACTICE))
        app.context.routes.exercise(app.context.course.find("1"), id, lambda id: None)
        await until(
            pilot,
            lambda: isinstance(app.screen, ExerciseScreen) and app.screen.parts.editor.has_focus,
        )
        assert isinstance(app.screen, ExerciseScreen)
        yield app, pilot, app.screen


def notes(app: SandboxApp) -> list[str]:
    """What is said for a moment, the latest last."""
    return [note.message for note in app._notifications]


def answer_text(screen: ExerciseScreen) -> str:
    """What the answer says, all of it."""
    return "\n".join(strip.text.rstrip() for strip in screen.parts.answer._strips)
