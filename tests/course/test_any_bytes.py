"""Files that a person or a disk has spoilt: each is read, or refused in a sentence."""

import gzip
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.course.config import ConfigError, config_file, read_config
from sandbox.course.course import open_course
from sandbox.course.errors import CourseError
from sandbox.course.glossary import LANGS, load_glossary
from sandbox.course.pages import exercises_of, pages_of
from sandbox.course.search import Index
from sandbox.labs.data import idx
from sandbox.labs.data.dataset import DataError
from sandbox.ui.terminal.key_overrides import own_keys

OWN = Path(__file__).with_name("own-course")
FILES = [
    str(path.relative_to(OWN)) for path in sorted(OWN.rglob("*")) if path.suffix in (".md", ".toml")
]
QUICK = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PIECES = st.binary(max_size=8) | st.sampled_from(
    [
        b"```", b"\n# ", b"\n```lab weight-decay\n", b"\n```quiz a\n", b"\n```exercise a\n", b"[",
        b"]", b"](lesson:9)", b"\n", b'"', b"[[lesson]]\n", b"= 1\n", b"{x", b"{0}", b"= inf\n",
        b"= 1979-05-27\n", b"id = 3\n", b"tolerance = nan\n", b"\x00", b"\r", b"\xef\xbb\xbf",
    ]
)  # fmt: skip
SETTINGS = st.sampled_from(
    [
        "lang = 'ko'", "lang = ['ko']", "theme = 3", "ascii = true", "motion = 'no'", "[keys]",
        "keys = 1", "quit = 'x'", "quit = ['x', 'f5']", "run = 'ctrl+s'", "zzz = 'a'", "n = ''",
        "digit = '1'", "forward = []", "forward = ['가']", "[[keys]]", "[keys.quit]", "= ", "\x00",
    ]
)  # fmt: skip


@QUICK
@given(st.sampled_from(FILES), st.floats(0, 1), st.integers(0, 60), PIECES)
def test_a_spoilt_course_is_read_as_far_as_it_can_be(
    tmp_path: Path, file: str, at: float, cut: int, piece: bytes
) -> None:
    folder = tmp_path / "course"
    shutil.copytree(OWN, folder, dirs_exist_ok=True)
    data = (OWN / file).read_bytes()
    place = int(at * len(data))
    (folder / file).write_bytes(data[:place] + piece + data[place + cut :])
    try:
        course = open_course(folder)
    except CourseError as error:
        assert error.remedy
        return
    for lang in LANGS:
        try:
            index = Index(course, load_glossary(lang, folder))
        except CourseError as error:
            assert error.remedy
        else:
            assert isinstance(index.find("slope"), tuple)
        for lesson in course.lessons:
            assert lesson.outline(lang).pages >= 0
            try:
                assert pages_of(lesson, lang)
                exercises_of(lesson, lang)
            except CourseError as error:
                assert str(error)


@QUICK
@given(st.lists(SETTINGS, max_size=6).map("\n".join).map(str.encode) | st.binary(max_size=80))
def test_any_settings_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(data)
    try:
        own_keys(read_config(file))
    except ConfigError as error:
        assert error.id


def test_without_a_home_there_are_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(*_: object, **__: object) -> str:
        raise RuntimeError("could not determine the home directory")

    for said in (homeless, lambda *_, **__: "~/.config/mlp-sandbox"):
        monkeypatch.setattr("platformdirs.user_config_dir", said)
        assert config_file({}) is None
    assert read_config(config_file({})).keys == {}


SIZES = st.integers(0, 3) | st.sampled_from([28, 784, 2**31, 2**32 - 1])
HEADS = st.builds(
    lambda kind, axes, sizes: (
        bytes([0, 0, kind, axes]) + b"".join(n.to_bytes(4, "big") for n in sizes)
    ),
    st.sampled_from([8, 8, 8, 9, 13]),
    st.sampled_from([1, 3, 3, 2, 0, 255]),
    st.lists(SIZES, max_size=4),
)


@QUICK
@given(
    HEADS, st.binary(max_size=40) | st.integers(0, 5).map(lambda n: bytes(784 * n)), st.booleans()
)
def test_any_bytes_are_pictures_or_a_sentence(
    tmp_path: Path, head: bytes, body: bytes, compress: bool
) -> None:
    file = tmp_path / "train-images-idx3-ubyte"
    file.write_bytes(gzip.compress(head + body, 1) if compress else head + body)
    for read in (idx.read_images, idx.read_labels):
        try:
            found = read(file)
        except DataError as error:
            assert str(file) in str(error)
            assert "\n" not in str(error)
        else:
            assert found.dtype == np.uint8
            assert len(found) >= 1
