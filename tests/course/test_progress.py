"""The record: what each change does to it, and that merging loses nothing in any order."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.course.course import builtin_lessons
from sandbox.course.progress import (
    LearnerRecord,
    QuizRecord,
    ReadingPosition,
    course_key,
    progress_file,
)
from sandbox.course.progress.record import VERSION, DamagedError, NewerError, decode, encode

names = st.sampled_from(["a", "b", "가"])
steps = st.one_of(
    st.tuples(st.just("reading"), names, names, st.integers(0, 3)),
    st.tuples(st.just("answering"), names, names, names, st.booleans()),
    st.tuples(st.just("speaking"), names),
    st.tuples(st.just("coloured"), names),
)


def made(of: list[tuple[object, ...]]) -> LearnerRecord:
    progress = LearnerRecord()
    for name, *values in of:
        progress = getattr(progress, str(name))(*values)
    return progress


records = st.lists(steps, max_size=8).map(made)


def test_reading_keeps_the_page_and_makes_it_the_last_place() -> None:
    progress = LearnerRecord().reading("c", "l", 2).reading("c", "l", 0).reading("d", "l", 1)
    assert progress.course("c").read("l") == {0, 2}
    place = progress.course("c").place
    assert place == ReadingPosition("l", 0)
    assert progress.course("e").read("l") == frozenset()
    assert progress.course("e").place is None


def test_a_quiz_once_right_stays_right_and_tries_are_counted() -> None:
    progress = LearnerRecord().answering("c", "l", "q", False)
    assert progress.course("c").answered("l", "q") == QuizRecord(False, 1)
    progress = progress.answering("c", "l", "q", True).answering("c", "l", "q", False)
    assert progress.course("c").answered("l", "q") == QuizRecord(True, 3)
    assert progress.course("c").answered("l", "other") == QuizRecord(False, 0)


def test_of_two_places_the_later_wins_whatever_the_clock_says() -> None:
    begun = LearnerRecord().reading("c", "l", 0)
    later = begun.reading("c", "l", 1).reading("c", "l", 2)
    sooner = begun.reading("c", "l", 3)
    for merged in (later.merged(sooner), sooner.merged(later)):
        place = merged.course("c").place
        assert place == ReadingPosition("l", 2)
        assert merged.course("c").read("l") == {0, 1, 2, 3}
    after = later.merged(sooner).reading("c", "l", 3)
    place = after.merged(later).course("c").place
    assert place == ReadingPosition("l", 3)


def test_the_larger_number_of_tries_stands() -> None:
    one = LearnerRecord().answering("c", "l", "q", True)
    two = LearnerRecord().answering("c", "l", "q", False).answering("c", "l", "q", False)
    assert one.merged(two).course("c").answered("l", "q") == QuizRecord(True, 2)


@given(records, records, records)
def test_merging_is_the_same_in_any_order(
    a: LearnerRecord, b: LearnerRecord, c: LearnerRecord
) -> None:
    assert a.merged(b) == b.merged(a)
    assert a.merged(b).merged(c) == a.merged(b.merged(c))
    assert a.merged(a) == a


@given(records, records)
def test_merging_loses_nothing(a: LearnerRecord, b: LearnerRecord) -> None:
    both = a.merged(b)
    for one in (a, b):
        assert both.count >= one.count
        for key, course in one.courses.items():
            for lesson, pages in course.pages.items():
                assert pages <= both.course(key).read(lesson)
            for (lesson, quiz), answered in course.quizzes.items():
                now = both.course(key).answered(lesson, quiz)
                assert now.tries >= answered.tries
                assert now.right >= answered.right


@given(records)
def test_what_is_saved_is_read_again(progress: LearnerRecord) -> None:
    assert decode(encode(progress)) == progress


@given(st.binary(max_size=80) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["version", "lang", "courses", "pages", "quizzes", "places", "x"]),
        inner, max_size=4),
    max_leaves=12,
).map(lambda value: json.dumps(value).encode()))  # fmt: skip
def test_any_bytes_are_a_record_or_damaged(data: bytes) -> None:
    with suppress(DamagedError, NewerError):
        assert isinstance(decode(data), LearnerRecord)


def change(path: list[str | int], value: object) -> bytes:
    """A good file with one value exchanged."""
    good = LearnerRecord().reading("c", "l", 1).answering("c", "l", "q", True).speaking("ko")
    table = json.loads(encode(good))
    inner = table
    for key in path[:-1]:
        inner = inner[key]
    assert path[-1] in inner or isinstance(inner, list)
    inner[path[-1]] = value
    return json.dumps(table).encode()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["version"], 0.5),
        (["version"], -1),
        (["version"], True),
        (["lang"], "ko"),
        (["lang"], [1]),
        (["lang"], [1, "\ud800"]),
        (["lang", 0], -1),
        (["lang", 0], 2**60),
        (["courses"], []),
        (["courses", "c"], 1),
        (["courses", "c", "pages", "l"], {"1": 1}),
        (["courses", "c", "pages", "l"], [1.5]),
        (["courses", "c", "quizzes", "l"], []),
        (["courses", "c", "quizzes", "l", "q", "right"], 1),
        (["courses", "c", "quizzes", "l", "q", "tries"], None),
        (["courses", "c", "places", "l"], [1, "2"]),
    ],
)
def test_each_wrong_value_is_damage(path: list[str | int], value: object) -> None:
    with pytest.raises(DamagedError):
        decode(change(path, value))


def test_deep_nesting_and_long_numbers_are_damage() -> None:
    for data in (b"[" * 200_000, b'{"version": ' + b"9" * 10_000 + b"}", b"", b"\xff", b"NaN"):
        with pytest.raises(DamagedError):
            decode(data)


def test_a_later_version_is_told_apart_whatever_is_in_it() -> None:
    with pytest.raises(NewerError):
        decode(json.dumps({"version": VERSION + 1, "courses": "elsewhere"}).encode())


def test_the_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("MLP_SANDBOX_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert progress_file() == tmp_path / "mlp-sandbox" / "progress.json"
    assert progress_file({"MLP_SANDBOX_HOME": "/x/y"}) == Path("/x/y/progress.json")
    monkeypatch.chdir(tmp_path)
    assert progress_file({"MLP_SANDBOX_HOME": "here"}) == tmp_path / "here" / "progress.json"


def test_without_a_home_there_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: "~/.local/share/x")
    assert progress_file({}) is None


def test_a_course_is_known_by_its_folder(tmp_path: Path) -> None:
    assert (
        course_key(builtin_lessons())
        == course_key(builtin_lessons() / ".." / "lessons")
        == "built-in"
    )
    (tmp_path / "link").symlink_to(tmp_path)
    assert course_key(tmp_path / "link") == course_key(tmp_path) == str(tmp_path.resolve())
