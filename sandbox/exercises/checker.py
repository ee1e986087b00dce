"""A check: the learner's file on fresh inputs, in a process of its own, and the verdict on it."""

from __future__ import annotations

import secrets
import tempfile
from dataclasses import replace
from errno import EFBIG
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any, NoReturn

from sandbox.base import files
from sandbox.exercises import verdict
from sandbox.exercises.exercise import Exercise
from sandbox.exercises.limits import LIMITS
from sandbox.exercises.processes import Clock, Pair
from sandbox.exercises.verdict import Verdict
from sandbox.exercises.wire_frames import Header

SEEDS = 1 << 31


def check(
    exercise: Exercise, file: Path, *, stop: Event | None = None, seed: int | None = None
) -> Verdict:
    """Whether the function in a learner's file is right, on inputs that follow from the seed.

    It takes a third of a second, and at most what the exercise allows; `stop` ends it from another
    thread. No seed: fresh inputs. Nothing is raised, and no process is left behind. Whether the
    course's code may run at all is for `trusted` to say.
    """
    seed = secrets.randbelow(SEEDS) if seed is None else seed % SEEDS
    try:
        source = files.read(file)
    except OSError as error:
        if error.errno == EFBIG:
            return Verdict(False, "size", seed=seed)
        values = {"reason": _reason(error), "file": str(file)}
        return Verdict(False, "unreadable", values, seed=seed)
    try:
        with tempfile.TemporaryDirectory(prefix="mlp-sandbox-") as folder:
            return _Check(exercise, file, source, seed, stop or Event()).run(folder)
    except OSError as error:
        # No process, no folder, no room: nothing that the learner has written.
        return replace(verdict.broken({"problem": _reason(error)}, exercise), seed=seed)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


class _EndError(Exception):
    """The verdict is known."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.kind)
        self.verdict = verdict


class _Check:
    """Both processes, and what has come of them so far."""

    def __init__(
        self, exercise: Exercise, file: Path, source: bytes, seed: int, stop: Event
    ) -> None:
        self._exercise = exercise
        self._file = file
        self._source = source
        self._seed = seed
        self._stop = stop
        self._clock = Clock(exercise.seconds)
        self._loaded: Header = {}
        self._asked = 0
        self._cases = 0

    def run(self, folder: str) -> Verdict:
        """The whole of it."""
        self._pair = Pair(folder)
        self._learner, self._oracle = self._pair.learner, self._pair.oracle
        try:
            verdict = self._verdict()
        finally:
            self._pair.close()
        if self._pair.how.get("left"):
            verdict = Verdict(False, "process", {"what": ""})
        printed = self._learner.printed
        cases = max(self._cases, self._asked)
        return replace(verdict, printed=printed, seed=self._seed, cases=cases)

    def _verdict(self) -> Verdict:
        its, mishap = self._exercise, None
        self._oracle.send({"file": str(its.checks.absolute()), "seed": self._seed})
        limits = {"seconds": its.seconds, "memory": its.memory, "seed": self._seed}
        setup = {"file": str(self._file), "function": its.function, **limits}
        self._learner.send(setup, self._source)
        try:
            self._load()
            self._ask()
        except _EndError as end:
            mishap = end.verdict
            if mishap.kind in ("broken", "stopped") or not self._asked:
                return mishap
        try:
            return self._judged(mishap)
        except _EndError as end:
            return end.verdict

    def _load(self) -> None:
        """Start the learner's process, however long that takes; then the file is on the clock."""
        until = monotonic() + LIMITS.startup_timeout_s
        while (frame := self._learner.take()) is None:
            self._step()
            if self._learner.ended or monotonic() > until:
                # Nothing of the learner's has run: Python or NumPy cannot be had as it should.
                self._pair.close()
                *_, last = ("no process", *self._oracle.printed.splitlines())
                self._broken({"problem": last})
        self._clock.watch(int(frame[0]["ready"]))
        self._loaded, _ = self._from_learner()

    def _ask(self) -> None:
        """Every input to the learner's function, and the answers to the checks."""
        while True:
            said, inputs = self._from_oracle()
            if "case" not in said:
                return
            self._asked += 1
            self._learner.send({"args": said["args"]}, inputs)
            answer, body = self._from_learner()
            changed = answer.get("changed")
            if changed:
                kind = "moved" if answer.get("moved") is True else "in_place"
                self._end(kind, what=self._name(changed))
            self._oracle.send({"answer": answer.get("answer")}, body)

    def _judged(self, mishap: Verdict | None) -> Verdict:
        """What the checks say of the answers; of the last input, where there was a mishap."""
        kind = None if mishap is None else mishap.kind
        values = {} if mishap is None else dict(mishap.values)
        parameters = self._parameters()
        self._oracle.send({"mishap": kind, "values": values, "parameters": parameters})
        while True:
            said, _ = self._from_oracle()
            if "verdict" in said:
                returns = self._loaded.get("returns") is not False
                return verdict.judged(said["verdict"], self._exercise, returns, mishap)

    def _from_learner(self) -> tuple[Header, bytes]:
        """The next frame of the learner's process; what happened instead ends the check."""
        self._clock.start()
        while (frame := self._learner.take()) is None:
            if self._clock.over():
                self._end("timeout", seconds=self._exercise.seconds)
            self._step()
            if self._learner.flooded:
                self._end("output")
            if self._learner.ended:
                self._wait_for_end()
                raise _EndError(verdict.ended(self._pair.how, self._learner.garbled))
        if "mishap" in frame[0]:
            raise _EndError(verdict.unanswered(frame[0]["mishap"], self._exercise))
        return frame

    def _from_oracle(self) -> tuple[Header, bytes]:
        """The next frame of the checks."""
        until = monotonic() + LIMITS.startup_timeout_s + self._exercise.seconds
        while (frame := self._oracle.take()) is None:
            self._step()
            if self._oracle.ended or monotonic() > until:
                problem = "the checks ended" if self._oracle.ended else "the checks take too long"
                self._broken({"problem": problem})
        self._cases = frame[0].get("cases", self._cases)
        if "broken" in frame[0]:
            self._broken(frame[0]["broken"])
        return frame

    def _wait_for_end(self) -> None:
        """A process that answers no more is about to end, and how is worth knowing."""
        until = monotonic() + LIMITS.exit_timeout_s
        while not self._pair.how and monotonic() < until:
            self._step()

    def _step(self) -> None:
        self._pair.turn(LIMITS.poll_interval_s)
        if self._stop.is_set():
            self._end("stopped")

    def _end(self, kind: str, **values: Any) -> NoReturn:
        raise _EndError(Verdict(False, kind, values))

    def _broken(self, table: Header) -> NoReturn:
        raise _EndError(verdict.broken(table, self._exercise))

    def _parameters(self) -> list[str]:
        """What the learner calls the arguments."""
        said = self._loaded.get("loaded")
        return [str(name) for name in said] if isinstance(said, list) else []

    def _name(self, changed: Any) -> str:
        names = self._parameters()
        at = changed[0] if isinstance(changed, list) and isinstance(changed[0], int) else 0
        return names[at] if 0 <= at < len(names) else f"{at + 1}."
