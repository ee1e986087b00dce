"""What the x axis is stands on the axis itself where two ticks leave it room."""

from dataclasses import replace

import pytest

from sandbox.labs.pictures import Curves, Line
from sandbox.ui.terminal.glyphs import ASCII, UNICODE
from sandbox.ui.terminal.text import cell_len
from sandbox.ui.widgets.pictures.curves import CurvesView
from sandbox.ui.widgets.pictures.plot import with_axis_name
from tests.ui.golden import screen_text
from tests.ui.stage import GLOSSARIES, losses, on_stage

AXIS = "  └┬─────────┬──────┬"


def rows(axis: str = AXIS):
    return [[("curve", 0)], [(axis, None)], [("   0         5     10", None)]]


def text_of(found) -> str:
    return "".join(text for text, _ in found[-2])


@pytest.mark.parametrize(
    ("name", "size", "axis"),
    [
        ("x", 0, "  └┬─────────┬── x ─┬"),
        ("ab", 0, "  └┬─────────┬─ ab ─┬"),
        ("에폭", 0, "  └┬── 에폭 ─┬──────┬"),
        ("x", 3, "  └┬─── x ───┬──────┬"),
    ],
)
def test_it_stands_between_the_last_ticks_that_leave_it_room(name, size, axis):
    found = with_axis_name(rows(), name, size, UNICODE)
    assert text_of(found) == axis
    assert cell_len(text_of(found)) == cell_len(AXIS)
    assert (found[0], found[2]) == (rows()[0], rows()[2])


def test_it_takes_no_tick_s_place():
    assert with_axis_name(rows(), "epochs", 0, UNICODE) is None
    assert with_axis_name(rows(AXIS.replace("─", "-")), "x", 0, ASCII) is not None
    assert with_axis_name([], "x", 0, UNICODE) is None


GLOSSES = {"en": " (y logarithmic)", "ko": " (y축은 로그)"}


@pytest.mark.parametrize("lang", ["en", "ko"])
async def test_the_plot_has_the_line_that_the_name_does_not_take(lang):
    view = CurvesView(replace(losses(40), log_y=False), GLOSSARIES[lang], UNICODE)
    name = GLOSSARIES[lang].label("axis", "epoch")
    async with on_stage(view, (70, 14)) as pilot:
        lines = screen_text(pilot.app).splitlines()
        assert f"─ {name} ─" in lines[-2]
        assert lines[-1].split() == ["0", "20", "40", "60"]
        # Between two numbers of a narrow axis there is no room for all that is said of this one.
        await pilot.resize_terminal(26, 14)
        view.show(losses(40))
        await pilot.pause()
        lines = screen_text(pilot.app).splitlines()
        assert lines[-1] == name + GLOSSES[lang]
        assert "┬" in lines[-3]


async def test_the_plot_stays_as_high_as_it_is_while_the_mark_moves():
    x = (0.0, 3.0, 3.14159, 10.0)
    line = Line("train_loss", x, tuple(value / 10 for value in x))
    curves = Curves(name="losses", lines=(line,), x_name="x", cursor=3.0)
    view = CurvesView(curves, GLOSSARIES["en"], UNICODE)
    async with on_stage(view, (60, 14)) as pilot:
        assert " x = 3 " in screen_text(pilot.app).splitlines()[-2]
        view.show(replace(curves, cursor=3.14159))
        await pilot.pause()
        assert " x = 3.14159 " in screen_text(pilot.app).splitlines()[-2]
        assert len(screen_text(pilot.app).splitlines()) == 14
