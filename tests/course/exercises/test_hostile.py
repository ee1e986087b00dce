"""Files that no learner should write: each gets its own answer, and leaves nothing behind."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import dedent, indent
from threading import Event, Thread
from time import monotonic, sleep

import pytest

import sandbox
from sandbox.course.learner_functions import check_and_load
from sandbox.exercises import Exercise, Verdict
from sandbox.exercises.checker import check

TOUCHED = "TOUCHED"
"""Stands for a file that must not be there afterwards."""
SHORT = 0.3
"""Seconds for what never ends."""
KEPT = "KEPT"
"""Stands for one that must be as it was."""


@dataclass(frozen=True)
class Hostile:
    """What the function does, the kind of the answer, and the line that it names."""

    body: str
    kind: str
    line: int | None = None
    top: str = ""

    @property
    def source(self) -> str:
        body = indent(dedent(self.body).strip("\n"), "    ")
        return f"{self.top}\ndef shrink(w, lr, decay):\n{body}\n"


IGNORING = """
for number in range(1, 60):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True:
    try:
        while True: pass
    except BaseException: pass
"""
CAUGHT = """
try: os.system("touch TOUCHED")
except Exception: pass
return (1 - lr * decay) * w
"""
LOOP = "while True: pass"

FILES = {
    # It never ends.
    "a loop": Hostile(LOOP, "timeout"),
    "a loop at the top": Hostile("return w", "timeout", top=LOOP),
    "a loop that ignores all signals": Hostile(IGNORING, "timeout", top="import signal"),
    "sleep": Hostile("time.sleep(99)", "timeout", top="import time"),
    "a lock": Hostile("lock.acquire(); lock.acquire()", "timeout", top=(
        "import threading; lock = threading.Lock()"
    )),
    # It takes what it can.
    "an array too large": Hostile("return np.ones(10**11)", "memory", 3, top="import numpy as np"),
    "lists without end": Hostile(
        "held = []\nwhile True: held.append(bytearray(10**7))", "memory", 4
    ),
    "a flood of output": Hostile('while True: print("x" * 999)', "output"),
    "a flood of bytes": Hostile('while True: os.write(1, b"x" * 9999)', "output", top="import os"),
    "endless recursion": Hostile("return shrink(w, lr, decay)", "recursion", 3),
    "recursion without a limit": Hostile(
        "return list(map(lambda w: shrink(w, lr, decay), [w]))",
        "crashed",
        top="import sys; sys.setrecursionlimit(10**9)",
    ),
    "an answer too large": Hostile("return np.broadcast_to(w[0], 10**10)", "size", top=(
        "import numpy as np"
    )),
    "a large answer": Hostile("return np.zeros((5000, 1000))", "size", top="import numpy as np"),
    "a view of half a gigabyte": Hostile(
        "return np.broadcast_to(np.float64(1), (8000, 8000))", "size", top="import numpy as np"
    ),
    "huge keys": Hostile("return {'k' * 10**7 + i: 1 for i in 'ab'}", "size"),
    "many long keys": Hostile("return {str(i) + 'k' * 2000: 1 for i in range(9000)}", "size"),
    "many texts": Hostile("return [['k' * 10**6] * 10] * 1000", "type"),
    "an endless answer": Hostile("held = []; held.append(held); return held", "size"),
    # It begins others, or ends them.
    "fork": Hostile("while True: os.fork()", "process", 3, top="import os"),
    "a shell": Hostile(CAUGHT, "process", 3, top="import os"),
    "a subprocess": Hostile('subprocess.run(["sleep", "99"])', "process", 3, top=(
        "import subprocess"
    )),
    "a second process": Hostile("multiprocessing.Process(target=print).start()", "process", 3, top=(
        "import multiprocessing"
    )),
    "a pool": Hostile("multiprocessing.Pool(2)", "process", 3, top="import multiprocessing"),
    "a queue": Hostile("multiprocessing.Queue()", "process", 3, top="import multiprocessing"),
    "fork, by the back door": Hostile("_posixsubprocess.fork_exec(*range(23))", "process", 3, top=(
        "import _posixsubprocess"
    )),
    "killing its parent": Hostile("os.kill(os.getppid(), 9)", "signal", 3, top="import os"),
    "killing its group": Hostile("os.killpg(0, 9)", "signal", 3, top="import os"),
    "killing, by the back door": Hostile(
        "signal.pidfd_send_signal(os.pidfd_open(os.getppid()), 9)", "signal", 3, top=(
        "import os, signal"
    )),
    "slowing its parent down": Hostile("os.setpriority(0, os.getppid(), 19)", "signal", 3, top=(
        "import os"
    )),
    "killing itself": Hostile("signal.raise_signal(9)", "crashed", top="import signal"),
    "alarm": Hostile("signal.setitimer(signal.ITIMER_REAL, 0.01); time.sleep(9)", "crashed", top=(
        "import signal, time"
    )),
    "abort": Hostile("os.abort()", "crashed", top="import os"),
    # It leaves.
    "sys.exit": Hostile("sys.exit()", "exit", 3, top="import sys"),
    "quit": Hostile("quit()", "exit", 3),
    "os._exit": Hostile("os._exit(0)", "exit", top="import os"),
    "exec": Hostile('os.execv("/bin/true", ["true"])', "process", 3, top="import os"),
    # It asks, and touches what is not its own.
    "input": Hostile("return float(input())", "input", 3),
    "stdin": Hostile("return sys.stdin.read()", "input", 3, top="import sys"),
    "writing": Hostile('open("TOUCHED", "w")', "write", 3),
    "writing, low down": Hostile('os.open("TOUCHED", os.O_CREAT | os.O_WRONLY)', "write", 3, top=(
        "import os"
    )),
    "writing an array": Hostile('w.tofile("TOUCHED")', "write", 3),
    "shared memory": Hostile("SharedMemory(create=True, size=9)", "write", 1, top=(
        "from multiprocessing.shared_memory import SharedMemory"
    )),
    "the terminal": Hostile('open("/dev/tty")', "input", 3),
    "saving": Hostile('np.save("TOUCHED", w)', "write", 3, top="import numpy as np"),
    "a pipe with a name": Hostile('os.mkfifo("TOUCHED")', "write", 3, top="import os"),
    "deleting": Hostile('os.remove("KEPT")', "write", 3, top="import os"),
    "emptying": Hostile('os.truncate("KEPT", 0)', "write", 3, top="import os"),
    "deleting a tree": Hostile('shutil.rmtree(".")', "write", 3, top="import shutil"),
    "a connection": Hostile('socket.create_connection(("127.0.0.1", 9))', "network", 3, top=(
        "import socket"
    )),
    "a download": Hostile('urllib.request.urlopen("http://127.0.0.1:9")', "network", 3, top=(
        "import urllib.request"
    )),
    "ctypes": Hostile("ctypes.CDLL(None).fork()", "native", 3, top="import ctypes"),
    "higher limits": Hostile("resource.setrlimit(resource.RLIMIT_AS, (-1, -1))", "native", 3, top=(
        "import resource"
    )),
    "the engine": Hostile("import sandbox.engine.layers", "engine", 3),
    # It meddles with the check itself.
    "bytes in all pipes": Hostile(
        "for pipe in range(3, 99):\n    try: os.write(pipe, b'\\xff' * 99)\n"
        "    except OSError: pass\nreturn w",
        "odd",
        top="import os",
    ),
    "all pipes closed": Hostile("os.closerange(0, 99)\nreturn w", "exit", top="import os"),
    "Python turned upside down": Hostile("return w", "exit", top=(
        "import json, numpy as np; json.dumps = np.asarray = None"
    )),
}  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one file in it, that must stay so."""
    folder = tmp_path_factory.mktemp("room")
    (folder / "kept.txt").write_text("as it was")
    return folder


