"""What `main` answers for: help, version, faults, interrupts and streams that end."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox import __version__
from sandbox.cli.parser import COMMANDS
from sandbox.labs.session import Session

PROGRAM = (sys.executable, "-m", "sandbox")

OUTPUTS = (
    "list",
    "read 11",
    "run penalties",
    "run penalties --help",
    "explain propagation 14 0,0",
    "export weight-decay --to numpy",
    "check --quick",
    "exercise",
    "data",
    "--plain",
    "--help",
    "--version",
)
"""A command of each kind that writes."""


def test_version(cli):
    result = cli("--version")
    assert (result.status, result.out, result.err) == (0, f"mlp-sandbox {__version__}\n", "")


@pytest.mark.parametrize("words", [("-V",), ("version",), ("--lang", "ko", "version")])
def test_the_version_by_another_name(cli, words):
    assert cli(*words) == cli("--version")


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (("help",), ("--help",)),
        (("help", "run"), ("run", "--help")),
        (("run", "help"), ("run", "help")),
        (("help", "run", "penalties"), ("run", "penalties", "--help")),
        (("help", "help"), ("--help",)),
    ],
    ids=" ".join,
)
def test_help_as_a_word(cli, words, same):
    assert cli(*words) == cli(*same)


def test_help_names_every_command(cli):
    result = cli("--help")
    assert result.status == 0
    for command in COMMANDS:
        assert f"\n  {command.name} " in result.out
    assert cli("-h").out == result.out


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_of_a_command_names_its_flags(cli, command):
    result = cli(command.name, "--help")
    assert result.status == 0
    assert result.out.startswith(f"usage: mlp-sandbox {command.name} ")
    assert all(f"--{flag}" in result.out for flag in command.flags)


def fail(*arguments: object) -> None:
    raise RuntimeError("the wheels\ncame off")


def test_a_fault_is_one_sentence(cli, monkeypatch):
    monkeypatch.setattr(Session, "forward", fail)
    result = cli("run", "weight-decay")
    assert (result.status, result.out) == (1, "")
    assert result.err.count("\n") == 1
    assert "RuntimeError: the wheels came off" in result.err
    assert "MLP_SANDBOX_DEBUG=1" in result.err


def test_a_fault_shows_its_traceback_where_asked(cli, monkeypatch):
    monkeypatch.setenv("MLP_SANDBOX_DEBUG", "1")
    monkeypatch.setattr(Session, "forward", fail)
    with pytest.raises(RuntimeError, match="the wheels"):
        cli("run", "weight-decay")


def test_an_interrupt_is_quiet(cli, monkeypatch):
    monkeypatch.setattr(Session, "forward", lambda self: signal.raise_signal(signal.SIGINT))
    result = cli("run", "weight-decay")
    assert (result.status, result.out, result.err) == (130, "", "")


@pytest.mark.parametrize("words", [("list",), ("--help",), ("read", "11")], ids=" ".join)
def test_a_reader_that_leaves_is_no_fault(words):
    process = subprocess.Popen(
        (*PROGRAM, *words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr:
        assert process.stderr.read() == ""
    assert process.wait() == 141


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device here")  # noqa: PTH110
@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize("command", OUTPUTS)
def test_a_full_disk_is_one_sentence(command, buffered):
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            (*PROGRAM, *command.split()),
            stdout=full,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONUNBUFFERED": buffered},
            text=True,
        )
    assert done.stderr == "mlp-sandbox: the output cannot be written: No space left on device\n"
    assert done.returncode == 1


def test_a_full_disk_does_not_hide_what_is_wrong(tmp_path):
    script = f'exec "{sys.executable}" -m sandbox list --course "{tmp_path}" > /dev/full'
    done = subprocess.run(("sh", "-c", script), capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "course.toml" in done.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["list", "--plain", "--help"])
def test_closed_streams_are_no_fault(command, closed):
    line = f'exec "{sys.executable}" -m sandbox {command} {closed}'
    done = subprocess.run(
        ("sh", "-c", line), stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_who_cannot_be_asked_is_told_so(tmp_path):
    course = Path(__file__).parents[1] / "course" / "own-course"
    file = tmp_path / "shrink.py"
    file.write_text("def shrink(x):\n    return x\n")
    line = f'exec "{sys.executable}" -m sandbox exercise shrink {file} --course {course} <&-'
    done = subprocess.run(("sh", "-c", line), capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--trust" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "euc_kr"])
def test_an_old_encoding_still_works(encoding):
    done = subprocess.run(
        (*PROGRAM, "run", "propagation", "--lang", "ko"),
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "gradcheck" in done.stdout.decode(encoding)


def test_as_a_module_it_says_its_name():
    done = subprocess.run((*PROGRAM, "lst"), capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("mlp-sandbox: there is no command lst")
