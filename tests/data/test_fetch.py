"""Fetching, from a publisher on the loopback that has good days and bad ones."""

import errno
import gzip
import hashlib
import re
import resource
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic

import pytest

from sandbox.cli.parser import FLAGS
from sandbox.course.glossary import told
from sandbox.labs.data import fetch as module
from sandbox.labs.data.dataset import DataError
from sandbox.labs.data.fetch import MD5, PUBLISHER, fetch
from sandbox.labs.data.sources import FILES

ROOT = Path(__file__).parents[2]
FIRST = f"{FILES[0]}.gz"
SHORT = 0.3
"""Seconds that a server may be silent where it is silent, or next to it, on purpose."""
PATIENT = 20.0
"""The same where it is only slow, as this machine may be."""
MUTE = {"silent", "stalls", "trickles", "endless header", "endless chunk", "endless redirect"}


class Publisher(ThreadingHTTPServer):
    """Serves four files, each in the manner that `manners` has for it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.files = {
            f"{name}.gz": gzip.compress(name.encode() * 5000, compresslevel=0) for name in FILES
        }
        self.manners: dict[str, str] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.over = threading.Event()
        self.mute = socket.create_server(("127.0.0.1", 0))
        """What connects and never says anything."""

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def handle_error(self, *what: object) -> None:
        """A client that has gone is no news."""


class Answer(BaseHTTPRequestHandler):
    """One answer."""

    server: Publisher

    def log_message(self, *what: object) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        """As the manners say."""
        name = self.path.rpartition("/")[2]
        asked = self.headers.get("Range")
        self.server.asked.append((name, asked))
        body, manner = self.server.files[name], self.server.manners.get(name, "")
        start = 0
        if asked and manner != "starts over":
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
        if manner == "silent":
            self.server.over.wait()
        elif manner in ("404", "503"):
            self.send_error(int(manner))
        elif manner.startswith("moved "):
            self.send_response(302)
            mute = self.server.mute.getsockname()[1]
            self.send_header("Location", manner.removeprefix("moved ").format(name=name, mute=mute))
            self.end_headers()
        elif manner == "cut header":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Le")
        elif manner == "endless header":
            self.trickle(b"HTTP/1.1 200 OK\r\nX: ")
        elif manner == "endless redirect":
            self.trickle(b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n")
        elif manner == "gone":
            self.connection.shutdown(socket.SHUT_RDWR)
        elif manner == "gibberish":
            self.wfile.write(b"\x1b[31mnot HTTP at all\r\n\r\n")
        elif start >= len(body):
            self.send_error(416)
        else:
            self.send(body, start, manner)

    def send(self, body: bytes, start: int, manner: str) -> None:
        """The file from `start` on."""
        if manner == "wrong bytes":
            body = body[::-1]
        elif manner == "packed":
            body = gzip.compress(body)
        length = len(body) - start
        said = {"too short": "100", "long length": "9" * 5000, "large length": "100000001"}
        self.send_response(206 if start else 200)
        if manner in ("packed", "named packed"):
            self.send_header("Content-Encoding", "gzip")
        if manner in ("chunks", "endless chunk"):
            self.send_header("Transfer-Encoding", "chunked")
        elif manner not in ("no length", "endless"):
            self.send_header("Content-Length", said.get(manner, str(length)))
        self.end_headers()
        if manner == "chunks":
            self.wfile.write(b"ffff\r\n" + body[:100])
        elif manner == "endless chunk":
            self.trickle(b"64\r\n" + body[:100] + b"\r\n")
        elif manner == "endless":
            while not self.server.over.is_set():
                self.wfile.write(bytes(1 << 16))
        elif manner == "trickles":
            self.trickle(b"")
        elif manner in ("half", "stalls"):
            self.wfile.write(body[start : start + length // 2])
            if manner == "stalls":
                self.wfile.flush()
                self.server.over.wait()
        else:
            self.wfile.write(body[start:])

    def trickle(self, beginning: bytes) -> None:
        """That, and then for ever a byte that ends nothing, each well before a read times out."""
        self.wfile.write(beginning)
        while not self.server.over.wait(0.02):
            self.wfile.write(b"0")


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """A running one, whose files' sums are the published ones."""
    monkeypatch.setenv("no_proxy", "*")
    with Publisher() as server:
        for name, body in server.files.items():
            monkeypatch.setitem(MD5, name, hashlib.md5(body, usedforsecurity=False).hexdigest())
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.over.set()
        server.mute.close()
        server.shutdown()
        thread.join()


Told = list[tuple[str, int, int | None]]


def fetched(publisher: Publisher, folder: Path) -> tuple[list[str], Told]:
    told: Told = []
    silence = SHORT if MUTE & set(publisher.manners.values()) else PATIENT
    names = fetch(folder, lambda *what: told.append(what), publisher.url, silence)
    return names, told


