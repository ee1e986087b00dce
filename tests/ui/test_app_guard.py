"""What is refused before Textual loads."""

import io
import subprocess
import sys

import pytest

from sandbox.ui.terminal.terminal_check import check_terminal, encoding
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
    return check_terminal(Words(lang), *streams, {"TERM": term} if term else {})


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


@pytest.mark.parametrize(
    ("written", "environ", "coerced", "found"),
    [
        ("utf-8", {}, False, ""),
        ("utf-8", {}, True, ""),
        ("utf-8", {"LANG": "ko_KR.UTF-8"}, False, ""),
        ("utf-8", {"LANG": "C.UTF-8"}, False, ""),
        ("utf-8", {"LC_CTYPE": "UTF-8", "LANG": ""}, False, ""),
        ("utf-8", {"LC_ALL": "en_US.utf8", "LANG": "C"}, False, ""),
        ("utf-8", {"LC_CTYPE": "C.UTF-8", "LANG": "C"}, False, ""),
        ("utf-8", {"LC_CTYPE": "C.UTF-8", "LANG": "C"}, True, "C"),
        ("utf-8", {"LC_ALL": "POSIX", "LANG": "ko_KR.UTF-8"}, True, "POSIX"),
        ("utf-8", {"LC_CTYPE": "C.UTF-8", "LANG": "ko_KR.eucKR"}, True, "eucKR"),
        ("utf-8", {"LANG": "de_DE.ISO-8859-15@euro"}, True, "ISO-8859-15"),
        ("euc_kr", {"LANG": "ko_KR"}, False, "euc_kr"),
        ("iso8859-1", {"LANG": "en_US.UTF-8"}, False, "iso8859-1"),
        ("utf-8", {"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"}, False, ""),
        ("utf-8", {"LC_ALL": "C", "PYTHONUTF8": "1"}, True, ""),
        ("latin-1", {"PYTHONIOENCODING": "latin-1"}, False, "latin-1"),
    ],
)
def test_the_encoding_is_what_the_locale_says(
    written: str, environ: dict[str, str], coerced: bool, found: str
) -> None:
    assert encoding(Stream(encoding=written), environ, coerced) == found


def test_a_refusal_is_one_sentence_status_2_and_loads_no_textual() -> None:
    program = (
        "import sys\n"
        "from sandbox.ui.app.launch import run_app\n"
        "from sandbox.ui.options import Options\n"
        "code = run_app(Options()); assert 'textual' not in sys.modules; sys.exit(code)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert "stdin" in ended.stderr
