"""A session with a lab: run it on, take it back, turn its knobs; and the runs that it replaced."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sandbox.engine import threads
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings, Value, find, number_of
from sandbox.labs.lab import Lab, Resources

MOST_BYTES = 64_000_000
"""What the kept states of one session may take; beyond it every other one is forgotten."""


@dataclass
class Checkpoint:
    """A checkpoint of a run: how many steps led to it, and its state while it is kept."""

    position: int
    state: Any | None
    pinned: bool = False
    """Set by hand, so it cannot be had again by running on and is never forgotten."""


@dataclass(frozen=True)
class UndoPoint:
    """Where a session was before something was undone."""

    checkpoints: list[Checkpoint]
    turned: list[tuple[int, dict[str, Value]]]
    state: Any
    position: int


class Session:
    """One learner's run of a lab: settings, seed and history.

    Every checkpoint can be gone back to. States that were forgotten to save memory are had again
    by running on from an earlier one, with the settings of that time: a run is a function of its
    settings and seed, so they are the same states.
    """

    def __init__(
        self, lab: Lab[Any], settings: Settings, seed: int = 0, resources: Resources | None = None
    ) -> None:
        self.lab = lab
        self.settings = dict(settings)
        self.seed = seed
        self.resources = resources or Resources()
        self.most_bytes = MOST_BYTES
        self.reset()

    def reset(self) -> None:
        """Begin anew: same settings, same seed, so the same run."""
        self.state = self.lab.start(self.settings, self.seed, self.resources)
        self.position = 0
        self.checkpoints = [Checkpoint(0, self.state)]
        self._turned = [(0, dict(self.settings))]
        self._undone: list[UndoPoint] = []

    def fork(self) -> "Session":
        """Another that stands where this one does; what either does leaves the other as it is.

        It does not know what was undone before.
        """
        other = copy.copy(self)
        other.checkpoints = [replace(point) for point in self.checkpoints]
        other._turned = list(self._turned)
        other._undone = []
        return other

    def reseed(self, seed: int) -> None:
        """Begin anew with another seed."""
        self.seed = seed
        self.reset()

    def set_knob(self, name: str, value: Value) -> bool:
        """Set a knob. True where it acts live, False where the run has begun anew."""
        knob = find(self.lab.knobs, name, self.lab.id)
        if self.settings[name] == value:
            return True
        self.settings = {**self.settings, name: value}
        if knob.acts == "restart":
            self.reset()
            return False
        self._undone.clear()
        self._turned = [(at, old) for at, old in self._turned if at < self.position]
        self._turned.append((self.position, dict(self.settings)))
        self.state = self.lab.with_settings(self.state, self.settings)
        if self.checkpoints[-1].position == self.position:
            self.checkpoints[-1].state = self.state
        return True

    def set_knobs(self, settings: Settings) -> bool:
        """Set some knobs at once, as one may not fit until another is turned.

        True where all act live, False where the run has begun anew. KnobError where they do not
        fit together.
        """
        turned = {name: v for name, v in settings.items() if self.settings[name] != v}
        knobs = [find(self.lab.knobs, name, self.lab.id) for name in turned]
        if any(knob.acts == "restart" for knob in knobs):
            self.settings = {**self.settings, **turned}
            self.reset()
            return False
        for name, value in turned.items():
            self.set_knob(name, value)
        return True

    def set_up(self, settings: Settings) -> None:
        """The knobs as a page wants them, and the run from its beginning.

        KnobError where they do not fit together.
        """
        self.settings = {**self.settings, **settings}
        self.reset()

    @property
    def finished(self) -> bool:
        """Whether the run has come to its end."""
        return self.lab.is_done(self.state)

    @property
    def answered(self) -> bool:
        """Whether all is said until a knob is turned: a step more would leave all as it is."""
        return self.finished and self.lab.step(self.state, self.settings) is self.state

    def frame(self) -> Frame:
        """What there is to show now."""
        frame = self.lab.frame(self.state)
        if frame.diverged or frame.worsened:
            able = [k for k in self.lab.knobs if k.name in self.lab.destabilising]
            able = [k for k in able if self.settings[k.name]]
            raised = [k for k in able if number_of(self.settings[k.name]) > number_of(k.default)]
            frame = replace(frame, remedies={k.name: k.word for k in raised or able})
        if threads.asked() is None:
            return frame
        return replace(frame, facts={**frame.facts, "threads": str(threads.used())})

    def push(self, state: Any) -> None:
        """A state that was made by hand: a step of its own, which can be undone."""
        self._undone.clear()
        self.state = state
        self.position += 1
        self.checkpoints.append(Checkpoint(self.position, state, pinned=True))

    def step(self) -> None:
        """One smallest step on."""
        self._undone.clear()
        self.state = self.lab.step(self.state, self.settings)
        self.position += 1
        if self.lab.is_checkpoint(self.state):
            self.checkpoints.append(Checkpoint(self.position, self.state))
            self._forget()

    def forward(self) -> None:
        """On to the next checkpoint."""
        self.step()
        while not self.lab.is_checkpoint(self.state):
            self.step()

    def back(self) -> bool:
        """To the checkpoint before; False at the beginning. Knobs stay as they are."""
        before = [i for i, point in enumerate(self.checkpoints) if point.position < self.position]
        if not before:
            return False
        self.go_to(before[-1])
        return True

    def go_to(self, number: int) -> None:
        """To a checkpoint by its number, from 0: what came after it is undone."""
        self._undone.append(
            UndoPoint(list(self.checkpoints), self._turned, self.state, self.position)
        )
        point = self.checkpoints[number]
        self.state = point.state if point.state is not None else self._replay(number)
        self.position = point.position
        del self.checkpoints[number + 1 :]
        point.state = self.state
        self._turned = [(at, old) for at, old in self._turned if at <= self.position]
        self._turned.append((self.position, dict(self.settings)))

    def jump(self, count: int) -> bool:
        """So many checkpoints on, or back where negative; states set by hand do not count.

        Back ends at the beginning; on goes where what was undone has been, and runs beyond it.
        False where there is nothing further back.
        """
        if count < 0:
            return self._jump_back(-count)
        left = count
        if self._undone:
            at, checkpoints = len(self.checkpoints) - 1, self._undone[-1].checkpoints
            while at + 1 < len(checkpoints) and (left or checkpoints[at + 1].pinned):
                at += 1
                left -= not checkpoints[at].pinned
            self.redo()
            if at + 1 < len(self.checkpoints):
                self.go_to(at)
        for _ in range(left):
            self.forward()
        return True

    def _jump_back(self, left: int) -> bool:
        at = len(self.checkpoints) - 1
        while at and left:
            left -= not self.checkpoints[at].pinned
            at -= 1
        if self.checkpoints[at].position == self.position:
            return False
        self.go_to(at)
        return True

    @property
    def undo_extent(self) -> tuple[int, int]:
        """How many lie behind, and how many ahead that were undone and can be done again."""
        ahead = max((len(place.checkpoints) for place in self._undone), default=0) - len(
            self.checkpoints
        )
        return len(self.checkpoints) - 1, max(ahead, 0)

    def redo(self) -> bool:
        """To where the last `back` or `go` came from; False where nothing has been undone."""
        if not self._undone:
            return False
        place = self._undone.pop()
        self.checkpoints, self._turned = place.checkpoints, place.turned
        self.state, self.position = place.state, place.position
        return True

    def _replay(self, number: int) -> Any:
        start = max(i for i in range(number) if self.checkpoints[i].state is not None)
        state, position = self.checkpoints[start].state, self.checkpoints[start].position
        turned = {at: settings for at, settings in self._turned if at > position}
        settings = [settings for at, settings in self._turned if at <= position][-1]
        while position < self.checkpoints[number].position:
            state = self.lab.step(state, settings)
            position += 1
            if position in turned:
                settings = turned[position]
                state = self.lab.with_settings(state, settings)
        return state

    def _forget(self) -> None:
        kept = [point for point in self.checkpoints if point.state is not None]
        if len(kept) * self.lab.nbytes(self.state) <= self.most_bytes:
            return
        # The first stays, as everything can be had from it, and the last, where we are.
        for point in kept[1:-1:2]:
            if not point.pinned:
                point.state = None


def run(session: Session) -> Iterator[Frame]:
    """Run to the end: the first frame, then one at every checkpoint."""
    yield session.frame()
    while not session.finished:
        session.forward()
        yield session.frame()


RUNS = 5
"""How many runs that a reset or restart threw away can be had back."""

TURNS = 100
"""How many turns of knobs, where nothing had run."""


class RunHistory:
    """Sessions that another has taken the place of, the last one last.

    `together`: turns of one and the same knob are one turn, as with arrows it takes many.
    """

    def __init__(self, together: bool = False) -> None:
        self._together = together
        self._sessions: list[Session] = []
        self._last: tuple[Session | None, set[str]] = None, set()

    def replaced(self, old: Session, new: Session) -> None:
        """Keep `old`, for which `new` stands now, if going back a step would not bring it back."""
        turned = {name for name, value in new.settings.items() if old.settings[name] != value}
        goes_on = self._together and (old, turned) == self._last
        if old.position > 0:
            if new.position == 0:
                self._keep(old)
        elif old.seed != new.seed or (turned and not goes_on):
            self._keep(old)
        self._last = new, turned

    def take(self) -> Session | None:
        """The last one that was kept; None where there is none."""
        return self._sessions.pop() if self._sessions else None

    def _keep(self, session: Session) -> None:
        kept = [*self._sessions, session][-TURNS:]
        lost = [one for one in kept if one.position > 0][:-RUNS]
        self._sessions = [one for one in kept if one not in lost]
