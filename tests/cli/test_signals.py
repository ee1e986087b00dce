"""A command that is told to end leaves with 128 + n, and nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ENDLESS = "def relu(z):\n    while True:\n        pass\n"


def begin(tmp_path: Path, *words: str, before: str = "") -> subprocess.Popen[bytes]:
    """A command in a process of its own, whose files are all below that folder."""
    (tmp_path / "tmp").mkdir(exist_ok=True)
    code = f"{before}\nimport sys; from sandbox.cli.main import main; sys.exit(main())"
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp"), "XDG_CACHE_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def until(folder: Path, pattern: str) -> None:
    """Wait for a file of that name."""
    end = time.monotonic() + 20
    while not list(folder.glob(pattern)):
        assert time.monotonic() < end, f"{pattern} did not come"
        time.sleep(0.02)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_check_takes_its_folder_along(tmp_path: Path, number: int, status: int) -> None:
    file = tmp_path / "relu.py"
    file.write_text(ENDLESS)
    with begin(tmp_path, "exercise", "relu", str(file)) as check:
        until(tmp_path / "tmp", "mlp-sandbox-*")
        check.send_signal(number)
        assert check.communicate() == (b"", b"")
    assert check.returncode == status
    assert list((tmp_path / "tmp").iterdir()) == []


STUCK = """
import time
from sandbox.labs.data.garments import cache
cache.make = lambda *sizes: make(1, 60, 20)
from sandbox.labs.data.garments.drawing import make
cache._checksum = lambda parts: time.sleep(60)
"""


def test_a_run_takes_the_cache_along_that_it_was_writing(tmp_path: Path) -> None:
    with begin(tmp_path, "run", "classifier", "data=garments", before=STUCK) as run:
        until(tmp_path, "mlp-sandbox/garments-*.u8.*")
        run.terminate()
        assert run.communicate() == (b"", b"")
    assert run.returncode == 143
    assert list((tmp_path / "mlp-sandbox").iterdir()) == []


IGNORED = """
import os, signal
signal.signal(signal.SIGHUP, signal.SIG_IGN)
from sandbox.cli import lab_args
begin = lab_args.start_session
def told(*words):
    os.kill(os.getpid(), signal.SIGHUP)
    return begin(*words)
lab_args.start_session = told
"""


def test_what_nohup_has_ignored_stays_so(tmp_path: Path) -> None:
    with begin(tmp_path, "run", "weight-decay", "epochs=2", before=IGNORED) as run:
        assert b"mlp-sandbox run weight-decay" in run.communicate()[0]
    assert run.returncode == 0
