"""What went wrong, written down for whoever mends it: a log that never is in the way."""

import logging
import sys
from pathlib import Path

from sandbox.base.folders import home_folder
from sandbox.ui.words import Words

LOGGER = logging.getLogger("mlp-sandbox")


def log_path() -> Path | None:
    """Where mistakes are written down; None where there is no home for it."""
    folder = home_folder("log")
    return None if folder is None else folder / "mlp-sandbox.log"


def start_log() -> None:
    """Write warnings and errors to the log file, which is made with the first of them."""
    handler = _LateFile(log_path())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOGGER.handlers = [handler]
    LOGGER.propagate = False


def last_log_path() -> Path | None:
    """The file that the last mistake is in; None where it could not be written."""
    places = [handler.place for handler in LOGGER.handlers if isinstance(handler, _LateFile)]
    return places[0] if places else None


class _LateFile(logging.Handler):
    """Appends to a file, and to none where that cannot be: a log must never end the app."""

    def __init__(self, file: Path | None) -> None:
        super().__init__(logging.WARNING)
        self._file = file
        self.place: Path | None = None
        """The file, if the last record is in it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        self.place = None
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8", errors="backslashreplace") as stream:
                stream.write(self.format(record) + "\n")
        except OSError:
            return
        self.place = self._file


def report(crash: str, words: Words) -> None:
    """Write a crash down, and say on stderr where; or what it was, where no log can be written."""
    LOGGER.error("%s", crash)
    log = last_log_path()
    if log is not None:
        sentence = words("app.crash.sentence", log=log)
    else:
        last = crash.strip().splitlines()[-1]
        sentence = words("app.crash.unlogged", error=last)
    print(sentence, file=sys.stderr)  # noqa: T201
