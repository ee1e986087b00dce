"""Explanations as a learner reads them, and the way of a number back to the data."""

from itertools import pairwise

import numpy as np
import pytest

from sandbox.labs.experiments.propagation import Propagation
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session
from sandbox.passes.explanation import Explanation, chain, explain, number

LAB = Propagation()


def session(seed: int = 0, **texts: str) -> Session:
    return Session(LAB, parse_settings(LAB.knobs, texts), seed)


def explained(run: Session, symbol: str, index: tuple[int, int] = (0, 0)) -> Explanation:
    taken = run.state.taken
    step = next(i for i, shown in enumerate(taken.shown) if shown.symbol == symbol)
    return explain(taken.recording, taken.shown, step, index)


def test_a_row_times_a_column() -> None:
    run = session(batch="2")
    got = explained(run, "z", (1, 2))
    x, W = run.state.taken.recording.X, run.state.taken.recording.before.params[0]["W"]
    assert got.rule == "Z[i,j] = Σₖ X[i,k]·W[k,j]"
    assert got.notation == "z[i,j] = Σₖ x[i,k]·W⁽¹⁾[k,j]"
    assert got.name == "z[1,2]"
    assert [part.name for part in got.parts] == ["x[1,0]", "W⁽¹⁾[0,2]", "x[1,1]", "W⁽¹⁾[1,2]"]
    assert [part.value for part in got.parts] == [x[1, 0], W[0, 2], x[1, 1], W[1, 2]]
    assert {part.origin.kind for part in got.parts} == {"input", "parameter"}


NUMBERS = [
    ("h", (0, 0), "h[j] = max(z[j], 0)", "max(0.426, 0)"),
    ("o", (0, 1), "o[j] = Σₖ h[k]·W⁽²⁾[k,j]", "0.426·0.84 + 0·0.71 + 0.601·0.62"),
    ("s", (0, 0), "s = λ / 2·(‖W⁽¹⁾‖² + ‖W⁽²⁾‖²)", "0.1 / 2·(1.436 + 2.721)"),
    ("∂J/∂L", (0, 0), "∂J/∂L = 1", "1"),
    ("∂J/∂h", (0, 2), "∂J/∂h[j] = Σₖ ∂J/∂o[k]·W⁽²⁾[j,k]", "−0.5659·0.5 + 0.7305·0.62"),
    ("φ′(z)", (0, 0), "φ′(z)[j] = z[j] > 0", "0.426 > 0"),
    (
        "∂J/∂W⁽¹⁾",
        (1, 2),
        "∂J/∂W⁽¹⁾[i,j] = ∂L/∂W⁽¹⁾[i,j] + ∂s/∂W⁽¹⁾[i,j]",
        "−0.119 − 0.055",
    ),
    ("W⁽¹⁾ ←", (1, 2), "W⁽¹⁾[i,j] = W⁽¹⁾[i,j] − η·∂J/∂W⁽¹⁾[i,j]", "−0.55 − 0.1·(−0.174)"),
]


@pytest.mark.parametrize(("symbol", "index", "notation", "numbers"), NUMBERS)
def test_the_rule_and_the_numbers(
    symbol: str, index: tuple[int, int], notation: str, numbers: str
) -> None:
    got = explained(session(), symbol, index)
    assert (got.notation, got.numbers) == (notation, numbers)


def test_a_sigmoid_of_a_negative_number_has_its_brackets() -> None:
    run = session(activation="sigmoid", batch="3")
    z = next(s.step.value for s in run.state.taken.shown if s.symbol == "z")
    row, column = np.argwhere(z < 0)[0]
    got = explained(run, "h", (int(row), int(column)))
    assert got.notation == "h[i,j] = 1 / (1 + exp(−z[i,j]))"
    assert got.numbers == f"1 / (1 + exp(−({number(z[row, column])})))"


def test_a_long_sum_shows_its_largest_addends_and_what_the_rest_come_to() -> None:
    run = session(inputs="50", hidden="3")
    got = explained(run, "z", (0, 1))
    taken = run.state.taken.recording
    addends = taken.X[0] * taken.before.params[0]["W"][:, 1]
    largest = np.sort(np.abs(addends))[::-1][:6]
    shown = [a.value * b.value for a, b in zip(got.parts[::2], got.parts[1::2], strict=True)]
    assert sorted(np.abs(shown), reverse=True) == pytest.approx(largest)
    assert got.more == 44
    assert got.together + sum(shown) == pytest.approx(got.value, abs=1e-12)
    assert got.numbers.endswith(" + …")


def test_the_chain_ends_at_what_came_from_outside() -> None:
    run = session()
    taken = run.state.taken
    links = list(chain(taken.recording, taken.shown, len(taken.shown) - 1, (0, 0)))
    assert links[0].symbol == "W⁽²⁾"
    assert links[1].symbol == "∂J/∂W⁽²⁾"
    assert len(links) >= 4
    for link, after in pairwise(links):
        assert any(
            part.origin.step == after.step and part.index == after.index for part in link.parts
        )
    assert all(part.origin.step is None for part in links[-1].parts)


def test_numbers_are_short_and_have_a_real_minus() -> None:
    assert number(-0.12345678) == "−0.1235"
    assert number(3.0) == "3"
    assert number(-1.5e-9) == "−1.5e−09"
    assert number(float("-inf")) == "−∞"
    assert number(float("nan")) == "nan"
