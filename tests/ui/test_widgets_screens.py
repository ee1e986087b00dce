"""Every picture as a person sees it: in sizes, languages, without colour and in ASCII."""

import numpy as np
import pytest

from sandbox.labs.catalogue import find_lab
from sandbox.labs.knobs import defaults
from sandbox.labs.pictures import Matrix
from sandbox.ui.terminal.glyphs import ASCII, UNICODE
from sandbox.ui.terminal.styles import PLAIN
from sandbox.ui.terminal.text import cell_len
from sandbox.ui.widgets.knobs import KnobPanel
from sandbox.ui.widgets.views import VIEWS, view_for
from tests.ui.golden import check_golden, screen_text
from tests.ui.stage import GLOSSARIES, on_stage, pictures

SCREENS = [
    ("en", UNICODE, (80, 18)),
    ("en", UNICODE, (70, 30)),
    ("ko", UNICODE, (80, 18)),
    ("en", ASCII, (80, 18)),
]
NAMES = list(pictures())

WORDLESS = ("graph", "code", "shapes", "scatter", "bars-log")
"""What looks the same in both languages."""


def test_every_kind_of_picture_is_shown_here():
    assert {type(picture) for picture in pictures().values()} == set(VIEWS)


@pytest.mark.parametrize("name", NAMES)
async def test_pictures_look_as_they_did(name, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    screens = []
    for lang, glyphs, size in SCREENS:
        view = view_for(pictures()[name], GLOSSARIES[lang], glyphs)
        async with on_stage(view, size) as pilot:
            kind = "ASCII" if glyphs.ascii else "Unicode"
            screens.append(f"== {lang}, {kind}, {size[0]} × {size[1]}\n{screen_text(pilot.app)}")
    check_golden(f"widgets/{name}", "\n".join(screens))


async def test_knobs_look_as_they_did():
    knobs = find_lab("weight-decay").knobs
    screens = []
    for lang, glyphs, size in [*SCREENS, ("en", UNICODE, (30, 12))]:
        panel = KnobPanel(knobs, defaults(knobs), GLOSSARIES[lang], glyphs)
        async with on_stage(panel, size) as pilot:
            kind = "ASCII" if glyphs.ascii else "Unicode"
            screens.append(f"== {lang}, {kind}, {size[0]} × {size[1]}\n{screen_text(pilot.app)}")
    check_golden("widgets/knobs", "\n".join(screens))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
async def test_pictures_fit_any_size(name, glyphs):
    for lang in ("en", "ko"):
        view = view_for(pictures()[name], GLOSSARIES[lang], glyphs)
        async with on_stage(view, (80, 24)):
            for width in (1, 5, 12, 31, 59, 80, 140):
                for height in (1, 2, 5, 8, 13, 24, 50):
                    for styles in (view.text_styles, PLAIN):
                        for strip in view.paint(width, height, styles):
                            assert strip.cell_length == cell_len(strip.text)
                            assert all(segment.style is not None for segment in strip)


@pytest.mark.parametrize("name", NAMES)
async def test_ascii_draws_nothing_but_ascii(name):
    """The lecture's own symbols are spelt out."""
    view = view_for(pictures()[name], GLOSSARIES["en"], ASCII)
    async with on_stage(view, (100, 30)) as pilot:
        text = screen_text(pilot.app)
    assert text.isascii()


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
@pytest.mark.parametrize("name", NAMES)
async def test_no_colour_works_in_every_theme(name, theme, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    view = view_for(pictures()[name], GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        pilot.app.theme = theme
        await pilot.pause()
        view.repaint()
        await pilot.pause()
        assert view.text_styles is PLAIN
        assert screen_text(pilot.app).strip()


@pytest.mark.parametrize("name", NAMES)
async def test_another_language_at_once(name):
    view = view_for(pictures()[name], GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        before = screen_text(pilot.app)
        view.relabel(GLOSSARIES["ko"])
        await pilot.pause()
        after = screen_text(pilot.app)
    fresh = view_for(pictures()[name], GLOSSARIES["ko"], UNICODE)
    async with on_stage(fresh) as pilot:
        assert screen_text(pilot.app) == after
    assert (after == before) == (name in WORDLESS)


async def test_colours_change_with_the_theme():
    view = view_for(Matrix(name="m", values=np.eye(2)), GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        dark = view.text_styles["dim"]
        pilot.app.theme = "textual-light"
        await pilot.pause()
        assert view.text_styles["dim"] != dark
