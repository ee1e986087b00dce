"""Keeps the learner's progress without ever keeping the learner waiting."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sandbox.course.progress import Progress, Store

Change = Callable[[Progress], Progress]


class Keeper:
    """Changes the record at once, and saves it in a thread of its own.

    A slow disk, or another session that is saving, so never delays a key. `told` is called in that
    thread whenever a save is over.
    """

    def __init__(self, store: Store, told: Callable[[], object]) -> None:
        self.store = store
        self._told = told
        self._waiting = threading.Event()
        self._saver = ThreadPoolExecutor(max_workers=1, thread_name_prefix="progress")
        self._closed = False
        store.load()

    @property
    def progress(self) -> Progress:
        """The record as it is now."""
        return self.store.progress

    def record(self, change: Change) -> None:
        """Change the record, and have it saved: changes that come in a row are saved together."""
        self.store.change(change)
        if not self._waiting.is_set() and not self._closed:
            self._waiting.set()
            self._saver.submit(self._save)

    def _save(self) -> None:
        self._waiting.clear()
        self.store.save()
        if not self._closed:
            self._told()

    def close(self) -> None:
        """Wait until all is saved; nothing is saved afterwards."""
        self._closed = True
        self._saver.shutdown(wait=True)
