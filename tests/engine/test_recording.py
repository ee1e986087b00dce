"""Recording: a watched step is the plain step, and tells of every number where it is from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.activations import ReLU, Tanh
from sandbox.engine.arrays import Array
from sandbox.engine.dropout import Dropout
from sandbox.engine.initialisation import Constant, Normal, Xavier, Zero
from sandbox.engine.instrument import RecordedLine, lines
from sandbox.engine.layers import Linear
from sandbox.engine.objective import ForwardValues
from sandbox.engine.optimisers import adam
from sandbox.engine.penalties import L2
from sandbox.engine.randomness import Noise
from sandbox.engine.recording import record
from sandbox.engine.training import State, Trainer
from tests.engine.arrays import normal, same_bits
from tests.engine.cases import examples, layers, seeded, trainer, trainers
from tests.engine.recorded import evaluated, recordings

starts = st.sampled_from([Xavier(), Zero(), Constant(0.5), Normal(1e3), Normal(1e300)])
"""The last two leave the range of the numbers: inf and NaN are recorded as they are."""


def all_arrays(*things: State | ForwardValues) -> list[Array]:
    """Every array of states and passes, in an order that depends on their making alone."""
    found: list[Array] = []
    for thing in things:
        if isinstance(thing, State):
            found += [values for layer in thing.params for values in layer.values()]
            found += [thing.slots[key][name] for key in thing.slots for name in thing.slots[key]]
        else:
            found += [a for a in (thing.O, thing.L, thing.s, thing.J) if a is not None]
            found += [a for cache in (*thing.caches, thing.loss_cache) if cache for a in cache]
    return found


def arrays_of(operand: object) -> list[Array]:
    """An operand's arrays: itself, or what a list of sizes has in it."""
    if isinstance(operand, list | tuple):
        return [a for each in operand for a in arrays_of(each)]
    return [operand] if isinstance(operand, np.ndarray) else []


@given(trainers(), starts)
@seeded
def test_watched_and_plain_runs_agree_bit_for_bit(of, initialiser):
    for recording in recordings(of, initialiser):
        after, forward = of.step(recording.before, recording.X, recording.y)
        plain = all_arrays(after, forward)
        watched = all_arrays(recording.after, recording.forward)
        assert len(plain) == len(watched)
        assert all(same_bits(a, b) for a, b in zip(plain, watched, strict=True))
        assert after.step == recording.after.step


@given(trainers(), starts)
@seeded
def test_each_formula_gives_its_value_from_its_operands(of, initialiser):
    for recording in recordings(of, initialiser):
        assert recording.steps
        for step in recording.steps:
            assert same_bits(evaluated(step), step.value), step.id


@given(trainers())
@seeded
def test_every_operand_is_the_very_object_that_was_made_or_brought_in(of):
    """Parameters, the batch, slots, draws and earlier steps' values are all there is."""
    for recording in recordings(of, Xavier()):
        known = [recording.X, recording.y, *all_arrays(recording.before)]
        for step in recording.steps:
            for name, operand in step.operands.items():
                for array in arrays_of(operand):
                    if name == "U":
                        assert is_draw(array, step, of, recording.before.step)
                    elif recording.before.step == 0 and step.place == "update" and name in "mv":
                        assert not array.any(), "a slot is 0 before the first step"
                    else:
                        assert any(array is one for one in known), f"{step.id}: {name}"
            known.append(step.value)


def is_draw(U: Array, step: RecordedLine, of: Trainer, number: int) -> bool:
    """Whether this is what the seed and the step's number draw for the layer."""
    place = int(step.place.removeprefix("layer "))
    return same_bits(U, Noise(of.seed, number).uniform(place, step.operands.get("X", U)))


