"""A data set of pictures with labels, and the error of one that cannot be had."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from sandbox.base.errors import UserError


class DataError(UserError):
    """Data is missing, damaged or not what it should be; says so, and names the remedy."""


Pixels = NDArray[np.uint8]

SIDE = 28
"""Pixels along each edge of a picture."""

CLASS_KEYS = (
    "t-shirt",
    "trouser",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "ankle-boot",
)
"""The classes in label order (Fashion-MNIST's own); the glossary has words for them."""


@dataclass(frozen=True, eq=False)
class ImageDataset:
    """Pictures with their labels, split in two; the arrays cannot be written to.

    N training and M test pictures: `train_images` (N, 28, 28), `train_labels` (N,), `test_images`
    (M, 28, 28), `test_labels` (M,), all uint8; pixels 0 (background) to 255, labels 0 to 9 as in
    CLASS_KEYS. `source` says where the pictures are from: a folder, or "drawn from seed 0".
    Raises ValueError where shapes, types or labels differ from these.
    """

    name: str
    train_images: Pixels
    train_labels: Pixels
    test_images: Pixels
    test_labels: Pixels
    source: str

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                # A view, so that the caller's own array keeps its flag.
                view = value.view()
                view.flags.writeable = False
                object.__setattr__(self, field.name, view)
        _check(self.train_images, self.train_labels, "train")
        _check(self.test_images, self.test_labels, "test")


def _check(images: Pixels, labels: Pixels, part: str) -> None:
    if images.dtype != np.uint8 or labels.dtype != np.uint8:
        raise ValueError(
            f"{part}: pictures and labels must be uint8, not {images.dtype} and {labels.dtype}"
        )
    if images.shape != (len(labels), SIDE, SIDE) or labels.ndim != 1:
        raise ValueError(
            f"{part}: expected pictures (N, {SIDE}, {SIDE}) and labels (N,), "
            f"got {images.shape} and {labels.shape}"
        )
    if labels.size and labels.max() >= len(CLASS_KEYS):
        raise ValueError(f"{part}: labels go from 0 to {len(CLASS_KEYS) - 1}, not {labels.max()}")
