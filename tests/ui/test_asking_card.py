"""The card of a number: where from, who used it, and is it right."""

import numpy as np
import pytest

from sandbox.engine.provenance import Provenance
from sandbox.passes import path
from sandbox.ui.widgets.stepper.gradient_check import SAME, GradientCheck
from tests.ui.asking import Asked, asked
from tests.ui.driving import until


async def test_enter_shows_the_rule_in_both_notations_the_numbers_and_the_parts() -> None:
    async with asked() as one:
        await one.at("∂J/∂W⁽²⁾", (2, 1))
        await one.press("enter")
        text = one.text
        for said in (
            "∂J/∂W⁽²⁾[2,1] = 0.501",
            "backward · line 16",
            "∂J/∂W⁽²⁾[i,j] = ∂L/∂W⁽²⁾[i,j] + ∂s/∂W⁽²⁾[i,j]",
            "dJ[i,j] = dW[i,j] + dsW[i,j]",
            "= 0.439 + 0.062",
            "W acts on J through the loss and through the penalty",
            "▸ ∂L/∂W⁽²⁾[2,1] 0.439 line 14",
            "∂s/∂W⁽²⁾[2,1] 0.062 line 15",
        ):
            assert said in text


async def test_a_long_sum_says_how_many_more_there_are_and_what_they_come_to() -> None:
    async with asked(inputs="50") as one:
        await one.press("enter")
        explanation = one.taken.explain(0, (0, 0))
        assert f"(44 more, together {explanation.together:.4g}".replace("-", "−") in one.text
        assert "1/12" in one.text


async def test_a_number_is_followed_down_to_the_data_and_back() -> None:
    async with asked() as one:
        await one.at("∂J/∂W⁽²⁾", (2, 1))
        await one.press("enter")
        ways = ["∂J/∂W⁽²⁾[2,1]"]
        while one.view.model.inspection.row is not None:
            name = one.view.model.inspection.row.name
            await one.press("enter")
            ways.append(name)
            assert " ← ".join(ways) in one.text
            assert one.view.model.inspection.name == name
            cell = one.view.block.grid.values[one.view.block.grid.cell]
            assert cell == one.view.model.inspection.value
        assert ways[-1] == "x[0]"
        assert "An input: it comes with the example" in one.text
        assert one.view.picture.cursor == one.line("∂J/∂W⁽²⁾"), "looking moves no run"
        for name in reversed(ways[:-1]):
            await one.press("backspace")
            assert one.view.model.inspection.name == name
        await one.press("backspace")
        assert one.view.model.inspection is None
        assert "▸ ∂J/∂W⁽²⁾ = ∂J/∂o" in one.text


async def test_back_returns_to_the_part_that_was_chosen() -> None:
    async with asked() as one:
        await one.at("∂J/∂W⁽²⁾", (2, 1))
        await one.press("enter", "enter", "down", "enter", "backspace")
        assert one.view.model.inspection.name == "∂L/∂W⁽²⁾[2,1]"
        assert one.view.model.inspection.chosen == 1


@pytest.mark.parametrize(
    ("symbol", "downs", "name", "said"),
    [
        ("z", 1, "W⁽¹⁾[0,0]", "A parameter, as this training step found it."),
        ("o − y", 1, "y[0]", "A target: the answer that the example asks for."),
        ("∂s/∂W⁽²⁾", 1, "λ", "A setting: you turn it among the knobs"),
        ("∂s/∂W⁽²⁾", 0, "∂J/∂s", "It follows from the formula alone"),
    ],
)
async def test_what_came_from_outside_is_named_and_shown_whole(
    symbol: str, downs: int, name: str, said: str
) -> None:
    async with asked() as one:
        await one.at(symbol)
        await one.press("enter", *["down"] * downs, "enter")
        assert one.view.model.inspection.name == name
        assert said in one.text
        whole = np.atleast_2d(path.whole(one.taken, one.view.model.inspection.here))
        assert one.view.block.grid.values.shape == whole.shape


async def test_arrows_go_to_the_cell_beside_and_its_card() -> None:
    async with asked() as one:
        await one.at("∂J/∂W⁽²⁾", (0, 1))
        await one.press("enter", "right")
        assert one.view.model.inspection.name == "∂J/∂W⁽²⁾[1,0]"
        await one.press("left", "left", "left")
        assert one.view.model.inspection.name == "∂J/∂W⁽²⁾[0,0]"


async def test_an_operand_under_the_cursor_is_asked_as_what_it_is() -> None:
    async with asked() as one:
        await one.at("o")
        await one.press("o", "right", "enter")
        assert one.view.model.inspection.name == "h[1]"
        await one.press("escape", "o", "o", "down", "enter")
        assert one.view.model.inspection.name == "W⁽²⁾[1,0]"


async def test_who_used_a_number_and_on_from_there() -> None:
    async with asked(batch="2") as one:
        await one.at("h", (1, 2))
        await one.press("w")
        assert "▸ o[1,0], o[1,1] line 3 ∂L/∂W⁽²⁾[2,0], ∂L/∂W⁽²⁾[2,1] line 14" in one.text
        await one.press("down", "enter")
        assert one.view.model.inspection.name == "∂L/∂W⁽²⁾[2,0]"
        assert "h[1,2] → ∂L/∂W⁽²⁾[2,0]" in one.text
        await one.at("W⁽²⁾ ←")
        await one.press("escape", "w")
        assert "Nothing in this training step uses it any more." in one.text


