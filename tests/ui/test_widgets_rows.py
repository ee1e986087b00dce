"""Bars and tables: lengths and numbers, what has neither, and the row that is chosen."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.course.glossary import LANGS, load_glossary
from sandbox.labs.pictures import Bars, Table
from sandbox.ui.terminal.glyphs import ASCII, UNICODE
from sandbox.ui.terminal.styles import PLAIN
from sandbox.ui.terminal.text import cell_len
from sandbox.ui.widgets.pictures.bar_scale import BarScale
from sandbox.ui.widgets.pictures.bars import BarsView
from sandbox.ui.widgets.pictures.numbers import column_texts, scientific
from sandbox.ui.widgets.pictures.table import TableView
from tests.ui.golden import screen_text
from tests.ui.stage import GLOSSARIES, gradients, on_stage, table


def bars_of(*values, glyphs=UNICODE, lang="en", **options) -> BarsView:
    labels = tuple(map(str, range(len(values))))
    picture = Bars(name="pulls", labels=labels, values=values, **options)
    return BarsView(picture, GLOSSARIES[lang], glyphs)


def table_of(columns, *rows, lang="en") -> TableView:
    return TableView(Table(name="t", columns=columns, rows=rows), GLOSSARIES[lang], UNICODE)


def length(pieces, glyphs) -> float:
    """Cells that a bar fills, a reversed one's the other way round."""
    steps = len(glyphs.eighths) - 1
    filled = 0.0
    for text, style in pieces:
        for letter in text.replace(" ", "").replace(glyphs.bar, ""):
            share = glyphs.eighths.index(letter) / steps
            filled += 1 - share if style.reverse else share
    return filled


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@given(share=st.floats(-1, 1), width=st.integers(3, 90))
def test_a_bar_is_as_long_as_its_number(glyphs, share, width):
    for ruler in (BarScale.at(width, True, True), BarScale.at(width, share < 0, share >= 0)):
        pieces = ruler.bar(share, glyphs, PLAIN)
        assert cell_len("".join(text for text, _ in pieces)) == width
        step = 1 / (len(glyphs.eighths) - 1)
        filled = length(pieces, glyphs)
        assert abs(filled - abs(share) * ruler.reach) <= max(step / 2, step if share else 0)
        assert (filled > 0) == (share != 0)


@given(st.text(alphabet="ab 가나", max_size=20), st.integers(3, 40), st.booleans(), st.booleans())
def test_a_word_instead_of_a_bar_keeps_the_line(text, width, below, above):
    ruler = BarScale.at(width, below, above)
    said = "".join(text for text, _ in ruler.word(text, PLAIN.plain, UNICODE, PLAIN))
    assert cell_len(said) == width
    assert said.count("│") == 1


async def test_the_line_is_in_the_middle_once_a_number_is_negative():
    for values, place in (((1.0, 2.0), 3), ((1.0, -2.0), 36), ((-1.0, -2.0), 36)):
        view = bars_of(*values)
        async with on_stage(view) as pilot:
            row = screen_text(pilot.app).splitlines()[0]
        assert abs(row.index("│") - place) <= 1, values


async def test_what_vanishes_has_a_short_bar_on_an_axis_that_stays():
    lengths = {}
    for values in ((1e-8, 1e-4, 1.0, 1e4), (1e-8, 1e-8, 1e-8, 1e-8)):
        view = bars_of(*values, log=True)
        async with on_stage(view) as pilot:
            scale, *rows = screen_text(pilot.app).splitlines()[:5]
            lengths[values] = [
                length(view._bar(i, 73, view.text_styles), UNICODE) for i in range(4)
            ]
        assert "1e−16" in scale and "1e+08" in scale
        end = next(i for i, cell in enumerate(rows[2]) if cell not in " ▸│█│012")
        assert values[2] < 1 or abs(scale.index(" 1 ") + 1 - end) <= 1
    long, short = lengths.values()
    assert long == pytest.approx([24.0, 36.0, 48.0, 60.0]), "three cells of 72 are a power of ten"
    assert short == pytest.approx([24.0] * 4)


async def test_an_axis_of_exponents_reaches_what_lies_beyond_it():
    view = bars_of(1e-20, 1.0, log=True)
    async with on_stage(view) as pilot:
        assert "1e−40" in screen_text(pilot.app)
        shorter, longer = (length(view._bar(i, 97, view.text_styles), UNICODE) for i in range(2))
    assert (shorter, longer) == pytest.approx((40.0, 80.0))


async def test_a_scale_keeps_lengths_the_same_from_frame_to_frame():
    """Without one a bar is as long as its share of the largest: what shrinks would not be seen."""
    lengths = {}
    for scale in (0.0, 2.0):
        for values in ((1.0, 0.5), (0.5, 0.25), (4.0, 2.0)):
            view = bars_of(*values, scale=scale)
            async with on_stage(view):
                reach = view._ruler(61).reach
                lengths[scale, values] = [
                    length(view._bar(i, 61, view.text_styles), UNICODE) / reach for i in range(2)
                ]
    assert (
        lengths[0.0, (1.0, 0.5)] == lengths[0.0, (0.5, 0.25)] == pytest.approx([1, 0.5], abs=0.01)
    )
    assert lengths[2.0, (1.0, 0.5)] == pytest.approx([0.5, 0.25], abs=0.01)
    assert lengths[2.0, (0.5, 0.25)] == pytest.approx([0.25, 0.125], abs=0.01)
    assert lengths[2.0, (4.0, 2.0)] == pytest.approx([1, 0.5], abs=0.01), "beyond it, all shrink"


