"""Characters that a terminal obeys instead of showing them, and what is shown in their place.

Titles, names, a learner's prints: whatever comes from a file or a server may have them. Where text
leaves, on the command line's streams and in the app's cells, none does.
"""

import re

UNKNOWN = "\N{REPLACEMENT CHARACTER}"

STAND_INS = {
    **{chr(code): chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"},
    "\x7f": "\N{SYMBOL FOR DELETE}",
    **{chr(code): UNKNOWN for code in range(0x80, 0xA0)},
    **{chr(code): UNKNOWN for code in range(0x2028, 0x202F)},
    **{chr(code): UNKNOWN for code in range(0x2066, 0x206A)},
}
"""One cell for each: controls of ASCII have signs (ESC is ␛); the second set of controls, ends of
lines and paragraphs, and what turns the direction of writing have none of their own."""

_ANY = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(text: str) -> str:
    """The text with a visible sign for each character that a terminal would obey.

    Tabs and line feeds stay. Half a character, as of a file's name that is no UTF-8, is unknown.
    """
    return _ANY.sub(lambda found: STAND_INS.get(found[0], UNKNOWN), text)


def obeyed(character: str) -> bool:
    """Whether a terminal obeys it, or cannot be sent it at all."""
    return _ANY.match(character) is not None
