"""train(X, y, rng): the test accuracy of the parameters it gives, on pictures it has not seen."""

import numpy as np

from sandbox.engine.activations import ReLU
from sandbox.engine.layers import Linear
from sandbox.engine.network import Network
from sandbox.exercises import Seed
from sandbox.exercises.comparison import type_name
from sandbox.labs.data.garments import make
from sandbox.labs.experiments.image_examples import PIXELS, examples

WANTED = 0.80
N_TRAIN, N_TEST = 10_000, 2000
CLASSES = 10
NAMES = ("W1", "b1", "W2", "b2")

_test = []
"""The pictures kept back."""


def cases(rng):
    """Garments that were drawn for this check."""
    drawn = make(int(rng.integers(1, 10_000)), N_TRAIN, N_TEST)
    _test[:] = examples(drawn.test_images, drawn.test_labels).take(slice(None), np.float32)
    X, y = examples(drawn.train_images, drawn.train_labels).take(slice(None), np.float32)
    yield "garments", (X, y[:, 0], Seed(int(rng.integers(10_000))))


def judge(args, answer):
    """None where enough of the test pictures are recognised."""
    if not isinstance(answer, dict) or set(answer) != set(NAMES):
        return "not_parameters", {}
    for part in answer.values():
        if not isinstance(part, np.ndarray):
            return "type", {"type": type_name(part), "wanted": "array"}
    params = {name: answer[name].astype(np.float64) for name in NAMES}
    W1, W2 = params["W1"], params["W2"]
    M = W1.shape[-1] if W1.ndim == 2 else 0
    b1, b2 = params["b1"].reshape(1, -1), params["b2"].reshape(1, -1)
    wanted = ((PIXELS, M), (1, M), (M, CLASSES), (1, CLASSES))
    if (W1.shape, b1.shape, W2.shape, b2.shape) != wanted:
        return "shapes", {"shapes": f"{W1.shape}, {W2.shape}"}
    if not all(np.isfinite(w).all() for w in params.values()):
        return "diverged", {}
    layers = Network((Linear(PIXELS, M), ReLU(), Linear(M, CLASSES)))

    def passed(X, y):
        """The hidden units, and how many examples are recognised."""
        O, caches = layers.forward(({"W": W1, "b": b1}, {}, {"W": W2, "b": b2}), X)
        return caches[2][0], np.mean(O.argmax(axis=1) == y)

    X, y = _test[0], _test[1][:, 0]
    H, accuracy = passed(X, y)
    if accuracy >= WANTED:
        return "passed", {"percent": f"{100 * accuracy:.0f} %", "pictures": len(X)}
    values = {"accuracy": f"{accuracy:.3f}", "wanted": f"{WANTED:.2f}"}
    for formula, changed in pictures(args[0], X):
        other = passed(changed, y)[1]
        if other >= WANTED:
            return "other_pictures", {**values, "formula": formula, "other": f"{other:.3f}"}
    seen = passed(args[0], args[1])[1]
    return named(W1, H, accuracy, {**values, "seen": f"{seen:.3f}"})


def pictures(X, new):
    """New pictures as they are when X is shifted or scaled before training, and how."""
    mean, std = X.mean(axis=0), X.std(axis=0)
    yield "(X − X.mean(axis=0)) / X.std(axis=0)", (new - mean) / (std + 1e-8)
    yield "(X − X.mean()) / X.std()", (new - X.mean()) / X.std()
    yield "X − X.mean(axis=0)", new - mean
    yield "X − X.mean()", new - X.mean()
    yield "2 X − 1", 2 * new - 1
    yield "X / 255", new / 255
    yield "255 X", 255 * new


def named(W1, H, accuracy, values):
    """What an accuracy that is too low comes of."""
    if not W1.any():
        return "zero_start", values
    if np.ptp(W1, axis=1).max() < 1e-6 * np.abs(W1).max():
        return "all_alike", values
    if not H.any():
        return "dead", values
    if accuracy < 1.5 / CLASSES:
        return "chance", values
    return "too_low", values
