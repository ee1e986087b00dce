"""Text as it is compared where somebody looks for it."""

import unicodedata


def plain(text: str) -> str:
    """No case, no raised or joined letters, - and _ as blanks."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", folded).replace("-", " ").replace("_", " ")
