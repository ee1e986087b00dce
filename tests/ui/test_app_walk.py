"""Every page of every lesson is opened, and every knob of its labs turned to its ends.

Lessons of odd numbers in English at 80×24, the others in Korean at 120×36; a lab's knobs are turned
in the first lesson that has it. Nothing fails, nothing is too wide, no page scrolls for long.
"""

from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from sandbox.course.course import Lesson, open_course
from sandbox.course.pages import pages_of
from sandbox.labs.knobs import Choice, Knob, Toggle, Value
from sandbox.ui.screens.lab_screen import key_hints
from sandbox.ui.screens.lesson import LessonScreen
from sandbox.ui.terminal.glyphs import UNICODE
from sandbox.ui.terminal.text import cell_len
from sandbox.ui.widgets.text.markdown import TextBlock, layout, text_blocks
from sandbox.ui.widgets.text.quiz_state import QuizState
from sandbox.ui.words import Words
from tests.ui.driving import make_app, press, until
from tests.ui.golden import screen_text

LESSONS = [one for one in open_course().lessons if one.number != 15]
"""All but the assignment, whose pages have exercises and no labs."""

SIZES = {"en": (80, 24), "ko": (120, 36)}

ROOM = 76, 20
"""Cells and lines that 80×24 has for a text, inside its frame."""

LONG = {"epochs", "draws", "n", "hidden", "layers", "width", "batch", "inputs", "columns"}
"""Knobs at whose upper ends a run takes long: here they are turned down only."""

LEFT = {"data", "n_train"}
"""Knobs that want other data; labs are tested with them."""


def ends(knob: Knob) -> Iterator[Value]:
    """The outermost values of a knob; of words the last one."""
    if isinstance(knob, Choice):
        yield knob.choices[-1]
    elif isinstance(knob, Toggle):
        yield from (False, True)
    elif (low := getattr(knob, "low", None)) is not None:
        yield low
        if knob.name not in LONG:
            yield knob.high  # type: ignore[attr-defined]


def first_with(lab: str) -> Lesson:
    """The first lesson that has a lab."""
    return next(
        one for one in LESSONS if any(p.lab and p.lab.lab == lab for p in pages_of(one, "en"))
    )


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda one: one.id)
async def test_the_pages_and_knobs_of(lesson: Lesson) -> None:
    lang = "en" if lesson.number % 2 else "ko"
    app = make_app(lang=lang, lesson=lesson.id)
    async with app.run_test(size=SIZES[lang]) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LessonScreen) and app.screen.pane.lab)
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        turned: set[str] = set()
        for number, page in enumerate(screen._pages):
            await until(pilot, lambda: screen.pane.news.frame is not None)
            assert screen.page == number
            assert key_hints(screen), "the last line says what to press"
            lab = page.lab.lab if page.lab is not None else ""
            if lab and lab not in turned and first_with(lab) is lesson:
                turned.add(lab)
                await turn_all(pilot, screen)
            await press(pilot, "]")


async def turn_all(pilot: Pilot[None], screen: LessonScreen) -> None:
    """Each knob to its ends and back to where the page has it."""
    pane = screen.pane
    assert pane.lab is not None
    runner = pane.runner
    assert runner is not None
    pane.look_at("lab")
    for knob in pane.lab.knobs:
        if knob.name in LEFT:
            continue
        before = pane.news.settings[knob.name]
        for value in (*ends(knob), before):
            runner.turn({knob.name: value})
            await until(pilot, lambda: pane.news.heard == runner.turns)
            assert pane.news.status != "failed", (knob.name, value)
            assert pane.news.trouble != "crashed", (knob.name, value)
    for line in screen_text(pilot.app).splitlines():
        assert cell_len(line) <= pilot.app.size.width, line
    pane.look_at("text")


@pytest.mark.parametrize("lang", SIZES)
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda one: one.id)
def test_no_page_scrolls_more_than_a_screen_at_the_usual_size(lesson: Lesson, lang: str) -> None:
    words = Words(lang)
    for page in pages_of(lesson, lang):
        parts: list[TextBlock] = list(text_blocks(page.markdown))
        for number, quiz in enumerate(page.quizzes):
            parts += QuizState(quiz).passages(number == 0, words, UNICODE)
        lines = [line for line, _ in layout(tuple(parts), ROOM[0])]
        assert len(lines) <= 2 * ROOM[1], page.title
        assert max(line.cell_length for line in lines) <= ROOM[0], page.title
