"""Matrices: numbers in little room, the cursor, and what a change costs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from sandbox.labs.pictures import Matrix
from sandbox.ui.terminal.glyphs import UNICODE
from sandbox.ui.terminal.styles import PLAIN
from sandbox.ui.widgets.pictures.matrix import Grid, MatrixView
from sandbox.ui.widgets.pictures.numbers import column_texts, digits, format_for
from tests.ui.golden import screen_text
from tests.ui.stage import GLOSSARIES, confusion, on_stage


def view_of(values, **options) -> MatrixView:
    return MatrixView(Matrix(name="W", values=values, **options), GLOSSARIES["en"], UNICODE)


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([0.5, -0.218], ["0.5000", "−0.2180"]),
        ([1.5, -0.0004], ["1.500", "−4e-4"]),
        ([12.25, 0.0], ["12.25", "0"]),
        ([1234.5, 2.0], ["1234", "2"]),
        ([1.2e-5, -3e-5], ["1.2e-05", "−3.0e-05"]),
        ([1.2e8, -3.0], ["1.2e+08", "−3.0e+00"]),
        ([0.0, 0.0], ["0", "0"]),
        ([np.nan, 0.25], ["nan", "0.2500"]),
        ([np.inf, -np.inf], ["∞", "−∞"]),
    ],
)
def test_one_format_for_a_matrix(values, texts):
    form = format_for(np.array(values))
    assert [form(value) for value in values] == texts


@given(
    hnp.arrays(np.float64, (3, 4), elements=st.floats(-1e3, 1e3).map(lambda x: x * 10.0 ** -abs(x)))
)
def test_no_number_that_is_not_zero_looks_like_zero_and_all_have_room(values):
    form = format_for(values)
    for value in values.flat:
        text = form(value).replace("−", "-")
        assert len(text) <= form.width
        assert (float(text) == 0) == (value == 0)
        assert float(text) * value >= 0


def test_infinity_has_its_sign_where_there_is_more_than_ascii():
    values = np.array([np.inf, -np.inf, 1.5])
    assert [format_for(values, "-")(value) for value in values[:2]] == ["inf", "-inf"]
    assert column_texts(values.tolist()) == ["∞", "−∞", "1.500"]
    assert column_texts(values.tolist(), "-") == ["inf", "-inf", "1.500"]


def test_whole_numbers_and_truth_values_have_no_decimals():
    assert format_for(np.array([3, -12]))(np.int64(-12)) == "−12"
    assert format_for(np.array([True, False]))(np.True_) == "1"


@given(hnp.arrays(np.float64, (4, 3), elements=st.floats(-1e12, 1e12)))
def test_every_number_fits_its_column(values):
    form = format_for(values)
    assert all(len(form(value)) <= form.width for value in values.flat)


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_the_last_line_has_all_digits_that_say_something(number):
    assert np.float32(digits(np.float32(number), "-")) == np.float32(number)
    assert float(digits(np.float64(number), "-")) == pytest.approx(number, rel=1e-11, abs=0)


def test_the_last_line_has_no_tail_of_rounding():
    assert digits(np.float64(0.1) * 3) == "0.3"
    assert digits(np.float64(0.35697280000000003)) == "0.3569728"
    assert digits(np.float64(-1) / 3) == "−0.333333333333"


async def test_the_cursor_names_its_cell():
    view = view_of(np.arange(12.0).reshape(4, 3) / 8)
    async with on_stage(view) as pilot:
        await pilot.press("down", "down", "right")
        assert view.status == "W[2, 1] = 0.875  · 4×3"
        assert "▐0.875▌" in screen_text(pilot.app)
        for keys, cell in [
            (["end"], (2, 2)),
            (["end"], (3, 2)),
            (["home"], (3, 0)),
            (["home"], (0, 0)),
            (["up", "left"], (0, 0)),
            (["pagedown"], (3, 0)),
        ]:
            await pilot.press(*keys)
            assert view.grid.cell == cell


async def test_the_view_follows_the_cursor():
    view = view_of(np.random.default_rng(0).normal(size=(784, 256)).astype(np.float32))
    async with on_stage(view) as pilot:
        await pilot.press("end", "end")
        assert view.grid.cell == (783, 255)
        assert "▐" in screen_text(pilot.app)
        assert "783" in screen_text(pilot.app)
        assert "255" in screen_text(pilot.app).splitlines()[0]


async def test_a_changed_cell_costs_a_changed_cell():
    values = np.random.default_rng(0).normal(size=(18, 8))
    view = view_of(values)
    async with on_stage(view) as pilot:
        sent = pilot.app.sent
        newer = values.copy()
        newer[3, 3] += 0.5
        view.show(Matrix(name="W", values=newer))
        await pilot.pause()
        assert 0 < pilot.app.sent - sent < 200
        assert [list(cell) for cell in np.argwhere(view.grid.changed)] == [[3, 3]]


async def test_the_same_picture_again_costs_nothing():
    view = view_of(np.eye(3))
    async with on_stage(view) as pilot:
        sent = pilot.app.sent
        view.show(view.picture)
        view.show(Matrix(name="W", values=np.eye(3)))
        await pilot.pause()
        assert pilot.app.sent == sent


def test_nothing_is_lit_where_all_is_new_or_nan_stays():
    grid = Grid(np.array([[np.nan, 1.0]]), UNICODE)
    grid.show(np.array([[np.nan, 1.0]]))
    assert grid.changed is None
    grid.show(np.array([[2.0, 3.0]]))
    assert grid.changed is None
    grid.show(np.array([[2.0, 4.0]]))
    assert grid.changed.tolist() == [[False, True]]
    grid.move(0, 1)
    grid.show(np.zeros((2, 2)))
    assert grid.changed is None
    assert grid.cell == (0, 0)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
async def test_an_empty_matrix_says_so(shape):
    view = view_of(np.zeros(shape))
    async with on_stage(view) as pilot:
        await pilot.press("down", "end", "pagedown")
        assert "no cells" in screen_text(pilot.app)


@pytest.mark.parametrize("shape", [(1, 1), (200, 1), (1, 200)])
async def test_odd_shapes(shape):
    view = view_of(np.full(shape, 0.25))
    async with on_stage(view) as pilot:
        await pilot.press("end", "end")
        assert view.grid.cell == (shape[0] - 1, shape[1] - 1)
        assert "▐0.2500▌" in screen_text(pilot.app)


async def test_numbers_that_are_none():
    view = view_of(np.array([[np.nan, np.inf], [-np.inf, 0.5]]), heat=True)
    async with on_stage(view) as pilot:
        text = screen_text(pilot.app)
        assert all(word in text for word in ("nan", "∞", "−∞", "0.5000"))


async def test_heat_is_told_without_colour(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    view = MatrixView(confusion(), GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        text = screen_text(pilot.app)
        assert "65▓" in text and "35▒" in text
        assert "confusion[truth coat, guess coat] = 90" in text
        assert text.startswith("truth▼ guess▶")


async def test_heat_is_a_ground_with_colour():
    view = view_of(np.array([[0.0, 1.0, -1.0]]), heat=True)
    async with on_stage(view):
        strips = view.paint(40, 3, view.text_styles)
    grounds = {segment.text.strip(): segment.style.bgcolor for segment in strips[1]}
    assert grounds["1.000"] != grounds["−1.000"]
    assert None not in (grounds["1.000"], grounds["−1.000"])


def test_names_of_columns_are_cut_without_waste():
    grid = Grid(np.arange(6).reshape(2, 3), UNICODE)
    grid.columns = ("trousers", "coat", "bag")
    assert grid.paint(13, 3, PLAIN)[0].text == " tro coa bag "


async def test_a_click_moves_the_cursor():
    view = view_of(np.arange(6.0).reshape(2, 3))
    async with on_stage(view) as pilot:
        await pilot.click(view, offset=(14, 2))
        assert view.grid.cell == (1, 1)
        await pilot.click(view, offset=(60, 2))
        assert view.grid.cell == (1, 1)


def test_a_corner_without_room_is_left_out():
    grid = Grid(np.arange(6).reshape(2, 3), UNICODE)
    grid.rows, grid.corner = ("a", "b"), "a corner as wide as this"
    assert grid.paint(60, 3, PLAIN)[0].text.strip() == "0  1  2"


async def test_what_is_said_of_a_cell_goes_on_above_where_a_line_is_free():
    view = MatrixView(confusion(), GLOSSARIES["en"], UNICODE)
    async with on_stage(view, (30, 12)) as pilot:
        lines = [line.strip() for line in screen_text(pilot.app).splitlines()]
    assert " ".join(lines[-2:]).split() == view.status.split()
    assert all(lines[-2:])
