"""Asking in a lesson: the run, undo and redo, edits, whole training steps, other labs' updates."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from sandbox.ui.app.app import SandboxApp
from sandbox.ui.screens.lesson import LessonScreen
from sandbox.ui.widgets.pictures.graph import GraphView, route_through
from sandbox.ui.widgets.stepper.steps_view import StepsView
from tests.ui.driving import make_app, open_lesson, press, until
from tests.ui.golden import screen_text

SIZE = (80, 24)


@asynccontextmanager
async def stepping(
    size: tuple[int, int] = SIZE, **options: object
) -> AsyncIterator[tuple[SandboxApp, Pilot[None], LessonScreen, StepsView]]:
    """Lesson 11 at a page that shows the lines, the keys in the lab."""
    app = make_app(**options)
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = await open_lesson(pilot, 11)
        await press(pilot, "]", "tab")
        await until(pilot, lambda: isinstance(screen.focused, StepsView))
        stepper = screen.pane.stage.stepper
        assert stepper is not None
        yield app, pilot, screen, stepper


def line(screen: LessonScreen) -> int:
    assert screen.pane.news.frame is not None
    return screen.pane.news.frame.done


async def on(pilot: Pilot[None], screen: LessonScreen, key: str, done: int) -> None:
    await press(pilot, key)
    await until(pilot, lambda: line(screen) == done)


async def edit(pilot: Pilot[None], text: str) -> None:
    await press(pilot, "e", *text, "enter")


async def test_looking_leaves_the_run_and_its_history_alone() -> None:
    async with stepping() as (_, pilot, screen, stepper):
        await on(pilot, screen, "n", 2)
        await on(pilot, screen, "n", 3)
        await on(pilot, screen, "u", 2)
        await press(pilot, "enter", "enter", "enter")
        assert stepper.model.inspection is not None
        assert len(stepper.model.inspection.trail.stops) == 3
        assert line(screen) == 2
        await on(pilot, screen, "y", 3)
        assert stepper.model.inspection.name == "o[0]", "the card goes with the run"
        await press(pilot, "escape")
        assert stepper.model.inspection is None
        assert isinstance(screen.focused, StepsView)


async def test_a_weight_is_changed_undone_and_done_again_exactly() -> None:
    async with stepping() as (app, pilot, screen, stepper):
        await on(pilot, screen, "n", 2)
        await on(pilot, screen, "n", 3)
        first = stepper.model.recorded
        await press(pilot, "enter", "down")
        await edit(pilot, "-2.5")
        await until(pilot, lambda: stepper.model.recorded is not first)
        second = stepper.model.recorded
        assert second.recording.before.params[2]["W"][0, 0] == -2.5
        changed = {stepper.model.recorded.shown[i].symbol for i in stepper.model.lit}
        assert {"o", "L", "J", "∂J/∂o", "∂J/∂W⁽¹⁾"} <= changed
        assert not {"z", "h"} & changed
        assert stepper.block.grid.changed is not None
        assert "W⁽²⁾[0,0] −2.5 a weight" in " ".join(screen_text(app).split())
        assert "is -2.5 now" in " ".join(screen_text(app).split())
        assert line(screen) == 3
        await press(pilot, "u")
        await until(pilot, lambda: stepper.model.recorded is first)
        assert "is -2.5 now" not in " ".join(screen_text(app).split())
        await press(pilot, "y")
        await until(pilot, lambda: stepper.model.recorded is second)
        await press(pilot, "y")
        await until(pilot, lambda: "There is nothing to do again." in screen_text(app))


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [
        ("en", "abc", "Type a number, such as -0.5."),
        ("en", "inf", "Type a finite number."),
        ("ko", "nan", "유한한 수를 입력하세요."),
        ("ko", "1..2", "-0.5처럼 수를 입력하세요."),
    ],
)
async def test_what_cannot_be_set_is_said_and_changes_nothing(
    lang: str, text: str, said: str
) -> None:
    async with stepping(lang=lang) as (app, pilot, _, stepper):
        before = stepper.model.recorded
        await press(pilot, "o")
        await edit(pilot, text)
        assert said in screen_text(app)
        assert stepper.model.entry is not None
        await press(pilot, *["backspace"] * 5, "1", "enter")
        await until(pilot, lambda: stepper.model.recorded is not before)
        assert stepper.model.recorded.recording.X[0, 0] == 1.0


async def test_a_computed_number_cannot_be_set_and_it_says_what_can() -> None:
    async with stepping() as (app, pilot, _, stepper):
        await press(pilot, "e")
        assert stepper.model.entry is None
        assert "z[0] is computed, so it cannot be set." in " ".join(screen_text(app).split())


async def test_what_was_said_of_an_edit_gives_way_to_newer_numbers() -> None:
    async with stepping() as (app, pilot, screen, stepper):
        before = stepper.model.recorded
        await press(pilot, "o", "o")
        await edit(pilot, ".9")
        await until(pilot, lambda: stepper.model.recorded is not before)
        assert "is .9 now" in " ".join(screen_text(app).split())
        edited = stepper.model.recorded
        screen.pane.runner.turn({"decay": 0.2})
        await until(pilot, lambda: stepper.model.recorded is not edited)
        assert "is .9 now" not in " ".join(screen_text(app).split())


@pytest.mark.parametrize("key", ["down", "end", "o"])
async def test_a_refusal_gives_way_to_the_number_that_the_cursor_moves_to(key: str) -> None:
    async with stepping() as (app, pilot, _, stepper):
        await press(pilot, "e")
        assert "cannot be set" in " ".join(screen_text(app).split())
        await press(pilot, key)
        assert "cannot be set" not in " ".join(screen_text(app).split())
        assert stepper.status.replace("−", "") in screen_text(app).replace("−", "")


async def test_labels_are_whole_numbers_of_classes() -> None:
    async with stepping() as (app, pilot, screen, stepper):
        await press(pilot, "k", "down", "right")
        await until(pilot, lambda: screen.pane.news.settings["loss"] == "cross-entropy")
        await press(pilot, "k")
        await until(pilot, lambda: isinstance(screen.focused, StepsView))
        at = next(i for i, s in enumerate(stepper.model.recorded.shown) if s.symbol == "y")
        for done in range(2, at + 2):
            await on(pilot, screen, "n", done)
        await press(pilot, "o")
        while stepper.block.name != "y":
            await press(pilot, "o")
        await edit(pilot, "0.5")
        assert "A label is a whole number, not 0.5." in screen_text(app)
        await press(pilot, *["backspace"] * 3, "7", "enter")
        assert "A label is a whole number from 0 to 1." in screen_text(app)


async def test_whole_training_steps_back_and_on_at_the_same_line() -> None:
    async with stepping() as (app, pilot, screen, stepper):
        await on(pilot, screen, "n", 2)
        first = stepper.model.recorded
        await press(pilot, ">")
        await until(pilot, lambda: "training step 2 · line 2/24" in screen_text(app))
        second = stepper.model.recorded
        await press(pilot, "<")
        await until(pilot, lambda: stepper.model.recorded is first)
        assert "━●─" in screen_text(app) or "< ●─" in screen_text(app)
        assert stepper.model.undo_extent.ahead == 24
        await press(pilot, ">")
        await until(pilot, lambda: stepper.model.recorded is second)
        await press(pilot, "<", "<", "<")
        await until(pilot, lambda: "This is the beginning." in screen_text(app))
        assert line(screen) == 1


async def test_the_graph_lights_the_way_and_forgets_it() -> None:
    async with stepping((120, 36)) as (_, pilot, screen, stepper):
        graph = next(v for v in screen.pane.stage.views() if isinstance(v, GraphView))
        await on(pilot, screen, "n", 2)
        await press(pilot, "enter", "enter", "enter")
        assert graph.path == stepper.model.nodes() == ("h", "z", "x")
        assert graph.current == "x"
        await press(pilot, "escape")
        assert graph.path == ()
        assert graph.current == "h"


def test_the_way_in_the_graph_is_the_shortest_between_its_values() -> None:
    edges = [("x", "z"), ("W1", "z"), ("z", "h"), ("h", "o"), ("W2", "o")]
    way = {frozenset(pair) for pair in (("W2", "o"), ("o", "h"), ("h", "z"))}
    assert route_through(edges, ["W2", "h", "z"]) == way
    assert route_through(edges, ["h"]) == set()
    assert route_through(edges, ["h", "nowhere"]) == set()


async def test_while_values_are_hidden_the_figures_below_do_not_tell_them() -> None:
    async with stepping() as (app, pilot, _, stepper):
        await until(pilot, lambda: " J 0." in screen_text(app))
        await press(pilot, "f")
        await until(pilot, lambda: " J 0." not in screen_text(app))
        await press(pilot, *".21", "enter")
        assert stepper.model.prediction.asked == 1
        await press(pilot, "f")
        await until(pilot, lambda: " J 0." in screen_text(app))


async def test_letters_while_typing_are_no_keys() -> None:
    async with stepping() as (app, pilot, screen, stepper):
        await press(pilot, "o", "e", "n", "q", "L", "question_mark")
        assert stepper.model.entry is not None
        assert stepper.model.entry.text == "nqL?"
        assert line(screen) == 1
        await press(pilot, "escape")
        assert stepper.model.entry is None
        assert app.screen is screen


async def test_from_the_text_the_keys_reach_the_lines() -> None:
    app = make_app()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        screen = await open_lesson(pilot, 11)
        assert screen.place == "prose"
        await press(pilot, "g")
        stepper = screen.pane.stage.stepper
        assert stepper is not None
        await until(pilot, lambda: stepper.has_focus and stepper.display)
        assert stepper.model.inspection is not None
        assert stepper.model.inspection.mode == "check"
        await press(pilot, "k", "g")
        assert screen.place == "knobs"


async def test_backspace_leaves_the_lesson_only_where_there_is_no_way_back() -> None:
    async with stepping() as (app, pilot, screen, stepper):
        await press(pilot, "enter", "enter", "backspace", "backspace")
        assert stepper.model.inspection is None
        assert app.screen is screen
        await press(pilot, "backspace")
        await until(pilot, lambda: app.screen is not screen)


@pytest.mark.parametrize("lang", ["en", "ko"])
async def test_the_keys_are_offered_where_they_work(lang: str) -> None:
    async with stepping(lang=lang) as (app, pilot, _, _asker):
        words = app.context.words

        def last() -> str:
            return screen_text(app).splitlines()[-1]

        assert f"↵ {words('app.action.ask.label')}" in last()
        await press(pilot, "enter")
        assert f"↵ {words('asking.enter.asking')}" in last()
        assert f"backspace {words('app.action.way_back.label')}" in last()
        await press(pilot, "escape", "f")
        assert f"↵ {words('asking.enter.blank')}" in last()
        assert f"f {words('asking.predict.leave')}" in last()
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert f"{words('app.action.check.label')}  (g)" in titles
        await press(pilot, "question_mark")
        await until(pilot, lambda: words("app.help.title") in screen_text(app))
        assert words("app.action.uses.help") in app.screen.text()


async def test_a_stepper_is_not_stepped_through_twice_and_a_lab_without_lines_says_so() -> None:
    async with stepping() as (app, pilot, screen, _):
        await press(pilot, "x")
        assert app.screen is screen
        await until(pilot, lambda: "You are stepping through it already" in screen_text(app))
