"""What every picture's widget has in common."""

from typing import Any, ClassVar

from sandbox.course.glossary import Glossary
from sandbox.labs.pictures import Picture
from sandbox.ui.canvas import Canvas
from sandbox.ui.glyphs import Glyphs
from sandbox.ui.words import Words


class PictureView(Canvas):
    """Draws one kind of picture. The ui hands it newer ones of that kind as a run goes on."""

    DEFAULT_CSS = """
    PictureView { height: 1fr; width: 1fr; }
    """

    HINTS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Its keys for the footer, each with the id of what it does: `widgets.hint.ID` in Words."""

    picture: Any

    def __init__(self, picture: Picture, glossary: Glossary, glyphs: Glyphs) -> None:
        super().__init__()
        self.picture = picture
        self.glossary = glossary
        self.glyphs = glyphs
        self.words = Words(glossary.lang)
        self.renew()

    def show(self, picture: Picture) -> None:
        """Draw a newer picture of the same kind. The same object again costs nothing."""
        if picture is self.picture:
            return
        self.picture = picture
        self.renew()
        self.repaint()

    def relabel(self, glossary: Glossary) -> None:
        """Draw in another language."""
        self.glossary = glossary
        self.words = Words(glossary.lang)
        self.renew()
        self.repaint()

    def word(self, id: str, *kinds: str) -> str:
        """The label of the first of these kinds that has one for the id; else the id itself."""
        kind = next((kind for kind in kinds if self.glossary.has(kind, id)), "")
        return self.glossary.label(kind, id)

    def renew(self) -> None:
        """Take over what the widget keeps of its picture and its words."""
