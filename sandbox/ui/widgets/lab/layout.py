"""Text, pictures, knobs and lines: what of them there is room for, and where it stands."""

from collections.abc import Callable
from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size

from sandbox.ui.widgets.knobs import KnobPanel
from sandbox.ui.widgets.lab.picture_area import PictureArea
from sandbox.ui.widgets.lab.status_lines import StatusLines
from sandbox.ui.widgets.text.lesson_page import LessonPageView

BESIDE = 100
"""From this many cells on the text stands beside the pictures, with the knobs below it."""

SIDE = 76
"""From this many cells on the knobs of a lab that trains stand beside its pictures."""

LOW = 26
"""Below this many lines other knobs show only while they have the keys; a line sums them up."""

OPEN = 5
"""The height of knobs that show only while they have the keys: what they do has to be seen too."""

LINES = 4
"""The height of the lines below the pictures."""

FEW = 24
"""Per cent of the height that knobs keep under a long text: six of them are seen at 120×36."""

FRAME = 2
"""Lines of a frame."""

Part = Literal["text", "lab"]


class LabLayout(Container):
    """Arranges a text and a lab: side by side, or one at a time where there is room for one.

    `arranged` is called after each arrangement of a lab's parts.
    """

    DEFAULT_CSS = """
    LabLayout { layout: grid; grid-size: 1; height: 1fr; }
    LabLayout KnobPanel {
        height: 100%; border: round $border-blurred; border-title-color: $text-muted;
    }
    LabLayout KnobPanel:focus { border: heavy $border; border-title-color: $text-primary; }
    LabLayout.-text PictureArea, LabLayout.-text KnobPanel { display: none; }
    LabLayout.-text StatusLines { display: none; }
    LabLayout.-lab MarkdownView { display: none; }
    LabLayout.-closed KnobPanel { display: none; }
    LabLayout.-side { grid-size: 2; grid-columns: 1fr 34; }
    LabLayout.-side StatusLines { column-span: 2; }
    LabLayout.-beside { grid-size: 2; }
    LabLayout.-beside PictureArea, LabLayout.-beside KnobPanel { row-span: 2; }
    """

    def __init__(
        self,
        text: LessonPageView,
        pictures: PictureArea,
        lines: StatusLines,
        arranged: Callable[[], None],
    ) -> None:
        super().__init__()
        self.part: Part = "text"
        self.panel: KnobPanel | None = None
        self._text = text
        self._pictures = pictures
        self._lines = lines
        self._arranged = arranged
        self._paced = False

    def compose(self) -> ComposeResult:
        """Everything but the knobs, which come with a lab."""
        yield self._text
        yield self._pictures
        yield self._lines

    def put_knobs(self, panel: KnobPanel, paced: bool) -> None:
        """Take the knobs of another lab; `paced`: it runs step by step, and has wide pictures."""
        if self.panel is not None:
            self.panel.remove()
        self.panel, self._paced = panel, paced
        self.mount(panel, after=self._pictures)

    @property
    def knobs_closed(self) -> bool:
        """Whether the knobs are to be seen only while they have the keys, which they have not."""
        return self.has_class("-closed")

    @property
    def beside(self) -> bool:
        """Whether text and lab are both to be seen."""
        return self.panel is not None and self._room.width >= BESIDE

    @property
    def _room(self) -> Size:
        """Its size; before it has one, what it will be."""
        return self.size or self.app.size - Size(0, 2)

    def look_at(self, part: Part) -> None:
        """Show the text or the lab where there is room for one, and give it the keys."""
        if self.panel is None:
            return
        self.part = part
        self.lay_out()
        # At once: keys that were typed ahead are for what was asked for.
        if part == "text":
            self.screen.set_focus(self._text)
        else:
            self._pictures.take_keys()

    def open_knobs(self) -> None:
        """Show the knobs and give them the keys."""
        if self.panel is not None:
            self.part = "lab"
            self.screen.set_focus(self.panel)
            self.lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Another size, another arrangement."""
        self.lay_out()

    def on_descendant_focus(self) -> None:
        """Knobs that were opened for the keys close without them."""
        self.lay_out()

    def on_markdown_view_moved(self) -> None:
        """Another text may be longer or shorter."""
        if self.beside and self.panel is not None:
            self._share(len(self.panel.knobs) + FRAME, self._room.height)

    def lay_out(self) -> None:
        """Arrange the parts for the size and for what has the keys."""
        width, height = self._room
        panel = self.panel
        if panel is None:
            self.set_classes("-text")
            self.styles.grid_rows = "1fr"
            return
        wanted = len(panel.knobs) + FRAME
        if self.beside:
            self.set_classes("-beside")
            left = min(width * 42 // 100, 84)
            self.styles.grid_columns = f"{left} 1fr"
            self._share(wanted, height)
        elif self.part == "text":
            self.set_classes("-text")
            self.styles.grid_columns, self.styles.grid_rows = "1fr", "1fr"
        elif width >= SIDE and not self._paced:
            self.set_classes("-lab -side")
            self.styles.grid_columns, self.styles.grid_rows = "1fr 34", f"1fr {LINES}"
        else:
            knobs = OPEN if height < LOW else height * 45 // 100
            self._strip(min(wanted, knobs), height < LOW and not panel.has_focus)
        self._arranged()

    def _share(self, wanted: int, height: int) -> None:
        """A text over its knobs: it has the lines it takes, as long as some knobs are in view."""
        least = min(wanted, max(height * FEW // 100, OPEN))
        knobs = max(min(wanted, height - self._text.length - FRAME), least, LINES + 1)
        self.styles.grid_rows = f"1fr {knobs - LINES} {LINES}"

    def _strip(self, knobs: int, closed: bool) -> None:
        """Pictures over knobs over lines."""
        self.set_classes("-lab -closed" if closed else "-lab")
        self.styles.grid_columns = "1fr"
        self.styles.grid_rows = f"1fr {LINES}" if closed else f"1fr {knobs} {LINES}"
