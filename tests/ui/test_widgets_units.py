"""Networks unit by unit: all that fit, crossed out where dropped, wired where not."""

import math

import pytest

from sandbox.labs.pictures import Units
from sandbox.ui.terminal.glyphs import ASCII, UNICODE
from sandbox.ui.widgets.pictures.units import UnitsView
from tests.ui.golden import screen_text
from tests.ui.stage import GLOSSARIES, on_stage, units


def network(*layers, dropped=(), glyphs=UNICODE) -> UnitsView:
    alive = tuple(
        tuple((number, unit) not in dropped for unit in range(len(layer)))
        for number, layer in enumerate(layers)
    )
    picture = Units(name="n", values=tuple(map(tuple, layers)), alive=alive)
    return UnitsView(picture, GLOSSARIES["en"], glyphs)


async def test_units_show_sign_size_and_number(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    view = network([1.0, -0.5, 0.25, 0.0])
    async with on_stage(view, (40, 8)) as pilot:
        rows = [line.rstrip() for line in screen_text(pilot.app).splitlines()]
    assert rows[0] == "×4"
    assert rows[2:6] == ["+██ 1.00", "−▒▒ −0.50", "+░░ 0.25", "    0"]


async def test_units_are_shaded_by_hue_in_colour():
    view = network([1.0, -1.0, 0.0])
    async with on_stage(view, (40, 6)):
        strips = view.paint(40, 6, view.text_styles)[1:4]
    assert len({strip._segments[0].style.bgcolor for strip in strips}) == 3


async def test_a_dropped_unit_is_crossed_out_and_has_no_wires():
    view = network([1.0, 2.0], [1.0, 2.0, 3.0], dropped=[(1, 1)])
    async with on_stage(view, (40, 5)) as pilot:
        lines = screen_text(pilot.app).splitlines()
    assert lines[2].rstrip().endswith("✗")
    assert lines[2].count("─") == 3
    assert lines[4] == "1 of 5 units dropped"
    assert not any(digit in lines[2][20:] for digit in "0123456789")


async def test_a_layer_without_anybody_has_no_wires():
    view = network([1.0], [1.0, 2.0], dropped=[(1, 0), (1, 1)])
    async with on_stage(view) as pilot:
        assert "─" not in screen_text(pilot.app)


async def test_wires_join_all_with_all():
    view = network([1.0, 1.0, 1.0], [1.0])
    async with on_stage(view, (40, 5)) as pilot:
        lines = screen_text(pilot.app).splitlines()
    assert "───┐" in lines[1] and "───┼───" in lines[2] and "───┘" in lines[3]


@pytest.mark.parametrize(("size", "shown"), [(16, 16), (17, 16), (256, 16)])
async def test_at_most_sixteen_units_are_drawn(size, shown):
    view = network([0.5] * size, [1.0])
    async with on_stage(view, (40, 24)) as pilot:
        text = screen_text(pilot.app)
    assert text.count("0.50") == shown
    assert (f"… {size - shown} more" in text) == (size > shown)


async def test_a_low_screen_counts_more():
    view = network([0.5] * 12)
    async with on_stage(view, (40, 7)) as pilot:
        text = screen_text(pilot.app)
    assert text.count("0.50") == 4
    assert "… 8 more" in text


async def test_a_narrow_screen_leaves_the_numbers_out():
    view = network(*[[0.5]] * 8)
    async with on_stage(view, (60, 8)) as pilot:
        text = screen_text(pilot.app)
    assert "0.50" not in text
    assert text.count("×1") == 8


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
async def test_odd_networks(glyphs):
    for layers in ([], [[]], [[math.nan, math.inf, 1.0]], [[0.0]], [[1e300, -1e-300]]):
        view = network(*layers, glyphs=glyphs)
        async with on_stage(view) as pilot:
            text = screen_text(pilot.app)
        if not layers:
            assert "without layers" in text
        if layers and math.inf in layers[0]:
            assert text.count("?") == 2 and "nan" in text and "1.00" in text
            assert ("inf" if glyphs.ascii else "∞") in text


async def test_a_new_value_costs_a_unit():
    view = UnitsView(units(), GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        sent = pilot.app.sent
        newer = units()
        values = ((0.5, -0.75), *newer.values[1:])
        view.show(Units(name="network", values=values, alive=newer.alive))
        await pilot.pause()
        assert 0 < pilot.app.sent - sent < 300