@pytest.fixture(scope="module")
def verdicts(
    room: Path, shrink: Exercise, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Verdict]]:
    """All of them checked, a few at a time."""
    mine = tmp_path_factory.mktemp("mine")
    temporary = tmp_path_factory.mktemp("temporary")

    def checked(name: str) -> Verdict:
        file = mine / f"{list(FILES).index(name)}.py"
        source = FILES[name].source.replace(TOUCHED, str(room / "touched"))
        file.write_text(source.replace(KEPT, str(room / "kept.txt")))
        short = FILES[name].kind == "timeout"
        return check(replace(shrink, seconds=SHORT) if short else shrink, file)

    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(4) as pool:
        # All that comes of a check inherits it, and can be told by it.
        patch.setenv("TMPDIR", str(temporary))
        patch.setattr("tempfile.tempdir", None)
        yield dict(zip(FILES, pool.map(checked, FILES), strict=True))


@pytest.mark.parametrize("name", FILES)
def test_each_has_its_own_answer(name: str, verdicts: dict[str, Verdict]) -> None:
    verdict, wanted = verdicts[name], FILES[name]
    assert (verdict.passed, verdict.kind) == (False, wanted.kind), verdict
    assert verdict.line == wanted.line
    if wanted.line:
        code = wanted.source.splitlines()[wanted.line - 1].strip()
        assert verdict.code.partition('"')[0] == code.partition('"')[0]


