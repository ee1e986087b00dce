"""The training loop: a function of the trainer, the data and the state it goes on from."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.activations import ReLU
from sandbox.engine.arrays import Array
from sandbox.engine.batches import Examples, steps_per_epoch
from sandbox.engine.initialisation import Xavier
from sandbox.engine.optimisers import Descent, adam, sgd
from sandbox.engine.penalties import L2
from sandbox.engine.training import State, Trainer, correct, evaluate, train
from tests.engine.arrays import assert_close, normal, same_bits
from tests.engine.cases import LOSSES, examples, layers, seeded, trainer, trainers


def arrays(state: State) -> list[Array]:
    """Parameters and slots, in order."""
    found = [layer[name] for layer in state.params for name in layer]
    return found + [slots[name] for _, slots in sorted(state.slots.items()) for name in slots]


def same(a: State, b: State) -> bool:
    """The same step and the same bits throughout."""
    pairs = list(zip(arrays(a), arrays(b), strict=True))
    return a.step == b.step and all(same_bits(x, y) for x, y in pairs)


def run(of: Trainer, state: State, data: Examples, epochs: int) -> list[State]:
    """The states after each step, the first one before any."""
    return [state, *(progress.state for progress in train(of, state, data, epochs))]


@given(trainers(), st.integers(1, 12), st.data())
@seeded
def test_training_goes_on_from_any_state_as_if_it_had_not_stopped(of, n, data):
    examples_ = examples(of, n)
    states = run(of, of.start(Xavier()), examples_, 2)
    stop = data.draw(st.integers(0, len(states) - 1))
    assert same(run(of, states[stop], examples_, 2)[-1], states[-1])


@given(trainers(), st.integers(1, 12))
@seeded
def test_a_run_in_parts_is_the_run_in_one(of, n):
    data = examples(of, n)
    whole = run(of, of.start(Xavier()), data, 3)
    half = run(of, of.start(Xavier()), data, 1)[-1]
    assert half.step == steps_per_epoch(n, of.batch_size)
    assert same(run(of, half, data, 3)[-1], whole[-1])
    assert whole[-1].step == 3 * steps_per_epoch(n, of.batch_size)
    assert run(of, whole[-1], data, 3) == [whole[-1]]


def test_progress_tells_the_batch_and_its_values():
    of = trainer(layers((4, 6, 3), ReLU), penalty=L2(0.1))
    data, state = examples(of, 10), of.start(Xavier())
    sizes = []
    for progress in train(of, state, data, 2):
        X, y = of.batch(state.step, data)
        assert same_bits(progress.y, y)
        assert progress.forward.O.shape == (len(X), 3)
        assert progress.state.step == state.step + 1
        expected, forward = of.step(state, X, y)
        assert same(progress.state, expected)
        assert same_bits(progress.forward.J, forward.J)
        sizes.append(len(X))
        state = progress.state
    assert sizes == [4, 4, 2, 4, 4, 2]


@pytest.mark.parametrize("optimiser", [sgd(0.1), sgd(0.1, 0.9, 0.1), adam(0.1)])
def test_an_update_builds_a_new_state_and_leaves_the_old_one(optimiser):
    of = trainer(layers((4, 6, 3), ReLU, 0.5), penalty=L2(0.1), optimiser=optimiser)
    data, first = examples(of), of.start(Xavier())
    second, _ = of.step(first, *of.batch(0, data))
    kept = [a.copy() for state in (first, second) for a in arrays(state)]
    third, _ = of.step(second, *of.batch(1, data))
    now = [a for state in (first, second) for a in arrays(state)]
    assert all(same_bits(a, b) for a, b in zip(kept, now, strict=True))
    assert (first.step, second.step, third.step) == (0, 1, 2)
    assert not any(a is b for a in arrays(second) for b in arrays(third))
    with pytest.raises(FrozenInstanceError):
        first.step = 1


def test_the_memory_of_a_state_is_that_of_its_arrays():
    of = trainer((*layers((4, 6, 3), ReLU),), optimiser=adam(0.1), dtype=np.float32)
    first = of.start(Xavier())
    second, _ = of.step(first, *of.batch(0, examples(of)))
    parameters = 4 * (4 * 6 + 6 + 6 * 3 + 3)
    assert first.nbytes == parameters
    assert second.nbytes == 3 * parameters


@given(trainers(), st.integers(1, 40), st.integers(1, 45))
@seeded
def test_evaluation_in_chunks_is_evaluation_at_once(of, n, chunk):
    data, state = examples(of, n), of.start(Xavier())
    tolerance = 1e-12 if of.dtype == np.float64 else 1e-5
    chunked = evaluate(of.objective, state.params, data, of.dtype, chunk)
    whole = evaluate(of.objective, state.params, data, of.dtype, n)
    assert_close(chunked["outputs"], whole["outputs"], tolerance, "outputs")
    assert_close(chunked["loss"], whole["loss"], tolerance, "loss")
    X, y = data.take(slice(0, n), of.dtype)
    outputs, _ = of.objective.network.forward(state.params, X)
    L, _ = of.objective.loss.forward(outputs, y)
    assert same_bits(whole["outputs"], outputs)
    assert_close(whole["loss"], L, tolerance, "loss")


def test_evaluation_leaves_the_penalty_out():
    of = trainer(layers((4, 3), ReLU), LOSSES["squared error"])
    penalised = replace(of, objective=replace(of.objective, penalty=L2(100.0)))
    params, data = of.start(Xavier()).params, examples(of)
    with_it = evaluate(penalised.objective, params, data, np.float64)
    without = evaluate(of.objective, params, data, np.float64)
    assert same_bits(with_it["loss"], without["loss"])


def test_correct_counts_the_largest_outputs_at_their_labels():
    outputs = np.array([[0.1, 0.9], [2.0, -1.0], [0.3, 0.4], [1.0, 1.0]])
    labels = np.array([[1], [1], [1], [0]])
    assert correct(outputs, labels).tolist() == [3]
    both = correct(np.stack([outputs, -outputs]), labels)
    assert both.tolist() == [[3], [2]]


def test_another_learning_rate_acts_on_the_next_step_and_keeps_what_is_remembered():
    of = trainer(layers((4, 6, 3), ReLU), optimiser=sgd(0.1, 0.9))
    slower = replace(of, optimiser=replace(of.optimiser, descent=Descent(0.05)))
    data = examples(of)
    state, _ = of.step(of.start(Xavier()), *of.batch(0, data))
    X, y = of.batch(1, data)
    (fast, _), (slow, _) = of.step(state, X, y), slower.step(state, X, y)
    for place in (0, 2):
        moved = fast.params[place]["W"] - state.params[place]["W"]
        half = slow.params[place]["W"] - state.params[place]["W"]
        assert_close(2 * half, moved, 1e-13)
        assert same_bits(fast.slots[place, "W"]["v"], slow.slots[place, "W"]["v"])


def test_training_learns():
    """Two heaps of points, far apart: a straight line between them is found."""
    y = np.arange(60)[:, None] % 2
    data = Examples(normal(0, 60, 2) + 4 * y, y)
    of = trainer(layers((2, 8, 2), ReLU), batch_size=10, dtype=np.float32)
    state = run(of, of.start(Xavier()), data, 20)[-1]
    found = evaluate(of.objective, state.params, data)
    assert correct(found["outputs"], y).item() == 60
    assert found["loss"].item() < 0.05
