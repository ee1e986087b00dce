"""A session goes on, goes back and begins again, and always to the very same states."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.labs.experiments.norms import Norms
from sandbox.labs.experiments.weight_decay import WeightDecayLab
from sandbox.labs.knobs import KnobError, parse_settings
from sandbox.labs.session import Session, run

LAB = WeightDecayLab()


def session(**texts: str) -> Session:
    return Session(LAB, parse_settings(LAB.knobs, {"epochs": "8", **texts}), seed=5)


def weights(one: Session) -> np.ndarray:
    return one.state.state.params[0]["W"]


def test_the_same_settings_and_seed_give_the_same_run() -> None:
    first, second = list(run(session())), list(run(session()))
    assert [frame.metrics for frame in first] == [frame.metrics for frame in second]
    assert [frame.done for frame in first] == list(range(9))


def test_back_is_the_state_itself() -> None:
    one = session()
    kept = [weights(one)]
    for _ in range(5):
        one.forward()
        kept.append(weights(one))
    for expected in reversed(kept[:-1]):
        assert one.back()
        assert weights(one) is expected
    assert not one.back()


def test_back_in_the_middle_of_an_epoch_goes_to_its_beginning() -> None:
    one = session()
    one.forward()
    start = weights(one)
    one.step()
    assert one.back()
    assert weights(one) is start


def test_reset_begins_the_same_run_and_a_seed_another() -> None:
    one = session()
    start = weights(one).copy()
    one.forward()
    one.reset()
    assert (weights(one) == start).all()
    one.reseed(6)
    assert not (weights(one) == start).any()


def test_forgotten_states_are_had_again_bit_for_bit() -> None:
    one, other = session(), session()
    one.most_bytes = 3 * LAB.nbytes(one.state)
    for epoch in range(8):
        if epoch == 3:
            one.set_knob("decay", 2.0)
            other.set_knob("decay", 2.0)
        one.forward()
        other.forward()
    kept = [mark for mark in one.checkpoints if mark.state is not None]
    assert 2 <= len(kept) <= 4 < len(one.checkpoints)
    while one.back():
        assert other.back()
        assert (weights(one) == weights(other)).all()
    assert one.position == other.position == 0


def test_an_unknown_knob_is_refused_and_changes_nothing() -> None:
    one = session()
    before = dict(one.settings)
    with pytest.raises(KnobError, match="did you mean decay"):
        one.set_knob("deacy", 1.0)
    assert one.settings == before


MOVES = st.lists(
    st.one_of(
        st.sampled_from(["forward", "step", "back", "reset"]),
        st.floats(0, 10).map(lambda value: round(value, 2)),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(MOVES)
def test_any_moves_with_little_memory_end_as_with_much(moves: list[str | float]) -> None:
    scant, ample = session(epochs="50"), session(epochs="50")
    scant.most_bytes = 0
    for move in moves:
        for one in (scant, ample):
            if isinstance(move, float):
                one.set_knob("decay", move)
            else:
                getattr(one, move)()
    assert scant.position == ample.position
    assert (weights(scant) == weights(ample)).all()


def test_what_was_undone_can_be_done_again() -> None:
    one = session()
    for _ in range(3):
        one.forward()
    later = weights(one)
    assert not one.redo()
    one.back()
    one.back()
    assert one.redo()
    assert one.redo()
    assert weights(one) is later
    assert one.position == 12
    one.back()
    one.forward()
    assert not one.redo(), "a new step leaves nothing to do again"


def test_only_what_a_step_leaves_as_it_is_has_its_answer() -> None:
    norms = Norms()
    assert Session(norms, parse_settings(norms.knobs, {})).answered
    one = session(epochs="1")
    assert not one.answered
    one.forward()
    assert one.finished
    assert not one.answered, "a run that is done can still be stepped on"


def test_a_milestone_can_be_gone_to_by_its_number() -> None:
    one = session()
    for _ in range(5):
        one.forward()
    there = one.checkpoints[2].state
    one.go_to(2)
    assert one.state is there
    assert len(one.checkpoints) == 3
    assert one.redo()
    assert len(one.checkpoints) == 6


def test_a_state_made_by_hand_is_a_step_that_is_never_forgotten() -> None:
    one = session()
    one.most_bytes = 0
    one.forward()
    made = replace(one.state, rows=one.state.rows[:1])
    one.push(made)
    for _ in range(4):
        one.forward()
    after = weights(one).copy()
    one.back()
    one.redo()
    assert (weights(one) == after).all()
    while one.position > 5:
        assert one.back()
    assert one.state is made
