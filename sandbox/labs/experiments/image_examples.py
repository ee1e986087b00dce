"""Pictures as examples to train on, and which of them a classifier gets wrong."""

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.batches import Examples
from sandbox.labs.data.dataset import CLASS_KEYS, ImageDataset
from sandbox.labs.knobs import KnobError
from sandbox.labs.pictures import Captioned, Images, Matrix

PIXELS = 784
SCALE = 1 / 255


def split(images: ImageDataset, n_train: int) -> tuple[Examples, Examples]:
    """The first `n_train` pictures to learn from (0: all), and all to test with.

    Raises KnobError where there are not that many.
    """
    n = len(images.train_images)
    if n_train > n:
        sentence = f"n_train={n_train} is more than there are: give {n} or fewer"
        raise KnobError(sentence, "refused_many", knob="n_train", given=n_train, there=n)
    n = n_train or n
    return (
        examples(images.train_images[:n], images.train_labels[:n]),
        examples(images.test_images, images.test_labels),
    )


def examples(images: Array, labels: Array) -> Examples:
    """Pictures as rows of bytes (N, 784), scaled to 0 … 1 as they are taken; labels (N, 1)."""
    return Examples(
        images.reshape(len(images), PIXELS), labels.astype(np.int64)[:, None], scale=SCALE
    )


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