def test_a_number_is_followed_from_the_update_to_the_data():
    of = trainer(layers((3, 4, 2), Tanh), penalty=L2(0.5), optimiser=adam(0.1))
    (recording,) = recordings(of, Xavier(), 1)

    def step(id: str, place: str) -> RecordedLine:
        (found,) = (s for s in recording.steps if (s.id, s.place) == (id, place))
        return found

    dJ = [s for s in recording.steps if s.id == "l2.backward.dJ"][-1]  # of the first layer
    dW, dZ = step("linear.backward.dW", "layer 0"), step("tanh.backward_input.dZ", "layer 1")
    m_new = next(s for s in recording.steps if s.id == "adam.direction.m_new")
    Z = step("linear.forward.Z", "layer 0")
    assert m_new.operands["g"] is dJ.value
    assert dJ.operands["dW"] is dW.value
    assert dW.operands["dZ"] is dZ.value
    assert dW.operands["X"] is recording.X
    assert Z.operands["X"] is recording.X
    assert Z.operands["W"] is recording.before.params[0]["W"]
    assert step("tanh.forward.H", "layer 1").operands["Z"] is Z.value
    assert step("total.forward.J", "objective").value is recording.forward.J
    w_new = next(s for s in recording.steps if s.name == "w_new")
    assert w_new.value is recording.after.params[0]["W"]


def test_what_a_step_says_of_itself():
    of = trainer((Linear(3, 2),))
    (recording,) = recordings(of, Xavier(), 1)
    first = recording.steps[0]
    assert (first.id, first.place, first.method) == ("linear.forward.Z", "layer 0", "forward")
    assert (first.name, first.formula, set(first.operands)) == ("Z", "X @ W + b", {"X", "W", "b"})
    assert first.source.splitlines()[first.number - 1].strip() == "Z = X @ W + b"
    for step in recording.steps:
        line = step.source.splitlines()[step.number - 1]
        assert line.strip() == f"{step.name} = {step.formula}"


@given(trainers())
@seeded
def test_every_computing_line_of_every_method_that_ran_is_recorded_in_order(of):
    (recording,) = recordings(of, Xavier(), 1)
    parts = [*of.objective.network.layers, of.objective.loss]
    places = [*(f"layer {i}" for i in range(len(parts) - 1)), "loss"]
    for part, place in zip(parts, places, strict=True):
        for method in part.watched:
            ran = [s.name for s in recording.steps if (s.place, s.method) == (place, method)]
            assert ran in ([], [line.name for line in lines(type(part), method)])
        active = not isinstance(part, Dropout) or part.active(training=True)
        assert active == any((s.place, s.method) == (place, "forward") for s in recording.steps)


def test_nothing_is_computed_below_the_lowest_parameters():
    """A first layer passes nothing down, nor does what stands below it have a backward pass."""
    of = trainer((Tanh(), Tanh(), *layers((3, 4, 2), Tanh)))
    (recording,) = recordings(of, Xavier(), 1)
    ran = [(s.place, s.method) for s in recording.steps if "backward" in s.method]
    assert ("layer 4", "backward_input") in ran
    assert ("layer 2", "backward") in ran
    assert ("layer 2", "backward_input") not in ran
    assert not [place for place, _ in ran if place in ("layer 0", "layer 1")]


def test_a_recording_says_where_it_began_and_ended():
    of = trainer(layers((3, 4, 2), Tanh))
    state = of.start(Xavier())
    X, y = of.batch(0, examples(of))
    recording = record(of, state, X, y)
    assert recording.before is state
    assert recording.X is X
    assert recording.y is y
    assert recording.after.step == 1


def test_recorded_arrays_are_not_touched_by_later_steps():
    """What a number was stays: nothing is changed in place by the steps that follow."""
    of = trainer(layers((3, 4, 2), ReLU, 0.5), penalty=L2(0.1), optimiser=adam(0.1))
    state, data = of.start(Xavier()), examples(of)
    first = record(of, state, *of.batch(0, data))
    kept = [np.copy(a) for s in first.steps for a in arrays_of(s.value)]
    parameters = [a.copy() for a in all_arrays(state)]
    state = first.after
    for step in range(1, 4):
        state, _ = of.step(state, *of.batch(step, data))
    now = [a for s in first.steps for a in arrays_of(s.value)]
    assert all(same_bits(a, b) for a, b in zip(kept, now, strict=True))
    assert all(same_bits(a, b) for a, b in zip(parameters, all_arrays(first.before), strict=True))


def test_a_recorded_value_is_what_one_gets_by_hand():
    of = trainer((Linear(2, 1),))
    params = ({"W": np.array([[2.0], [-1.0]]), "b": np.array([[0.5]])},)
    X = normal(0, 3, 2)
    recording = record(of, State(params), X, np.zeros((3, 1), int))
    expected = [x[0] * 2.0 + x[1] * -1.0 + 0.5 for x in X]
    assert recording.steps[0].value[:, 0] == pytest.approx(expected, rel=1e-15)
