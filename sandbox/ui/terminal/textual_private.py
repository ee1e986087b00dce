"""Textual's private names, all that the app relies on: where a release drops one, a test says so.

Modules of Textual that are private are imported here alone; `USED` lists what else is called or
overridden of its classes.
"""

from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual._xterm_parser import XTermParser
from textual.keys import _character_to_key as character_to_key

__all__ = [
    "USED",
    "ChopsUpdate",
    "CompositorUpdate",
    "LayoutUpdate",
    "XTermParser",
    "character_to_key",
]

USED = {
    "textual.app:App": (
        "_batch_count", "_close_messages_no_wait", "_closed", "_display", "_driver", "_fatal_error",
        "_running", "_screen_stack",
    ),
    "textual.command:CommandPalette": (
        "_NO_MATCHES", "_NO_MATCHES_COUNTDOWN", "_action_command_list", "_list_visible",
        "_no_matches_timer", "_start_no_matches_countdown", "_stop_no_matches_countdown",
    ),
    "textual.drivers.linux_driver:LinuxDriver": ("_file",),
    "textual._xterm_parser:XTermParser": ("_awaiting", "_gen", "_timeout_time", "_tokens"),
    "textual.drivers.linux_driver": ("XTermParser", "getincrementaldecoder"),
    "textual.widgets:TextArea": ("_on_key",),
    "rich.console:Console": ("_color_system",),
}  # fmt: skip
"""By class or module: the attributes, of an instance or of the class."""
