"""Saving: four files that come back as they were, and never over others."""

import errno
from pathlib import Path

import numpy as np
import pytest

from sandbox.labs.data import idx, sources
from sandbox.labs.data.dataset import DataError, ImageDataset
from sandbox.labs.data.garments import make
from sandbox.labs.data.sources import FILES, choose, load, save

DRAWN = make(seed=0, n_train=20, n_test=10)


def same(one: ImageDataset, other: ImageDataset) -> bool:
    return all(
        np.array_equal(getattr(one, part), getattr(other, part))
        for part in ("train_images", "train_labels", "test_images", "test_labels")
    )


def test_what_was_saved_comes_back_under_its_own_name(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    paths = save(DRAWN, folder)
    assert paths == [folder / f"{name}.gz" for name in FILES]
    found = load(folder)
    assert same(found, DRAWN)
    assert found.name == "garments"
    assert choose("auto", folder, {}).name == "garments"
    with pytest.raises(DataError, match="holds saved garments, not Fashion-MNIST"):
        choose("fashion-mnist", folder, {})


def test_real_pictures_keep_theirs(tmp_path: Path) -> None:
    parts = (DRAWN.train_images, DRAWN.train_labels, DRAWN.test_images, DRAWN.test_labels)
    save(ImageDataset("fashion-mnist", *parts, "a folder"), tmp_path)
    assert load(tmp_path).name == "fashion-mnist"
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.gz" for name in FILES}


@pytest.mark.parametrize("there", [FILES[0], f"{FILES[3]}.gz"])
def test_nothing_is_overwritten(there: str, tmp_path: Path) -> None:
    (tmp_path / there).write_bytes(b"mine")
    with pytest.raises(DataError, match=f"{there} is there already and stays as it is"):
        save(DRAWN, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {there: b"mine"}


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(path: Path, array: np.ndarray, *, compress: bool) -> None:
        idx.write(path, array, compress=compress)
        if "t10k" in path.name:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sources, "idx", type("Full", (), {"write": staticmethod(write)}))
    with pytest.raises(DataError, match=r"cannot be written to \(No space left on device\)"):
        save(DRAWN, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="cannot be written to"):
        save(DRAWN, tmp_path / "file")
