"""A field of one line that takes no more than can be looked for at once."""

from textual import events
from textual.widgets import Input

MAX_LINE_CHARS = 200
"""Characters: with a million every key would take a minute."""


def limit_length(field: Input) -> Input:
    """The field, which takes no more from now on; its cursor does not blink."""
    field.max_length, field.cursor_blink = MAX_LINE_CHARS, False
    return field


def truncate_paste(field: Input, event: events.Paste) -> None:
    """Leave of a paste the line that the field takes, as far as there is room."""
    start, end = sorted(field.selection)
    room = MAX_LINE_CHARS - len(field.value) + end - start
    first = event.text[: 2 * MAX_LINE_CHARS].lstrip().partition("\n")[0]
    event.text = first.partition("\r")[0][: max(room, 0)]
