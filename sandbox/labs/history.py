"""What undo brings back when there is no step to take back: runs that were thrown away, and knobs
as they stood."""

from sandbox.labs.session import Session

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
