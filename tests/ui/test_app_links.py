"""Links in prose: chosen and followed by key and by mouse, and the way back."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from sandbox.course.course import open_course
from sandbox.ui.app.app import SandboxApp
from sandbox.ui.options import Options
from sandbox.ui.screens.home import HomeScreen
from sandbox.ui.widgets.text.markdown import links, text_blocks
from tests.ui.driving import lesson_of, press, until
from tests.ui.golden import screen_text

OWN = Path(__file__).parents[1] / "course" / "own-course"


def test_a_link_is_found_with_its_emphasis_and_where_it_stands() -> None:
    parts = text_blocks(
        "First.\n\nSee [the *first* one](lesson:01) and [out](https://a.b), `[no](x)`."
    )
    found = links(parts)
    assert [link.target for link in found] == ["lesson:01", "https://a.b"]
    text = parts[1].content.plain
    assert [text[link.start : link.end] for link in found] == ["the first one", "out"]
    assert {link.passage for link in found} == {1}


async def second(pilot: Pilot[None], app: SandboxApp) -> None:
    """Open the second lesson, whose first page has a link to the first one."""
    await press(pilot, "2", "enter")
    await until(pilot, lambda: not isinstance(app.screen, HomeScreen))
    await until(pilot, lambda: lesson_of(app).prose.links)


def own() -> SandboxApp:
    return SandboxApp(Options(course=OWN))


async def test_a_link_is_chosen_and_followed_with_the_keyboard_and_esc_comes_back() -> None:
    app = own()
    async with app.run_test(size=(80, 24)) as pilot:
        await second(pilot, app)
        here = lesson_of(app)
        assert "j link" in screen_text(app)
        await press(pilot, "j")
        assert here.prose.link is not None
        await until(pilot, lambda: "enter follow" in screen_text(app).replace("↵", "enter"))
        await press(pilot, "j")
        assert here.prose.link is None, "after the last link there is none"
        await press(pilot, "j", "enter")
        await until(pilot, lambda: lesson_of(app) is not here)
        assert lesson_of(app).lesson.number == 1
        assert app.context.learned.place.lesson == "01-slopes"
        await until(pilot, lambda: "esc back" in screen_text(app))
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is here)
        await until(pilot, lambda: app.context.learned.place.lesson == "02-decay")
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_a_click_follows_and_what_waits_below_is_gone_back_to() -> None:
    app = own()
    async with app.run_test(size=(80, 24)) as pilot:
        await second(pilot, app)
        here = lesson_of(app)
        lines = screen_text(app).split("\n")
        y = next(number for number, line in enumerate(lines) if "Lesson 1 was" in line)
        await pilot.click(offset=(lines[y].index("Lesson 1") + 2, y))
        await until(pilot, lambda: app.screen is not here)
        assert lesson_of(app).lesson.number == 1
        app.context.routes.link("lesson:02")
        await until(pilot, lambda: app.screen is here)


@pytest.mark.parametrize("target", ["https://example.org/page", "lesson:77"])
async def test_what_is_no_lesson_is_said(target: str) -> None:
    app = own()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await second(pilot, app)
        here = app.screen
        app.context.routes.link(target)
        said = target if target.startswith("https") else "there is no lesson 77"
        await until(pilot, lambda: said in screen_text(app))
        assert app.screen is here


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_link_of_the_course_leads_to_another_lesson(lang: str) -> None:
    course = open_course()
    texts = {one.number: (one.folder / f"{lang}.md").read_text("utf-8") for one in course.lessons}
    found = [
        (number, link.target) for number, text in texts.items() for link in links(text_blocks(text))
    ]
    assert len(found) >= 10
    for number, target in found:
        assert course.find(target.removeprefix("lesson:")).number != number
