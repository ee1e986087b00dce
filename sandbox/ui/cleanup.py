"""What has to be seen to whatever ends the app: files that are edited, checks that run."""

from typing import Protocol

from sandbox.ui.exercise.file_session import Rescued
from sandbox.ui.words import Words


class OpenFile(Protocol):
    """Where a file of the learner's is being edited."""

    def finish(self) -> Rescued | None:
        """Save what was typed, from whichever thread; where it is instead, if that failed."""


class RunningCheck(Protocol):
    """A check of an exercise."""

    def close(self) -> None:
        """End it, and wait until what it has started is gone."""


class Cleanup:
    """Knows what is open, and ends it; once more does no harm."""

    def __init__(self) -> None:
        self.open_files: set[OpenFile] = set()
        self.checks: set[RunningCheck] = set()
        self.rescued: list[Rescued] = []
        """What was typed and could be kept in no file of the learner's."""

    def save_typed(self) -> None:
        """Save what was typed, from whichever thread; what cannot be saved is `rescued`."""
        for file in tuple(self.open_files):
            rescued = file.finish()
            if rescued is not None:
                self.rescued.append(rescued)

    def last_words(self, words: Words) -> str:
        """Save what was typed, from whichever thread; what is to be said of what cannot be."""
        self.save_typed()
        return "".join(one.said(words) for one in self.rescued)

    def run(self) -> None:
        """Save what was typed, and end what runs."""
        self.save_typed()
        for check in tuple(self.checks):
            check.close()
