"""What is refused before Textual loads."""

import io
import subprocess
import sys

import pytest

from sandbox.ui.guard import complaint
from sandbox.ui.words import Words


class Stream(io.StringIO):
    """A stream that is a terminal or not."""

    def __init__(self, terminal: bool = True, encoding: str = "utf-8") -> None:
        super().__init__()
        self._terminal, self._encoding = terminal, encoding

    @property
    def encoding(self) -> str:
        return self._encoding

    def isatty(self) -> bool:
        return self._terminal


GOOD = Stream()
PIPE = Stream(terminal=False)


def asked(*streams: Stream, term: str = "xterm", lang: str = "en") -> str | None:
    return complaint(Words(lang), *streams, {"TERM": term} if term else {})


def test_a_terminal_is_all_right() -> None:
    assert asked(GOOD, GOOD, GOOD) is None
    assert asked(GOOD, GOOD, Stream(encoding="UTF8")) is None


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(
    ("name", "streams"),
    [
        ("stdin", (PIPE, GOOD, GOOD)),
        ("stdout", (GOOD, PIPE, GOOD)),
        ("stderr", (GOOD, GOOD, PIPE)),
    ],
)
def test_each_stream_must_be_a_terminal(name: str, streams: tuple[Stream, ...], lang: str) -> None:
    said = asked(*streams, lang=lang)
    assert said is not None
    assert name in said
    assert "--plain" in said


@pytest.mark.parametrize("term", ["", "dumb", "unknown"])
def test_a_dumb_terminal_is_refused(term: str) -> None:
    said = asked(GOOD, GOOD, GOOD, term=term)
    assert said is not None
    assert "--plain" in said
    assert "TERM=xterm-256color" in said


def test_another_encoding_is_refused() -> None:
    said = asked(GOOD, GOOD, Stream(encoding="latin-1"))
    assert said is not None
    assert "latin-1" in said


def test_a_refusal_is_one_sentence_status_2_and_loads_no_textual() -> None:
    program = (
        "import sys; from sandbox.ui.app import run_app; from sandbox.ui.options import Options\n"
        "code = run_app(Options()); assert 'textual' not in sys.modules; sys.exit(code)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert "stdin" in ended.stderr
