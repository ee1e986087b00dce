"""What a classifier makes of the test pictures: its worst mistakes, and who is taken for whom."""

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.labs.data.dataset import CLASS_KEYS
from sandbox.labs.pictures import Captioned, Images, Matrix

SHOWN = 24
"""How many pictures a gallery has."""


def worst_mistakes(name: str, images: Array, labels: Array, outputs: Array) -> Images:
    """The pictures (N, 28, 28) whose wrong guess is surest; then the least sure right ones.

    `labels` (N, 1) are the truth, `outputs` (N, K) the logits.
    """
    P = probabilities(outputs)
    guesses, sureness, truth = P.argmax(axis=1), P.max(axis=1), labels[:, 0]
    # Where the numbers have left the range of float32 nothing is known to be sure.
    known = np.nan_to_num(sureness, nan=0.0)
    order = np.argsort(np.where(guesses != truth, -1 - known, known), kind="stable")[:SHOWN]
    return Images(
        name=name,
        pixels=images[order],
        captions=tuple(
            Captioned(CLASS_KEYS[truth[i]], CLASS_KEYS[guesses[i]], float(sureness[i]))
            for i in order
        ),
    )


def confusion(name: str, labels: Array, outputs: Array) -> Matrix:
    """How many pictures of each class (rows) are taken for each class (columns)."""
    k = len(CLASS_KEYS)
    counts = np.bincount(labels[:, 0] * k + outputs.argmax(axis=1), minlength=k * k)
    return Matrix(
        name=name,
        values=counts.reshape(k, k),
        rows=CLASS_KEYS,
        columns=CLASS_KEYS,
        row_name="truth",
        column_name="guess",
        heat=True,
    )


@np.errstate(all="ignore")
def probabilities(outputs: Array) -> Array:
    """Softmax of logits (N, K), in float64."""
    shifted = np.exp(outputs.astype(np.float64) - outputs.max(axis=1, keepdims=True))
    P: Array = shifted / shifted.sum(axis=1, keepdims=True)
    return P
