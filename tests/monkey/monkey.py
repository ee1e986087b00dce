"""A monkey at the keyboard: it must find nothing that ends the app or fails a lab."""

import asyncio
import logging
import random
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from textual._compositor import CompositorUpdate
from textual.pilot import Pilot

from sandbox.course.progress import Store
from sandbox.labs.data import garments
from sandbox.ui.app.app import SandboxApp
from sandbox.ui.options import Options
from tests.monkey.keyboard import Stroke, do, stroke
from tests.monkey.places import PLACES, Place
from tests.ui.driving import HOPS

REOPENED = 150
"""Strokes after which the screen is opened anew, wherever the monkey has got to."""
LOST = 25
"""The same, once it has left the screen."""
SETTLED = 10
"""Strokes after which all messages are waited for."""
BURST = 24
"""Strokes that come at once where the app is left in the midst of them."""
HEARD = 0.4
"""How often the app has a moment between two of these."""
LAST = 60
"""Strokes that are told when something went wrong."""


Meddle = Callable[[bool], None]


class MonkeyApp(SandboxApp):
    """The app, with what a terminal would be sent worked out and thrown away."""

    def _display(self, screen: Any, renderable: Any) -> None:
        if self._running and isinstance(renderable, CompositorUpdate):
            self.screenful.take(renderable, self.console, self.size)
            self.screenful.rest()
        super()._display(screen, renderable)


@dataclass
class Told:
    """What was logged, or raised where nobody waits for it."""

    troubles: list[str] = field(default_factory=list)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear of it while this lasts."""
        handler = _Handler(self.troubles)
        logger = logging.getLogger("mlp-sandbox")
        before, hook = logger.handlers, threading.excepthook
        logger.handlers = [handler]
        threading.excepthook = lambda args: self.troubles.append(repr(args.exc_value))
        try:
            yield
        finally:
            logger.handlers, threading.excepthook = before, hook


class _Handler(logging.Handler):
    def __init__(self, troubles: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.setFormatter(logging.Formatter("%(message)s"))
        self._troubles = troubles

    def emit(self, record: logging.LogRecord) -> None:
        self._troubles.append(self.format(record))


@contextmanager
def few_garments() -> Iterator[None]:
    """Six hundred pictures, drawn once, are enough for a monkey."""
    few = garments.make(0, 600, 200)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(garments, "load_or_make", lambda *_: few)
        patch.setenv("EDITOR", "true")
        patch.delenv("VISUAL", raising=False)
        yield


async def play(
    name: str, strokes: int, seed: int, folder: Path, meddle: Meddle | None = None, **options: Any
) -> int:
    """Type at a place until there were so many strokes; how often the app was started.

    `meddle` is called again and again, with True where the app is about to start.
    AssertionError, with the last strokes, where anything but leaving ended it or a lab has failed.
    """
    rng = random.Random(f"{name} {seed}")
    last: deque[Stroke] = deque(maxlen=LAST)
    told, started, typed = Told(), 0, 0
    with told.listening(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("MLP_SANDBOX_HOME", str(folder))
        while typed < strokes:
            if meddle is not None:
                meddle(True)
            app = _app(folder, **options)
            started += 1
            try:
                async with app.run_test(size=(80, 24), notifications=True) as pilot:
                    typed += await _play(
                        app, pilot, PLACES[name], strokes - typed, rng, last, meddle
                    )
            except Exception as error:
                told.troubles.append(f"{type(error).__name__}: {error}")
            _blame(app, told, f"{name}, seed {seed}, after {typed} strokes", last)
    return started


async def leave(name: str, seed: int, folder: Path, **options: Any) -> None:
    """Leave a place in the midst of strokes that come faster than they are heard.

    AssertionError, with the strokes, where the app does not end as it should.
    """
    rng = random.Random(f"leave {name} {seed}")
    told, strokes = Told(), [stroke(rng) for _ in range(BURST)]
    with told.listening(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("MLP_SANDBOX_HOME", str(folder))
        app, left = _app(folder, **options), rng.randrange(BURST // 2)
        try:
            async with app.run_test(size=(80, 24), notifications=True) as pilot:
                await _open(app, pilot, PLACES[name])
                for number, one in enumerate(strokes):
                    if number == left:
                        app.exit()
                    do(app, one)
                    if rng.random() < HEARD:
                        await asyncio.sleep(0)
        except Exception as error:
            told.troubles.append(f"{type(error).__name__}: {error}")
        _blame(app, told, f"{name}, seed {seed}, left after {left} strokes", strokes)


def _app(folder: Path, **options: Any) -> MonkeyApp:
    app = MonkeyApp(Options(store=Store(folder / "progress.json"), **options))
    app.console = Console(color_system="truecolor", force_terminal=True)
    return app


def _blame(app: MonkeyApp, told: Told, place: str, strokes: Iterable[Stroke]) -> None:
    """AssertionError where something went wrong in an app that has ended."""
    told.troubles += [app.crash] if app.crash else []
    _join()
    if told.troubles:
        keys, troubles = ", ".join(map(str, strokes)), "\n".join(told.troubles)
        raise AssertionError(f"{place}: {keys}\n{troubles}")


async def _play(
    app: MonkeyApp,
    pilot: Pilot[None],
    place: Place,
    strokes: int,
    rng: random.Random,
    last: deque[Stroke],
    meddle: Meddle | None,
) -> int:
    """Strokes until there were enough, or the app has been left; how many."""
    since, away = REOPENED, 0
    for number in range(strokes):
        if since >= REOPENED or away >= LOST:
            await _open(app, pilot, place)
            since = away = 0
        one = stroke(rng)
        last.append(one)
        do(app, one)
        since, away = since + 1, away + 1 if place.lost(app) else 0
        if meddle is not None and number % SETTLED == 0:
            meddle(False)
        if number % SETTLED:
            await asyncio.sleep(0)
        elif not await pilot._wait_for_screen():
            return number + 1
        if app._exit or app.crash:
            return number + 1
    for _ in range(HOPS):
        await pilot._wait_for_screen()
    return strokes


async def _open(app: MonkeyApp, pilot: Pilot[None], place: Place) -> None:
    """From wherever the app is to the place, by what its own keys call."""
    await pilot.resize_terminal(80, 24)
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    if place.lesson is not None:
        lesson = app.context.course.find(str(place.lesson))
        app.context.routes.lesson(
            lesson, place.page % max(lesson.outline(app.context.lang).pages, 1)
        )
    for key in place.keys:
        await pilot._wait_for_screen()
        do(app, Stroke("key", key))
    await pilot._wait_for_screen()


def _join() -> None:
    """Wait for the labs of an app that has ended."""
    for thread in threading.enumerate():
        if thread.name.startswith("lab-"):
            thread.join(60)
            assert not thread.is_alive(), f"{thread.name} does not end"
