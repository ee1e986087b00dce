"""Curves: what plotext is given, and what a person reads."""

import math
import subprocess
import sys
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from sandbox.course.glossary import load_glossary
from sandbox.labs.pictures import Curves, Line
from sandbox.ui.terminal.glyphs import ASCII, UNICODE
from sandbox.ui.widgets.pictures.curves import CurvesView
from sandbox.ui.widgets.pictures.paths import clipped, decimated
from sandbox.ui.widgets.pictures.plot import Limits, _squared, linear_ticks, log_ticks, plot
from tests.ui.golden import screen_text
from tests.ui.stage import GLOSSARIES, losses, on_stage, scatter, shapes


def curves(*ys, **options) -> Curves:
    lines = tuple(
        Line(f"line{i}", tuple(float(x) for x in range(len(y))), tuple(y)) for i, y in enumerate(ys)
    )
    return Curves(name="c", lines=lines, x_name="epoch", **options)


def text_of(picture, width=60, height=12, glyphs=UNICODE):
    return "\n".join("".join(t for t, _ in runs) for runs in plot(picture, width, height, glyphs))


def test_drawing_nothing_needs_no_plotext():
    program = (
        "import sys, sandbox.ui.widgets.views, sandbox.ui.widgets.knobs; "
        "print('plotext' in sys.modules, 'pygments.lexers.python' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.split() == ["False", "False"], done.stderr


def test_all_lines_have_the_width():
    for width in (24, 25, 60, 78, 140):
        for picture in (losses(40), curves([]), curves([1.0]), curves([2.0, 2.0])):
            for runs in plot(picture, width, 10, UNICODE):
                assert sum(len(text) for text, _ in runs) <= width


def test_a_curve_is_broken_where_it_is_no_number():
    broken = text_of(curves([1.0, 1.0, math.nan, 1.0, 1.0], y_limits=(0.0, 2.0)))
    whole = text_of(curves([1.0, 1.0, 1.0, 1.0, 1.0], y_limits=(0.0, 2.0)))
    assert broken.count("⠤") + broken.count("⠒") + broken.count("⣀") < (
        whole.count("⠤") + whole.count("⠒") + whole.count("⣀")
    )


@pytest.mark.parametrize("log_y", [False, True])
@pytest.mark.parametrize(
    "y",
    [[math.nan] * 3, [math.inf, 1.0], [-math.inf], [0.0, -1.0, 0.0], [1e300, 1e-300], [1e-320] * 2],
)
def test_any_numbers_are_drawn(y, log_y):
    assert text_of(curves(y, log_y=log_y))


def test_far_outliers_cost_nothing():
    y = [1.0] * 5000 + [1e30] + [1.0] * 5000
    begin = time.process_time()
    text_of(curves(y, y_limits=(0.0, 2.0)))
    text_of(curves(y))
    assert time.process_time() - begin < 0.5


def test_a_spike_survives_thinning():
    y = [0.0] * 5000 + [1.0] + [0.0] * 5000
    tops = text_of(curves(y), 60, 12).splitlines()[:3]
    assert any(set(line) - set(" │┤01.") for line in tops)


def test_a_log_axis_reads_as_powers_of_ten_or_over_little_as_the_numbers():
    assert [text for _, text in log_ticks(-4, 0, 5)] == ["1e-4", "1e-3", "1e-2", "1e-1", "1e0"]
    assert [text for _, text in log_ticks(-8, 0, 4)] == ["1e-6", "1e-3", "1e0"]
    assert [text for _, text in log_ticks(-0.4, 0.2, 5)] == ["0.5", "1"]
    assert log_ticks(0.31, 0.32, 5) == [(0.31, "2.04"), (0.32, "2.09")]
    for word in ("100", "50", "10"):
        assert f"{word}┤" in text_of(losses(40))


def test_a_linear_axis_has_round_numbers():
    assert [text for _, text in linear_ticks(0, 1, 5)] == ["0.0", "0.5", "1.0"]
    assert [text for _, text in linear_ticks(-3, 60, 4)] == ["0", "50"]
    assert [text for _, text in linear_ticks(0, 2e-6, 3)] == ["0", "1e-06", "2e-06"]
    assert linear_ticks(2, 2, 4) == [(2, "2")]
    assert [text for _, text in linear_ticks(-1.6, 1.6, 3)] == ["-1", "0", "1"]
    assert [text for _, text in linear_ticks(-42, 22, 4)] == ["-40", "-20", "0", "20"]


def test_every_curve_has_its_own_marker():
    text = text_of(losses(40), glyphs=UNICODE)
    assert "●" in text and "▲" in text
    text = text_of(losses(40), glyphs=ASCII)
    assert "*" in text and "+" in text
    assert text.isascii()


@pytest.mark.parametrize("y", [0.0, 0.2, 0.45, 0.5, 0.7, 0.8, 1.0])
@pytest.mark.parametrize("height", [9, 12, 15])
def test_markers_and_ticks_are_in_the_cells_of_the_line(y, height):
    rows = text_of(curves([y] * 60, y_limits=(0.0, 1.0)), height=height).splitlines()
    lined = [any("⠀" < letter <= "⣿" for letter in row) for row in rows]
    assert [("●" in row) for row in rows] == lined
    assert sum(lined) == 1
    labels = [row.partition("┤")[0].strip() for row in rows if "┤" in row]
    assert {float(label) for label in labels} >= {0.0, 1.0}
    if y in map(float, labels):
        assert float(rows[lined.index(True)].partition("┤")[0]) == y


def test_the_cursor_is_a_line():
    marked = text_of(curves([0.0, 1.0, 0.0], cursor=1.0))
    assert marked.count("│") > text_of(curves([0.0, 1.0, 0.0])).count("│") + 5


@pytest.mark.parametrize(
    ("lang", "says", "value"),
    [
        ("en", "No longer finite from epoch 3 on.", "diverged"),
        ("ko", "3부터 값이 유한하지 않습니다.", "발산"),
    ],
)
async def test_a_run_that_diverged_says_so_and_shows_what_there_is(lang, says, value):
    view = CurvesView(curves([1.0, 5.0, 80.0, math.inf, math.nan]), GLOSSARIES[lang], UNICODE)
    async with on_stage(view, (44, 16)) as pilot:
        text = screen_text(pilot.app)
    assert says in text, "in full beside the knobs of a screen of 80 columns"
    assert f"line0 {value}" in text
    assert "●" in "".join(text.splitlines()[1:])


async def test_a_curve_at_0_is_said_to_be_off_a_logarithmic_axis():
    view = CurvesView(curves([2.0, 0.0], log_y=True), GLOSSARIES["en"], UNICODE)
    async with on_stage(view, (44, 16)) as pilot:
        assert "epoch (y logarithmic: 0 is not on it)" in screen_text(pilot.app)
        view.show(curves([2.0, 0.0, 1.0], log_y=True))
        await pilot.pause()
        assert "0 is not on it" not in screen_text(pilot.app)


async def test_a_curve_that_leaves_the_plot_is_named():
    view = CurvesView(
        curves([0.5, 37.5], [0.5, 2.5], y_limits=(0.0, 2.5)), GLOSSARIES["en"], UNICODE
    )
    async with on_stage(view, (44, 16)) as pilot:
        assert "epoch (above: line0)" in screen_text(pilot.app)
        view.show(curves([0.5, 37.5, 2.0], [0.5, -2.5, 2.5], y_limits=(0.0, 2.5)))
        await pilot.pause()
        assert "(above: line0) (below: line1)" in screen_text(pilot.app)
        view.show(curves([0.5, 2.0], [1.0, 1e-20], y_limits=(1e-3, 2.5), log_y=True))
        await pilot.pause()
        assert "(below: line1)" in screen_text(pilot.app)
        view.show(curves([0.5, 2.0], [0.5, 2.5], y_limits=(0.0, 2.5)))
        await pilot.pause()
        assert not {"above", "below"} & set(screen_text(pilot.app).split())


def test_a_curve_that_leaves_the_plot_is_named_in_words_too():
    cut = curves([1.0, 2.0], [1.0, 1e-20], y_limits=(1e-3, 2.5), log_y=True)
    glossary = load_glossary("en")
    assert glossary.say(cut.describe()).endswith("Outside the plot in part: line1.")
    whole = curves([1.0, 2.0], [1.0, 0.0], y_limits=(1e-3, 2.5), log_y=True)
    assert "Outside" not in glossary.say(whole.describe())


def test_values_are_quoted_at_a_point_there_is():
    picture = curves([5.0, 7.0, 9.0], cursor=1.3)
    assert picture.marked == 1.0 and picture.value(picture.lines[0]) == 7.0
    assert load_glossary("en").say(picture.describe()) == "c: at epoch 1, line0 7."
    faint = replace(picture.lines[0], x=(0.0, 3.0, 4.0), faint=True)
    assert picture.value(faint) is None, "another run has no point there"


def test_room_on_the_axis_stays_and_data_stretches_it():
    def ticks(*y):
        return [
            row.split("┤")[0].strip()
            for row in text_of(curves(list(y), log_y=True, y_room=(1e-6, 1e2))).splitlines()
            if "┤" in row
        ]

    assert ticks(1.0, 0.1) == ticks(50.0, 1e-5)
    assert ticks(1.0, 1e-12) != ticks(1.0, 0.1)


async def test_equal_curves_are_not_drawn_again():
    view = CurvesView(losses(10), GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        sent = pilot.app.sent
        view.show(losses(10))
        await pilot.pause()
        assert pilot.app.sent == sent
        view.show(losses(11))
        await pilot.pause()
        assert pilot.app.sent > sent
        assert "31.38" in screen_text(pilot.app)


async def test_a_narrow_legend_takes_more_lines():
    view = CurvesView(losses(10), GLOSSARIES["en"], UNICODE)
    async with on_stage(view, (30, 16)) as pilot:
        first, second = screen_text(pilot.app).splitlines()[:2]
    assert "train loss" in first and "test loss" in second


def extents(picture, width, height):
    """Columns and rows that the curve takes, the plot's labels left out."""
    rows = [
        "".join(text if curve == 0 else " " * len(text) for text, curve in runs)
        for runs in plot(picture, width, height, ASCII)
    ]
    columns = [i for row in rows for i, letter in enumerate(row) if letter != " "]
    lines = [y for y, row in enumerate(rows) if row.strip()]
    return max(columns) - min(columns) + 1, lines[-1] - lines[0] + 1


@pytest.mark.parametrize("size", [(76, 20), (44, 30), (110, 30), (40, 12)])
@pytest.mark.parametrize("reach", [1.0, 1e-3, 700.0])
def test_a_circle_is_round(size, reach):
    turn = [2 * math.pi * i / 400 for i in range(401)]
    circle = Line("c", *(tuple(reach * f(t) for t in turn) for f in (math.cos, math.sin)))
    picture = Curves(name="c", lines=(circle,), x_name="x", square=True)
    columns, rows = extents(picture, *size)
    assert abs(columns - 2 * rows) <= 2


def test_limits_of_a_square_picture_are_seen_in_full():
    for size in ((76, 20), (30, 40)):
        limits = _squared(Limits((-1.1, 1.1), (-3.0, 2.0)), *size)
        assert limits.x[0] <= -1.1 and limits.x[1] >= 1.1
        assert limits.y[0] <= -3 and limits.y[1] >= 2


def test_a_path_keeps_its_order_and_its_ends():
    x, y = np.cumsum(np.random.default_rng(0).normal(size=(2, 4000)), axis=1)
    span = (float(min(x.min(), y.min())), float(max(x.max(), y.max())))
    u, v = decimated((x, y), span, span, 50, 50)
    assert len(u) < len(x)
    places = [int(np.flatnonzero((x == a) & (y == b))[0]) for a, b in zip(u, v, strict=True)]
    assert places == sorted(places)
    assert places[0] == 0 and places[-1] == 3999


def test_a_path_is_cut_at_the_border():
    path = (np.array([-2.0, 0.0, 0.0, 3.0, 3.0, -3.0]), np.array([0.0, 0.0, 0.5, 0.5, 0.9, 0.9]))
    pieces = clipped(path, (-1.0, 1.0), (-1.0, 1.0))
    assert len(pieces) == 2
    assert np.allclose(pieces[0], [[-1.0, 0.0, 0.0, 1.0], [0.0, 0.0, 0.5, 0.5]])
    assert np.allclose(pieces[1], [[1.0, -1.0], [0.9, 0.9]])
    away = (np.array([2.0, 3.0]), np.array([0.0, 0.0]))
    assert clipped(away, (-1.0, 1.0), (-1.0, 1.0)) == []


@given(
    hnp.arrays(np.float64, (2, 8), elements=st.floats(-3, 3)),
)
def test_what_is_cut_lies_within_and_on_the_path(path):
    for u, v in clipped((path[0], path[1]), (-1.0, 1.0), (-1.0, 1.0)):
        assert (np.abs(u) <= 1 + 1e-9).all() and (np.abs(v) <= 1 + 1e-9).all()
    within = (np.abs(path) <= 1).all(axis=0)
    drawn = [
        place
        for piece in clipped((path[0], path[1]), (-1, 1), (-1, 1))
        for place in zip(*piece, strict=True)
    ]
    for i in np.flatnonzero(within):
        assert min(math.dist(path[:, i], place) for place in drawn) < 1e-9


def test_a_curve_leaves_the_picture_and_comes_back():
    text = text_of(curves([0.0, 9.0, 0.0], y_limits=(0.0, 1.0)), 60, 12)
    top = text.splitlines()[0]
    assert len(set(top) & set("⠉⠒⠤⣀")) == 0


def test_dots_have_no_line():
    x = tuple(float(i) for i in range(10))
    dots = Curves(name="c", lines=(Line("d", x, x, dots=True),), x_name="x")
    text = text_of(dots)
    assert text.count("●") == 10
    assert not any("⠀" <= letter <= "⣿" for letter in text)


def test_dots_and_a_line_are_told_apart():
    text = text_of(scatter(), 76, 20)
    assert text.count("●") == 1
    assert text.count("▲") > 10


def test_dots_need_no_numbers_and_keep_to_the_window():
    x = (0.0, 1.0, math.nan, 3.0, 99.0)
    dots = Line("d", x, (0.5, math.nan, 0.5, 9.0, 0.5), dots=True)
    picture = Curves(name="c", lines=(dots,), x_name="x", x_limits=(0.0, 4.0), y_limits=(0.0, 1.0))
    assert text_of(picture).count("●") == 1


def test_a_thousand_dots_are_quick():
    x = np.random.default_rng(0).normal(size=(2, 1000)).tolist()
    picture = Curves(name="c", lines=(Line("d", tuple(x[0]), tuple(x[1]), dots=True),), x_name="x")
    text_of(picture)
    begin = time.process_time()
    text_of(picture)
    assert time.process_time() - begin < 0.05


async def test_the_legend_says_the_values_at_the_mark():
    view = CurvesView(
        curves([1.0, 2.0, 4.0], [3.0, 5.0, 6.0], cursor=1.0), GLOSSARIES["en"], UNICODE
    )
    async with on_stage(view) as pilot:
        lines = screen_text(pilot.app).splitlines()
    assert lines[0].rstrip() == "● line0 2   ▲ line1 5"
    assert " epoch = 1 " in lines[-2]
    said = view.picture.describe()
    assert said.values["last"] == {"line0": 2.0, "line1": 5.0}
    assert said.values["at"] == 1.0


async def test_shapes_dots_and_what_is_fitted_to_dots_have_no_last_value():
    for picture, legend in (
        (shapes(), "● circle   ▲ l1   ■ path"),
        (scatter(), "● fit 4.207   ▲ points"),
        (replace(scatter(), cursor=None), "● fit   ▲ points"),
    ):
        view = CurvesView(picture, GLOSSARIES["en"], UNICODE)
        async with on_stage(view) as pilot:
            assert screen_text(pilot.app).splitlines()[0].rstrip() == legend
    assert shapes().describe().values["lines"] == ("circle", "l1", "path")
    assert set(scatter().describe().values["last"]) == {"fit"}


async def test_numbers_below_0_have_the_minus_of_all_other_numbers():
    x = (-6.0, 0.0, 6.0)
    for glyphs, minus in ((UNICODE, "−"), (ASCII, "-")):
        picture = Curves(name="c", lines=(Line("l", x, x),), x_name="x", cursor=-6.0)
        view = CurvesView(picture, GLOSSARIES["en"], glyphs)
        async with on_stage(view) as pilot:
            text = screen_text(pilot.app)
        assert f"l {minus}6" in text.splitlines()[0]
        assert any(row.startswith(minus) for row in text.splitlines())
        assert f"x = {minus}6" in text
        assert f" {minus}5 " in text.splitlines()[-1]