def refused(publisher: Publisher, folder: Path) -> str:
    with pytest.raises(DataError) as caught:
        fetched(publisher, folder)
    said = str(caught.value)
    assert told(caught.value, "en") == said
    assert "{" not in told(caught.value, "ko") != said
    assert "\x1b" not in said
    assert FIRST in said or str(folder) in said
    return said


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_published_names_and_sums() -> None:
    assert list(MD5) == [f"{name}.gz" for name in FILES]
    assert all(re.fullmatch("[0-9a-f]{32}", md5) for md5 in MD5.values())
    assert len(set(MD5.values())) == 4
    assert PUBLISHER.startswith("https://")
    assert PUBLISHER in FLAGS["from"]["help"]
    assert PUBLISHER.endswith(".amazonaws.com/")


def test_four_files_come_and_stay(publisher: Publisher, tmp_path: Path) -> None:
    names, told = fetched(publisher, tmp_path / "new" / "folder")
    assert names == list(MD5)
    assert contents(tmp_path / "new" / "folder") == publisher.files
    for name, body in publisher.files.items():
        steps = [(got, total) for said, got, total in told if said == name]
        assert steps[-1] == (len(body), len(body))
        assert steps == sorted(steps)
    publisher.asked.clear()
    assert fetched(publisher, tmp_path / "new" / "folder") == ([], [])
    assert publisher.asked == []


def test_a_damaged_file_is_fetched_again(publisher: Publisher, tmp_path: Path) -> None:
    fetched(publisher, tmp_path)
    (tmp_path / FIRST).write_bytes(b"not what it was")
    assert fetched(publisher, tmp_path)[0] == [FIRST]
    assert contents(tmp_path) == publisher.files


def test_what_was_cut_off_is_gone_on_with(publisher: Publisher, tmp_path: Path) -> None:
    publisher.manners[FIRST] = "half"
    half = len(publisher.files[FIRST]) // 2
    said = refused(publisher, tmp_path)
    assert f"ended after {half} of {len(publisher.files[FIRST])} bytes" in said
    assert "run `mlp-sandbox data fetch` again" in said
    assert contents(tmp_path) == {f"{FIRST}.part": publisher.files[FIRST][:half]}
    publisher.manners.clear()
    publisher.asked.clear()
    fetched(publisher, tmp_path)
    assert publisher.asked[0] == (FIRST, f"bytes={half}-")
    assert contents(tmp_path) == publisher.files


def test_a_server_that_cannot_resume_starts_over(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / f"{FIRST}.part").write_bytes(publisher.files[FIRST][:500])
    publisher.manners[FIRST] = "starts over"
    fetched(publisher, tmp_path)
    assert contents(tmp_path) == publisher.files


def test_all_of_it_was_there_already(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / f"{FIRST}.part").write_bytes(publisher.files[FIRST])
    fetched(publisher, tmp_path)
    assert contents(tmp_path) == publisher.files


@pytest.mark.parametrize("left", [b"x" * 500, b"x" * 10_000_000, b""])
def test_rubbish_that_was_left_is_replaced(
    left: bytes, publisher: Publisher, tmp_path: Path
) -> None:
    (tmp_path / f"{FIRST}.part").write_bytes(left)
    fetched(publisher, tmp_path)
    assert contents(tmp_path) == publisher.files


def test_a_stall_has_an_end_and_keeps_what_came(publisher: Publisher, tmp_path: Path) -> None:
    publisher.manners[FIRST] = "stalls"
    half = len(publisher.files[FIRST]) // 2
    assert f"stalled after {half} bytes, 0 of them in the last 0.3 sec" in refused(
        publisher, tmp_path
    )
    assert contents(tmp_path) == {f"{FIRST}.part": publisher.files[FIRST][:half]}


@pytest.mark.parametrize(
    ("manner", "says"),
    [
        ("silent", "no whole answer within 0.3 seconds; check the connection and try again"),
        ("endless header", "no whole answer within 0.3 seconds"),
        ("endless redirect", "no whole answer within 0.3 seconds"),
        ("endless chunk", "stalled after 100 bytes, 100 of them in the last 0.3 seconds; run"),
        ("404", "the server answers 404; check the connection and try again, or name another"),
        ("503", "the server answers 503"),
        ("gibberish", "cannot be reached"),
        ("wrong bytes", "is not the train-images-idx3-ubyte.gz that was published (MD5 "),
        ("too short", "that was published (MD5 "),
        ("chunks", "the connection broke after 100 bytes"),
        ("packed", "that was published (MD5 "),
        ("cut header", "that was published (MD5 "),
        ("gone", "cannot be reached"),
        ("trickles", "of them in the last 0.3 seconds; run `mlp-sandbox data fetch` again"),
        ("moved /again/{name}", "the server answers 302"),
        ("moved file:///etc/passwd", "the server answers 302"),
        ("moved ftp://127.0.0.1:{mute}/{name}", "cannot be reached; check the connection"),
        ("moved data:text/plain,all", "the server answers 302"),
        ("moved http://127.0.0.1:%s/{name}" % ("9" * 5000), "cannot be reached"),
        ("moved http://127.0.0.1:99999/{name}", "cannot be reached"),
        ("long length", "far larger than what was published"),
        ("large length", "far larger than what was published"),
    ],
)
def test_each_failure_has_its_sentence(
    manner: str, says: str, publisher: Publisher, tmp_path: Path
) -> None:
    publisher.manners[FIRST] = manner
    assert says in refused(publisher, tmp_path)
    assert not tmp_path.joinpath(FIRST).exists()
    assert sum(map(len, contents(tmp_path).values())) <= 100