async def test_many_cells_are_told_as_a_few_and_how_many_more() -> None:
    async with asked(inputs="30") as one:
        await one.at("∂J/∂z", (0, 0))
        await one.press("w")
        assert "∂L/∂W⁽¹⁾[0,0], ∂L/∂W⁽¹⁾[1,0], ∂L/∂W⁽¹⁾[2,0] … 27 more line" in one.text


async def checked(one: Asked) -> str:
    checking = one.view.model.inspection.checking
    await until(one.pilot, lambda: checking is None or checking.done == checking.many)
    await one.pilot.pause()
    return one.text


async def test_a_gradient_is_checked_and_its_matrix_too() -> None:
    async with asked() as one:
        await one.at("∂J/∂W⁽²⁾", (2, 1))
        await one.press("g")
        text = await checked(one)
        assert "backpropagation 0.501, central difference 0.501" in text
        assert "They agree (relative difference" in text
        assert "All 6 cells of the matrix: largest difference" in text
        assert one.view.model.inspection.checking.largest < SAME


async def test_of_a_large_matrix_some_cells_are_checked_and_it_says_so() -> None:
    async with asked(inputs="40", hidden="5") as one:
        await one.at("∂J/∂W⁽¹⁾")
        await one.press("g")
        assert "64 of the 200 cells, spread evenly" in await checked(one)


@pytest.mark.parametrize(
    ("symbol", "index", "said"),
    [
        ("∂J/∂z", (0, 1), "a unit is off: φ′(z)[1] = 0"),
        ("∂J/∂W⁽²⁾", (1, 0), "The loss has no share in it: a unit is off, h[1] = 0."),
        ("h", (0, 0), "Its own gradient is computed by another line"),
        ("exp c", (0, 0), "No gradient is computed for this: nobody needs it."),
        ("W⁽¹⁾ ←", (0, 0), "This is a parameter after the update."),
        ("φ′(z)", (0, 0), "a helper on the way back"),
    ],
)
async def test_what_a_check_says(symbol: str, index: tuple[int, int], said: str) -> None:
    loss = "cross-entropy" if symbol == "exp c" else "squared"
    async with asked(loss=loss) as one:
        await one.at(symbol, index)
        await one.press("g")
        assert said in await checked(one)


async def test_no_gradient_of_the_input_is_not_a_gradient_of_zero() -> None:
    async with asked() as one:
        await one.press("enter", "enter", "g")
        assert one.view.model.inspection.name == "x[0]"
        assert "That is not the same as a gradient of 0." in one.text


async def test_a_value_s_check_leads_to_its_gradient() -> None:
    async with asked() as one:
        await one.at("h", (0, 2))
        await one.press("g", "enter")
        assert one.view.model.inspection.name == "∂J/∂h[2]"


async def test_a_kink_is_named_and_left_out_of_the_matrix() -> None:
    async with asked() as one:
        zero = one.taken
        for column in range(2):
            zero = zero.edited(Provenance("input"), (0, column), 0.0)
        one.show(zero, one.line("∂J/∂z"))
        await one.press("g")
        text = await checked(one)
        assert "A kink lies between the two points" in text
        assert "Left out because of a kink: 3." in text


def test_a_check_goes_on_in_slices() -> None:
    from tests.ui.stage import propagation

    taken = propagation(1, inputs="40", hidden="5").state.taken
    step = next(i for i, shown in enumerate(taken.shown) if shown.symbol == "∂J/∂W⁽¹⁾")
    checking = GradientCheck(taken, step, (0, 0))
    assert checking.done == 0
    assert checking.go_on(0.0) is True
    assert checking.done == 0
    while checking.go_on(0.005):
        assert checking.done < checking.many
    assert checking.done == checking.many == 64


async def test_the_run_s_next_line_has_its_card_at_once_and_escape_closes_it() -> None:
    async with asked() as one:
        await one.press("enter", "enter")
        one.show(one.taken, 1)
        await one.pilot.pause()
        assert one.view.model.inspection.name == "h[0]"
        assert len(one.view.model.inspection.trail.stops) == 1
        await one.press("escape")
        assert one.view.model.inspection is None


async def test_the_way_stays_when_the_numbers_change() -> None:
    async with asked() as one:
        await one.at("o")
        await one.press("enter", "down", "enter")
        before = one.view.model.inspection.value
        here = one.view.model.inspection.here
        one.show(one.taken.edited(here.origin, here.index, before + 1), one.line("o"))
        await one.pilot.pause()
        assert one.view.model.inspection.here == here
        assert one.view.model.inspection.value == before + 1


async def test_without_a_pass_there_is_nothing_to_ask() -> None:
    async with asked() as one:
        from sandbox.labs.pictures import Steps

        one.view.show(Steps(name="steps", steps=one.taken.shown, cursor=2))
        await one.press("enter", "w", "g", "e", "f", "right", "o")
        assert one.view.model.inspection is None
        assert not one.view.model.prediction.on
        assert one.view.chosen == 1
