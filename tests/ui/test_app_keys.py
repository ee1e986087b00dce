"""The registry of keys, and everything that is made from it."""

import re

import pytest
from textual.binding import Binding

from sandbox.ui.app.app import SandboxApp
from sandbox.ui.screens.exercise.layout import Question
from sandbox.ui.screens.exercise.screen import ExerciseScreen
from sandbox.ui.screens.help import HelpScreen
from sandbox.ui.screens.home import HomeScreen, LessonList
from sandbox.ui.screens.lesson import LessonScreen
from sandbox.ui.screens.search import SearchScreen
from sandbox.ui.terminal import hangul, keys
from sandbox.ui.widgets.stepper.steps_view import StepsView
from sandbox.ui.widgets.text.lesson_page import LessonPageView
from sandbox.ui.widgets.text.markdown_view import MarkdownView
from sandbox.ui.words import Words
from tests.ui.driving import make_app, open_lesson, press, until
from tests.ui.golden import screen_text

CLASSES = {
    "app": SandboxApp,
    "home": LessonList,
    "lesson": LessonScreen,
    "prose": MarkdownView,
    "steps": StepsView,
    "quiz": LessonPageView,
    "task": LessonPageView,
    "exercise": ExerciseScreen,
    "question": Question,
    "search": SearchScreen,
    "help": HelpScreen,
}


@pytest.mark.parametrize("action", keys.ACTIONS, ids=lambda action: action.id)
def test_every_action_is_bound_to_a_method_and_has_words(action: keys.Action) -> None:
    owner = CLASSES[action.place]
    assert callable(getattr(owner, f"action_{action.id}"))
    bound = {(binding.key, binding.id) for binding in Binding.make_bindings(owner.BINDINGS)}
    named = {key for key, id in bound if id == f"{action.place}.{action.id}"}
    assert len(named) == len(action.keys)
    for lang in ("en", "ko"):
        words = Words(lang)
        assert words(f"app.action.{action.id}.label")
        assert words(f"app.action.{action.id}.help").endswith(".")


def test_no_key_does_two_things_in_one_place() -> None:
    for place in CLASSES:
        used = [key for action in keys.of(place) for key in action.keys]
        assert len(used) == len(set(used))


def test_a_lesson_s_keys_are_not_those_of_the_whole_app() -> None:
    everywhere = {key for action in keys.of("app") for key in action.keys}
    for place in ("lesson", "prose", "home", "exercise", "task"):
        assert not everywhere & {key for action in keys.of(place) for key in action.keys}


def test_nothing_depends_on_a_key_that_terminals_keep_for_themselves() -> None:
    kept = {f"ctrl+{letter}" for letter in "sabojq"}
    for action in keys.ACTIONS:
        assert set(action.keys) - kept, action.id


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("place", keys.FOOTERS)
def test_the_last_line_offers_actions_there_are(place: str, lang: str) -> None:
    for id in keys.FOOTERS[place]:
        assert Words(lang)(f"app.action.{keys.find(id).id}.label")


@pytest.mark.parametrize("lang", ["en", "ko"])
async def test_the_help_has_every_action_and_every_knob(lang: str) -> None:
    app = make_app(lang=lang)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_lesson(pilot, 11)
        await press(pilot, "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        text = app.screen.text()
        for place in ("app", "home", "lesson", "prose", "search"):
            for action in keys.of(place):
                assert f"| `{keys.all_keys(action)}` |" in text
                assert app.context.words(f"app.action.{action.id}.help") in text
        for knob in screen.pane.lab.knobs:
            assert f"**{app.context.glossary.label('knob', knob.name)}**" in text
            assert app.context.glossary.help("knob", knob.name) in text


async def test_the_palette_offers_what_applies_and_does_it() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, HomeScreen)
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert "open  (↵)" in titles
        assert "next  (n)" not in titles
        screen = await open_lesson(pilot, 11)
        titles = {command.title for command in app.get_system_commands(screen)}
        for action in (*keys.of("app"), *keys.of("lesson")):
            label = app.context.words(f"app.action.{action.id}.label")
            assert (f"{label}  ({keys.shown(action)})" in titles) == action.command
        await press(pilot, "ctrl+p")
        await until(pilot, lambda: "A command …" in screen_text(app))
        await press(pilot, *"next", "enter")
        await until(pilot, lambda: app.screen is screen)
        await until(pilot, lambda: screen.pane.news.frame.done == 2)


async def test_letters_typed_into_the_palette_stay_what_they_are() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p")
        await until(pilot, lambda: app.screen.query("CommandInput"))
        await press(pilot, "ㅜ", "q")
        field = app.screen.query_one("CommandInput")
        await until(pilot, lambda: field.value == "ㅜq")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ㅜ", "n"),
        ("ㅠ", "b"),
        ("ㄱ", "r"),
        ("ㅕ", "u"),
        ("ㅍ", "v"),
        ("ㅏ", "k"),
        ("ㄴ", "s"),
        ("ㅂ", "q"),
        ("ㅣ", "l"),
        ("ㅔ", "p"),
        ("나", "sk"),
        ("뷁", "qnpfr"),
        ("ㅘ", "hk"),
        ("값", "rkqt"),
        ("n", ""),
        ("é", ""),
        ("", ""),
    ],
)
def test_letters_behind_hangul(typed: str, meant: str) -> None:
    assert hangul.qwerty_for(typed) == meant


def test_the_last_line_says_plain_keys_in_ascii() -> None:
    for action in keys.ACTIONS:
        assert keys.shown(action, plain=True).isascii()
        assert re.fullmatch(r"[ -~]+", keys.all_keys(action, plain=True))
