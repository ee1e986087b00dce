"""A float32 run is float32 in every number of every step, and a float64 run float64."""

import numpy as np
import pytest
from hypothesis import given

from sandbox.engine.activations import ACTIVATIONS
from sandbox.engine.batches import Examples
from sandbox.engine.initialisation import Xavier
from sandbox.engine.penalties import L2
from sandbox.engine.recording import Recording, record
from sandbox.engine.training import State, evaluate
from tests.engine.cases import (
    DTYPES,
    LOSSES,
    PENALTIES,
    ends,
    examples,
    layers,
    optimisers,
    seeded,
    trainer,
    trainers,
)

each_dtype = pytest.mark.parametrize("dtype", DTYPES, ids=["float64", "float32"])


def assert_dtype(recording: Recording, dtype: type) -> None:
    """Values are of the dtype, but for masks and the like, which are bool."""
    for step in recording.steps:
        kind = np.asarray(step.value).dtype
        assert kind in (dtype, np.bool_), f"{step.place}, {step.id} is {kind}"
    assert {step.value.dtype for step in recording.steps} >= {np.dtype(dtype)}
    assert_state(recording.after, dtype)


def assert_state(state: State, dtype: type) -> None:
    kept = [values for layer in state.params for values in layer.values()]
    kept += [values for slots in state.slots.values() for values in slots.values()]
    assert {values.dtype for values in kept} <= {np.dtype(dtype)}


@given(trainers())
@seeded
def test_every_step_of_any_network(of):
    data, state = examples(of), of.start(Xavier())
    for step in range(2):
        recording = record(of, state, *of.batch(step, data))
        assert_dtype(recording, of.dtype)
        state = recording.after


@each_dtype
@pytest.mark.parametrize("kind", [np.uint8, np.int64])
@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS.keys())
@pytest.mark.parametrize("name", optimisers())
def test_pictures_with_labels(name, activation, kind, dtype):
    """Bytes in, whole-number labels, every kind of layer: nothing is widened on the way."""
    of = trainer(
        layers((6, 5, 3), activation, 0.5),
        penalty=PENALTIES["l2"],
        optimiser=optimisers()[name],
        dtype=dtype,
    )
    pixels = np.random.default_rng(0).integers(256, size=(9, 6), dtype=np.uint8)
    data = Examples(pixels, np.arange(9).astype(kind)[:, None] % 3, scale=1 / 255)
    recording = record(of, of.start(Xavier()), *of.batch(0, data))
    assert_dtype(recording, dtype)
    found = evaluate(of.objective, recording.after.params, data, dtype)
    assert found["outputs"].dtype == dtype


@each_dtype
@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES.keys())
def test_settings_with_a_number_for_each_replica(loss, dtype):
    """Settings in the run's dtype leave it as it is."""
    setting = np.array([0.1, 0.2], dtype).reshape(2, 1, 1)
    for optimiser in optimisers(setting, setting, setting).values():
        of = trainer(
            layers((4, 5, 3), ACTIVATIONS["relu"], setting),
            loss,
            L2(setting),
            optimiser,
            seed=(0, 1),
            dtype=dtype,
        )
        recording = record(of, of.start(Xavier()), *of.batch(0, examples(of)))
        assert_dtype(recording, dtype)


@each_dtype
def test_outputs_of_an_evaluation(dtype):
    """Evaluation, a chunk at a time, the last one smaller; its loss is added up in float64."""
    of = trainer(layers((4, 5, 3), ACTIVATIONS["sigmoid"], 0.5), dtype=dtype)
    state = of.start(Xavier())
    found = evaluate(of.objective, state.params, examples(of, 7), dtype, chunk=3)
    assert found["outputs"].shape == (7, ends(of)[1])
    assert found["outputs"].dtype == dtype
    assert found["loss"].dtype == np.float64
