"""The ten classes, and a whole data set drawn from a seed."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from sandbox.engine.randomness import generator
from sandbox.labs.data.dataset import CLASS_KEYS, SIDE, ImageDataset, Pixels
from sandbox.labs.data.garments import bags, sandals, shoes, tops, trousers
from sandbox.labs.data.garments.draws import Draws, Floats, fields

CLASSES: tuple[Callable[[Draws], Floats], ...] = (
    partial(tops.draw, styles=tops.T_SHIRTS),
    trousers.draw,
    partial(tops.draw, styles=tops.PULLOVERS),
    partial(tops.draw, styles=tops.DRESSES),
    partial(tops.draw, styles=tops.COATS),
    sandals.draw,
    partial(tops.draw, styles=tops.SHIRTS),
    partial(shoes.draw, styles=shoes.SNEAKERS),
    bags.draw,
    partial(shoes.draw, styles=shoes.BOOTS),
)
"""For each label, in order, what draws the brightness (n, 28, 28) of n garments of that class."""


_CHUNK = 500
"""Pictures drawn at a time: fewer, and Python's own work shows; more, and the caches overflow."""


def make(seed: int = 0, n_train: int = 60_000, n_test: int = 10_000) -> ImageDataset:
    """Draw the data set: a function of its arguments alone, classes balanced, order shuffled.

    Pictures to train and to test come from different draws. Raises ValueError for counts below 1.
    """
    if n_train < 1 or n_test < 1:
        raise ValueError(f"at least 1 picture of each kind is needed, not {n_train} and {n_test}")
    return data_set(seed, *_part(seed, "train", n_train), *_part(seed, "test", n_test))


def data_set(
    seed: int,
    train_images: Pixels,
    train_labels: Pixels,
    test_images: Pixels,
    test_labels: Pixels,
) -> ImageDataset:
    """Name what was drawn from `seed`; pictures may come as one long row of pixels."""
    return ImageDataset(
        name="garments",
        train_images=train_images.reshape(-1, SIDE, SIDE),
        train_labels=train_labels,
        test_images=test_images.reshape(-1, SIDE, SIDE),
        test_labels=test_labels,
        source=f"drawn from seed {seed}",
    )


def _part(seed: int, part: str, n: int) -> tuple[Pixels, Pixels]:
    order = generator(seed, f"garments.{part}.order").permutation(n)
    labels = np.empty(n, np.uint8)
    labels[order] = np.arange(n) % len(CLASS_KEYS)
    images = np.empty((n, SIDE, SIDE), np.uint8)
    textures = fields(seed)

    def fill(job: tuple[int, int]) -> None:
        label, chunk = job
        where = order[label :: len(CLASS_KEYS)][chunk * _CHUNK : (chunk + 1) * _CHUNK]
        rng = generator(seed, f"garments.{part}.{CLASS_KEYS[label]}", chunk)
        light = CLASSES[label](Draws(rng, len(where), textures))
        images[where] = _develop(rng, light)

    # NumPy lets go of the interpreter while it computes, so threads are enough.
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        for _ in pool.map(fill, _jobs(n)):
            pass
    return images, labels


def _jobs(n: int) -> Iterator[tuple[int, int]]:
    """Each class with each of its chunks."""
    for label in range(len(CLASS_KEYS)):
        count = len(range(label, n, len(CLASS_KEYS)))
        for chunk in range(-(-count // _CHUNK)):
            yield label, chunk


def _develop(rng: np.random.Generator, light: Floats) -> Pixels:
    """From brightness to pixels: a little grain where there is cloth, then 8 bits."""
    grain = rng.integers(0, 256, light.shape, np.uint8).astype(np.float32)
    grain *= np.float32(0.06 / 256)
    grain += np.float32(0.97)
    light *= grain
    light *= 255
    np.clip(light, np.float32(0), np.float32(255), out=light)
    return light.astype(np.uint8)
