"""Pictures of clothes as examples to train on."""

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.batches import Examples
from sandbox.labs.data.dataset import ImageDataset
from sandbox.labs.knobs import KnobError

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
