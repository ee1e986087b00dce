"""Any lab's next update line by line, and a run that is kept to compare with."""

import pytest

from sandbox.labs.frames import Frame
from sandbox.labs.pictures import Curves, Line
from sandbox.ui.screens.lesson import LessonScreen
from sandbox.ui.screens.training_step import TrainingStepScreen
from sandbox.ui.widgets.lab.picture_area import with_pinned
from sandbox.ui.widgets.stepper.steps_view import StepsView
from tests.ui.driving import make_app, open_lesson, press, until
from tests.ui.golden import screen_text

SIZE = (80, 24)


def done(screen: LessonScreen) -> int:
    assert screen.pane.news.frame is not None
    return screen.pane.news.frame.done


@pytest.mark.parametrize(
    ("number", "lab"),
    [(9, "weight-decay"), (4, "classifier"), (13, "symmetry"), (16, "boundary")],
)
async def test_the_next_update_of_any_lab_is_stepped_through(number: int, lab: str) -> None:
    app = make_app()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        lesson = await open_lesson(pilot, number)
        await press(pilot, "tab")
        await until(pilot, lambda: lesson.pane.news.status == "paused")
        state = lesson.pane.news.state
        await press(pilot, "x")
        await until(pilot, lambda: isinstance(app.screen, TrainingStepScreen))
        screen = app.screen
        await until(pilot, lambda: isinstance(screen.focused, StepsView))
        stepper = screen.pane.stage.stepper
        assert stepper.model.recorded.recording.before is state.state
        await press(pilot, "n", "enter")
        await until(pilot, lambda: stepper.model.inspection is not None)
        await press(pilot, "enter", "g", "w")
        runner = screen.pane.runner
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: app.screen is lesson)
        assert runner.join(2)
        assert lesson.pane.news.state is state


@pytest.mark.parametrize(
    ("number", "lang", "said"),
    [
        (3, "en", "This lab trains nothing"),
        (6, "en", "This fit is found at once"),
        (14, "en", "This lab sends signals there and"),
        (14, "ko", "신호를 앞뒤로 한 번 보낼 뿐"),
    ],
)
async def test_a_lab_without_a_training_step_says_why(number: int, lang: str, said: str) -> None:
    app = make_app(lang=lang)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        lesson = await open_lesson(pilot, number)
        await press(pilot, "tab")
        await until(pilot, lambda: lesson.pane.news.frame is not None)
        await press(pilot, "x")
        await until(pilot, lambda: said in " ".join(screen_text(app).split()))
        assert app.screen is lesson


async def test_a_run_is_kept_to_compare_with_and_let_go() -> None:
    app = make_app()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        screen = await open_lesson(pilot, 9)
        await press(pilot, "n", "n", "n")
        await until(pilot, lambda: done(screen) == 3)
        kept = screen.pane.news.frame.picture("norm").lines
        await press(pilot, "=", "k", "right")
        await until(pilot, lambda: screen.pane.news.settings["decay"] > 0)
        await press(pilot, "r", "n")
        await until(pilot, lambda: done(screen) == 1)

        def curves() -> Curves:
            views = {view.picture.name: view for view in screen.pane.stage.views()}
            return views["norm"].picture

        screen.pane.stage.put_first("norm")
        await pilot.pause()
        faint = [one for one in curves().lines if one.faint]
        assert [one.y for one in faint] == [one.y for one in kept]
        assert "‖w‖ before" in screen_text(app)
        was = screen.pane.before.metrics["w_norm"]

        assert f"(was {was:.2f})" in screen_text(app)
        await press(pilot, "=")
        assert not any(one.faint for one in curves().lines)
        assert "(was" not in screen_text(app)


@pytest.mark.parametrize("way", ["data", "page"])
async def test_a_kept_run_of_other_data_or_of_another_page_is_let_go(way: str) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        screen = await open_lesson(pilot, 16)
        await press(pilot, "n", "=")
        await until(pilot, lambda: screen.pane.before is not None)
        await press(pilot, "r")
        await until(pilot, lambda: done(screen) == 0)
        assert screen.pane.before is not None, "the same data may be compared"
        if way == "page":
            await press(pilot, "]")
        else:
            names = [knob.name for knob in screen.pane.panel.knobs]
            await press(pilot, "k")
            screen.pane.panel.choose(names.index("data"))
            await press(pilot, "right")
        await until(pilot, lambda: screen.pane.before is None)
        assert "(was" not in screen_text(app)


def test_a_kept_run_is_beside_pictures_of_its_own_kind_only() -> None:
    def frame(name: str, unit: str = "epoch", **options: object) -> Frame:
        curves = Curves(name=name, lines=(Line("a", (0.0,), (1.0,)),), x_name="epoch", **options)
        return Frame({}, (curves,), 0, 1, unit)

    def count(now: Frame, before: Frame | None) -> int:
        return len(with_pinned(now, before).pictures[0].lines)

    assert count(frame("p"), frame("p")) == 2
    assert count(frame("p"), None) == 1
    assert count(frame("p"), frame("q")) == 1
    assert count(frame("p"), frame("p", unit="line")) == 1
    assert count(frame("p", square=True), frame("p", square=True)) == 1
    limits = with_pinned(frame("p", y_limits=(0.0, 1.0)), frame("p", y_limits=(-1.0, 0.5)))
    assert limits.pictures[0].y_limits == (-1.0, 1.0)
    twice = with_pinned(frame("p"), with_pinned(frame("p"), frame("p")))
    assert len(twice.pictures[0].lines) == 2
