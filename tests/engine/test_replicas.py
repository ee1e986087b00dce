"""Replicas: R networks in one run are R runs, to the bit or nearly so, and PyTorch agrees."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.activations import ReLU, Tanh
from sandbox.engine.batches import Examples
from sandbox.engine.initialisation import Xavier
from sandbox.engine.penalties import L1, L2
from sandbox.engine.training import State, Trainer, evaluate, train
from tests.engine.arrays import TOLERANCE, assert_close, largest, normal
from tests.engine.cases import (
    DTYPES,
    LOSSES,
    PENALTIES,
    ends,
    examples,
    layers,
    of_replica,
    optimisers,
    seeded,
    start,
    state_of_replica,
    trainer,
    trainers,
)

R = 3
SEEDS = (5, 0, 9)
STEPS = 10
SINGLE = {np.dtype(np.float64): 1e-12, np.dtype(np.float32): 1e-5}
"""How far replicas may be from single runs: sums may be added up in another order."""


def per_replica(dtype: type, *values: float) -> np.ndarray:
    """A setting with a number for each replica."""
    return np.array(values, dtype).reshape(R, 1, 1)


def own_settings(name: str, penalty: str, dtype: type, **others) -> Trainer:
    """A trainer whose every setting differs from replica to replica."""
    lr, beta = per_replica(dtype, 0.02, 0.05, 0.1), per_replica(dtype, 0.0, 0.5, 0.9)
    decay, p = per_replica(dtype, 0.0, 0.3, 2.0), per_replica(dtype, 0.0, 0.25, 0.6)
    penalties = {"none": None, "l1": L1(decay), "l2": L2(decay)}
    return trainer(
        layers((5, 6, 4, 3), Tanh, p),
        penalty=penalties[penalty],
        optimiser=optimisers(lr, beta, decay)[name],
        dtype=dtype,
        **others,
    )


def assert_as_single_runs(of: Trainer, state: State, data: Examples, steps: int = STEPS) -> None:
    """Every replica's losses, gradients, parameters and slots are those of a run of its own."""
    tolerance = SINGLE[np.dtype(of.dtype)]
    singles = [(of_replica(of, r), state_of_replica(state, r)) for r in range(R)]
    for step in range(steps):
        X, y = of.batch(step, data)
        before = state
        state, forward = of.step(state, X, y)
        grads = of.objective.backward(before.params, forward)
        for r, (single, at) in enumerate(singles):
            own = data if data.X.ndim == 2 else Examples(data.X[r], data.y[r])
            now, alone = single.step(at, *single.batch(step, own))
            singles[r] = (single, now)
            where = f"replica {r}, step {step}"
            assert_close(share(forward.O, r, 2), alone.O, tolerance, f"O, {where}")
            assert_close(share(forward.J, r, 2), alone.J, tolerance, f"J, {where}")
            own_grads = single.objective.backward(at.params, alone)
            scale = largest(own_grads)
            for place, layer in enumerate(now.params):
                for name in layer:
                    what = f"layer {place}, {name}, {where}"
                    ours, theirs = grads[place][name], own_grads[place][name]
                    assert_close(share(ours, r, 2), theirs, tolerance, f"gradient, {what}", scale)
                    assert_close(
                        share(state.params[place][name], r, 2), layer[name], tolerance, what
                    )
                    for slot, values in now.slots.get((place, name), {}).items():
                        ours = state.slots[place, name][slot]
                        assert_close(share(ours, r, 2), values, tolerance, f"slot {slot}, {what}")


def share(values: np.ndarray, r: int, ndim: int) -> np.ndarray:
    """Replica r's part; what has no axis R is everybody's."""
    return values[r] if values.ndim > ndim else values


each_dtype = pytest.mark.parametrize("dtype", DTYPES, ids=["float64", "float32"])


@each_dtype
@pytest.mark.parametrize("penalty", ["none", "l1", "l2"])
@pytest.mark.parametrize("name", optimisers())
def test_own_seeds_and_own_settings(name, penalty, dtype):
    of = own_settings(name, penalty, dtype, seed=SEEDS)
    assert_as_single_runs(of, start(of), examples(of))


@each_dtype
def test_one_seed_and_own_settings(dtype):
    """A sweep from one start: parameters become R of them with the first step."""
    of = own_settings("sgd + momentum + weight decay", "l2", dtype, seed=4)
    state = start(of)
    assert state.params[0]["W"].shape == (5, 6)
    assert_as_single_runs(of, state, examples(of))


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES.keys())
def test_own_data(loss):
    of = trainer(layers((5, 6, 3), ReLU), loss, seed=SEEDS)
    inputs, outputs = ends(of)
    y = normal(1, R, 10, outputs)
    if loss.labels:
        y = np.random.default_rng(1).integers(outputs, size=(R, 10, 1))
    assert_as_single_runs(of, start(of), Examples(normal(0, R, 10, inputs), y))


@given(trainers(), st.integers(1, 30))
@seeded
def test_any_network_trains_as_single_runs(of, n):
    """Through the training loop itself, and to evaluation, with seeds that each have their own."""
    of = Trainer(of.objective, of.optimiser, of.batch_size, SEEDS, of.dtype)
    data, tolerance = examples(of, n), 1e-11 if of.dtype == np.float64 else 1e-4
    state = of.start(Xavier())
    for _, progress in zip(range(5), train(of, state, data, 5), strict=False):
        state = progress.state
    for r in range(R):
        single = of_replica(of, r)
        at = single.start(Xavier())
        for _, progress in zip(range(5), train(single, at, data, 5), strict=False):
            at = progress.state
        assert at.step == state.step > 0
        ours = evaluate(of.objective, state.params, data, of.dtype)
        theirs = evaluate(single.objective, at.params, data, of.dtype)
        assert_close(ours["outputs"][r], theirs["outputs"], tolerance, f"outputs of replica {r}")
        assert_close(ours["loss"][r], theirs["loss"], tolerance, f"loss of replica {r}")


@each_dtype
@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize("name", optimisers())
def test_replicas_against_torch(name, penalty, dtype):
    from tests.engine import oracle

    of, tolerance = own_settings(name, penalty, dtype, seed=SEEDS), TOLERANCE[np.dtype(dtype)]
    state, data = start(of), examples(of)
    singles = [of_replica(of, r) for r in range(R)]
    twins = [oracle.Twin(one, state_of_replica(state, r)) for r, one in enumerate(singles)]
    for step in range(STEPS):
        X, y = of.batch(step, data)
        before = state
        state, forward = of.step(state, X, y)
        grads = of.objective.backward(before.params, forward)
        for r, (single, twin) in enumerate(zip(singles, twins, strict=True)):
            expected = twin.step(*single.batch(step, data))
            where = f"replica {r}, step {step}"
            assert abs(forward.J[r].item() - expected.J) <= tolerance * abs(expected.J), where
            scale = largest(expected.grads)
            for place, layer in enumerate(expected.params):
                for name in layer:
                    known = expected.grads[place][name], layer[name]
                    ours = grads[place][name][r], state.params[place][name][r]
                    assert_close(
                        ours[0], known[0], tolerance, f"gradient of {name}, {where}", scale
                    )
                    assert_close(ours[1], known[1], tolerance, f"{name}, {where}")
