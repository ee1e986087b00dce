"""Where letters are text, only keys that are no text are offered."""

import pytest
from textual.widgets import Input

from sandbox.ui.screens.exercise.screen import ExerciseScreen
from sandbox.ui.screens.exercise.verdict_view import answer_parts
from sandbox.ui.terminal import keys
from tests.ui.driving import lesson, make_app, press, until
from tests.ui.golden import screen_text
from tests.ui.working import checker, notes, working

__all__ = ["checker"]


def last_line(app: object) -> str:
    return screen_text(app).rstrip("\n").splitlines()[-1].strip()


def offered(app: object) -> list[str]:
    """The keys that the last line offers."""
    bar = app.screen.key_line
    return [hint.key for hint in (*bar._hints, bar._last) if hint is not None]


@pytest.mark.parametrize("lang", ["en", "ko"])
async def test_in_the_editor(lang: str) -> None:
    async with working(lang=lang) as (app, pilot, screen):
        await until(pilot, lambda: "F1" in offered(app))
        assert all(len(key) > 1 for key in offered(app)), "one letter is text"
        before = screen.typed
        await press(pilot, "ctrl+c")
        await until(pilot, lambda: notes(app))
        assert notes(app)[-1].startswith("Ctrl+Q")
        await press(pilot, "f1", "escape")
        assert screen.typed == before
        await press(pilot, "escape")
        await until(pilot, lambda: "?" in offered(app))
        await press(pilot, "ctrl+c")
        await until(pilot, lambda: notes(app)[-1].startswith("q "))


def further(screen: ExerciseScreen) -> str:
    """What is said below a verdict."""
    parts = answer_parts(screen.verdict, screen.session, screen.context, 80)
    return parts[-1].content.plain


async def test_where_the_answer_says_how_to_go_on(checker) -> None:
    async with working() as (app, pilot, screen):
        await press(pilot, "f5")
        await until(pilot, lambda: screen.verdict is not None)
        said = further(screen)
        assert all(key in said for key in ("F9", "F10", "F8"))
        assert "s, F9" not in said


async def test_at_a_knob() -> None:
    async with lesson(9) as (app, pilot, screen):
        await press(pilot, "k")
        await until(pilot, lambda: {"?", "n", "b"} <= set(offered(app)))
        await press(pilot, "5")
        await until(pilot, lambda: offered(app) == ["F1"])
        await press(pilot, "ctrl+c")
        await until(pilot, lambda: notes(app))
        assert notes(app)[-1].startswith("Ctrl+Q")
        await press(pilot, "escape")
        await until(pilot, lambda: {"?", "n", "b"} <= set(offered(app)))


async def test_in_the_stepper() -> None:
    async with lesson(11) as (app, pilot, screen):
        await press(pilot, "f", "1")
        await until(pilot, lambda: screen.pane.stage.stepper.model.entry is not None)
        await pilot.pause()
        assert offered(app) == ["F1"]
        await press(pilot, "ctrl+c")
        await until(pilot, lambda: notes(app))
        assert notes(app)[-1].startswith("Ctrl+Q")


async def test_in_a_field() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "slash")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await press(pilot, "ctrl+c")
        await until(pilot, lambda: notes(app))
        assert notes(app)[-1].startswith("Ctrl+Q")


async def test_at_a_quiz_the_step_back_is_not_offered_where_b_answers() -> None:
    async with lesson(9) as (app, pilot, screen):
        screen.turn_page(1)
        await until(pilot, lambda: screen.pane.prose.asking is not None)
        screen.prose.focus()
        await pilot.pause()
        assert app.context.words("app.action.back.label") not in last_line(app).split()


def test_every_action_of_the_editor_has_a_key_that_is_no_text() -> None:
    for id in keys.FOOTERS["editor"]:
        assert keys.shown(keys.find(id), typing=True)
    assert keys.shown(keys.find("run"), typing=True) == ""
