"""The nearest right word to a wrong one, for those who tell the mistake."""


def nearest(word: str, words: tuple[str, ...] | list[str]) -> str | None:
    """The most similar of the words, None where none is similar."""
    import difflib  # Slow to load, and only a mistake needs it.

    # Below this, two words of four or five letters share two or three by chance alone.
    found = difflib.get_close_matches(word, words, n=1, cutoff=0.65)
    return found[0] if found else None
