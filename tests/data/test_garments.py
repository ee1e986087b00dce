"""The drawn stand-in: a function of its seed, shaped like the real thing, and teaching it."""

import threading
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from sandbox.engine.randomness import generator
from sandbox.labs.data import sources
from sandbox.labs.data.dataset import CLASS_KEYS, ImageDataset
from sandbox.labs.data.garments import make
from sandbox.labs.data.garments.drawing import CLASSES
from sandbox.labs.data.garments.draws import Draws, fields

ROOT = Path(__file__).resolve().parents[2]
MINI = ROOT.parent / "shared" / "data" / "fashion-mnist-mini"
TROUSER, BAG, SHIRT = 1, 8, 6
SHOES = (5, 7, 9)


@cache
def some() -> ImageDataset:
    return make(seed=0, n_train=12_000, n_test=2_000)


def arrays(data: ImageDataset) -> list[np.ndarray]:
    return [data.train_images, data.train_labels, data.test_images, data.test_labels]


def test_name_source_shapes() -> None:
    data = make(seed=5, n_train=37, n_test=12)
    assert (data.name, data.source) == ("garments", "drawn from seed 5")
    assert data.train_images.shape == (37, 28, 28)
    assert data.test_images.shape == (12, 28, 28)


def test_the_same_seed_gives_the_same_bytes_in_any_thread() -> None:
    results: list[ImageDataset] = []
    threads = [threading.Thread(target=lambda: results.append(make(3, 1500, 90))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one, other in zip(arrays(results[0]), arrays(results[1]), strict=True):
        np.testing.assert_array_equal(one, other)


def test_another_seed_gives_other_pictures() -> None:
    assert not np.array_equal(make(1, 50, 10).train_images, make(2, 50, 10).train_images)


def test_classes_are_balanced_and_shuffled() -> None:
    labels = some().train_labels
    assert np.bincount(labels).tolist() == [1200] * 10
    assert np.bincount(labels[:1000], minlength=10).min() > 60
    assert np.bincount(make(0, 37, 10).train_labels).tolist() == [4] * 7 + [3] * 3


def test_train_and_test_share_no_picture_and_none_comes_twice() -> None:
    data = some()
    seen = [image.tobytes() for image in (*data.train_images, *data.test_images)]
    # Two nearly black prints may look alike; whole batches drawn twice would be hundreds.
    assert len(set(seen)) >= len(seen) - 2


@pytest.mark.parametrize("label", range(10), ids=CLASS_KEYS)
def test_each_class_is_painted_in_float32_and_is_finite(label: int) -> None:
    light = CLASSES[label](Draws(generator(0, "test"), 300, fields(0)))
    assert light.shape == (300, 28, 28)
    assert light.dtype == np.float32
    assert np.isfinite(light).all()
    assert light.min() >= -0.5 and light.max() <= 2.5


def test_objects_fill_the_frame_along_their_longer_side_on_black() -> None:
    data = some()
    object_ = data.train_images > 8
    down, across = np.any(object_, axis=2), np.any(object_, axis=1)
    reaches = (down[:, :2].any(1) & down[:, -2:].any(1)) | (
        across[:, :2].any(1) & across[:, -2:].any(1)
    )
    assert reaches.mean() > 0.97
    assert np.median(data.train_images[:, :1, :1]) == 0


def test_pictures_are_centred() -> None:
    data = some()
    for label in range(10):
        mass = (data.train_images[data.train_labels == label] > 8).mean(0)
        ys, xs = np.nonzero(mass > 0.02)
        assert abs(ys.min() + ys.max() - 27) <= 3
        assert abs(xs.min() + xs.max() - 27) <= 3


def test_shoes_point_left() -> None:
    data = some()
    for label in SHOES:
        mean = data.train_images[data.train_labels == label].mean(0)
        assert mean[:14, 14:].sum() > 1.3 * mean[:14, :14].sum(), "the ankle is on the right"


def test_brightness_is_like_fashion_mnists() -> None:
    data = some()
    assert 0.25 < data.train_images.mean() / 255 < 0.32
    fill = (data.train_images > 5).mean((1, 2))
    by_class = [fill[data.train_labels == label].mean() for label in range(10)]
    assert 0.42 < fill.mean() < 0.56
    assert by_class[5] == min(by_class), "sandals are mostly background"


def train(X: np.ndarray, y: np.ndarray, epochs: int, seed: int = 0) -> list[np.ndarray]:
    """The lecture's 784-256-10 network in plain NumPy."""
    rng = np.random.default_rng(seed)
    X = X.reshape(-1, 784).astype(np.float32) / 255
    W1 = rng.normal(0, 0.01, (784, 256)).astype(np.float32)
    W2 = rng.normal(0, 0.01, (256, 10)).astype(np.float32)
    b1, b2 = np.zeros(256, np.float32), np.zeros(10, np.float32)
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), 64):
            batch = order[start : start + 64]
            A, n = X[batch], len(batch)
            H = np.maximum(A @ W1 + b1, 0)
            Z = H @ W2 + b2
            P = np.exp(Z - Z.max(1, keepdims=True))
            P /= P.sum(1, keepdims=True)
            P[np.arange(n), y[batch]] -= 1
            P *= np.float32(0.1 / n)
            D = (P @ W2.T) * (H > 0)
            W2 -= H.T @ P
            b2 -= P.sum(0)
            W1 -= A.T @ D
            b1 -= D.sum(0)
    return [W1, b1, W2, b2]


def guesses(net: list[np.ndarray], X: np.ndarray) -> np.ndarray:
    W1, b1, W2, b2 = net
    H = np.maximum(X.reshape(-1, 784).astype(np.float32) / 255 @ W1 + b1, 0)
    return np.asarray((H @ W2 + b2).argmax(1))


@cache
def trained() -> list[np.ndarray]:
    return train(some().train_images, some().train_labels, epochs=7)


def recall(y: np.ndarray, guess: np.ndarray) -> np.ndarray:
    return np.array([(guess[y == label] == label).mean() for label in range(10)])


def test_a_small_network_learns_them_about_as_well_as_fashion_mnist() -> None:
    data = some()
    guess = guesses(trained(), data.test_images)
    assert 0.78 < (guess == data.test_labels).mean() < 0.92


def test_what_is_hard_is_hard_in_the_same_way() -> None:
    data = some()
    guess = guesses(trained(), data.test_images)
    right = recall(data.test_labels, guess)
    tops = [0, 2, 4, SHIRT]
    assert right[tops].mean() < 0.82
    assert right[[TROUSER, BAG]].min() > 0.93
    # Shirts, T-shirts, pullovers and coats are taken for each other, hardly for anything else.
    wrong = np.isin(data.test_labels, tops) & (guess != data.test_labels)
    assert np.isin(guess[wrong], tops).mean() > 0.85


@pytest.mark.skipif(not MINI.is_dir(), reason="the real pictures are not beside this checkout")
def test_what_is_learned_from_drawings_holds_for_real_pictures() -> None:
    real = sources.load(MINI)
    X = np.concatenate([real.train_images, real.test_images])
    y = np.concatenate([real.train_labels, real.test_labels])
    assert (guesses(trained(), X) == y).mean() > 0.55


def test_counts_below_one_are_refused() -> None:
    with pytest.raises(ValueError, match="not 0 and 5"):
        make(0, 0, 5)
