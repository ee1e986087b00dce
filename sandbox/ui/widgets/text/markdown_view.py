"""A page's text: laid out once for a width, then drawn line by line."""

from typing import ClassVar

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from sandbox.ui.terminal import keys
from sandbox.ui.widgets.text.markdown import (
    LinkSpan,
    TextBlock,
    layout,
    links,
    target_at,
    text_blocks,
    with_chosen,
)


class MarkdownView(ScrollView, can_focus=True):
    """Markdown that scrolls; at its ends, reading on turns the page."""

    class Turn(Message):
        """The reader wants another page: `by` is 1 or -1."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Moved(Message):
        """Other lines of the page are in view."""

    class LinkChosen(Message):
        """Another link of the page is chosen, or none any more."""

    class Followed(Message):
        """The reader follows a link."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    BINDINGS: ClassVar = keys.bindings("prose")

    DEFAULT_CSS = """
    MarkdownView {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        padding: 0 0 0 1;
    }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._markdown = ""
        self._strips: list[Strip] = []
        self._laid_out_for = -1
        self.links: tuple[LinkSpan, ...] = ()
        """The links of the page."""
        self._link = -1

    @property
    def link(self) -> LinkSpan | None:
        """The link that is chosen, if one is."""
        return self.links[self._link] if 0 <= self._link < len(self.links) else None

    @property
    def length(self) -> int:
        """How many lines the page takes at the width there is."""
        return len(self._strips)

    @property
    def lines_below(self) -> int:
        """How many lines there are below those in view."""
        return max(0, len(self._strips) - self.scroll_offset.y - self._room)

    @property
    def _room(self) -> int:
        return self.scrollable_content_region.height

    def show(self, markdown: str, keep_place: bool = False) -> None:
        """Show another text, from its beginning or from the line at hand."""
        self._markdown = markdown
        if not keep_place:
            self._link = -1
            self.set_scroll(0, 0)
        self.lay_out()

    def parts(self) -> tuple[TextBlock, ...]:
        """What is laid out."""
        return text_blocks(self._markdown)

    def show_line(self, number: int) -> None:
        """Scroll on, if need be, until that line, counted from 1, is in view."""
        self._scroll_by(max(number - self._room - self.scroll_offset.y, 0))

    def on_resize(self, event: events.Resize) -> None:
        """Another width: other lines. Another height: others of them in view."""
        if self._laid_out_for != self.scrollable_content_region.width:
            self.lay_out()
        else:
            self.post_message(self.Moved())

    def notify_style_update(self) -> None:
        """Another theme: other colours."""
        super().notify_style_update()
        if self._strips:
            self.lay_out()

    def lay_out(self) -> None:
        """Make lines of it for the width there is."""
        width = self._laid_out_for = self.scrollable_content_region.width
        if width <= 0:
            return
        base = self.visual_style
        code = self.app.stylesheet.parse_style("on $surface")
        self._strips = []
        parts = self.parts()
        self.links = links(parts)
        if self.link is not None:
            parts = with_chosen(parts, self.link)
        for line, is_code in layout(parts, width):
            style = base + code if is_code else base
            text = line.pad_right(max(0, width - line.cell_length)) if is_code else line
            self._strips.append(Strip(text.render_segments(style)))
        self.virtual_size = Size(width, len(self._strips))
        self.refresh()
        self.post_message(self.Moved())

    def render_line(self, y: int) -> Strip:
        """One line of the text."""
        at = y + self.scroll_offset.y
        style = self.visual_style.rich_style
        if at >= len(self._strips):
            return Strip.blank(self.size.width, style)
        return self._strips[at].adjust_cell_length(self.size.width, style)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say so when other lines come into view."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Moved())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of links have a meaning only where there are any."""
        if action in ("link", "follow_link"):
            return bool(self.links) if action == "link" else self.link is not None
        return super().check_action(action, parameters)

    def on_click(self, event: events.Click) -> None:
        """A link under the mouse is followed."""
        target = target_at(event.style)
        if target:
            self.post_message(self.Followed(target))

    def action_link(self) -> None:
        """Choose the next link, and after the last one none."""
        self._link = self._link + 1 if self._link + 1 < len(self.links) else -1
        self.lay_out()
        if self.link is not None:
            upto = self.parts()[: self.link.passage + 1]
            self.show_line(len(layout(upto, self._laid_out_for)))
            above = len(layout(upto[:-1], self._laid_out_for))
            self._scroll_by(min(above - self.scroll_offset.y, 0))
        self.post_message(self.LinkChosen())

    def action_follow_link(self) -> None:
        """Follow the link that is chosen."""
        if self.link is not None:
            self.post_message(self.Followed(self.link.target))

    def _scroll_by(self, lines: int) -> bool:
        """Scroll; False where there is nothing further that way."""
        target = min(max(self.scroll_offset.y + lines, 0), self.max_scroll_y)
        if target == self.scroll_offset.y:
            return False
        # Its scroll bar may not be there yet: what was laid out just now is longer.
        self.scroll_to(y=target, animate=False, force=True)
        return True

    def action_line_down(self) -> None:
        """A line down."""
        self._scroll_by(1)

    def action_line_up(self) -> None:
        """A line up."""
        self._scroll_by(-1)

    def action_first_line(self) -> None:
        """To the beginning."""
        self._scroll_by(-len(self._strips))

    def action_last_line(self) -> None:
        """To the end."""
        self._scroll_by(len(self._strips))

    def action_read_on(self) -> None:
        """On by a screen; at the end, the next page."""
        if not self._scroll_by(max(self._room - 2, 1)):
            self.post_message(self.Turn(1))

    def action_read_back(self) -> None:
        """Back by a screen; at the beginning, the page before."""
        if not self._scroll_by(-max(self._room - 2, 1)):
            self.post_message(self.Turn(-1))

    def action_right_page(self) -> None:
        """The next page."""
        self.post_message(self.Turn(1))

    def action_left_page(self) -> None:
        """The page before."""
        self.post_message(self.Turn(-1))
