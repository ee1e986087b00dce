"""The glossary of what is on the screen: every word of the lab at hand, and the line at hand."""

import pytest

from sandbox.course.glossary import LANGS
from sandbox.labs.knobs import Choice
from sandbox.ui.screens.terms import TermsScreen
from sandbox.ui.screens.training_step import TrainingStepScreen
from tests.ui.driving import make_app, open_lesson, press, settled, until
from tests.ui.golden import screen_text
from tests.ui.test_app_screens import SIZES, check_all


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("number", [4, 9, 11])
async def test_t_tells_every_word_of_the_lab(number: int, lang: str) -> None:
    app = make_app(lang=lang)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_lesson(pilot, number)
        await press(pilot, "t")
        assert isinstance(app.screen, TermsScreen)
        text, glossary, lab = app.screen.text(), app.context.glossary, screen.pane.lab
        frame = screen.pane.news.frame
        named = [("lab", lab.id), ("unit", frame.unit)]
        named += [("knob", knob.word) for knob in lab.knobs]
        named += [("metric", metric) for metric in lab.metrics]
        named += [("picture", picture.name) for picture in frame.pictures]
        named += [
            ("choice", id)
            for knob in lab.knobs
            if isinstance(knob, Choice)
            for id in knob.choices
            if glossary.help("choice", id)
        ]
        for kind, id in named:
            assert glossary.help(kind, id) in text
            assert kind == "lab" or f"**{glossary.label(kind, id)}**" in text
        await press(pilot, "t")
        assert app.screen is screen


async def test_t_tells_the_line_at_hand_in_both_steppers() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_lesson(pilot, 11)
        await press(pilot, "n", "n")
        await until(pilot, lambda: screen.pane.news.frame.done == 3)
        step = screen.pane.stage.step.step
        await press(pilot, "t")
        text = app.screen.text()
        assert f"`{step.name} = {step.formula}`" in text
        assert app.context.glossary.help("step", step.id) in text
        for kind, id in app.context.glossary.entries:
            if kind in ("symbol", "phase"):
                assert app.context.glossary.help(kind, id) in text
        await press(pilot, "escape", "escape")
        screen = await open_lesson(pilot, 9)
        await press(pilot, "x")
        await until(pilot, lambda: isinstance(app.screen, TrainingStepScreen))
        update = app.screen
        await until(pilot, lambda: update.pane.stage.step is not None)
        await press(pilot, "t")
        assert isinstance(app.screen, TermsScreen)
        assert (
            app.context.glossary.help("step", update.pane.stage.step.step.id) in app.screen.text()
        )


async def test_the_terms_scroll_and_say_how_much_there_is() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lesson(pilot, 11)
        await press(pilot, "t")
        before = await settled(pilot)
        assert "more" in before.splitlines()[0]
        await press(pilot, "pagedown")
        await until(pilot, lambda: screen_text(app) != before)
        await press(pilot, "end")
        await until(pilot, lambda: "more" not in screen_text(app).splitlines()[0])
        await press(pilot, "L")
        await until(pilot, lambda: "화면의 용어" in screen_text(app))


async def test_the_terms_as_they_look() -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        screen = await open_lesson(pilot, 11)
        await press(pilot, "n")
        await until(pilot, lambda: screen.pane.news.frame.done == 2)
        await press(pilot, "t")
        await check_all(pilot, "terms", SIZES)
