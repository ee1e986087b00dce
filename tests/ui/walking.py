"""A walk through the screens of the app, with a look at each."""

from collections.abc import Awaitable, Callable

from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip

from sandbox.ui.app.app import SandboxApp
from sandbox.ui.screens.help import HelpScreen
from sandbox.ui.screens.lesson import LessonScreen
from sandbox.ui.screens.search import SearchScreen
from sandbox.ui.screens.terms import TermsScreen
from sandbox.ui.screens.training_step import TrainingStepScreen
from tests.ui.driving import make_app, press, until

Look = Callable[[SandboxApp, str], Awaitable[None] | None]

PICTURES = (1, 3, 8, 9, 10, 11, 14)
"""Lessons that have every kind of picture among them; none waits for pictures of clothes."""


async def walk(pilot: Pilot[None], look: Look, lessons: tuple[int, ...] = PICTURES) -> None:
    """Every screen there is, in some lessons every picture."""
    app = pilot.app
    assert isinstance(app, SandboxApp)

    async def see(name: str) -> None:
        looked = look(app, name)
        if looked is not None:
            await looked

    await see("home")
    await press(pilot, "slash", *"drop")
    await until(pilot, lambda: isinstance(app.screen, SearchScreen))
    await see("search")
    await press(pilot, "escape")
    for number in lessons:
        lesson = app.context.course.lessons[number - 1]
        app.context.routes.lesson(lesson, 0)
        await until(pilot, lambda: isinstance(app.screen, LessonScreen) and app.screen.pane.lab)
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        await until(pilot, lambda s=screen: s.pane.news.frame is not None and s.pane.stage.shown())
        await see(f"{number} text")
        await press(pilot, "tab", "n")
        for name in screen.pane.stage.names:
            await see(f"{number} {name}")
            await press(pilot, "v")
        await press(pilot, "k", "down")
        await see(f"{number} knobs")
        await press(pilot, "escape")
        if number == 11:
            await _ask(pilot, screen, see)
        if number == lessons[0]:
            await press(pilot, "question_mark")
            await until(pilot, lambda: isinstance(app.screen, HelpScreen))
            await see("help")
            await press(pilot, "escape", "t")
            await until(pilot, lambda: isinstance(app.screen, TermsScreen))
            await see("terms")
            await press(pilot, "escape")
        if number == 9:
            await press(pilot, "x")
            await until(pilot, lambda: isinstance(app.screen, TrainingStepScreen))
            await until(pilot, lambda: app.screen.pane.news.frame is not None)
            await see("update")
            await press(pilot, "escape")
        await press(pilot, "escape")
        while len(app.screen_stack) > 1:
            app.pop_screen()


async def _ask(
    pilot: Pilot[None], screen: LessonScreen, see: Callable[[str], Awaitable[None]]
) -> None:
    """The card of a number, and a blank to fill in."""
    screen.pane.stage.put_first("steps")
    screen.pane.look_at("lab")
    await press(pilot, "n", "n", "enter")
    await see("11 card")
    await press(pilot, "g")
    await see("11 check")
    await press(pilot, "escape", "f")
    await see("11 blank")
    await press(pilot, "f")


def lines(app: SandboxApp) -> list[Strip]:
    """The screen as it is composed."""
    width, height = app.size
    strips = app.screen._compositor.render_strips(app.size)
    return [strip.crop(0, width) for strip in strips[:height]]


def part(app: SandboxApp, region: Region) -> list[Strip]:
    """A part of the screen as it is composed."""
    return [strip.crop(region.x, region.right) for strip in lines(app)[region.y : region.bottom]]


__all__ = ["PICTURES", "Look", "lines", "make_app", "part", "walk"]
