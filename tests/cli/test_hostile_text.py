"""No character of a course, a file or a name commands the terminal, whatever prints it."""

import io
import json
import sys
from pathlib import Path

import pytest

from sandbox.base.characters import shown
from sandbox.base.text_width import width
from sandbox.cli import process
from tests.hostile import ALL, KINDS, NAMED, commands, course, escaped

WORK = f"""import sys
print({ALL!r})
print({ALL!r}, file=sys.stderr)
def relu(x):
    {{body}}
"""
BODIES = {
    "exception": f"raise ValueError({ALL!r})",
    "source": "return 1 / 0  # " + NAMED,
    "answer": f"return {ALL!r}",
    "table": f"return {{{ALL!r}: x}}",
}


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A course in a folder of such a name."""
    return course(tmp_path / f"c{NAMED}")


@pytest.mark.parametrize("kind", KINDS)
def test_each_has_a_sign_of_one_cell(kind: str) -> None:
    for letter in KINDS[kind]:
        assert commands(shown(letter)) == set()
        assert width(shown(letter)) == width(letter) == 1
    assert shown("\ud800\tλ 가\n") == "\N{REPLACEMENT CHARACTER}\tλ 가\n"


def test_what_prints_a_course(cli, hostile: Path) -> None:
    where = ["--course", str(hostile)]
    for words in (
        ["list", *where],
        ["read", "1", *where],
        ["check", str(hostile)],
        ["check", "--quick", str(hostile)],
        ["exercise", *where],
        ["exercise", "relu", *where],
        ["exercise", "relu", "--hint", *where],
        ["read", f"2{NAMED}", *where],
        ["exercise", f"r{NAMED}", *where],
    ):
        done = cli(*words)
        assert done.out + done.err, words
        assert commands(done.out + done.err) == set(), words
        assert "␛" in done.out + done.err or "--hint" in words or words[1] == "relu", words


@pytest.mark.parametrize("body", BODIES)
def test_what_is_said_of_a_learners_file(cli, tmp_path: Path, body: str) -> None:
    file = tmp_path / f"w{NAMED}.py"
    file.write_text(WORK.format(body=BODIES[body]))
    done = cli("exercise", "relu", str(file))
    assert done.status == 1
    assert commands(done.out + done.err) == set()
    assert "␛" in done.out
    put_in = cli("run", "classifier", "--with", f"relu={file}")
    assert put_in.status == 2
    assert "␛" in put_in.err
    assert commands(put_in.out + put_in.err) == set()
    as_json = cli("exercise", "relu", str(file), "--json")
    assert commands(as_json.out) == set()
    assert ALL in json.loads(as_json.out)["printed"]


def test_what_quotes_the_command_line(cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (
        [NAMED], ["run", NAMED], ["run", "classifier", f"{NAMED}=1"], ["list", f"--{NAMED}"],
        ["run", "classifier", f"lr={NAMED}"], ["explain", "propagation", NAMED, "1,1"],
        ["export", "classifier", "--to", NAMED], ["data", "status", "--data", NAMED],
        ["run", "classifier", "--data", f"/{NAMED}"], ["check", NAMED],
        ["run", "classifier", "--with", NAMED], ["list", "--course", "\udcff"],
    ):  # fmt: skip
        done = cli(*words)
        assert done.out + done.err, words
        assert commands(done.out + done.err) == set(), words
    monkeypatch.setenv("MLP_SANDBOX_HOME", str(tmp_path / NAMED))
    done = cli("exercise", "relu")
    assert "␛" in done.out
    assert commands(done.out + done.err) == set()


def test_the_dialogue(cli, hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "settings"
    home.mkdir()
    (home / "config.toml").write_text(f'"a{escaped(ALL)}" = 1\n')
    monkeypatch.setenv("MLP_SANDBOX_HOME", str(home))
    said = ["1", "next", "a", "next", "hint", "check", "yes", "solution"]
    lines = "\n".join([*said, NAMED, f"search {NAMED}", "quit\n"])
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    done = cli("--plain", "--course", str(hostile))
    assert done.out.count("␛") > 10
    assert commands(done.out + done.err) == set()


def test_a_program_on_its_way_into_a_file_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    process.prepare_streams()
    process.print_program(f"x = {ALL!r}  # {ALL}λ\n")
    sys.stdout.flush()
    assert ALL in stream.buffer.getvalue().decode()  # type: ignore[attr-defined]
    monkeypatch.setattr(stream, "isatty", lambda: True)
    before = len(stream.buffer.getvalue())  # type: ignore[attr-defined]
    process.print_program(f"# {ALL}\n")
    sys.stdout.flush()
    assert commands(stream.buffer.getvalue()[before:].decode()) == set()  # type: ignore[attr-defined]
