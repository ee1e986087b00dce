"""The search, and the entries of the glossary that it opens."""

import subprocess
import sys

import pytest

from sandbox.course.glossary import KINDS, LANGS
from sandbox.course.pages import pages_of
from sandbox.ui.app.app import SandboxApp
from sandbox.ui.screens.help import HelpScreen
from sandbox.ui.screens.home import HomeScreen
from sandbox.ui.screens.lesson import LessonScreen
from sandbox.ui.screens.search import EntryScreen, SearchResults, SearchScreen
from sandbox.ui.screens.too_small import TooSmallScreen
from sandbox.ui.words import Words
from tests.ui.driving import lesson_of, make_app, open_lesson, press, settled, until
from tests.ui.golden import check_golden, screen_text
from tests.ui.test_app_quizzes import OWN, quiz
from tests.ui.test_app_screens import SIZES, check_all


def chosen(app: SandboxApp) -> tuple[str, str, int | None] | None:
    item = app.screen.query_one(SearchResults).item
    return None if item is None else (item.kind, item.id, item.page)


async def test_letters_go_to_the_field_hangul_and_keys_of_the_app_too() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "/")
        assert isinstance(app.screen, SearchScreen)
        assert "Type a word" in screen_text(app)
        await press(pilot, *"qL?/ㅜ", "기")
        field = app.screen.query_one("Input")
        assert field.value == "qL?/ㅜ기"
        assert app.context.lang == "en"
        assert "Nothing has “qL?/ㅜ기” in it" in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_a_lesson_opens_at_the_page_that_was_found() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        title = pages_of(app.context.course.find("11"), "en")[4].title
        await press(pilot, "/", *title)
        assert chosen(app) == ("page", "11-propagation", 4)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        assert (lesson_of(app).lesson.number, lesson_of(app).page) == (11, 4)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_the_same_lesson_turns_its_page_and_another_takes_its_place() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_lesson(pilot, 11)
        await press(pilot, "/", *pages_of(app.context.course.find("11"), "en")[2].title, "enter")
        await until(pilot, lambda: app.screen is screen)
        assert screen.page == 2
        await press(pilot, "/", *"weight decay")
        assert chosen(app) == ("lesson", "09-weight-decay", None)
        await press(pilot, "enter")
        await until(pilot, lambda: lesson_of(app).lesson.number == 9)
        assert len(app.screen_stack) == 2
        assert screen.pane.runner is None


async def test_a_lesson_alone_opens_where_it_was_left() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lesson(pilot, 9)
        await press(pilot, "]", "]", "escape", "/", *"weight decay", "enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        assert lesson_of(app).page == 2


@pytest.mark.parametrize("lang", LANGS)
async def test_an_entry_is_shown_whole_and_closes_to_the_search(lang: str) -> None:
    app = make_app(lang=lang)
    async with app.run_test(size=(80, 24)) as pilot:
        label = app.context.glossary.label("knob", "decay")
        await press(pilot, "/", *label)
        while chosen(app) != ("knob", "decay", None):
            await press(pilot, "down")
        await press(pilot, "enter")
        assert isinstance(app.screen, EntryScreen)
        await until(pilot, lambda: "(`weight-decay`)" in app.screen.text())
        text = app.screen.text()
        assert text.startswith(f"## {label}\n\n`decay`")
        assert app.context.glossary.help("knob", "decay") in text
        assert app.context.glossary.label("lab", "weight-decay") in text
        assert app.context.course.find("9").title(lang) in text
        await press(pilot, "L")
        assert app.context.glossary.help("knob", "decay") in app.screen.text()
        await press(pilot, "slash")
        assert isinstance(app.screen, SearchScreen)
        assert app.screen.query_one("Input").value == label
        assert len(app.screen_stack) == 2


async def test_every_entry_says_its_kind_and_can_be_shown() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        firsts = {item.kind: item for item in app.context.index.items if not item.is_reading}
        assert set(firsts) == set(KINDS)
        for kind, item in firsts.items():
            app.push_screen(EntryScreen(app.context, item))
            await until(pilot, lambda: isinstance(app.screen, EntryScreen))
            assert app.context.words(f"search.kind.{kind}") in app.screen.text()
            assert ("press x there" in app.screen.text()) == (kind in ("step", "phase"))
            await press(pilot, "escape")


async def test_the_choice_stays_within_what_fits() -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "/", "e", "up")
        first = chosen(app)
        for _ in range(40):
            await press(pilot, "down")
        last = chosen(app)
        assert last != first
        title = app.screen.query_one(SearchResults).item.title
        assert any("▸" in line and title[:8] in line for line in screen_text(app).splitlines())
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: chosen(app) != last)
        assert "▸" in screen_text(app)
        await press(pilot, "x", "p")
        assert chosen(app) == tuple(
            getattr(app.context.index.find("exp")[0], name) for name in ("kind", "id", "page")
        )


