"""What the last line of a lesson offers: the keys of the part that has them."""

from typing import TYPE_CHECKING

from sandbox.ui import keys
from sandbox.ui.bars import Hint
from sandbox.ui.knobs import KnobPanel
from sandbox.ui.pictures.asking.asker import Asker
from sandbox.ui.pictures.base import PictureView

if TYPE_CHECKING:
    from sandbox.ui.labscreen import LabScreen


def hints(screen: "LabScreen") -> list[Hint]:
    """The keys of the picture, the knob or the quiz at hand, then the lesson's own."""
    asked = screen.place == "prose" and screen.pane.prose.asking is not None
    focused = screen.focused
    part = focused.keys_now if isinstance(focused, Asker) and focused.taken else screen.place
    footer = keys.FOOTERS["quiz" if asked else part]
    return [*_view_hints(screen), *(_hint(screen, id) for id in footer)]


def _hint(screen: "LabScreen", id: str) -> Hint:
    words, asking = screen.sandbox.words, screen.pane.prose.asking
    if id == "answer" and asking is not None:
        enter = keys.key_name("enter", screen.sandbox.glyphs.ascii)
        return Hint(asking.letters or f"0-9 {enter}", words("app.action.answer.label"))
    if id == "run":
        running = screen.pane.news.status == "running"
        return screen.hint(id, words("app.run.pause" if running else "app.run.run"))
    if id == "switch":
        there = "app.pane.lab" if screen.place == "prose" else "app.pane.text"
        return screen.hint(id, words(there))
    if id == "ask" and isinstance(screen.focused, Asker) and screen.focused.keys_now != "steps":
        return screen.hint(id, words(f"asking.enter.{screen.focused.keys_now}"))
    if id == "leave":
        return screen.hint(id, words(screen.leave_label))
    if id == "predict" and isinstance(screen.focused, Asker) and screen.focused.predicting.on:
        return screen.hint(id, words("asking.predict.leave"))
    return screen.hint(id)


def _view_hints(screen: "LabScreen") -> list[Hint]:
    """The keys of the picture or knob panel that has the focus."""
    focused = screen.focused
    if not isinstance(focused, PictureView | KnobPanel):
        return []
    words, plain = screen.sandbox.words, screen.sandbox.glyphs.ascii
    here = focused.hints_now if isinstance(focused, Asker) else focused.HINTS
    return [Hint(keys.plainly(signs, plain), words(f"widgets.hint.{id}")) for signs, id in here]
