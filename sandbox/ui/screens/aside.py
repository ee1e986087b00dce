"""A lab that lies over a lesson's own for a while."""

from collections.abc import Collection
from typing import ClassVar

from textual.dom import DOMNode

from sandbox.ui import keys
from sandbox.ui.screens.labscreen import LabScreen


class AsideScreen(LabScreen):
    """Has the view and the keys of a lesson's lab, as far as they apply; its text is no page."""

    DEFAULT_CSS = """
    AsideScreen Prose { border: round $border-blurred; }
    AsideScreen Prose:focus { border: heavy $border; }
    """
    applying: ClassVar[Collection[str]]
    """What of a lesson's actions applies here."""

    def actions(self) -> list[tuple[keys.Action, DOMNode]]:
        """What of the lesson's applies, and what can be asked of the lines."""
        own = [(action, self) for action in keys.of("lesson") if action.id in self.applying]
        return [*own, *super().actions()]
