"""Lines and cells are found by what people type for them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.labs.experiments.propagation import Propagation
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session
from sandbox.passes.lines import AnnotatedLine
from sandbox.passes.lookup import AskError, find_step, names, parse_cell

LAB = Propagation()


@pytest.fixture(scope="module")
def shown() -> tuple[AnnotatedLine, ...]:
    lines: tuple[AnnotatedLine, ...] = Session(LAB, parse_settings(LAB.knobs, {})).state.taken.shown
    return lines


@pytest.mark.parametrize(
    ("word", "symbol"),
    [
        ("1", "z"),
        ("24", "W⁽²⁾ ←"),
        ("H", "h"),
        ("layer2.Z", "o"),
        ("dJ/dW2", "∂J/∂W⁽²⁾"),
        ("∂J/∂W⁽¹⁾", "∂J/∂W⁽¹⁾"),
        ("dJ/do", "∂J/∂o"),
        ("phi'(z)", "φ′(z)"),
        ("W1new", "W⁽¹⁾ ←"),
    ],
)
def test_a_line_has_a_number_and_names(
    shown: tuple[AnnotatedLine, ...], word: str, symbol: str
) -> None:
    assert shown[find_step(shown, word)].symbol == symbol


def test_every_line_is_found_by_its_symbol(shown: tuple[AnnotatedLine, ...]) -> None:
    for number, one in enumerate(shown):
        assert find_step(shown, names(one)[2]) == number


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("0", "there is no line 0: give one from 1 to 24"),
        ("25", "from 1 to 24"),
        ("dW", r"dW is computed by 2 lines: give one of 14 \(dL/dW2\), 20 \(dL/dW1\)"),
        ("dJ/dW3", "no line computes dJ/dW3: did you mean dJ/dW"),
        ("zzzzz", "give its number"),
    ],
)
def test_what_is_no_line_is_said(shown: tuple[AnnotatedLine, ...], word: str, says: str) -> None:
    with pytest.raises(AskError, match=says):
        find_step(shown, word)


def test_a_cell_is_row_and_column_and_sides_of_one_need_no_word() -> None:
    assert parse_cell("2,1", (3, 2)) == (2, 1)
    assert parse_cell("[2, 1]", (3, 2)) == (2, 1)
    assert parse_cell("2", (1, 3)) == (0, 2)
    assert parse_cell("0,2", (1, 3)) == (0, 2)
    assert parse_cell("", (1, 1)) == (0, 0)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("3,0", "3×2 has no cell 3,0: the last one is 2,1"),
        ("-1,0", "no cell"),
        ("2", "a cell of 3×2 needs 2 numbers, as 2,1"),
        ("1,1,1", "needs 2 numbers"),
        ("a,b", "a,b is no cell"),
    ],
)
def test_what_is_no_cell_is_said(text: str, says: str) -> None:
    with pytest.raises(AskError, match=says):
        parse_cell(text, (3, 2))


@given(st.text(max_size=10), st.tuples(st.integers(1, 3), st.integers(1, 3)))
def test_any_text_is_a_cell_of_the_matrix_or_an_error(text: str, shape: tuple[int, int]) -> None:
    try:
        index = parse_cell(text, shape)
    except AskError:
        return
    np.zeros(shape)[index]
    assert all(place >= 0 for place in index)


def test_one_number_needs_no_cell() -> None:
    assert parse_cell("", ()) == ()
    assert parse_cell("0,0", ()) == ()
    with pytest.raises(AskError, match="it is one number"):
        parse_cell("1", ())
