"""Fetching Fashion-MNIST from its publisher: resumed, checked, and within a time limit."""

import errno
import hashlib
import socket
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
    getproxies,
)

from sandbox.labs.data.dataset import DataError


class Deadline:
    """So many seconds from now, or from the last `renew`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.renew()

    def renew(self) -> None:
        """As many again, from now."""
        self._until = monotonic() + self.seconds

    def left(self) -> float:
        """Seconds until then; TimeoutError where there are none."""
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def open_by(deadline: Deadline, request: Request) -> HTTPResponse:
    """What the server answers, its headers read; TimeoutError (or what urllib makes of it) if late.

    Reading the body also raises TimeoutError after the deadline. URLError for an address, or one
    that it redirects to, that is neither http nor https.
    """
    handler, opener = _Handler(deadline), OpenerDirector()
    proxies = {kind: way for kind, way in getproxies().items() if kind in ("http", "https", "no")}
    for each in (
        ProxyHandler(proxies), handler, HTTPRedirectHandler(),
        HTTPDefaultErrorHandler(), HTTPErrorProcessor(), UnknownHandler(),
    ):  # fmt: skip
        opener.add_handler(each)
    try:
        answer: HTTPResponse = opener.open(request)
    except OSError:
        if handler.redirected is not None:
            handler.redirected.close()
        raise
    return answer


class _Handler(HTTPHandler, HTTPSHandler):
    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self.deadline = deadline
        self.redirected: HTTPResponse | None = None

    def http_open(self, req: Request) -> HTTPResponse:
        return self._kept(self.do_open(partial(_connection, _Connection, self.deadline), req))

    def https_open(self, req: Request) -> HTTPResponse:
        return self._kept(self.do_open(partial(_connection, _SecureConnection, self.deadline), req))

    def _kept(self, answer: HTTPResponse) -> HTTPResponse:
        # urllib reads a redirection's body, and leaves it open where it does not end in time.
        self.redirected = answer if answer.status in range(300, 400) else None
        return answer


class _Connection(HTTPConnection):
    deadline: Deadline
    late = False
    """Whether nobody waits for the connection any more."""

    def connect(self) -> None:
        """In a thread, as the system takes its own time to look up a name."""
        ended: SimpleQueue[BaseException | None] = SimpleQueue()

        def work() -> None:
            try:
                self._connect()
            except BaseException as error:
                ended.put(error)
            else:
                ended.put(None)
                if self.late:
                    self.close()

        threading.Thread(target=work, name="connect", daemon=True).start()
        try:
            failed = ended.get(timeout=self.deadline.left())
        except Empty:
            self.late = True
            raise TimeoutError from None
        if failed is not None:
            raise failed
        self.sock.settimeout(self.deadline.left())

    def _connect(self) -> None:
        # A name may have many addresses, which are tried in turn: each gets its share of the time.
        addresses = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        self.timeout = self.deadline.left() / len(addresses)
        super().connect()


class _SecureConnection(_Connection, HTTPSConnection):
    """As _Connection, the handshake included."""


def _connection(kind: type[_Connection], deadline: Deadline, *args: Any, **how: Any) -> _Connection:
    made = kind(*args, **how)
    made.deadline = deadline
    # No class, but nothing is done with it other than calling it.
    made.response_class = cast(type[HTTPResponse], partial(_Response, deadline=deadline))
    return made


class _Response(HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = BufferedReader(_Bytes(self.fp.detach(), sock, deadline))


class _Bytes(RawIOBase):
    """What comes through a socket, which gets less time for each read than for the one before."""

    def __init__(self, raw: RawIOBase, sock: socket.socket, deadline: Deadline) -> None:
        self._raw, self._sock, self._deadline = raw, sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._deadline.left())
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


PUBLISHER = "https://fashion-mnist.s3.eu-central-1.amazonaws.com/"
"""The publisher's bucket by its own address: the one that is usually given has no https."""

MD5 = {
    "train-images-idx3-ubyte.gz": "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
    "train-labels-idx1-ubyte.gz": "25c81989df183df01b3e8a0aad5dffbe",
    "t10k-images-idx3-ubyte.gz": "bef4ecab320f06d8554ea6380940ec79",
    "t10k-labels-idx1-ubyte.gz": "bb300cfdad3c16e7a12a480ee83cd310",
}
"""The four files and their published sums."""

TIMEOUT = 20.0
"""Seconds within which a server must have answered, headers and all, and never be silent for."""

SLOWEST = 1000
"""Bytes a second: a server that sends fewer for as long as that counts as silent."""

MOST_BYTES = 100_000_000
"""More than any of the files has: a server that sends more sends something else."""

_CHUNK = 1 << 16
_DIGITS = 20
_AGAIN = "run `mlp-sandbox data fetch` again, which goes on from there"
_ELSEWHERE = "check the connection and try again, or name another place with --from URL"

Tell = Callable[[str, int, int | None], None]
"""Takes a file's name, how many of its bytes are here, and how many there are in all, if known."""

Count = Callable[[int, int | None], None]
"""The same for one file."""


def fetch(folder: Path, tell: Tell, url: str = PUBLISHER, timeout: float = TIMEOUT) -> list[str]:
    """Have all four files in `folder`; returns the names of those that had to be downloaded.

    `url` is the folder of the web they are in, `timeout` how many seconds it may take to answer,
    or be silent. DataError, in a sentence, for whatever prevents it; what is here by then stays.
    """
    base = _folder_of_the_web(url)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        wanted = [name for name, md5 in MD5.items() if _md5(folder / name) != md5]
        for name in wanted:
            _fetch(base + name, folder / name, partial(tell, name), timeout)
    except OSError as error:
        raise _not_kept(folder, error) from None
    return wanted


