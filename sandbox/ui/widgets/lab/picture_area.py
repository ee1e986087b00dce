"""The pictures of a lab, as many as there is room for, with the curves of a run that was kept."""

from dataclasses import replace

from textual.containers import Container
from textual.geometry import Size

from sandbox.course.glossary import Glossary
from sandbox.labs.frames import Frame
from sandbox.labs.pictures import Bars, Curves, Picture, Steps
from sandbox.passes.lines import AnnotatedLine
from sandbox.ui.terminal.canvas import title_markup
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.widgets.pictures.graph import GraphView
from sandbox.ui.widgets.pictures.picture_view import PictureView
from sandbox.ui.widgets.stepper.model import UndoExtent
from sandbox.ui.widgets.stepper.steps_view import StepsView
from sandbox.ui.widgets.views import view_for

LEAST = 13
"""Lines that a picture wants, its frame included, before another one is shown with it."""

SQUARE = 24
"""The same for a shape in the plane, which is as wide as it is high."""

STEPS = 9
"""The same for the lines of a pass, which a small graph above leaves at 80×24."""

BARRED = 3
"""Lines that bars take besides: the frame, and what is said of the chosen one."""

MOST = 3


class PictureArea(Container, can_focus=True):
    """Shows a lab's pictures, the chosen one first. It has the keys where no picture takes any."""

    DEFAULT_CSS = """
    PictureArea PictureView { border: round $border-blurred; border-title-color: $text-muted; }
    PictureArea PictureView:focus, PictureArea:focus PictureView {
        border: heavy $border; border-title-color: $text-primary;
    }
    PictureArea GraphView { dock: top; max-height: 100%; }
    """

    def __init__(self, glossary: Glossary, glyphs: Glyphs) -> None:
        super().__init__()
        self._glossary = glossary
        self._glyphs = glyphs
        self._views: dict[str, PictureView] = {}
        self._frame: Frame | None = None
        self._first = ""

    def clear(self) -> None:
        """Another lab: none of the old pictures."""
        self.remove_children()
        self._views, self._frame, self._first = {}, None, ""

    def put_first(self, name: str) -> None:
        """Show this picture before the others."""
        self._first = name
        self.settle()

    def show(self, frame: Frame, extent: UndoExtent) -> None:
        """Draw a newer frame, and how much of the run lies behind and ahead of it."""
        self._frame = frame
        self.settle()
        if self.stepper is not None:
            self.stepper.set_undo_extent(extent)

    @property
    def stepper(self) -> StepsView | None:
        """The view of a pass, if the lab shows one and it can be asked."""
        for view in self._views.values():
            if isinstance(view, StepsView) and view.model.recorded is not None:
                return view
        return None

    @property
    def step(self) -> AnnotatedLine | None:
        """The line at hand, in a lab that steps through a pass."""
        pictures = self._frame.pictures if self._frame is not None else ()
        return next((one.current for one in pictures if isinstance(one, Steps)), None)

    @property
    def predicting(self) -> bool:
        """Whether values are hidden for the learner to fill in."""
        return self.stepper is not None and self.stepper.model.prediction.on

    def on_steps_view_looked(self) -> None:
        """Light the way that is followed in the graph."""
        for view in self._views.values():
            if isinstance(view, GraphView) and self.stepper is not None:
                view.follow(self.stepper.model.nodes())

    def relabel(self, glossary: Glossary) -> None:
        """In another language."""
        self._glossary = glossary
        for name, view in self._views.items():
            view.relabel(glossary)
            self._title(name, view)

    @property
    def names(self) -> list[str]:
        """The lab's pictures."""
        return [picture.name for picture in self._frame.pictures] if self._frame else []

    def shown(self) -> list[str]:
        """The pictures that there is room for, the chosen one first."""
        names = self.names
        if not names:
            return []
        at = names.index(self._first) if self._first in names else 0
        first, *others = names[at:] + names[:at]
        shown, room = [first], self.size.height - self._wanted(first)
        for name in others:
            if len(shown) < MOST and self._lines(name) <= room:
                shown.append(name)
                room -= self._lines(name)
        return shown

    def views(self) -> list[PictureView]:
        """The widgets of the pictures, in the lab's order."""
        return [self._views[name] for name in self.names if name in self._views]

    def _lines(self, name: str) -> int:
        """What a picture wants: some are as high as they are, others take what there is."""
        view = self._views.get(name)
        if view is not None and view.styles.height is not None and view.styles.height.is_auto:
            return view.get_content_height(Size(0, 0), Size(0, 0), self.size.width) + 2
        picture = self._picture(name)
        if isinstance(picture, Steps):
            return STEPS
        return SQUARE if isinstance(picture, Curves) and picture.square else LEAST

    def _wanted(self, first: str) -> int:
        """What the chosen picture wants.

        The lines of a pass get by with little below a graph, but not where they are chosen. Bars
        want to be seen all at once: those that half the lines are too few for have them all.
        """
        picture, height = self._picture(first), self.size.height
        if isinstance(picture, Bars) and height // 2 < len(picture.values) + BARRED <= height:
            return height
        return LEAST if isinstance(picture, Steps) else self._lines(first)

    def _picture(self, name: str) -> Picture | None:
        return self._frame.picture(name) if self._frame is not None else None

    def settle(self) -> None:
        """Draw the pictures there is room for, in the lab's order; hide the others."""
        if self._frame is None or not self.is_attached:
            return
        shown = self.shown()
        for picture in self._frame.pictures:
            if picture.name in self._views:
                if picture.name in shown:
                    self._views[picture.name].show(picture)
            else:
                view = view_for(picture, self._glossary, self._glyphs)
                self._views[picture.name] = view
                self._title(picture.name, view)
                self.mount(view)
        focused = self.screen.focused
        moving = any(view is focused and name not in shown for name, view in self._views.items())
        for name, view in self._views.items():
            view.display = name in shown
            self._title(name, view)
        if moving or focused is self:
            self.take_keys()

    def _title(self, name: str, view: PictureView) -> None:
        names = self.names
        view.border_title = title_markup(self._glossary.label("picture", name))
        hidden = len(names) > len(self.shown())
        view.border_subtitle = f"v {names.index(name) + 1}/{len(names)}" if hidden else ""

    def take_keys(self) -> None:
        """The keys go to the first picture that takes any, or else to the stage."""
        for name in self.shown():
            view = self._views.get(name)
            if view is not None and view.can_focus:
                self.screen.set_focus(view)
                return
        self.screen.set_focus(self)

    def next_view(self) -> bool:
        """The next picture first, and the keys to it; False where there is no other."""
        names = self.names
        if len(names) < 2:
            return False
        self.put_first(names[(names.index(self.shown()[0]) + 1) % len(names)])
        self.take_keys()
        return True

    def on_resize(self) -> None:
        """More room or less."""
        self.call_after_refresh(self.settle)


def with_pinned(frame: Frame, before: Frame | None) -> Frame:
    """The frame, and faint in its pictures the curves that `before` had; they need one unit."""
    if before is None or before.unit != frame.unit:
        return frame
    kept = {picture.name: picture for picture in before.pictures}
    return replace(
        frame, pictures=tuple(_with(picture, kept.get(picture.name)) for picture in frame.pictures)
    )


def _with(picture: Picture, before: Picture | None) -> Picture:
    if not isinstance(picture, Curves) or not isinstance(before, Curves):
        return picture
    # With square axes curves are shapes in the plane, and two of them cannot be told apart.
    if picture.square or picture.x_name != before.x_name:
        return picture
    faint = tuple(replace(line, faint=True) for line in before.lines if not line.faint)
    limits = picture.y_limits
    if limits is not None and before.y_limits is not None:
        ends = limits, before.y_limits
        limits = min(low for low, _ in ends), max(high for _, high in ends)
    return replace(picture, lines=(*picture.lines, *faint), y_limits=limits)
