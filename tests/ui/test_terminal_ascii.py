"""In ASCII nothing else is drawn, and what the symbols mean is spelt out."""

import os
from pathlib import Path

import pytest

from sandbox.course.course import open_course
from sandbox.course.pages import pages_of
from sandbox.ui.app.app import SandboxApp
from sandbox.ui.terminal.text import set_ascii_only
from sandbox.ui.widgets.text.markdown import layout, text_blocks
from tests.ui.driving import lesson_of, make_app, press, until
from tests.ui.golden import FRAMES, screen_text
from tests.ui.terminal import Terminal
from tests.ui.walking import PICTURES, lines, walk


def check_ascii(app: SandboxApp, name: str) -> None:
    """Nothing but ASCII, and no line too long."""
    for strip in lines(app):
        text = strip.text.translate(FRAMES)
        assert text.isascii(), (name, text)
        assert strip.cell_length == app.size.width


@pytest.mark.parametrize(("size", "lessons"), [((80, 24), PICTURES), ((60, 20), (11,))])
async def test_every_screen(size: tuple[int, int], lessons: tuple[int, ...]) -> None:
    app = make_app(encoding="C")
    async with app.run_test(size=size) as pilot:
        await walk(pilot, check_ascii, lessons)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_page(lang: str) -> None:
    set_ascii_only(True)
    for lesson in open_course(None).lessons:
        for page in pages_of(lesson, lang):
            for line, _ in layout(text_blocks(page.markdown), 76):
                assert line.cell_length <= 76
                rest = [letter for letter in line.plain if not letter.isascii()]
                assert lang == "ko" or not rest, line.plain
                assert all("가" <= letter <= "힣" for letter in rest), line.plain


async def test_a_terminal_without_utf_8_has_english_and_says_why() -> None:
    app = make_app(lang="ko", encoding="EUC-KR")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "Korean cannot be shown" in screen_text(app).replace("\n", " "))
        assert "EUC-KR" in screen_text(app)
        await press(pilot, "L")
        assert app.context.lang == "en"
        await press(pilot, "enter")
        await until(pilot, lambda: len(app.screen_stack) > 1)
        assert lesson_of(app).context.glyphs.ascii


async def test_ascii_in_korean_keeps_korean() -> None:
    app = make_app(lang="ko", ascii=True)
    async with app.run_test(size=(80, 24)):
        text = screen_text(app)
        assert "강의" in text
        assert not set(text) & set("─│╭●▸·")


@pytest.mark.parametrize("locale", ["C", "ko_KR.EUC-KR"])
def test_by_itself_where_the_locale_is_not_utf_8(tmp_path: Path, locale: str) -> None:
    terminal = Terminal(tmp_path, ["-m", "sandbox", "--lesson", "11"], {"LC_ALL": locale})
    try:
        terminal.until("line 1/24")
        terminal.type("\tn\x10")
        terminal.until("A command ...")
        terminal.type("\x1b")
        terminal.settle()
        assert terminal.sent.isascii()
        # Letters of that encoding, which are no UTF-8, do no harm, nor do they eat the key after.
        os.write(terminal.fd, b"\xb0\xa1\xe9n")
        terminal.until("line 3/24")
        terminal.type("\x11")
        assert terminal.end() == 0
    finally:
        terminal.close()
