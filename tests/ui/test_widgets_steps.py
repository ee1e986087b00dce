"""The stepper, the graph, the gallery and the code."""

import time

import numpy as np
import pytest
from rich.color import ColorSystem

from sandbox.labs.pictures import Captioned, Graph, Images, Node, Steps
from sandbox.ui.terminal.glyphs import UNICODE
from sandbox.ui.widgets.pictures.graph import GraphView
from sandbox.ui.widgets.pictures.images import ImagesView, shrink
from sandbox.ui.widgets.stepper.step_list import notation
from sandbox.ui.widgets.stepper.steps_view import StepsView
from tests.ui.golden import screen_text
from tests.ui.stage import GLOSSARIES, gallery, on_stage, propagation


def steps_view(picture) -> StepsView:
    return StepsView(picture, GLOSSARIES["en"], UNICODE)


@pytest.mark.parametrize(
    "knobs",
    [
        {},
        {"loss": "cross-entropy", "batch": "3"},
        {"hidden": "4,3", "activation": "sigmoid", "decay": "0"},
        {"activation": "tanh", "inputs": "5", "outputs": "4", "hidden": "8"},
    ],
)
async def test_every_line_of_every_pass_is_shown_as_it_ran(knobs):
    session = propagation(1, **knobs)
    picture = session.frame().picture("steps")
    view = steps_view(picture)
    async with on_stage(view, (80, 18)) as pilot:
        for cursor, shown in enumerate(picture.steps):
            view.show(Steps(name="steps", steps=picture.steps, cursor=cursor))
            await pilot.pause()
            text = screen_text(pilot.app)
            assert f"── {shown.step.name} = {shown.step.formula}" in text
            assert f"{cursor + 1}/{len(picture.steps)}" in text
            assert f"▸ {shown.symbol}" in text
            value = np.asarray(shown.step.value)
            assert f"{shown.step.name}[0,0] = " in text
            assert view.block.grid.values.shape == value.shape


async def test_o_goes_through_the_matrices_in_the_formulas_order():
    view = steps_view(propagation(14).frame().picture("steps"))
    async with on_stage(view, (80, 18)) as pilot:
        seen = []
        for _ in range(4):
            seen.append(view.status.split("[")[0])
            await pilot.press("o")
        assert seen == ["dW", "X", "dZ", "dW"]
        await pilot.press("right")
        assert view.status.startswith("X[0,1] = ")
        await pilot.press("end", "home")
        assert view.block.grid.cell == (0, 0)


async def test_another_line_has_its_own_cursor_and_the_same_line_keeps_it():
    session = propagation(14)
    view = steps_view(session.frame().picture("steps"))
    async with on_stage(view, (80, 18)) as pilot:
        await pilot.press("down", "right")
        again = propagation(14, inputs="2").frame().picture("steps")
        view.show(again)
        assert view.block.grid.cell == (1, 1)
        session.forward()
        view.show(session.frame().picture("steps"))
        assert view.block.grid.cell == (0, 0)


async def test_newer_values_of_the_same_line_are_lit():
    first = propagation(14).frame().picture("steps")
    second = propagation(14, decay="0.5").frame().picture("steps")
    view = steps_view(first)
    async with on_stage(view):
        view.show(second)
        assert view.block.grid.changed is None
        step = second.steps[13].step
        step.value[0, 0] += 1
        view.show(Steps(name="steps", steps=second.steps, cursor=13))


async def test_settings_are_numbers_beside_the_code():
    picture = propagation(15).frame().picture("steps")
    view = steps_view(picture)
    async with on_stage(view, (80, 18)) as pilot:
        assert "dsW = ds * self.decay * W · λ = 0.1" in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(68, 20), (80, 24)])
async def test_three_examples_are_there_in_full_and_so_is_the_notation(size):
    view = steps_view(propagation(1, batch="3").frame().picture("steps"))
    async with on_stage(view, size) as pilot:
        text = screen_text(pilot.app)
        for block in view.blocks:
            for value in block.grid.values.ravel():
                assert block.grid.format(value) in text
        assert "›" not in text
        for cursor, shown in enumerate(view.picture.steps):
            view.show(Steps(name="steps", steps=view.picture.steps, cursor=cursor))
            await pilot.pause()
            assert notation(shown) in screen_text(pilot.app)


