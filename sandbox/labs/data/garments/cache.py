"""The drawn garments kept on disk, so that they are drawn once."""

import fcntl
import hashlib
import os
import tempfile
import zlib
from contextlib import suppress
from importlib import resources
from pathlib import Path

import numpy as np

from sandbox.base import files
from sandbox.engine.randomness import generator
from sandbox.labs.data.dataset import SIDE, ImageDataset, Pixels
from sandbox.labs.data.garments.drawing import data_set, make

_CHECKSUM_BYTES = 4


def load_or_make(
    cache_dir: Path | None, seed: int = 0, n_train: int = 60_000, n_test: int = 10_000
) -> ImageDataset:
    """The garments `make` would draw, from a file in `cache_dir` where a sound one is there.

    Else they are drawn and the file is written. A folder that cannot be read or written, or a disk
    that is full, costs time and nothing else; so does having no folder at all.
    """
    if cache_dir is None:
        return make(seed, n_train, n_test)
    _sweep(cache_dir)
    path = cache_dir / f"{_stem(seed, n_train, n_test)}-{_version(seed)}.u8"
    found = _load(path, seed, n_train, n_test)
    if found is not None:
        return found
    drawn = make(seed, n_train, n_test)
    with suppress(OSError):
        _save(path, drawn)
        _forget_older(path, _stem(seed, n_train, n_test))
    return drawn


def _stem(seed: int, n_train: int, n_test: int) -> str:
    return f"garments-{seed}-{n_train}-{n_test}"


def _version(seed: int) -> str:
    """A name for all that decides the pixels: the drawing code and the random stream."""
    digest = hashlib.sha256(generator(seed, "garments.version").bytes(16))
    for source in sorted(resources.files(__package__).iterdir(), key=lambda entry: entry.name):
        if source.name.endswith(".py"):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def _load(path: Path, seed: int, n_train: int, n_test: int) -> ImageDataset | None:
    """The data set in `path`, or None where the file is missing, cut short or changed."""
    pixels = SIDE * SIDE
    sizes = [n_train * pixels, n_train, n_test * pixels, n_test, _CHECKSUM_BYTES]
    try:
        if path.stat().st_size != sum(sizes):
            return None
        content = np.frombuffer(files.read(path, sum(sizes)), np.uint8)
    except OSError:
        return None
    if len(content) != sum(sizes):
        return None
    *parts, checksum = np.split(content, np.cumsum(sizes)[:-1])
    if checksum.tobytes() != _checksum(parts):
        return None
    try:
        return data_set(seed, *parts)
    except ValueError:  # a label of no class, say
        return None


def _save(path: Path, drawn: ImageDataset) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path = Path(os.path.realpath(path))  # a link to where there is more room stays one
    parts = [drawn.train_images, drawn.train_labels, drawn.test_images, drawn.test_labels]
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            # Held until it is closed, or its process has ended: so others know which are in use.
            with suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX)
            for part in parts:
                file.write(part.data)
            file.write(_checksum(parts))
            file.flush()
            Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _sweep(folder: Path) -> None:
    """Remove files that were being written as their process was killed."""
    for left in folder.glob("garments-*.u8.*"):
        with suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left.unlink()


def _forget_older(path: Path, stem: str) -> None:
    """Remove what other versions of the drawing code left: each file is some 55 MB."""
    for other in path.parent.glob(f"{stem}-*.u8"):
        if other != path:
            other.unlink()


def _checksum(parts: list[Pixels]) -> bytes:
    value = 0
    for part in parts:
        value = zlib.crc32(part.data, value)
    return value.to_bytes(_CHECKSUM_BYTES, "little")
