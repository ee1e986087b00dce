"""What the last line of a lesson offers: the keys of the part that has them."""

from typing import TYPE_CHECKING

from sandbox.labs.answering import AnsweringLab
from sandbox.ui import keys
from sandbox.ui.bars import Hint
from sandbox.ui.knobs import KnobPanel
from sandbox.ui.pictures.asking.asker import Asker
from sandbox.ui.pictures.base import PictureView

if TYPE_CHECKING:
    from sandbox.ui.screens.labscreen import LabScreen


PAGES = {"next_page": 1, "previous_page": -1}
"""What turns a page, and by how many."""

BACK_THERE = "app.lesson.back_there"
"""What leaving is called in a lesson that a link has led to."""


def hints(screen: "LabScreen") -> list[Hint]:
    """The keys of the picture, the knob or the quiz at hand, then the lesson's own."""
    asked = screen.place == "prose" and screen.pane.prose.asking is not None
    focused = screen.focused
    part = focused.keys_now if isinstance(focused, Asker) and focused.taken else screen.place
    if isinstance(focused, KnobPanel) and focused.typing:
        part = "typing"
    offered = list(keys.FOOTERS["quiz" if asked else part])
    if "next_page" in offered and screen.has_page(-1) and not screen.has_page(1):
        # At the end of a lesson the way on is the next one, or out.
        offered.remove("leave")
        offered.insert(offered.index("next_page") + 1, "leave")
    footer = [id for id in offered if _applies(screen, id)]
    if screen.leave_label == BACK_THERE:
        # Who has followed a link wants to know the way back before all else.
        footer.insert(0, footer.pop(footer.index("leave")) if "leave" in footer else "leave")
    if screen.place == "prose" and screen.pane.prose.has_task:
        footer.insert(0, "exercise")
    return [*_view_hints(screen), *(_hint(screen, id) for id in footer)]


def _applies(screen: "LabScreen", id: str) -> bool:
    """Whether a key of the footer does anything here."""
    if id == "next_page" and not screen.has_page(1):
        return screen.next_lesson is not None
    if id in PAGES:
        return screen.has_page(PAGES[id])
    frame, asking = screen.pane.news.frame, screen.pane.prose.asking
    if id == "back" and screen.place == "prose" and asking is not None:
        # While a quiz takes the letter, the step back is the lab's alone.
        return "b" not in asking.taken
    if id == "link":
        return bool(screen.pane.prose.links)
    if frame is None or not screen.pane.lab:
        return True
    # Where each answer is whole nothing steps, and where it takes one step only, nothing runs.
    if id == "forward":
        return frame.unit != AnsweringLab.unit
    still = frame.done == frame.total == 1
    return not (still and id in ("back", "run")) and (frame.total > 0 or id != "run")


def _hint(screen: "LabScreen", id: str) -> Hint:
    words, asking = screen.sandbox.words, screen.pane.prose.asking
    if id == "link" and screen.pane.prose.link is not None:
        return screen.hint("follow_link")
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
    if id == "next_page" and not screen.has_page(1):
        return screen.hint(id, words("app.lesson.next"))
    if id == "leave":
        return screen.hint(id, words(screen.leave_label))
    if id == "predict" and isinstance(screen.focused, Asker) and screen.focused.predicting.on:
        return screen.hint(id, words("asking.predict.leave"))
    return screen.hint(id)


def _view_hints(screen: "LabScreen") -> list[Hint]:
    """The keys of the picture or knob panel that has the focus."""
    focused = screen.focused
    if not isinstance(focused, PictureView | KnobPanel) or (
        isinstance(focused, KnobPanel) and focused.typing
    ):
        return []
    words, plain = screen.sandbox.words, screen.sandbox.glyphs.ascii
    here = focused.hints_now if isinstance(focused, Asker) else focused.HINTS
    return [Hint(keys.plainly(signs, plain), words(f"widgets.hint.{id}")) for signs, id in here]