async def test_a_scroll_bar_takes_no_column_away():
    view = steps_view(propagation(1).frame().picture("steps"))
    async with on_stage(view, (80, 10)) as pilot:
        text = screen_text(pilot.app)
        above, below = view.blocks[2].grid.values
        assert all(view.blocks[2].grid.format(value) in text for value in above)
        assert not any(view.blocks[2].grid.format(value) in text for value in below)


async def test_lists_are_rows():
    picture = propagation(1).frame().picture("steps")
    at = next(i for i, shown in enumerate(picture.steps) if shown.step.name == "s")
    view = steps_view(Steps(name="steps", steps=picture.steps, cursor=at))
    async with on_stage(view, (80, 18)) as pilot:
        await pilot.press("o")
        sizes = picture.steps[at].step.operands["sizes"]
        assert view.block.grid.values.tolist() == [[float(n.item()) for n in sizes]]


async def test_before_the_first_line_it_says_so():
    view = steps_view(Steps(name="steps", steps=(), cursor=0))
    async with on_stage(view) as pilot:
        await pilot.press("down", "o", "end")
        assert "No line has run yet" in screen_text(pilot.app)


async def test_a_step_is_drawn_at_once():
    session = propagation(13, hidden="16", batch="16")
    picture = session.frame().picture("steps")
    view = steps_view(picture)
    async with on_stage(view, (80, 20)):
        times = []
        for cursor in range(len(picture.steps)):
            begin = time.process_time()
            view.show(Steps(name="steps", steps=picture.steps, cursor=cursor))
            times.append(time.process_time() - begin)
        assert sorted(times)[len(times) // 2] < 0.015


# The graph


def chain(count: int, current: str | None, backward: bool = False) -> Graph:
    nodes = tuple(Node(f"h{i}", f"h⁽{i}⁾", i) for i in range(count))
    edges = tuple((f"h{i}", f"h{i + 1}") for i in range(count - 1))
    return Graph(name="graph", nodes=nodes, edges=edges, current=current, backward=backward)


async def test_the_node_at_hand_is_in_brackets_and_arrows_turn_round():
    view = GraphView(chain(3, "h1"), GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        assert screen_text(pilot.app).strip() == "h⁽0⁾ ────▶▐h⁽1⁾▌────▶ h⁽2⁾"
        view.show(chain(3, "h0", backward=True))
        await pilot.pause()
        assert screen_text(pilot.app).strip() == "▐h⁽0⁾▌◀──── h⁽1⁾ ◀──── h⁽2⁾"


async def test_a_deep_graph_follows_the_node_at_hand():
    view = GraphView(chain(30, "h0"), GLOSSARIES["en"], UNICODE)
    async with on_stage(view, (60, 10)) as pilot:
        for i in (0, 7, 15, 29):
            view.show(chain(30, f"h{i}"))
            await pilot.pause()
            assert f"▐h⁽{i}⁾▌" in screen_text(pilot.app)


async def test_weights_feed_in_from_below():
    view = GraphView(propagation(1).frame().picture("graph"), GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        lines = screen_text(pilot.app).splitlines()
    arrows = [i for i, letter in enumerate(lines[3]) if letter == "▲"]
    weights = [lines[4].index("W⁽¹⁾"), lines[4].index("W⁽²⁾")]
    assert all(any(0 <= at - weight < 4 for at in arrows) for weight in weights)
    # W⁽¹⁾ goes into s around W⁽²⁾.
    assert lines[5].strip().startswith("└") and lines[5].strip().endswith("▲")


async def test_a_weight_and_a_bias_both_reach_their_value():
    nodes = (Node("z", "z", 1), Node("W", "W", 1, 1), Node("b", "b", 1, 2), Node("x", "x", 0))
    graph = Graph(name="graph", nodes=nodes, edges=(("x", "z"), ("W", "z"), ("b", "z")))
    view = GraphView(graph, GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        assert screen_text(pilot.app).splitlines()[:5] == [
            " x ───┬▶ z",
            "      │  ▲",
            "      │  W",
            "      │",
            "      └─ b",
        ]


async def test_an_empty_graph_is_nothing():
    view = GraphView(Graph(name="graph", nodes=(), edges=()), GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        assert not screen_text(pilot.app).strip()


# The gallery


async def test_arrows_choose_a_picture_which_is_spelled_out():
    view = ImagesView(gallery(24), GLOSSARIES["en"], UNICODE)
    async with on_stage(view, (80, 20)) as pilot:
        assert "1/24: taken for coat (99%), but it is ankle boot: wrong." in screen_text(pilot.app)
        await pilot.press("right")
        assert "2/24: taken for ankle boot (94%), and that is right." in screen_text(pilot.app)
        await pilot.press("down")
        assert view.chosen == 1 + view._layout.columns
        await pilot.press("end", "right")
        assert view.chosen == 23
        assert "▸" in screen_text(pilot.app)
        await pilot.press("home", "up", "left")
        assert view.chosen == 0


async def test_wrong_ones_are_marked_by_sign_and_word():
    view = ImagesView(gallery(), GLOSSARIES["en"], UNICODE)
    async with on_stage(view, (80, 20)) as pilot:
        text = screen_text(pilot.app)
    assert "✗ is ankle boot" in text
    assert "✓ right" in text


@pytest.mark.parametrize(
    ("size", "large", "tiles"),
    [((80, 18), True, 3), ((80, 20), True, 6), ((70, 30), True, 6), ((40, 20), False, 4)],
)
async def test_room_is_used(size, large, tiles):
    view = ImagesView(gallery(24), GLOSSARIES["en"], UNICODE)
    async with on_stage(view, size):
        assert bool(view._layout.large) == large
        assert view._layout.columns * view._layout.rows == tiles


async def test_greys_are_half_blocks_and_without_colour_shades(monkeypatch):
    pixels = np.zeros((1, 28, 28), np.uint8)
    pixels[0, ::2] = 255
    captions = (Captioned("coat", "coat", 0.5),)
    images = Images(name="gallery", pixels=pixels, captions=captions)
    view = ImagesView(images, GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        assert screen_text(pilot.app).startswith("▀" * 28)
        upper = view.paint(80, 24, view.text_styles)[0]._segments[0].style
        assert (upper.color.name, upper.bgcolor.name) == ("#ffffff", "#000000")
    monkeypatch.setenv("NO_COLOR", "1")
    view = ImagesView(images, GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        assert screen_text(pilot.app).startswith("▒" * 28)


async def test_sixteen_colours_are_too_few_for_greys():
    view = ImagesView(gallery(2), GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        pilot.app.console._color_system = ColorSystem.STANDARD
        view.notify_style_update()
        view.repaint()
        await pilot.pause()
        assert "▀" not in screen_text(pilot.app)
        assert "█" in screen_text(pilot.app)


async def test_few_pictures_are_shown_in_full():
    view = ImagesView(gallery(2), GLOSSARIES["en"], UNICODE)
    async with on_stage(view, (70, 20)):
        assert view._layout.shrunk == 1


async def test_fewer_pictures_keep_the_choice_inside():
    view = ImagesView(gallery(24), GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        await pilot.press("end")
        view.show(gallery(3))
        await pilot.pause()
        assert view.status.startswith("3/3")
        view.show(Images(name="gallery", pixels=np.zeros((0, 28, 28), np.uint8), captions=()))
        await pilot.press("right", "down")
        assert "No pictures yet" in screen_text(pilot.app)


async def test_a_probability_that_is_none():
    images = Images(
        name="gallery",
        pixels=np.zeros((1, 28, 28), np.uint8),
        captions=(Captioned("coat", "coat", float("nan")),),
    )
    view = ImagesView(images, GLOSSARIES["en"], UNICODE)
    async with on_stage(view) as pilot:
        assert "coat ?%" in screen_text(pilot.app)


async def test_a_click_chooses_a_picture():
    view = ImagesView(gallery(24), GLOSSARIES["en"], UNICODE)
    async with on_stage(view, (40, 20)) as pilot:
        await pilot.click(view, offset=(20, 12))
        assert view.chosen == 3


def test_a_thumbnail_is_the_mean_of_its_pixels():
    assert shrink(np.array([[0, 4], [8, 0]], np.uint8), 2).tolist() == [[3.0]]