async def test_a_click_chooses_and_a_second_opens() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "/", *"learning rate")
        rows = screen_text(app).splitlines()
        row = next(y for y, line in enumerate(rows) if "knob" in line)
        await pilot.click(offset=(20, row))
        if not isinstance(app.screen, EntryScreen):
            assert chosen(app) == ("knob", "lr", None)
            await pilot.click(offset=(20, row))
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))


async def test_the_language_that_is_shown_is_the_one_that_is_searched() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "/", *"사라지는")
        assert chosen(app) is None
        app.action_language()
        await until(pilot, lambda: chosen(app) == ("page", "12-stability", 4))
        assert "찾기" in screen_text(app)


async def test_the_palette_searches_and_the_help_can_be_had() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert "search  (/)" in titles
        await press(pilot, "/", "f1")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "f1", "/")
        assert isinstance(app.screen, SearchScreen)
        assert len(app.screen_stack) == 2


async def test_where_there_is_no_room_there_is_no_search_and_no_help() -> None:
    app = make_app()
    async with app.run_test(size=(40, 10)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TooSmallScreen))
        await press(pilot, "/", "?")
        assert isinstance(app.screen, TooSmallScreen)


async def test_a_slash_belongs_to_a_number_that_is_typed() -> None:
    async with quiz(1) as (app, pilot, screen):
        await press(pilot, "]")
        assert screen.prose.asking.quiz.kind == "number"
        await press(pilot, "1", "/", "4")
        assert screen.prose.asking.typed == "1/4"
        await press(pilot, "escape", "/")
        assert isinstance(app.screen, SearchScreen)


def test_the_first_screen_loads_no_numpy_and_neither_does_a_search() -> None:
    script = (
        "import asyncio, sys\n"
        "from sandbox.ui.options import Options\n"
        "from sandbox.ui.app.app import SandboxApp\n"
        "async def main():\n"
        "    app = SandboxApp(Options())\n"
        "    async with app.run_test(size=(80, 24)) as pilot:\n"
        "        assert 'sandbox.course.course' in sys.modules and 'numpy' not in sys.modules\n"
        "        await pilot.press('slash', *'dropout')\n"
        "        assert app.context.index.find('dropout') and 'numpy' not in sys.modules\n"
        "asyncio.run(main())\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_every_kind_of_word_has_a_name_in_both_languages() -> None:
    for lang in LANGS:
        for kind in KINDS:
            assert Words(lang)(f"search.kind.{kind}")


# As they look.


async def test_the_search_as_it_looks() -> None:
    app = make_app(course=OWN)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "/", *"gradient", "down", "down")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            for _ in LANGS:
                name = f"app/search-{app.context.lang}-{size[0]}x{size[1]}"
                check_golden(name, await settled(pilot))
                app.action_language()


async def test_an_entry_as_it_looks() -> None:
    app = make_app(course=OWN)
    async with app.run_test(size=(120, 36)) as pilot:
        item = next(
            one for one in app.context.index.items if (one.kind, one.id) == ("knob", "decay")
        )
        app.push_screen(EntryScreen(app.context, item))
        await until(
            pilot, lambda: "(`mask`)" in app.screen.text() or "boundary" in app.screen.text()
        )
        await check_all(pilot, "entry", SIZES)


async def test_the_search_in_ascii() -> None:
    app = make_app(ascii=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "/", *"momentum")
        frame = [line[:1] + line[-1:] for line in screen_text(app).splitlines()]
        assert "".join(frame).isascii()
        assert "> choice" in screen_text(app)