async def test_what_has_no_bar_says_why():
    for log in (False, True):
        view = bars_of(0.0, math.nan, math.inf, -math.inf, 0.5, log=log)
        async with on_stage(view) as pilot:
            rows = [line for line in screen_text(pilot.app).splitlines() if "│" in line]
        assert "exactly 0" in rows[0] and rows[0].endswith(" 0")
        assert "not a number" in rows[1] and rows[1].endswith("nan")
        assert "infinite" in rows[2] and rows[2].endswith(" ∞")
        assert "infinite" in rows[3] and rows[3].endswith("−∞")
        assert "█" in rows[4]


def test_a_rounded_zero_is_not_an_exact_one():
    view = bars_of(2.0, 1e-7, 0.0)
    assert view._texts[1:] == ["1.0e−07", "0"]
    assert length(view._bar(1, 30, PLAIN), UNICODE) > 0


@pytest.mark.parametrize("values", [(), (1.0,), (math.nan,), (0.0, 0.0), (5e-324, 1.7e308)])
@pytest.mark.parametrize("log", [False, True])
async def test_odd_bars(values, log):
    view = bars_of(*values, log=log)
    async with on_stage(view) as pilot:
        await pilot.press("down", "end", "pageup")
        text = screen_text(pilot.app)
    assert ("Nothing to show yet" in text) == (not values)
    assert GLOSSARIES["en"].say(view.picture.describe())


async def test_many_bars_scroll_with_the_chosen_one():
    view = BarsView(gradients(100), GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        for keys, chosen in (
            (["down"], 1),
            (["pagedown"], 23),
            (["end"], 99),
            (["down"], 99),
            (["up", "pageup"], 76),
            (["home"], 0),
        ):
            await pilot.press(*keys)
            assert view.chosen == chosen
            text = screen_text(pilot.app)
            assert f"▸{chosen:2}" in text
            assert f"gradients[{chosen}] = " in text
        await pilot.click(view, offset=(10, 5))
        assert view.chosen == 4


async def test_changed_bars_are_lit():
    view = bars_of(1.0, 2.0, 3.0)
    async with on_stage(view) as pilot:
        sent = pilot.app.sent
        view.show(replace(view.picture, values=(1.0, 2.5, 3.0)))
        await pilot.pause()
        assert 0 < pilot.app.sent - sent < 600
        styles = [view.row(i, 60, view.text_styles)[-1][1] for i in range(3)]
        assert [style == view.text_styles["changed"] for style in styles] == [False, True, False]
        view.relabel(GLOSSARIES["ko"])
        assert view.row(1, 60, view.text_styles)[-1][1] == view.text_styles["changed"]
        view.show(replace(view.picture, values=(1.0, 2.5, 3.0, 4.0), labels=tuple("0123")))
        assert all(
            view.row(i, 60, view.text_styles)[-1][1] == view.text_styles.plain for i in range(4)
        )


def test_names_are_aligned_in_cells():
    picture = Bars(name="b", labels=("coat", "ankle-boot", "7"), values=(1.0, 2.0, -3.0))
    view = BarsView(picture, GLOSSARIES["ko"], UNICODE)
    rows = ["".join(text for text, _ in view.row(i, 50, PLAIN)) for i in range(3)]
    assert rows[1].startswith("앵클부츠 ") and rows[0].startswith("    코트 ")
    assert {cell_len(row) for row in rows} == {50}
    assert len({cell_len(row[: row.index("│")]) for row in rows}) == 1


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([1.0, 154.0], ["1", "154"]),
        ([0.25, -12.5, 0.0], ["0.25", "−12.50", "0"]),
        ([0.64, 3e-9, 0.0], ["0.64", "3e−09", "0"]),
        ([1e-308, 0.5], ["1e−308", "0.5"]),
        ([math.nan, math.inf, 1.0], ["nan", "∞", "1"]),
        ([], []),
    ],
)
def test_a_column_keeps_the_digits_of_small_numbers(values, texts):
    assert column_texts(values) == texts


def test_numbers_by_themselves():
    found = [scientific(value) for value in (1.25e-15, -3e120, 0.0, math.nan, -math.inf)]
    assert found == ["1.2e−15", "−3.0e+120", "0", "nan", "−∞"]


