"""Web answers by a deadline: a server that sends a byte now and then does not hold one for ever.

A socket's own timeout bounds each read. Here the deadline bounds all of them together: looking up
the server's name, connecting, whatever the address redirects to, the headers, and the body until
someone moves it. Nothing but http and https is spoken, whatever an address redirects to.
"""

import socket
import threading
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, cast
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
