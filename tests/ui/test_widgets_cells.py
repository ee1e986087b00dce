"""Cells, not letters: Korean takes two."""

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from sandbox.ui.terminal.canvas import _difference, hstack, make_strip
from sandbox.ui.terminal.glyphs import ASCII, UNICODE
from sandbox.ui.terminal.text import cell_len, ljust, rjust, truncate, wrap

TEXTS = st.text(alphabet="ab 가나다─·", max_size=40)


@given(TEXTS, st.integers(0, 50))
def test_texts_have_the_width_that_was_asked_for(text, width):
    assert cell_len(truncate(text, width)) <= width
    assert cell_len(ljust(text, width)) == width
    assert cell_len(rjust(text, width)) == width


@given(TEXTS, st.integers(2, 30))
def test_wrapping_loses_nothing(text, width):
    lines = wrap(text, width)
    assert all(cell_len(one) <= width for one in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXTS, st.integers(2, 20), st.integers(1, 3))
def test_too_much_text_ends_in_an_ellipsis(text, width, most):
    lines = wrap(text, width, most)
    assert len(lines) <= most
    assert all(cell_len(one) <= width for one in lines)
    assert (len(wrap(text, width)) > most) == (bool(lines) and lines[-1].endswith("…"))


@given(TEXTS, TEXTS)
def test_only_what_differs_is_sent(one, other):
    old, new = (make_strip(40, [(text, Style())]) for text in (one, other))
    span = _difference(old, new)
    if span is None:
        assert old.text == new.text
        return
    first, last = span
    assert old.crop(0, first).text == new.crop(0, first).text
    assert old.crop(last, 40).text == new.crop(last, 40).text
    # No letter is sent by halves.
    assert (
        new.crop(0, first).text + new.crop(first, last).text + new.crop(last, 40).text == new.text
    )


def test_a_difference_in_style_is_one():
    old, new = (Strip([Segment("abc", style)]) for style in (Style(), Style(bold=True)))
    assert _difference(old, new) == (0, 3)


def test_blocks_beside_each_other_keep_their_columns():
    one, two = [make_strip(4, [("가나", Style())])], [make_strip(2, [("ab", Style())])] * 2
    assert [strip.text for strip in hstack([one, two], [4, 2], 1)] == ["가나 ab", "     ab"]


def test_all_glyphs_are_one_cell_wide():
    for glyphs in (UNICODE, ASCII):
        for name, value in vars(glyphs).items():
            if name in ("ascii", "points", "box"):
                continue
            letters = "".join(value)
            assert cell_len(letters) == len(letters), name
        assert len(glyphs.lines) == 16
    assert all(letter.isascii() for v in vars(ASCII).values() if v is not True for letter in v)
