"""Korean letters are two cells wide: no line is too long, and no letter is cut in half."""

import pytest
from rich.cells import cell_len
from textual.widget import Widget

from sandbox.course.course import open_course
from sandbox.course.pages import pages_of
from sandbox.ui.app.app import SandboxApp
from sandbox.ui.terminal.canvas import Canvas
from sandbox.ui.widgets.text.markdown import layout, text_blocks
from sandbox.ui.widgets.text.markdown_view import MarkdownView
from tests.ui.driving import make_app
from tests.ui.walking import PICTURES, lines, part, walk


def check_lines(app: SandboxApp, name: str) -> None:
    """The screen's lines are as wide as it, and show every widget's lines as they were drawn.

    A letter that is cut in half would be a blank on the screen.
    """
    for y, strip in enumerate(lines(app)):
        assert cell_len(strip.text) == app.size.width, (name, y, strip.text)
    for widget in app.screen.query(Widget):
        if not isinstance(widget, Canvas | MarkdownView) or not widget.is_on_screen:
            continue
        region, (width, _) = widget.content_region, widget.scrollable_content_region.size
        for y, shown in enumerate(part(app, region)):
            drawn = widget.render_line(y)
            assert cell_len(drawn.text) == drawn.cell_length, (name, widget, y)
            assert drawn.crop(0, width).text == shown.crop(0, width).text, (name, widget, y)


@pytest.mark.parametrize(
    ("size", "lessons"), [((60, 20), (9, 11)), ((80, 24), PICTURES), ((121, 37), (8, 10))]
)
async def test_every_screen_in_korean(size: tuple[int, int], lessons: tuple[int, ...]) -> None:
    app = make_app(lang="ko")
    async with app.run_test(size=size) as pilot:
        await walk(pilot, check_lines, lessons)


@pytest.mark.parametrize("width", [38, 55, 76, 84])
def test_every_page_in_korean(width: int) -> None:
    for lesson in open_course(None).lessons:
        for number, page in enumerate(pages_of(lesson, "ko")):
            for line, _ in layout(text_blocks(page.markdown), width):
                assert line.cell_length == cell_len(line.plain) <= width, (lesson.id, number, line)
