"""What the tests of asking share: a stepper's view on a stage, driven like a learner drives it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.pilot import Pilot

from sandbox.course.glossary import load_glossary
from sandbox.labs.pictures import Steps
from sandbox.passes.recorded_step import RecordedStep
from sandbox.ui.terminal.glyphs import UNICODE, Glyphs
from sandbox.ui.widgets.stepper.steps_view import StepsView
from tests.ui.golden import screen_text
from tests.ui.stage import on_stage, propagation


@dataclass
class Asked:
    """A view of a pass, and what drives it."""

    view: StepsView
    pilot: Pilot[None]

    @property
    def taken(self) -> RecordedStep:
        """The pass."""
        assert self.view.model.recorded is not None
        return self.view.model.recorded

    @property
    def text(self) -> str:
        """What is on the screen, its lines joined so that a broken sentence is whole."""
        return " ".join(screen_text(self.pilot.app).split())

    async def at(self, symbol: str, index: tuple[int, int] = (0, 0)) -> None:
        """The run is at the line of that symbol, and the cursor on that cell."""
        self.show(self.taken, self.line(symbol))
        self.view.block.grid.go(*index)
        await self.pilot.pause()

    def line(self, symbol: str) -> int:
        """The number of the line that gives it."""
        return next(i for i, shown in enumerate(self.taken.shown) if shown.symbol == symbol)

    def show(self, taken: RecordedStep, cursor: int) -> None:
        """Another pass, or another line."""
        self.view.show(Steps(name="steps", steps=taken.shown, cursor=cursor, taken=taken))

    async def press(self, *keys: str) -> None:
        """Keys, one after the other."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """A text, letter by letter, and enter."""
        await self.press(*text, "enter")


@asynccontextmanager
async def asked(
    size: tuple[int, int] = (78, 16),
    lang: str = "en",
    glyphs: Glyphs = UNICODE,
    **knobs: str,
) -> AsyncIterator[Asked]:
    """The propagation lab's view on its own."""
    picture = propagation(1, **knobs).frame().picture("steps")
    view = StepsView(picture, load_glossary(lang), glyphs)
    async with on_stage(view, size) as pilot:
        yield Asked(view, pilot)
