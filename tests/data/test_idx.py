"""IDX files: what is written is read again, and each fault is named."""

import gzip
import math
import os
import struct
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from sandbox.labs.data import idx
from sandbox.labs.data.dataset import DataError

IMAGES = np.arange(3 * 784, dtype=np.int64).reshape(3, 28, 28).astype(np.uint8)
LABELS = np.array([9, 0, 5], np.uint8)
QUICK = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def header(*sizes: int) -> bytes:
    return bytes([0, 0, 8, len(sizes)]) + struct.pack(f">{len(sizes)}I", *sizes)


@QUICK
@given(
    images=hnp.arrays(np.uint8, st.tuples(st.integers(1, 5), st.just(28), st.just(28))),
    compress=st.booleans(),
)
def test_pictures_come_back_as_written(tmp_path: Path, images: Any, compress: bool) -> None:
    path = tmp_path / "images"
    idx.write(path, images, compress=compress)
    assert (path.read_bytes()[:2] == idx.GZIP_MAGIC) == compress
    np.testing.assert_array_equal(idx.read_images(path), images)


@QUICK
@given(
    labels=hnp.arrays(np.uint8, st.integers(1, 50), elements=st.integers(0, 9)),
    compress=st.booleans(),
)
def test_labels_come_back_as_written(tmp_path: Path, labels: Any, compress: bool) -> None:
    path = tmp_path / "labels"
    idx.write(path, labels, compress=compress)
    np.testing.assert_array_equal(idx.read_labels(path), labels)


@QUICK
@given(data=st.data(), compress=st.booleans())
def test_a_cut_file_is_always_refused_and_named(
    tmp_path: Path, data: st.DataObject, compress: bool
) -> None:
    path = tmp_path / "images"
    idx.write(path, IMAGES, compress=compress)
    content = path.read_bytes()
    path.write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
    with pytest.raises(DataError, match="images"):
        idx.read_images(path)


@QUICK
@given(data=st.data(), compress=st.booleans())
def test_a_changed_byte_gives_pictures_or_a_data_error(
    tmp_path: Path, data: st.DataObject, compress: bool
) -> None:
    path = tmp_path / "images"
    idx.write(path, IMAGES, compress=compress)
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, min(len(content), 40) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    try:
        images = idx.read_images(path)
    except DataError as error:
        assert str(path) in str(error)
    else:
        assert images.shape == (3, 28, 28)


def test_gzip_is_recognised_by_its_content_not_its_name(tmp_path: Path) -> None:
    idx.write(tmp_path / "plain.gz", IMAGES, compress=False)
    idx.write(tmp_path / "zipped", IMAGES, compress=True)
    np.testing.assert_array_equal(idx.read_images(tmp_path / "plain.gz"), IMAGES)
    np.testing.assert_array_equal(idx.read_images(tmp_path / "zipped"), IMAGES)


def test_gzip_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        idx.write(tmp_path / name, IMAGES, compress=True)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a").read_bytes()[4:8] == bytes(4), "no time of day in it"


FAULTS = {
    "not IDX": (b"hello, world and more", "not an IDX pictures file"),
    "empty file": (b"", "ends inside its header"),
    "short header": (header(1, 28, 28)[:9], "ends inside its header"),
    "labels instead": (header(3) + bytes(3), "is a labels file where a pictures file"),
    "wrong dims": (header(1, 27, 28) + bytes(27 * 28), "27×28 pixels, but 28×28"),
    "too few": (header(2, 28, 28) + bytes(784), "promises 2 pictures .* but 784 bytes"),
    "too many": (header(1, 28, 28) + bytes(785), "promises 1 pictures"),
    "none": (header(0, 28, 28), "holds no pictures"),
    "a lie": (header(2**32 - 1, 28, 28) + bytes(784), "promises 4294967295 pictures"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("compress", [False, True])
def test_each_fault_has_its_sentence(tmp_path: Path, fault: str, compress: bool) -> None:
    content, sentence = FAULTS[fault]
    path = tmp_path / "train-images"
    path.write_bytes(gzip.compress(content) if compress else content)
    with pytest.raises(DataError, match=sentence) as caught:
        idx.read_images(path)
    assert str(path) in str(caught.value)
    assert str(caught.value).endswith((".", "?"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("kind", ["pictures", "labels"])
@pytest.mark.parametrize("packed", [False, True])
def test_what_promises_too_much_is_refused_by_its_header(
    tmp_path: Path, kind: str, packed: bool
) -> None:
    path, megabyte = tmp_path / "file", bytes(1 << 20)
    sizes, read = (28, 28), idx.read_images
    if kind == "labels":
        sizes, read = (), idx.read_labels
    content = header(2**32 - 1, *sizes)
    if packed:
        path.write_bytes(gzip.compress(content) + gzip.compress(megabyte) * 200)
    else:
        # A file with a hole, which takes no room on a disk and all there is in memory.
        content = header(400_000_000 // math.prod(sizes), *sizes)
        path.write_bytes(content)
        os.truncate(path, len(content) + 400_000_000 // math.prod(sizes) * math.prod(sizes))
    tracemalloc.start()
    try:
        with pytest.raises(DataError, match=f"promises [0-9]+ {kind}, but no more than") as caught:
            read(path)
        assert tracemalloc.get_traced_memory()[1] < 4 * len(megabyte)
    finally:
        tracemalloc.stop()
    assert str(caught.value).count(". ") == 0


def test_damaged_gzip_is_told_from_a_cut_one(tmp_path: Path) -> None:
    path = tmp_path / "images"
    whole = gzip.compress(header(3, 28, 28) + IMAGES.tobytes())
    path.write_bytes(whole[:-200])
    with pytest.raises(DataError, match="stops early"):
        idx.read_images(path)
    path.write_bytes(whole[:12] + b"\xff\xff\xff" + whole[15:])
    with pytest.raises(DataError, match="damaged"):
        idx.read_images(path)


def test_a_missing_file_and_a_folder_are_data_errors(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        idx.read_images(tmp_path / "nowhere")
    with pytest.raises(DataError, match="cannot be read"):
        idx.read_images(tmp_path)


def test_pictures_where_labels_are_expected(tmp_path: Path) -> None:
    idx.write(tmp_path / "labels", IMAGES, compress=False)
    with pytest.raises(DataError, match="is a pictures file where a labels file"):
        idx.read_labels(tmp_path / "labels")


def test_a_label_out_of_range_is_found(tmp_path: Path) -> None:
    idx.write(tmp_path / "labels", np.array([1, 10, 2], np.uint8), compress=False)
    with pytest.raises(DataError, match="label 1 is 10"):
        idx.read_labels(tmp_path / "labels")


def test_counts_must_match(tmp_path: Path) -> None:
    idx.write(tmp_path / "images", IMAGES, compress=False)
    idx.write(tmp_path / "labels", LABELS[:2], compress=False)
    with pytest.raises(DataError, match=r"3 pictures but .* 2 labels"):
        idx.read_pair(tmp_path / "images", tmp_path / "labels")


def test_only_idx_shapes_are_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="uint8"):
        idx.write(tmp_path / "x", IMAGES.astype(np.float32), compress=False)
    with pytest.raises(ValueError, match="shape"):
        idx.write(tmp_path / "x", np.zeros((2, 2), np.uint8), compress=False)
