"""A session with a lab: run it on, take it back, turn its knobs."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sandbox.engine import threads
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings, Value, find
from sandbox.labs.lab import Lab, Sources

MOST_BYTES = 64_000_000
"""What the kept states of one session may take; beyond it every other one is forgotten."""


@dataclass
class Mark:
    """A milestone of a run: how many steps led to it, and its state while it is kept."""

    position: int
    state: Any | None
    pinned: bool = False
    """Set by hand, so it cannot be had again by running on and is never forgotten."""


@dataclass(frozen=True)
class Place:
    """Where a session was before something was undone."""

    marks: list[Mark]
    turned: list[tuple[int, dict[str, Value]]]
    state: Any
    position: int


class Session:
    """One learner's run of a lab: settings, seed and history.

    Every milestone can be gone back to. States that were forgotten to save memory are had again
    by running on from an earlier one, with the settings of that time: a run is a function of its
    settings and seed, so they are the same states.
    """

    def __init__(
        self, lab: Lab[Any], settings: Settings, seed: int = 0, sources: Sources | None = None
    ) -> None:
        self.lab = lab
        self.settings = dict(settings)
        self.seed = seed
        self.sources = sources or Sources()
        self.most_bytes = MOST_BYTES
        self.reset()

    def reset(self) -> None:
        """Begin anew: same settings, same seed, so the same run."""
        self.state = self.lab.begin(self.settings, self.seed, self.sources)
        self.position = 0
        self.marks = [Mark(0, self.state)]
        self._turned = [(0, dict(self.settings))]
        self._undone: list[Place] = []

    def apart(self) -> "Session":
        """Another that stands where this one does; what either does leaves the other as it is.

        It does not know what was undone before.
        """
        other = copy.copy(self)
        other.marks = [replace(mark) for mark in self.marks]
        other._turned = list(self._turned)
        other._undone = []
        return other

    def reseed(self, seed: int) -> None:
        """Begin anew with another seed."""
        self.seed = seed
        self.reset()

    def turn(self, name: str, value: Value) -> bool:
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
        self.state = self.lab.retune(self.state, self.settings)
        if self.marks[-1].position == self.position:
            self.marks[-1].state = self.state
        return True

    def turn_all(self, settings: Settings) -> bool:
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
            self.turn(name, value)
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
        return self.lab.finished(self.state)

    @property
    def answered(self) -> bool:
        """Whether all is said until a knob is turned: a step more would leave all as it is."""
        return self.finished and self.lab.advance(self.state, self.settings) is self.state

    def frame(self) -> Frame:
        """What there is to show now."""
        frame = self.lab.frame(self.state)
        if frame.diverged or frame.risen:
            turned_up = (k for k in self.lab.knobs if k.name in self.lab.drives)
            knobs = {k.name: k.word for k in turned_up if self.settings[k.name]}
            frame = replace(frame, remedies=knobs)
        if threads.asked() is None:
            return frame
        return replace(frame, facts={**frame.facts, "threads": str(threads.used())})

    def put(self, state: Any) -> None:
        """A state that was made by hand: a step of its own, which can be undone."""
        self._undone.clear()
        self.state = state
        self.position += 1
        self.marks.append(Mark(self.position, state, pinned=True))

    def advance(self) -> None:
        """One smallest step on."""
        self._undone.clear()
        self.state = self.lab.advance(self.state, self.settings)
        self.position += 1
        if self.lab.milestone(self.state):
            self.marks.append(Mark(self.position, self.state))
            self._forget()

    def forward(self) -> None:
        """On to the next milestone."""
        self.advance()
        while not self.lab.milestone(self.state):
            self.advance()

    def back(self) -> bool:
        """To the milestone before; False at the beginning. Knobs stay as they are."""
        before = [i for i, mark in enumerate(self.marks) if mark.position < self.position]
        if not before:
            return False
        self.go(before[-1])
        return True

    def go(self, milestone: int) -> None:
        """To a milestone by its number, from 0: what came after it is undone."""
        self._undone.append(Place(list(self.marks), self._turned, self.state, self.position))
        mark = self.marks[milestone]
        self.state = mark.state if mark.state is not None else self._replay(milestone)
        self.position = mark.position
        del self.marks[milestone + 1 :]
        mark.state = self.state
        self._turned = [(at, old) for at, old in self._turned if at <= self.position]
        self._turned.append((self.position, dict(self.settings)))

    def leap(self, milestones: int) -> bool:
        """So many milestones on, or back where negative; states set by hand do not count.

        Back ends at the beginning; on goes where what was undone has been, and runs beyond it.
        False where there is nothing further back.
        """
        if milestones < 0:
            return self._leap_back(-milestones)
        left = milestones
        if self._undone:
            at, marks = len(self.marks) - 1, self._undone[-1].marks
            while at + 1 < len(marks) and (left or marks[at + 1].pinned):
                at += 1
                left -= not marks[at].pinned
            self.again()
            if at + 1 < len(self.marks):
                self.go(at)
        for _ in range(left):
            self.forward()
        return True

    def _leap_back(self, left: int) -> bool:
        at = len(self.marks) - 1
        while at and left:
            left -= not self.marks[at].pinned
            at -= 1
        if self.marks[at].position == self.position:
            return False
        self.go(at)
        return True

    @property
    def milestones(self) -> tuple[int, int]:
        """How many lie behind, and how many ahead that were undone and can be done again."""
        ahead = max((len(place.marks) for place in self._undone), default=0) - len(self.marks)
        return len(self.marks) - 1, max(ahead, 0)

    def again(self) -> bool:
        """To where the last `back` or `go` came from; False where nothing has been undone."""
        if not self._undone:
            return False
        place = self._undone.pop()
        self.marks, self._turned = place.marks, place.turned
        self.state, self.position = place.state, place.position
        return True

    def _replay(self, milestone: int) -> Any:
        start = max(i for i in range(milestone) if self.marks[i].state is not None)
        state, position = self.marks[start].state, self.marks[start].position
        turned = {at: settings for at, settings in self._turned if at > position}
        settings = [settings for at, settings in self._turned if at <= position][-1]
        while position < self.marks[milestone].position:
            state = self.lab.advance(state, settings)
            position += 1
            if position in turned:
                settings = turned[position]
                state = self.lab.retune(state, settings)
        return state

    def _forget(self) -> None:
        kept = [mark for mark in self.marks if mark.state is not None]
        if len(kept) * self.lab.size(self.state) <= self.most_bytes:
            return
        # The first stays, as everything can be had from it, and the last, where we are.
        for mark in kept[1:-1:2]:
            if not mark.pinned:
                mark.state = None


def run(session: Session) -> Iterator[Frame]:
    """Run to the end: the first frame, then one at every milestone."""
    yield session.frame()
    while not session.finished:
        session.forward()
        yield session.frame()
