"""A lab's session in a thread of its own: commands in, the newest news out.

Nothing that the screen asks for blocks it. Commands queue and are answered between two steps. A
frame is built only when the last one was fetched: a slow screen makes fewer, never late ones.
"""

import logging
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any

from sandbox.base.errors import UserError
from sandbox.engine.learner.source import LearnerFunctionError
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.session import RunHistory, Session
from sandbox.labs.yours import refusal
from sandbox.ui.widgets.lab import commands
from sandbox.ui.widgets.lab.commands import Notice, RunStatus, Status
from sandbox.ui.widgets.lab.pacing import INTERVAL_S, Pacing

log = logging.getLogger("mlp-sandbox")


class Runner:
    """Drives one session. Its methods return at once; `news` is called when there is some.

    `news` is called in the runner's thread and must not wait for anything.
    """

    def __init__(
        self,
        lab: Lab[Any],
        settings: Settings,
        seed: int,
        sources: Resources,
        news: Callable[[], None],
        interval: float = INTERVAL_S,
    ) -> None:
        self.lab = lab
        self.turns = self._heard = 0
        self._wanted = dict(settings)
        self._seed = seed
        self._sources = sources
        self._call = news
        self._clock = Pacing(interval)
        self._session: Session | None = None
        self._past = RunHistory(together=True)
        self._inbox: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._slot: RunStatus | None = None
        self._framed: tuple[Any, Frame | None] = (None, None)
        self._stopping = False
        self._running = False
        self._milestones = 0
        self._dirty = True
        self._note: Notice = ""
        self._trouble: str | UserError = ""
        self._thread = threading.Thread(target=self._main, name=f"lab-{lab.id}", daemon=True)

    def start(self) -> None:
        """Begin the session; the first news comes at once, the first frame when it is ready."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread after the step at hand."""
        self._stopping = True
        self._inbox.put(None)

    def join(self, seconds: float) -> bool:
        """Wait for the thread's end; whether it has come."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def take(self) -> RunStatus | None:
        """The newest news, once; and so the next may be made."""
        with self._lock:
            news, self._slot = self._slot, None
        self._inbox.put(None)
        return news

    def rest(self, seconds: float) -> None:
        """Leave the processor to the screen for a moment."""
        self._clock.rest(seconds)

    def forward(self) -> None:
        """On to the next milestone, and stop there."""
        self._inbox.put(self._forward)

    def back(self) -> None:
        """To the milestone before."""
        self.act(commands.back)

    def act(self, act: commands.SessionCommand) -> None:
        """Do something to the session where it stands."""
        self._inbox.put(lambda: self._act(act))

    def toggle(self) -> None:
        """Run, or pause."""
        self._inbox.put(self._toggle)

    def reset(self) -> None:
        """Begin anew with the same seed."""
        self._inbox.put(lambda: self._anew("again", Session.reset))

    def reseed(self) -> None:
        """Begin anew with the next seed."""
        self._inbox.put(lambda: self._anew("reseeded", lambda s: s.reseed(s.seed + 1)))

    def undo(self) -> None:
        """To the milestone before, or to what was thrown away or turned for this run."""
        self._inbox.put(self._undo)

    def turn(self, settings: Settings, page: bool = False) -> None:
        """Set some knobs; `page`: as a page wants all of them, from the beginning."""
        self.turns += 1
        self._inbox.put(lambda: self._turn(settings, page))

    # What follows happens in the thread.

    def _main(self) -> None:
        self._tell()
        self._attempt(self._begin)
        while not self._stopping:
            self._serve()
            if self._moving and not self._stopping and not self._clock.until_step:
                self._attempt(self._step)
            if self._dirty:
                self._tell()

    def _halt(self) -> None:
        self._running, self._milestones = False, 0

    @property
    def _moving(self) -> bool:
        return self._running or self._milestones > 0

    def _serve(self) -> None:
        """Answer all commands; wait for one where there is nothing else to do."""
        wait = self._patience()
        try:
            while not self._stopping:
                command = self._inbox.get(wait != 0, wait)
                wait = 0
                if command is not None:
                    self._note, self._trouble, self._dirty = "", "", True
                    self._clock.asked()
                    self._attempt(command)
        except Empty:
            pass

    def _patience(self) -> float | None:
        """How long to wait for a command: None is for ever."""
        if self._moving:
            return self._clock.until_step
        if self._dirty and self._slot is None:
            return self._clock.until_tell
        return None

    def _attempt(self, act: Callable[[], object]) -> None:
        """Do something of the lab's. What it raises is told, and the session stays as it was."""
        try:
            act()
        except (UserError, LearnerFunctionError) as error:
            self._trouble = refusal(error)
        except Exception:
            log.exception("the lab %s failed", self.lab.id)
            self._trouble = "crashed"
        else:
            return
        self._halt()
        self._dirty = True

    def _begin(self) -> None:
        self._dirty = True
        self._session = Session(self.lab, self._wanted, self._seed, self._sources)

    def _step(self) -> None:
        session = self._session
        assert session is not None
        self._clock.sleep()
        session.step()
        self._clock.stepped(self.lab.step_delay_s)
        self._dirty = True
        if self._milestones and self.lab.is_checkpoint(session.state):
            self._milestones -= 1
        if self._running and session.finished:
            self._halt()

    def _forward(self) -> None:
        if self._session is not None and self._session.answered:
            self._note = "nothing_to_step"
        elif self._session is not None:
            self._running = False
            self._milestones += 1
            self._clock.hurry()

    def _toggle(self) -> None:
        if self._moving:
            self._halt()
        elif self._session is not None:
            self._note = commands.why_not_run(self._session, self._framed[1])
            if self._note:
                return
            if self._session.finished:
                self._anew("once_more", Session.reset)
            self._running = True
            self._clock.hurry()

    def _act(self, act: commands.SessionCommand) -> None:
        self._halt()
        if self._session is not None:
            self._note = act(self._session)

    def _undo(self) -> None:
        self._halt()
        if self._session is None or self._session.back():
            return
        before = self._past.take()
        self._note = "nothing_to_undo" if before is None else "undone"
        self._session = before or self._session

    def _anew(self, note: Notice, change: Callable[[Session], None]) -> None:
        if self._session is None:
            self._begin()
            return
        self._halt()
        self._replace(change)
        self._note = note

    def _turn(self, settings: Settings, page: bool) -> None:
        self._heard += 1
        if self._session is None:
            self._wanted = {**self._wanted, **settings}
            self._begin()
            return
        if not page:
            self._replace(commands.set_knobs(settings))
            self._milestones = 0
        elif self._session.settings != {**self._session.settings, **settings}:
            self._halt()
            self._replace(lambda session: session.set_up(settings))

    def _replace(self, change: Callable[[Session], None]) -> None:
        """Change a copy of the session, so that this one stays where the change fails.

        `undo` may want it back.
        """
        old = self._session
        assert old is not None
        new = old.fork()
        change(new)
        self._past.replaced(old, new)
        self._session = new

    def _status(self, frame: Frame | None) -> Status:
        if self._session is None:
            return "failed" if self._trouble else "preparing"
        if frame is not None and frame.diverged:
            return "diverged"
        still: Status = "done" if self._session.finished else "paused"
        return "running" if self._moving else still

    def _frame(self) -> Frame | None:
        """The frame of the state at hand, built once; the last one where it cannot be built."""
        if self._session is None:
            return None
        state = self._session.state
        if self._framed[0] is not state:
            self._framed = (state, self._framed[1])
            self._framed = (state, self._session.frame())
        return self._framed[1]

    def _tell(self) -> None:
        """News, if the last was fetched; of a run that goes on, not too often."""
        if self._slot is not None or (self._moving and self._clock.until_tell):
            return
        self._attempt(self._frame)
        frame = self._framed[1]
        status = self._status(frame)
        if status == "diverged":
            self._halt()
        self._dirty = False
        news = self._news(status, frame)
        with self._lock:
            self._slot = news
        self._clock.told()
        self._call()

    def _news(self, status: Status, frame: Frame | None) -> RunStatus:
        session = self._session
        settings = self._wanted if session is None else session.settings
        seed = self._seed if session is None else session.seed
        behind, ahead = session.undo_extent if session is not None else (0, 0)
        return RunStatus(
            status, frame, settings, seed, self._heard, self._note,
            self._framed[0], behind, ahead, self._trouble,
        )  # fmt: skip
