"""The data set's promise: right shapes, and arrays nobody can write to."""

import numpy as np
import pytest

from sandbox.labs.data.dataset import CLASS_KEYS, ImageDataset

IMAGES = np.zeros((4, 28, 28), np.uint8)
LABELS = np.arange(4, dtype=np.uint8)


def test_arrays_are_read_only_and_the_callers_stay_writable() -> None:
    images, labels = IMAGES.copy(), LABELS.copy()
    data = ImageDataset("mine", images, labels, images, labels, "a test")
    for array in (data.train_images, data.train_labels, data.test_images, data.test_labels):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
    images[0] = 1
    assert data.train_images[0, 0, 0] == 1, "no copy is made"


def test_wrong_shapes_and_types_are_refused() -> None:
    with pytest.raises(ValueError, match="test: expected pictures"):
        ImageDataset("mine", IMAGES, LABELS, IMAGES, LABELS[:3], "a test")
    with pytest.raises(ValueError, match="train: pictures and labels must be uint8"):
        ImageDataset("mine", IMAGES.astype(float), LABELS, IMAGES, LABELS, "a test")


def test_class_keys_are_fashion_mnists_in_order() -> None:
    assert len(set(CLASS_KEYS)) == 10
    assert (CLASS_KEYS[0], CLASS_KEYS[6], CLASS_KEYS[9]) == ("t-shirt", "shirt", "ankle-boot")
