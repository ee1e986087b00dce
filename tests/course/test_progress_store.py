"""The file of progress: whatever happens to it, nothing is raised and nothing is lost."""

import errno
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.base import atomic_files
from sandbox.course.glossary import LANGS, load_glossary
from sandbox.course.progress import LearnerRecord, Store
from sandbox.course.progress.record import decode, encode

ROOT = Path(__file__).parents[2]
SAVES = """\
import sys
from pathlib import Path
from sandbox.course.progress import Store
store = Store(Path(sys.argv[1]), patience=60)
store.load()
for n in range(int(sys.argv[3])):
    store.update(lambda p: p.reading("c", sys.argv[2], n).answering("c", "l", "q", False))
    print(n, flush=True)
assert not store.notices()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "progress.json"


@pytest.fixture
def sealed(path: Path) -> Iterator[Path]:
    """A folder that nothing can be written into, for whoever is not root too."""
    path.parent.mkdir()
    yield path
    path.parent.chmod(0o700)


def pages(store: Store, lesson: str = "l") -> frozenset[int]:
    return store.progress.course("c").read(lesson)


def read(page: int, lesson: str = "l") -> Any:
    return lambda progress: progress.reading("c", lesson, page)


def ids(store: Store) -> list[str]:
    return [notice.id for notice in store.notices()]


def session(path: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SAVES, str(path), *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_what_is_done_is_there_again(path: Path) -> None:
    store = Store(path)
    assert store.load() == LearnerRecord()
    store.update(read(3))
    again = Store(path)
    again.load()
    assert pages(again) == {3}
    assert ids(store) == ids(again) == []


def test_a_change_is_in_memory_at_once_and_in_the_file_when_saved(path: Path) -> None:
    store = Store(path)
    store.change(read(1))
    assert pages(store) == {1}
    assert not path.exists()
    store.save()
    assert decode(path.read_bytes()).course("c").read("l") == {1}


def test_the_last_good_copy_is_what_was_there_before_this_session(path: Path) -> None:
    Store(path).update(read(0))
    before = path.read_bytes()
    store = Store(path)
    store.update(read(1))
    store.update(read(2))
    assert path.with_name("progress.json.good").read_bytes() == before


@pytest.mark.parametrize("damage", [b"", b"{", b"\x00" * 50, b'{"version": 1, "courses": 3}'])
def test_a_damaged_file_is_set_aside_and_the_copy_used(path: Path, damage: bytes) -> None:
    Store(path).update(read(0))
    Store(path).update(read(1))
    for number in (1, 2):
        path.write_bytes(damage)
        store = Store(path)
        store.load()
        assert pages(store) == {0}
        (notice,) = store.notices()
        aside = path.with_name(f"progress.json.damaged-{number}")
        assert (notice.id, notice.values) == ("progress_aside", {"file": str(aside)})
        assert aside.read_bytes() == damage
        store.update(read(5))
        assert decode(path.read_bytes()).course("c").read("l") == {0, 5}
        path.with_name("progress.json.good").write_bytes(
            encode(LearnerRecord().reading("c", "l", 0))
        )


def test_damage_during_a_session_costs_it_nothing(path: Path) -> None:
    store = Store(path)
    store.update(read(1))
    path.write_bytes(b"oops")
    store.update(read(2))
    assert ids(store) == ["progress_aside"]
    assert decode(path.read_bytes()).course("c").read("l") == {1, 2}


def test_a_newer_file_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    newer = json.dumps({"version": 99, "pages": "elsewhere"}).encode()
    path.write_bytes(newer)
    store = Store(path)
    store.load()
    store.update(read(1))
    store.update(read(2))
    assert pages(store) == {1, 2}
    assert ids(store) == ["progress_newer"]
    assert path.read_bytes() == newer
    assert sorted(file.name for file in path.parent.iterdir() if "lock" not in file.name) == [
        "progress.json"
    ]


def test_no_folder_at_all_is_said_once_and_kept_in_memory() -> None:
    store = Store(None)
    store.load()
    store.update(read(1))
    store.update(read(2))
    assert pages(store) == {1, 2}
    assert ids(store) == ["progress_homeless"]
    assert ids(store) == []


def test_a_folder_that_cannot_be_written_is_said_once(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed.parent.chmod(0o500)

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "no")

    # Root writes everywhere: refuse as the system does to others.
    monkeypatch.setattr(atomic_files.os, "open", refuse)
    store = Store(sealed)
    store.load()
    store.update(read(1))
    store.update(read(2))
    assert pages(store) == {1, 2}
    (notice,) = store.notices()
    assert notice.id == "progress_unsaved"
    assert notice.values == {"reason": "no"}
    assert list(sealed.parent.iterdir()) == []


def test_a_file_in_the_way_of_the_folder_is_survived(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    store = Store(tmp_path / "data" / "progress.json")
    store.load()
    store.update(read(1))
    assert pages(store) == {1}
    assert ids(store) == ["progress_unsaved"]


def test_a_folder_in_the_way_of_the_file_is_survived(path: Path) -> None:
    path.mkdir(parents=True)
    store = Store(path)
    store.load()
    store.update(read(1))
    assert pages(store) == {1}
    assert ids(store) == ["progress_unsaved"]


def test_a_full_disk_leaves_the_old_file_and_is_made_up_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(path)
    store.update(read(0))
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(atomic_files.os, "fsync", full)
        store.update(read(1))
        store.update(read(2))
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir() if one.name.endswith(".new")] == []
    assert ids(store) == ["progress_unsaved"]
    store.update(read(3))
    assert decode(path.read_bytes()).course("c").read("l") == {0, 1, 2, 3}


def test_a_lock_that_is_held_is_waited_for_only_so_long(path: Path) -> None:
    store = Store(path, patience=0.05)
    store.update(read(0))
    with atomic_files.locked(path, 1.0):
        store.update(read(1))
    assert ids(store) == ["progress_unsaved"]
    store.update(read(2))
    assert decode(path.read_bytes()).course("c").read("l") == {0, 1, 2}


def test_a_file_system_without_locks_is_no_hindrance(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "none")

    monkeypatch.setattr(atomic_files.fcntl, "flock", none)
    store = Store(path)
    store.update(read(1))
    assert ids(store) == []
    assert path.exists()


class Killed(BaseException):
    """As kill -9 is: no handler of errors runs."""


@pytest.mark.parametrize("step", ["write", "fsync", "replace", "replaced"])
@pytest.mark.parametrize("call", [1, 2])
def test_killed_between_any_two_steps_of_saving_the_file_is_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, call: int
) -> None:
    """The first call of each step writes the copy, the second the file itself."""
    Store(path).update(read(0))
    calls = 0
    real = {name: getattr(os, name) for name in ("fsync", "replace")}

    def hit() -> bool:
        nonlocal calls
        calls += 1
        return calls == call

    def fsync(handle: int) -> None:
        if step in ("write", "fsync") and hit():
            if step == "write":
                os.ftruncate(handle, 7)
            raise Killed
        real["fsync"](handle)

    def replace(old: Path, new: Path) -> None:
        if step == "replace" and hit():
            raise Killed
        real["replace"](old, new)
        if step == "replaced" and hit():
            raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(atomic_files.os, "fsync", fsync)
        patched.setattr(atomic_files.os, "replace", replace)
        with pytest.raises(Killed):
            Store(path).update(read(1))
    done = step == "replaced" and call == 2
    after = Store(path)
    after.load()
    assert pages(after) == ({0, 1} if done else {0})
    after.update(read(2))
    assert ids(after) == []
    assert decode(path.read_bytes()).course("c").read("l") == pages(after)


def test_killed_after_setting_aside_the_copy_still_serves(path: Path) -> None:
    Store(path).update(read(0))
    Store(path).update(read(1))
    path.unlink()
    store = Store(path)
    assert store.load().course("c").read("l") == {0}


def test_kill_9_while_saving_leaves_all_that_was_said_to_be_saved(path: Path) -> None:
    with session(path, "l", "100000") as running:
        assert running.stdout is not None
        said = [running.stdout.readline() for _ in range(20)]
        running.send_signal(signal.SIGKILL)
        rest = running.stdout.read().splitlines()
    last = int([*said, *rest][-1])
    store = Store(path)
    store.load()
    assert set(range(last + 1)) <= pages(store)
    assert ids(store) == []


def test_sessions_at_once_lose_nothing(path: Path) -> None:
    running = [session(path, lesson, "40") for lesson in ("one", "two")]
    for process in running:
        _, _ = process.communicate(timeout=60)
        assert process.returncode == 0
    store = Store(path)
    store.load()
    for lesson in ("one", "two"):
        assert pages(store, lesson) == set(range(40))
    assert store.progress.course("c").answered("l", "q").tries == 80
    assert store.progress.count == 80


def test_threads_at_once_lose_nothing(path: Path) -> None:
    store = Store(path)

    def work(lesson: str) -> None:
        for page in range(20):
            store.update(read(page, lesson))

    threads = [threading.Thread(target=work, args=(lesson,)) for lesson in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    saved = decode(path.read_bytes())
    assert saved == store.progress
    assert all(saved.course("c").read(lesson) == set(range(20)) for lesson in "abcd")


def test_what_another_session_did_last_is_the_last_place(path: Path) -> None:
    one, two = Store(path), Store(path)
    one.load()
    two.load()
    for page in range(5):
        one.update(read(page))
    two.update(read(9))
    again = Store(path)
    place = again.load().course("c").place
    assert place is not None
    assert place.page == 9


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.binary(max_size=60),
    st.sampled_from(["progress.json", "progress.json.good", "progress.json.new"]),
)
def test_any_bytes_in_any_file_never_raise(path: Path, data: bytes, name: str) -> None:
    path.parent.mkdir(exist_ok=True)
    for file in path.parent.iterdir():
        file.unlink()
    path.with_name(name).write_bytes(data)
    store = Store(path)
    store.load()
    store.update(read(1))
    assert 1 in pages(store)


@pytest.mark.parametrize("lang", LANGS)
def test_every_notice_is_a_sentence(lang: str) -> None:
    glossary = load_glossary(lang)
    values = {"file": "/x/progress.json", "reason": "Read-only file system"}
    for id in ("progress_aside", "progress_newer", "progress_unsaved", "progress_homeless"):
        said = glossary.phrase(id, values)
        assert said.endswith(".")
        assert "{" not in said
        assert said != id


def test_a_link_stays_one_and_what_it_leads_to_is_written(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "mine.json"
    target.parent.mkdir()
    path.parent.mkdir()
    Store(target).update(read(0))
    target.chmod(0o640)
    path.symlink_to(target)
    Store(path).update(read(1))
    assert path.is_symlink()
    assert decode(target.read_bytes()).course("c").read("l") == {0, 1}
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["progress.json.new", "progress.json.lock", ".progress.json.new"])
def test_nobody_elses_file_is_written_by_way_of_a_link(
    path: Path, tmp_path: Path, name: str
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    path.parent.mkdir()
    path.with_name(name).symlink_to(precious)
    absent = tmp_path / "absent"
    path.with_name(f"{name}.2").symlink_to(absent)
    Store(path).update(read(1))
    assert precious.read_text() == "mine"
    assert not absent.exists()


def test_what_a_killed_session_left_is_swept_away(path: Path) -> None:
    path.parent.mkdir()
    old, new = (path.with_name(f".progress.json.{n}.new") for n in ("old", "young"))
    for left in (old, new):
        left.write_bytes(b"half of it")
    os.utime(old, (0, 0))
    Store(path).update(read(1))
    assert not old.exists()
    assert new.exists(), "another session may be writing it"


def test_a_new_file_is_never_put_over_one_that_is_there(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    link = tmp_path / "link"
    link.symlink_to(precious)
    with pytest.raises(FileExistsError):
        atomic_files.create(link, b"theirs")
    assert not precious.exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link"]
