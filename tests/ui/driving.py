"""What the ui's tests share: a small lab, and a way to wait for what must come."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from rich.console import Console
from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Integer, Knob, KnobError, Number, Settings
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.pictures import Curves, Line
from sandbox.ui.app.app import SandboxApp
from sandbox.ui.options import Options
from sandbox.ui.screens.home import LessonList
from sandbox.ui.screens.lesson import LessonScreen
from sandbox.ui.widgets.lab.commands import RunStatus
from sandbox.ui.widgets.lab.runner import Runner
from tests.ui.golden import screen_text

PATIENCE = 10.0
"""Seconds after which something that must come counts as not coming."""


@dataclass(frozen=True)
class Count:
    """How far the counting lab is, and what it has added up to."""

    settings: Settings
    seed: int
    steps: int = 0
    total: float = 0.0


class Counting(Lab[Count]):
    """Adds `by` at every step; four steps to a milestone. Some values make it fail."""

    id: ClassVar[str] = "counting"
    metrics: ClassVar[tuple[str, ...]] = ("total",)
    pictures: ClassVar[tuple[str, ...]] = ("curves",)
    knobs: ClassVar[tuple[Knob, ...]] = (
        Number(name="by", default=1.0, low=-10.0, high=10.0, acts="live"),
        Integer(name="start", default=0, low=0, high=100),
        Integer(name="most", default=1000, low=1, high=10_000, acts="live"),
    )

    def start(self, settings: Settings, seed: int, resources: Resources) -> Count:
        if settings["start"] == 13:
            raise KnobError("start=13 brings bad luck: give another")
        return Count(settings, seed, total=float(settings["start"]) + seed / 1000)

    def step(self, state: Count, settings: Settings) -> Count:
        if settings["by"] == 7:
            raise ZeroDivisionError("seven")
        return Count(settings, state.seed, state.steps + 1, state.total + float(settings["by"]))

    def with_settings(self, state: Count, settings: Settings) -> Count:
        return replace(state, settings=settings)

    def is_checkpoint(self, state: Count) -> bool:
        return state.steps % 4 == 0

    def is_done(self, state: Count) -> bool:
        return state.steps >= 4 * state.settings["most"]

    def frame(self, state: Count) -> Frame:
        total = float("inf") if state.settings["by"] == 9 and state.steps else state.total
        line = Line("total", (float(state.steps),), (state.total,))
        picture = Curves(name="curves", lines=(line,), x_name="epoch")
        return Frame(
            {"total": total}, (picture,), state.steps // 4, state.settings["most"], "epoch"
        )

    def nbytes(self, state: Count) -> int:
        return 100


class Watched:
    """A runner whose news a test waits for."""

    def __init__(
        self,
        lab: Lab[Any],
        settings: Settings,
        seed: int = 0,
        sources: Resources | None = None,
        interval: float = 0.001,
    ) -> None:
        sources = sources or Resources()
        self.news = RunStatus()
        self.told = 0
        self.runner = Runner(lab, settings, seed, sources, self._count, interval=interval)
        self.runner.start()

    def _count(self) -> None:
        self.told += 1

    def until(self, what: Callable[[RunStatus], bool]) -> RunStatus:
        """The first news of which that is true."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            news = self.runner.take()
            if news is not None:
                self.news = news
                if what(news):
                    return news
            time.sleep(0.001)
        raise AssertionError(f"it did not come; the last news: {self.news}")


HOPS = 8
"""How many queues a key passes through, and some more: each is emptied once."""


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Type keys, and let every queue be emptied.

    Unlike Pilot's own this does not wait for an idle processor, which a lab that trains never is.
    """
    for key in keys:
        named = _character_to_key(key) if len(key) == 1 else key
        event = events.Key(named, key if len(key) == 1 else key_to_character(named))
        pilot.app.post_message(event.set_sender(pilot.app))
        for _ in range(HOPS):
            await pilot._wait_for_screen()


async def until(pilot: Pilot[None], what: Callable[[], object]) -> None:
    """Let the app go on until that is true."""
    end = time.monotonic() + PATIENCE
    while not what():
        if time.monotonic() > end:
            raise AssertionError("it did not come")
        await asyncio.sleep(0.01)


def make_app(**options: Any) -> SandboxApp:
    """The app with these options, in full colour wherever the tests run."""
    app = SandboxApp(Options(**options))
    app.console = Console(color_system="truecolor", force_terminal=True)
    return app


def chosen(app: SandboxApp) -> int:
    """The number of the lesson chosen on the first screen."""
    lessons = app.screen.query_one(LessonList)
    return app.context.course.lessons[lessons.chosen].number


def lesson_of(app: SandboxApp) -> LessonScreen:
    """The lesson that is open."""
    assert isinstance(app.screen, LessonScreen)
    return app.screen


async def open_lesson(pilot: Pilot[None], number: int) -> LessonScreen:
    """Open a lesson as a learner does, and wait for its lab."""
    await press(pilot, *str(number), "enter")
    app = pilot.app
    assert isinstance(app, SandboxApp)
    await until(pilot, lambda: isinstance(app.screen, LessonScreen) and app.screen.pane.lab)
    screen = lesson_of(app)
    await until(pilot, lambda: screen.pane.news.frame is not None and screen.pane.stage.shown())
    return screen


@asynccontextmanager
async def lesson(
    number: int, size: tuple[int, int] = (120, 36), **options: object
) -> AsyncIterator[tuple[SandboxApp, Pilot[None], LessonScreen]]:
    """The app with a lesson open and its lab begun."""
    app = make_app(**options)
    async with app.run_test(size=size, notifications=True) as pilot:
        yield app, pilot, await open_lesson(pilot, number)


def done(screen: LessonScreen) -> int:
    """How much of the run is behind it."""
    assert screen.pane.news.frame is not None
    return screen.pane.news.frame.done


async def settled(pilot: Pilot[None]) -> str:
    """The screen's text once it has stopped changing."""
    same, text = 0, ""
    while same < 3:
        await asyncio.sleep(0.02)
        before, text = text, screen_text(pilot.app)
        same = same + 1 if text == before else 0
    return text