def test_no_length_is_no_matter(publisher: Publisher, tmp_path: Path) -> None:
    publisher.manners = dict.fromkeys(MD5, "no length")
    _, told = fetched(publisher, tmp_path)
    assert contents(tmp_path) == publisher.files
    assert {total for _, _, total in told} == {None}


def test_a_server_that_says_what_the_files_are_packed_with(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.manners[FIRST] = "named packed"
    fetched(publisher, tmp_path)
    assert contents(tmp_path) == publisher.files


def test_a_file_that_has_moved_is_fetched_from_there(publisher: Publisher, tmp_path: Path) -> None:
    publisher.files["elsewhere"] = publisher.files[FIRST]
    publisher.manners[FIRST] = "moved /new/elsewhere"
    (tmp_path / f"{FIRST}.part").write_bytes(publisher.files[FIRST][:500])
    fetched(publisher, tmp_path)
    assert (tmp_path / FIRST).read_bytes() == publisher.files[FIRST]
    assert ("elsewhere", "bytes=500-") in publisher.asked


def test_a_disk_that_fills_up_keeps_what_came_and_nothing_else(
    publisher: Publisher, tmp_path: Path
) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        said = refused(publisher, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert said == f"{tmp_path}: cannot keep files (File too large); mend its rights."
    assert {name: len(data) for name, data in contents(tmp_path).items()} == {
        f"{FIRST}.part": 20_000
    }
    fetched(publisher, tmp_path)
    assert contents(tmp_path) == publisher.files


def test_what_never_ends_is_ended(
    publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1_000_000)
    publisher.manners[FIRST] = "endless"
    assert "far larger than what was published" in refused(publisher, tmp_path)
    assert (tmp_path / f"{FIRST}.part").stat().st_size <= 1_000_000


def test_nobody_there(publisher: Publisher, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(DataError, match=r"cannot be reached \(Connection refused\); check the"):
        fetch(tmp_path, print, url, SHORT)


def test_https_with_somebody_who_says_nothing(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"https://127.0.0.1:{mute.getsockname()[1]}"
        with pytest.raises(DataError, match=r"no whole answer within 0\.3 seconds"):
            fetch(tmp_path, print, url, SHORT)


def test_a_name_that_nobody_looks_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    over, before = threading.Event(), monotonic()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *what, **how: over.wait(20) and [])
    with pytest.raises(DataError, match=r"no whole answer within 0\.3 seconds"):
        fetch(tmp_path, print, "http://fashion.example", SHORT)
    assert monotonic() - before < 5
    over.set()


def test_many_addresses_share_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look_up = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda *what, **how: look_up(*what, **how) * 10)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, socket.socket() as first:
        first.connect(full.getsockname())
        before = monotonic()
        with pytest.raises(DataError, match=r"no whole answer within 0\.3 seconds"):
            fetch(tmp_path, print, f"http://127.0.0.1:{full.getsockname()[1]}", SHORT)
    assert monotonic() - before < 5 * SHORT


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_a_disk_that_takes_no_more(
    code: int, publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(code, "no")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DataError) as caught:
        fetched(publisher, tmp_path)
    says = {errno.ENOSPC: "the disk is full; make room", errno.EACCES: "cannot keep files (no)"}
    assert f"{tmp_path}: {says[code]}" in str(caught.value)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_disk_that_is_full(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / f"{FIRST}.part").symlink_to("/dev/full")
    assert "the disk is full; make room for 31 MB" in refused(publisher, tmp_path)


def test_a_file_where_the_folder_should_be(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(DataError, match="cannot keep files"):
        fetched(publisher, tmp_path / "cache")


@pytest.mark.parametrize(
    "url", ["", "nowhere", "file:///etc", "http://", "http://[::1", "ftp://x/"]
)
def test_addresses_that_are_none(url: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is no address of a web server"):
        fetch(tmp_path, print, url)
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("url", ["http://a b/", "http://127.0.0.1:99999", f"http://{'x' * 70}.org"])
def test_addresses_that_lead_nowhere(url: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"cannot be reached|is no address"):
        fetch(tmp_path, print, url, SHORT)


def test_a_slash_at_the_end_is_optional(publisher: Publisher, tmp_path: Path) -> None:
    fetch(tmp_path, lambda *what: None, publisher.url + "below", PATIENT)
    assert contents(tmp_path) == publisher.files


def test_nothing_else_opens_a_connection() -> None:
    opener = re.compile(r"^\s*(?:from|import) (?:urllib|http|socket|ssl|ftplib|requests)\b", re.M)
    able = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "sandbox").rglob("*.py"))
        if opener.search(path.read_text(encoding="utf-8"))
    ]
    assert able == ["sandbox/labs/data/fetch.py"]
