"""The garments' file: drawn once, checked on each load, and never a reason to stop."""

import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest

from sandbox.labs.data.dataset import ImageDataset
from sandbox.labs.data.garments import cache, load_or_make, make

SIZES = {"seed": 1, "n_train": 60, "n_test": 20}


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time the pictures were drawn."""
    count: list[int] = []

    def counted(*args: int) -> ImageDataset:
        count.append(1)
        return make(*args)

    monkeypatch.setattr(cache, "make", counted)
    return count


def same(one: ImageDataset, other: ImageDataset) -> bool:
    return (
        np.array_equal(one.train_images, other.train_images)
        and np.array_equal(one.train_labels, other.train_labels)
        and np.array_equal(one.test_images, other.test_images)
        and np.array_equal(one.test_labels, other.test_labels)
        and (one.name, one.source) == (other.name, other.source)
    )


def test_the_second_time_they_come_from_the_file(tmp_path: Path, drawings: list[int]) -> None:
    folder = tmp_path / "new" / "cache"
    first = load_or_make(folder, **SIZES)
    second = load_or_make(folder, **SIZES)
    assert len(drawings) == 1
    assert same(first, second)
    assert same(second, make(**SIZES))
    assert not second.train_images.flags.writeable
    assert len(list(folder.iterdir())) == 1, "nothing temporary stays"


@pytest.mark.parametrize("fault", ["cut", "changed", "label", "longer", "empty"])
def test_a_damaged_file_is_drawn_anew_and_mended(
    tmp_path: Path, drawings: list[int], fault: str
) -> None:
    whole = load_or_make(tmp_path, **SIZES)
    (path,) = tmp_path.iterdir()
    content = bytearray(path.read_bytes())
    if fault == "changed":
        content[5000] ^= 1
    if fault == "label":
        content[60 * 784 + 3] ^= 1
    if fault == "cut":
        del content[-9:]
    if fault == "longer":
        content += b"\0"
    if fault == "empty":
        content.clear()
    path.write_bytes(content)
    assert same(load_or_make(tmp_path, **SIZES), whole)
    assert len(drawings) == 2
    assert same(load_or_make(tmp_path, **SIZES), whole)
    assert len(drawings) == 2


def test_a_folder_that_cannot_be_written_is_survived(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert same(load_or_make(tmp_path / "file" / "below", **SIZES), make(**SIZES))
    assert same(load_or_make(tmp_path / "file", **SIZES), make(**SIZES))


def test_a_full_disk_is_survived_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache, "_checksum", full)
    assert same(load_or_make(tmp_path, **SIZES), make(**SIZES))
    assert list(tmp_path.iterdir()) == []


def test_seeds_and_sizes_have_files_of_their_own(tmp_path: Path) -> None:
    load_or_make(tmp_path, **SIZES)
    load_or_make(tmp_path, **{**SIZES, "seed": 2})
    load_or_make(tmp_path, **{**SIZES, "n_test": 30})
    assert len(list(tmp_path.iterdir())) == 3


def test_a_new_version_replaces_the_old_file_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawings: list[int]
) -> None:
    load_or_make(tmp_path, **{**SIZES, "seed": 12})
    load_or_make(tmp_path, **SIZES)
    monkeypatch.setattr(cache, "_version", lambda seed: "next")
    load_or_make(tmp_path, **SIZES)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(drawings) == 3
    assert len(names) == 2
    assert names[0] == "garments-1-60-20-next.u8"
    assert names[1].startswith("garments-12-")


def test_the_version_follows_the_drawing_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.py").write_text("one")
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path)
    before = cache._version(0)
    assert cache._version(0) == before
    (tmp_path / "a.py").write_text("two")
    assert cache._version(0) != before


def test_a_label_of_no_class_is_drawn_anew(tmp_path: Path, drawings: list[int]) -> None:
    whole = load_or_make(tmp_path, **SIZES)
    (path,) = tmp_path.iterdir()
    content = bytearray(path.read_bytes())
    content[60 * 784 + 3] = 200
    content[-4:] = zlib.crc32(content[:-4]).to_bytes(4, "little")
    path.write_bytes(content)
    assert same(load_or_make(tmp_path, **SIZES), whole)
    assert len(drawings) == 2


WRITING = """
import sys, time
from pathlib import Path
from sandbox.labs.data.garments import cache
def wait(parts):
    print("writing", flush=True)
    time.sleep(60)
cache._checksum = wait
cache.load_or_make(Path(sys.argv[1]), 2, 60, 20)
"""


def test_what_a_killed_process_was_writing_is_swept_and_no_other(tmp_path: Path) -> None:
    load_or_make(tmp_path, **SIZES)
    before = set(tmp_path.iterdir())
    writing = subprocess.Popen(
        [sys.executable, "-c", WRITING, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert writing.stdout is not None
    with writing:
        assert writing.stdout.readline() == "writing\n"
        (temporary,) = set(tmp_path.iterdir()) - before
        load_or_make(tmp_path, **SIZES)
        assert temporary.exists(), "it is being written"
        writing.kill()
    assert temporary.exists()
    load_or_make(tmp_path, **SIZES)
    assert set(tmp_path.iterdir()) == before
