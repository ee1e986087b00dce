"""What stands below the matrices: what is typed, what an answer came to, a note, or a cell."""

from sandbox.ui.terminal.text import cell_len, truncate, wrap
from sandbox.ui.widgets.stepper import messages
from sandbox.ui.widgets.stepper.entry import NumberEntry
from sandbox.ui.widgets.stepper.typist import Typist

Lines = list[tuple[str, str]]
"""Texts, each with its style."""


def last_lines(view: Typist, name: str, status: str, width: int) -> Lines:
    """The lines, of at most `width` cells; none where there is nothing to say.

    `name` is what the code calls the value that is drawn, `status` what is said of its cell when
    there is nothing else.
    """
    words = view.words
    if view.entry is not None:
        return _typed(view, view.entry, width)
    if view.predicting.reply is not None:
        judgement, index = view.predicting.reply
        sign = view.glyphs.good if judgement.right else view.glyphs.bad
        cell = f"{name}[{','.join(map(str, index))}]"
        text = f"{sign} {messages.verdict(words, judgement, cell)}"
        return _wrapped(view, text, width, 3, "good" if judgement.right else "bad")
    if view.note is not None:
        key, values = view.note
        return _wrapped(view, words(key, **values), width, 2, "accent")
    if view.hidden:
        text = words("asking.predict.ask", cell=view.asked_cell())
        return _wrapped(view, text, width, 2, "strong")
    return [(truncate(status, width), "strong")] if status else []


def _typed(view: Typist, entry: NumberEntry, width: int) -> Lines:
    kind = "predict" if entry.kind == "answer" else "change"
    typed = f"{entry.name} = {entry.text}{view.glyphs.caret}  "
    hint = truncate(view.words(f"asking.{kind}.hint"), max(width - cell_len(typed), 0))
    lines: Lines = [(f"{typed}{hint}", "strong")]
    if entry.error:
        lines += _wrapped(view, f"{view.glyphs.bad} {entry.error}", width, 2, "bad")
    return lines


def _wrapped(view: Typist, text: str, width: int, most: int, style: str) -> Lines:
    text = messages.to_glyphs(text, view.glyphs)
    return [(part, style) for part in wrap(text, width, most, view.glyphs.ellipsis)]
