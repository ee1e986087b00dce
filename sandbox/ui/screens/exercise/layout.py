"""Task, editor, answer and question: how much room each has, and where it stands."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from sandbox.ui.screens.exercise.editor import Editor
from sandbox.ui.terminal import keys
from sandbox.ui.terminal.canvas import title_markup
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.text import printable
from sandbox.ui.widgets.text.markdown import TextBlock
from sandbox.ui.widgets.text.markdown_view import MarkdownView

Parts = Callable[[int], tuple[TextBlock, ...]]
"""What a text is made of at a width."""


class TextPane(MarkdownView):
    """Passages that are made anew for each width; it knows how high it would like to be."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._make: Parts = lambda width: ()

    def show_parts(self, make: Parts, keep_place: bool = False) -> None:
        """Show other passages, from their beginning or from the line at hand."""
        self._make = make
        self.show("", keep_place)

    def parts(self) -> tuple[TextBlock, ...]:
        """What is laid out."""
        return self._make(self.scrollable_content_region.width)

    @property
    def lines(self) -> int:
        """How many lines it has at its width."""
        return len(self._strips)

    def to_end(self) -> None:
        """The last line into view, as soon as there is one."""
        self.call_after_refresh(self.action_last_line)


class Question(Static, can_focus=True):
    """A sentence above the last line; it has the keys until it is answered."""

    BINDINGS: ClassVar = keys.bindings("question", priority=True)

    DEFAULT_CSS = """
    Question {
        height: auto; padding: 0 1; background: $warning-muted; color: $text;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.display = False
        self._say: Callable[[], str] | None = None
        self._answered: Callable[[bool], None] = lambda _: None

    @property
    def asking(self) -> bool:
        """Whether it waits for an answer."""
        return self._say is not None

    def ask(self, say: Callable[[], str], answered: Callable[[bool], None]) -> None:
        """Ask, in words that are made anew for each language; `answered` hears yes or no."""
        self._say, self._answered = say, answered
        self.relabel()
        # At once, as the answer may have been typed ahead.
        self.display = True
        self.screen.set_focus(self)

    def relabel(self) -> None:
        """In the language of the moment."""
        if self._say is not None:
            self.update(Content.styled(printable(self._say()), "bold"))

    def action_yes(self) -> None:
        """Do it."""
        self._answer(True)

    def action_no(self) -> None:
        """Leave it."""
        self._answer(False)

    def _answer(self, yes: bool) -> None:
        if self._say is not None:
            self._say = None
            self.display = False
            self._answered(yes)


BESIDE = 100
"""From this many cells on the task stands beside the editor."""

ROOMY = 30
"""From this many lines on every part has a whole frame; below it, a line above it."""

LEAST = 2
CODE = 84
"""Columns for lines of 78 letters with their numbers and the frame."""
LEAST_WIDE, MOST_WIDE = 34, 72
"""Columns of the task where it stands beside the editor."""
EDITOR = 7
"""Lines that the editor has before the task takes more than it must."""
ROOMY_LEAST = 6
"""Lines of the answer that are always to be seen, so that little moves when there is one."""


class ExerciseLayout(Container):
    """The task above or beside the editor, the answer below them.

    A text has as many lines as it needs, up to a share of the height; more if it has the keys.
    """

    DEFAULT_CSS = """
    ExerciseLayout { layout: grid; grid-size: 1; height: 1fr; }
    ExerciseLayout.-beside { grid-size: 2; }
    ExerciseLayout.-beside #answer { column-span: 2; }
    ExerciseLayout > * {
        height: 100%; border: round $border-blurred; border-title-color: $text-muted;
    }
    ExerciseLayout > *:focus { border: heavy $border; border-title-color: $text-primary; }
    ExerciseLayout.-tight > * { border: none; border-top: round $border-blurred; }
    ExerciseLayout.-tight > *:focus { border: none; border-top: heavy $border; }
    ExerciseLayout.-ascii Editor { border: ascii $border-blurred; }
    ExerciseLayout.-ascii Editor:focus { border: heavy $border; border-title-style: reverse; }
    ExerciseLayout.-ascii.-tight Editor { border: none; border-top: ascii $border-blurred; }
    ExerciseLayout.-ascii.-tight Editor:focus { border: none; border-top: heavy $border; }
    ExerciseLayout #answer.-passed { border-title-color: $text-success; }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(classes="-ascii" if glyphs.ascii else "")
        self.sheet = TextPane("task")
        self.editor = Editor(glyphs)
        self.answer = TextPane("answer")
        self._titles: dict[TextPane | Editor, str] = {}

    def compose(self) -> ComposeResult:
        """In the order in which they are read."""
        yield self.sheet
        yield self.editor
        yield self.answer

    @property
    def parts(self) -> tuple[TextPane | Editor, ...]:
        """What can have the keys."""
        return self.sheet, self.editor, self.answer

    def entitle(self, part: TextPane | Editor, title: str) -> None:
        """Say what a part is, on the line above it."""
        self._titles[part] = title
        self._show_titles()

    def _show_titles(self) -> None:
        for part, title in self._titles.items():
            # A line without corners leaves no room on both sides of a title by itself.
            shown = title_markup(f" {title} " if self.has_class("-tight") else title)
            if part.border_title != shown:
                part.border_title = shown

    def on_resize(self, event: events.Resize) -> None:
        """Another size, another arrangement."""
        self.lay_out()

    def on_descendant_focus(self) -> None:
        """What has the keys has more room."""
        self.lay_out()

    def on_markdown_view_moved(self) -> None:
        """A text may have more lines, or fewer."""
        self.lay_out()

    def lay_out(self) -> None:
        """Arrange the parts for the size, for their texts and for what has the keys."""
        width, height = self.size
        if not height:
            return
        beside, tight = width >= BESIDE, height < ROOMY
        self.set_class(beside, "-beside")
        self.set_class(tight, "-tight")
        self._show_titles()
        frame, least = (1, LEAST) if tight else (2, ROOMY_LEAST)
        answer = self._wanted(self.answer, least, height * 3 // 8) + frame
        if beside:
            task = min(max(width - CODE, LEAST_WIDE), MOST_WIDE)
            self.styles.grid_columns = f"{task} 1fr"
            self.styles.grid_rows = f"1fr {answer}"
        else:
            spare = height - answer - 2 * frame - EDITOR
            task = self._wanted(self.sheet, LEAST, max(min(spare, height * 3 // 10), 3)) + frame
            self.styles.grid_columns = "1fr"
            self.styles.grid_rows = f"{task} 1fr {answer}"

    def _wanted(self, text: TextPane, least: int, most: int) -> int:
        """Lines for a text; the editor is left a fair share of the height."""
        most = most * 3 // 2 if text.has_focus else most
        return min(max(text.lines, least), most)