def test_nothing_is_left_behind(verdicts: dict[str, Verdict], room: Path) -> None:
    assert [path.name for path in room.iterdir()] == ["kept.txt"]
    assert (room / "kept.txt").read_text() == "as it was"
    temporary = Path(os.environ["TMPDIR"])
    assert list(temporary.iterdir()) == []
    assert _processes(temporary) == []


def _processes(temporary: Path) -> list[str]:
    """Processes that began in a check, by what they run."""
    mark = f"TMPDIR={temporary}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if int(process.name) != os.getpid() and mark in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text())
        except OSError:
            continue
    return found


DAEMONS = """
import os, sys, time
sys.path.append(sys.argv[1])
from sandbox.exercises.supervisor import Part, keep

def work():
    # Each daemon in a session of its own, and its parent gone.
    for _ in range(3):
        if os.fork() == 0:
            os.setsid()
            if os.fork():
                os._exit(0)
            time.sleep(99)
    time.sleep(99)

keep(Part(work, (), 1), Part(lambda: time.sleep(99), (), 1), *map(int, sys.argv[2:]))
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells orphans")
def test_daemons_of_daemons_are_found_and_ended(tmp_path: Path) -> None:
    # Past the guard, as code could be that is cleverer than it.
    control, ours = os.pipe()
    theirs, status = os.pipe()
    words = [sys.executable, "-c", DAEMONS, str(Path(sandbox.__file__).parents[1])]
    keeper = subprocess.Popen(
        [*words, str(control), str(status)],
        pass_fds=(control, status),
        env={"TMPDIR": str(tmp_path)},
        start_new_session=True,
    )
    os.close(control)
    os.close(status)
    until = monotonic() + 20
    while len(_processes(tmp_path)) < 6 and monotonic() < until:
        sleep(0.05)
    assert len(_processes(tmp_path)) == 6
    os.close(ours)
    assert keeper.wait(20) == 0
    assert _processes(tmp_path) == []
    with os.fdopen(theirs) as said:
        assert json.load(said)["left"] >= 3


def test_a_check_can_be_stopped_while_the_app_goes_on(shrink: Exercise, tmp_path: Path) -> None:
    file = tmp_path / "loop.py"
    file.write_text("while True: pass")
    stop, said = Event(), []
    patient = replace(shrink, seconds=60)
    thread = Thread(target=lambda: said.append(check(patient, file, stop=stop)))
    thread.start()
    sleep(0.7)
    began = monotonic()
    stop.set()
    thread.join(20)
    assert [verdict.kind for verdict in said] == ["stopped"]
    assert monotonic() - began < 5


LARGE = ("a large answer", "a view of half a gigabyte", "huge keys", "many long keys", "many texts")


@pytest.mark.parametrize("name", LARGE)
def test_an_answer_that_is_too_large_is_known_before_it_is_copied(
    name: str, shrink: Exercise, tmp_path: Path
) -> None:
    file = tmp_path / "large.py"
    file.write_text(FILES[name].source)
    before = resource.getrusage(resource.RUSAGE_SELF)
    start = monotonic()
    verdict = check(shrink, file)
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert verdict.kind == FILES[name].kind
    assert after.ru_utime - before.ru_utime < 1
    assert after.ru_maxrss - before.ru_maxrss < 100 << 10
    assert monotonic() - start < 10


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (b"# caf\xe9\ndef shrink(w, lr, decay):\n    return (1 - lr * decay) * w\n", 1),
        (b"def shrink(w, lr, decay):\n    return w\n\n# caf\xe9\n", 4),
        (b"# coding: nowhere\ndef shrink(w, lr, decay):\n    return w\n", 1),
    ],
)
def test_a_file_in_no_encoding_is_no_python(
    source: bytes, line: int, shrink: Exercise, tmp_path: Path
) -> None:
    file = tmp_path / "latin.py"
    file.write_bytes(source)
    verdict, written = check_and_load(shrink, file)
    assert (verdict.kind, verdict.line, written) == ("syntax", line, None)
    compiled = subprocess.run((sys.executable, str(file)), capture_output=True)
    assert compiled.returncode == 1


def test_a_file_that_says_its_encoding_is_read_in_it(shrink: Exercise, tmp_path: Path) -> None:
    file = tmp_path / "latin.py"
    body = b"def shrink(w, lr, decay):\n    return (1 - lr * decay) * w  # caf\xe9\n"
    file.write_bytes(b"# coding: latin-1\n" + body)
    verdict, written = check_and_load(shrink, file)
    assert verdict.passed
    assert written is not None and "café" in written.text
    file.write_bytes(b"# coding: latin-1\n" + body.replace(b"(1", b"1 / 0 + (1"))
    assert "café" in check(shrink, file).code
