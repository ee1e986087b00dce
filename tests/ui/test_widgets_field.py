"""Fields: sampled right, points where they are, and the border without colour too."""

from dataclasses import replace

import numpy as np
import pytest

from sandbox.labs.pictures import Field
from sandbox.ui.terminal.glyphs import ASCII, UNICODE
from sandbox.ui.widgets.pictures.field import FieldView, resampled
from tests.ui.golden import screen_text
from tests.ui.stage import GLOSSARIES, field, on_stage


def halves(points=(), labels=(), value=1.0) -> Field:
    """Class 0 in the left half, class 1 in the right one."""
    values = np.full((4, 8), value)
    values[:, :4] = -value
    return Field(
        name="field",
        values=values,
        x_limits=(-4.0, 4.0),
        y_limits=(-2.0, 2.0),
        points=np.array(points, float).reshape(-1, 2),
        labels=np.array(labels, int).reshape(-1, 1),
    )


def view_of(picture, glyphs=UNICODE) -> FieldView:
    return FieldView(picture, GLOSSARIES["en"], glyphs)


def test_a_plane_is_a_plane_at_any_size():
    x, y = np.meshgrid(np.linspace(-1, 1, 17), np.linspace(1, -1, 9))
    for rows, columns in ((1, 1), (3, 50), (40, 76), (9, 17)):
        across = (np.arange(columns) + 0.5) / columns * 2 - 1
        down = 1 - (np.arange(rows) + 0.5) / rows * 2
        expected = 0.3 * across + 0.2 * down[:, None]
        assert np.allclose(resampled(0.3 * x + 0.2 * y, rows, columns), expected)


def test_a_single_value_fills_the_plane():
    assert np.allclose(resampled(np.full((1, 1), 0.5), 3, 4), 0.5)


async def test_points_stand_where_they_are_and_say_what_they_are(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    points = [(-3.9, 1.9), (3.9, -1.9), (-1.0, 0.1), (3.0, -0.1), (9.0, 0.0), (0, np.nan)]
    view = view_of(halves(points, [0, 1, 1, 0, 0, 0]))
    async with on_stage(view, (43, 12)) as pilot:
        lines = screen_text(pilot.app).splitlines()
    rows = [line[3:] for line in lines[1:11]]
    assert rows[0][0] == "○"
    assert rows[-1][39] == "●"
    assert rows[4][15] == "✗"
    assert rows[5][35] == "✗"
    assert sum(row.count(glyph) for row in rows for glyph in "○●✗") == 4


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("strength", [0.05, 0.5, 1.0])
async def test_the_border_is_seen_without_colour(glyphs, strength, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    view = view_of(halves(value=strength), glyphs)
    async with on_stage(view, (43, 12)) as pilot:
        row = screen_text(pilot.app).splitlines()[5][3:].ljust(40)
    below, above = glyphs.sides
    assert set(row[:20]) <= set(below)
    assert set(row[20:]) <= set(above)


async def test_the_border_is_seen_in_colour_however_weak_the_values():
    view = view_of(halves(value=1e-6))
    async with on_stage(view, (43, 12)):
        cells = view.paint(43, 12, view.text_styles)[5]
        grounds = {segment.style.bgcolor for segment in cells.crop(3, 43)}
    assert len(grounds) == 2


async def test_two_rows_share_a_line():
    values = np.repeat(np.linspace(1, -1, 40)[:, None], 4, axis=1)
    view = view_of(replace(halves(), values=values))
    async with on_stage(view, (43, 22)):
        lines = view.paint(43, 22, view.text_styles)[1:21]
    middle = lines[9].crop(3, 43), lines[10].crop(3, 43)
    assert any("▀" in strip.text for strip in lines)
    uppers = [strip._segments[0].style.bgcolor for strip in middle]
    assert uppers[0] != uppers[1]


async def test_what_is_no_number_is_on_neither_side(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    values = np.full((4, 4), np.nan)
    values[0, 0] = np.inf
    view = view_of(replace(halves(), values=values))
    async with on_stage(view, (43, 12)) as pilot:
        rows = [line[3:].rstrip() for line in screen_text(pilot.app).splitlines()[1:11]]
    assert rows[0].startswith("▓")
    assert rows[-2] == ""


@pytest.mark.parametrize("shape", [(0, 0), (1, 1), (1, 9), (200, 3)])
async def test_odd_fields(shape):
    view = view_of(replace(halves([(0, 0)], [1]), values=np.full(shape, 0.4)))
    async with on_stage(view) as pilot:
        text = screen_text(pilot.app)
    assert ("▀" in text or "●" in text) and "class 1" in text


async def test_limits_are_written_at_the_edges():
    view = view_of(replace(field(), x_limits=(-2.25, 12.0), y_limits=(-0.125, 3.0)))
    async with on_stage(view) as pilot:
        lines = screen_text(pilot.app).splitlines()
    assert lines[1].startswith("     3")
    assert lines[-2].startswith("−0.125 ")
    assert lines[-1].split() == ["−2.25", "12"]


async def test_a_point_that_moves_costs_two_points():
    picture = field()
    view = view_of(picture)
    async with on_stage(view) as pilot:
        sent = pilot.app.sent
        points = picture.points.copy()
        points[7, 0] += 0.05
        view.show(replace(picture, points=points))
        await pilot.pause()
        assert 0 < pilot.app.sent - sent < 1500
        sent = pilot.app.sent
        view.show(replace(picture, points=points.copy()))
        await pilot.pause()
        assert pilot.app.sent == sent


async def test_the_axes_have_their_names_where_they_have_any():
    view = view_of(replace(halves(), axes=("h₁", "h₂")))
    async with on_stage(view, (43, 12)) as pilot:
        lines = screen_text(pilot.app).splitlines()
    assert lines[11].split() == ["−4", "h₁", "4"]
    assert [line[:3].strip() for line in lines[1:11]] == [
        "2",
        "",
        "",
        "",
        "",
        "h₂",
        "",
        "",
        "",
        "−2",
    ]