async def test_numbers_stand_right_and_texts_left():
    view = TableView(table(), GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        head, *rows = screen_text(pilot.app).splitlines()[:4]
    end = head.index("train loss") + len("train loss")
    assert [row[:end].split("  ")[-1].strip() for row in rows] == ["0", "0.64", "3e−09"]
    assert all(row[end - 1] != " " for row in rows)
    start = head.index("class")
    assert [row[start:].strip() for row in rows] == ["coat", "ankle boot", ""]


async def test_a_tables_ids_are_in_the_language():
    view = TableView(table(), GLOSSARIES["ko"], UNICODE)
    async with on_stage(view) as pilot:
        text = screen_text(pilot.app)
        assert "훈련 손실" in text and "앵클부츠" in text
        lines = [view.row(i, 70, view.text_styles) for i in range(3)]
    assert len({cell_len("".join(t for t, _ in pieces)) for pieces in lines}) == 1


async def test_the_chosen_row_is_said_with_more_digits():
    view = table_of(("k", "loss"), (1.0, 1 / 3), ("coat", -2e-8))
    async with on_stage(view) as pilot:
        assert view.status == "k 1 · loss 0.33333333"
        await pilot.press("down")
        assert view.status == "coat · loss −2e−08"
        assert screen_text(pilot.app).rstrip().endswith(view.status)


async def test_what_is_too_wide_moves_beside_the_first_column():
    columns = tuple(f"column{i}" for i in range(12))
    view = table_of(columns, tuple(1234.5 + i for i in range(12)))
    async with on_stage(view, (50, 10)) as pilot:
        head = screen_text(pilot.app).splitlines()[0]
        assert "column0" in head and "column1" in head and head.rstrip().endswith("›")
        await pilot.press("right", "right")
        head = screen_text(pilot.app).splitlines()[0]
        assert "column0" in head and "column2 " not in head and "‹" in head
        await pilot.press(*["right"] * 20)
        head = screen_text(pilot.app).splitlines()[0]
        assert "column11" in head and "›" not in head
        await pilot.press(*["left"] * 20)
        assert "‹" not in screen_text(pilot.app)


async def test_long_texts_give_way_before_columns_do():
    view = table_of(("line", "loss"), ("a long formula of many letters" * 2, 0.125))
    async with on_stage(view, (40, 8)) as pilot:
        rows = screen_text(pilot.app).splitlines()
    assert "…" in rows[1] and rows[1].endswith("0.1250")


@pytest.mark.parametrize(
    "picture",
    [
        Table(name="t", columns=(), rows=()),
        Table(name="t", columns=("a", "b"), rows=()),
        Table(name="t", columns=("a",), rows=((math.nan,),)),
        Table(name="t", columns=("a", "b"), rows=tuple((float(i), "x") for i in range(200))),
    ],
)
async def test_odd_tables(picture):
    view = TableView(picture, GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        await pilot.press("down", "end", "right", "left", "pageup")
        text = screen_text(pilot.app)
    assert ("Nothing to show yet" in text) == (not picture.rows)


async def test_changed_numbers_of_a_table_are_lit():
    view = table_of(("a", "b"), (1.0, 2.0), (3.0, 4.0), (5.0, 6.0))
    async with on_stage(view):
        view.show(replace(view.picture, rows=((1.0, 2.0), (3.0, 4.5), (5.0, 6.0))))
        styles = [view.row(i, 60, view.text_styles)[-1][1] for i in range(3)]
        assert [style == view.text_styles["changed"] for style in styles] == [False, True, False]
        view.show(replace(view.picture, rows=((1.0, "x"), (3.0, "y"), (5.0, "z"))))
        assert all(
            view.row(i, 60, view.text_styles)[-1][1] == view.text_styles.plain for i in range(3)
        )


def test_bars_say_their_ends_and_pass_over_what_is_no_number():
    picture = Bars(name="b", labels=tuple("abc"), values=(2.0, np.nan, -1.0))
    values = picture.describe().values
    assert (values["least"], values["least_of"]) == (-1.0, ("c",))
    assert (values["most"], values["most_of"]) == (2.0, ("a",))


def test_bars_that_tie_are_all_named():
    picture = Bars(name="b", labels=tuple("abcd"), values=(2.0, 0.0, 2.0, 1.0))
    assert picture.describe().values["most_of"] == ("a", "c")
    even = Bars(name="b", labels=tuple("abc"), values=(2.0, 2.0, 2.0)).describe()
    assert (even.id, even.values["count"], even.values["value"]) == ("bars_even", 3, 2.0)
    for lang in LANGS:
        said = load_glossary(lang).say(even)
        assert "3" in said and "2" in said and "{" not in said


async def test_what_is_said_of_a_row_goes_on_where_no_row_needs_the_line():
    view = table_of(("a", "b", "c"), (0.12345678, 1.2345678, 12.345678))
    async with on_stage(view, (24, 5)) as pilot:
        rows = screen_text(pilot.app).splitlines()
    assert " ".join(row.strip() for row in rows[2:5]).split() == view.status.split()
    async with on_stage(
        table_of(("a", "b", "c"), *[(0.12345678, 1.2345678, 12.345678)] * 4), (24, 5)
    ) as pilot:
        assert screen_text(pilot.app).splitlines()[4].endswith("…")