def _fetch(url: str, path: Path, tell: Count, timeout: float) -> None:
    """One file, from where an earlier download has ended; from the start if that was no good."""
    part, right = path.with_name(f"{path.name}.part"), MD5[path.name]
    resumed = part.exists()
    _download(url, part, tell, timeout)
    found = _md5(part)
    if resumed and found != right:
        part.unlink()
        _download(url, part, tell, timeout)
        found = _md5(part)
    if found != right:
        part.unlink()
        raise DataError(
            f"{url} is not the {path.name} that was published (MD5 {found}, not {right}); it was "
            f"thrown away: {_ELSEWHERE}.",
            "fetch_other",
            url=url,
            file=path.name,
            found=found,
            right=right,
        )
    part.replace(path)


def _download(url: str, part: Path, tell: Count, timeout: float) -> None:
    """Append to `part` what it lacks; DataError where that ends too early."""
    with part.open("ab") as file:
        got = file.tell()
        deadline = Deadline(timeout)
        response = _asked(url, got, deadline)
        if response is None:
            return
        with response:
            if got and response.status != 206:
                file.truncate(0)
                got = 0
            length = _length(response)
            total = None if length is None else got + length
            if total is not None and total > MOST_BYTES:
                raise _larger(url)
            for piece in _pieces(response, url, got, deadline):
                file.write(piece)
                got += len(piece)
                tell(got, total)
    if total is not None and got < total:
        sentence = f"{url}: the connection ended after {got} of {total} bytes; {_AGAIN}."
        raise DataError(sentence, "fetch_ended", url=url, got=got, total=total)


def _asked(url: str, start: int, deadline: Deadline) -> HTTPResponse | None:
    """The server's answer, from byte `start` on if it can do that; None if there are no more."""
    wishes = {"User-Agent": "mlp-sandbox", "Accept-Encoding": "identity"}
    if start:
        wishes["Range"] = f"bytes={start}-"
    try:
        return open_by(deadline, Request(url, headers=wishes))
    except HTTPError as error:
        error.close()
        if error.code == 416:
            return None
        sentence = f"{url}: the server answers {error.code}; {_ELSEWHERE}."
        raise DataError(sentence, "fetch_refused", url=url, code=error.code) from None
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _late(url, deadline) from None
        raise _unreachable(url, error.reason) from None
    except TimeoutError:
        raise _late(url, deadline) from None
    except (OSError, HTTPException, ValueError, OverflowError) as error:
        raise _unreachable(url, error) from None


def _pieces(response: HTTPResponse, url: str, got: int, deadline: Deadline) -> Iterator[bytes]:
    """The bytes as they come; the deadline moves when enough of them have."""
    deadline.renew()
    lately = 0
    while True:
        try:
            piece = response.read1(_CHUNK)
        except TimeoutError:
            raise _stalled(url, got, lately, deadline) from None
        except (OSError, HTTPException):
            sentence = f"{url}: the connection broke after {got} bytes; {_AGAIN}."
            raise DataError(sentence, "fetch_broke", url=url, got=got) from None
        if not piece:
            return
        got += len(piece)
        lately += len(piece)
        if got > MOST_BYTES:
            raise _larger(url)
        if lately >= SLOWEST * deadline.seconds:
            deadline.renew()
            lately = 0
        yield piece


def _length(response: HTTPResponse) -> int | None:
    """How many bytes are promised; None where nothing is."""
    said = response.headers.get("Content-Length", "")
    if not said.isdecimal():
        return None
    # Of a number this long no digit matters, and Python refuses to read one that is far longer.
    return int(said) if len(said) <= _DIGITS else MOST_BYTES + 1


def _larger(url: str) -> DataError:
    sentence = f"{url} is far larger than what was published; {_ELSEWHERE}."
    return DataError(sentence, "fetch_larger", url=url)


def _folder_of_the_web(url: str) -> str:
    """The address with a slash at its end; DataError where it is none."""
    try:
        parts = urlsplit(url)
        right = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        right = False
    if not right:
        sentence = f"{url} is no address of a web server; write http://… or https://…."
        raise DataError(sentence, "fetch_nowhere", url=url)
    return url if url.endswith("/") else f"{url}/"


def _md5(path: Path) -> str:
    """The file's sum, "" where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(
                file, partial(hashlib.md5, usedforsecurity=False)
            ).hexdigest()
    except FileNotFoundError:
        return ""


def _late(url: str, deadline: Deadline) -> DataError:
    sentence = f"{url}: no whole answer within {deadline.seconds:g} seconds; {_ELSEWHERE}."
    return DataError(sentence, "fetch_late", url=url, seconds=deadline.seconds)


def _stalled(url: str, got: int, lately: int, deadline: Deadline) -> DataError:
    return DataError(
        f"{url}: stalled after {got} bytes, {lately} of them in the last {deadline.seconds:g} "
        f"seconds; {_AGAIN}.",
        "fetch_stalled",
        url=url,
        got=got,
        lately=lately,
        seconds=deadline.seconds,
    )


def _unreachable(url: str, reason: object) -> DataError:
    # What a server has sent in place of an answer is not repeated on the terminal.
    why = (reason.strerror or "") if isinstance(reason, OSError) else ""
    sentence = f"{url} cannot be reached{why and f' ({why})'}; {_ELSEWHERE}."
    return DataError(sentence, "fetch_unreachable", url=url, reason=why)


def _not_kept(folder: Path, error: OSError) -> DataError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        sentence = f"{folder}: the disk is full; make room for 31 MB, then {_AGAIN}."
        return DataError(sentence, "fetch_full", folder=folder)
    reason = error.strerror or str(error)
    sentence = f"{folder}: cannot keep files ({reason}); mend its rights."
    return DataError(sentence, "fetch_unkept", folder=folder, reason=reason)
