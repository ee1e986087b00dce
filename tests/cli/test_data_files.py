"""`data fetch` and `data save`: pictures brought here, and pictures written out."""

import gzip
import hashlib
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from sandbox.labs.data import fetch, garments
from sandbox.labs.data.sources import FILES


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, *what: object) -> None:
        """Nothing."""


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Garments by the dozen: the real ones take seconds."""
    drawn = garments.make(seed=0, n_train=30, n_test=20)
    monkeypatch.setattr(garments, "load_or_make", lambda folder: drawn)


@pytest.fixture
def mirror(tmp_path: Path, few: None, cli, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A folder with four files of the published sums, on the loopback."""
    monkeypatch.setenv("no_proxy", "*")
    folder = tmp_path / "served"
    assert cli("data", "save", str(folder)).status == 0
    for name in FILES:
        md5 = hashlib.md5((folder / f"{name}.gz").read_bytes(), usedforsecurity=False)
        monkeypatch.setitem(fetch.MD5, f"{name}.gz", md5.hexdigest())
    with HTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_fetched_pictures_are_taken_from_then_on(cli, home, mirror):
    folder = home / "cache" / "mlp-sandbox" / "fashion-mnist"
    result = cli("data", "fetch", "--from", mirror)
    assert (result.status, result.err) == (0, "")
    assert f"Fashion-MNIST is in {folder} now" in result.out
    assert sorted(file.name for file in folder.iterdir()) == sorted(fetch.MD5)
    status = " ".join(cli("data").out.split())
    assert f"data=auto takes Fashion-MNIST from {folder}: 30 training and 20 test" in status
    result = cli("data", "fetch", "--from", "http://127.0.0.1:1/nobody")
    assert result.status == 0
    assert "already, as it was published" in result.out
    assert "이미" in cli("data", "fetch", "--lang", "ko").out


def test_progress_is_for_terminals(cli, home, mirror, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    result = cli("data", "fetch", "--from", mirror)
    assert "1/4  0.0/" in result.err
    assert result.err.endswith("\r\x1b[K")


def test_an_unpublished_file_is_refused(cli, home, mirror, tmp_path):
    (tmp_path / "served" / f"{FILES[1]}.gz").write_bytes(gzip.compress(b"other"))
    result = cli("data", "fetch", "--from", mirror)
    assert result.status == 2
    assert result.err.count("\n") == 1
    assert f"{FILES[1]}.gz that was published (MD5 " in result.err
    assert "check the connection" in result.err
    assert "incomplete" in cli("data").out


def test_saved_garments_are_read_and_named_as_such(cli, home, few):
    result = cli("data", "save", "clothes")
    assert (result.status, result.err) == (0, "")
    assert result.out == "The garments are in clothes: 4 files, 0 MB.\n"
    assert "takes the garments saved in clothes: 30 training and 20 test pictures" in " ".join(
        cli("data", "--data", "clothes").out.split()
    )
    words = ("run", "classifier", "hidden=4", "epochs=1", "batch=10", "--data", "clothes")
    assert cli(*words).out.startswith("Clothes classifier · data garments · train examples 30")
    again = cli("data", "save", "clothes")
    assert again.status == 2
    assert "train-images-idx3-ubyte.gz is there already and stays as it is" in again.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ftch",), "no action ftch: did you mean fetch?"),
        (("zzz",), "no action zzz: give one of status, fetch, save"),
        (("save",), "save where? Write `data save DIR`"),
        (("fetch", "here"), "data fetch takes no folder: leave here out"),
        (("--from", "http://x"), "--from is for `data fetch`"),
        (("fetch", "--data", "here"), "--data is for `data status`"),
        (("fetch", "--from", "nowhere"), "nowhere is no address of a web server"),
    ],
)
def test_mistakes_get_a_sentence(cli, home, words, says):
    result = cli("data", *words)
    assert result.status == 2
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert says in result.err
