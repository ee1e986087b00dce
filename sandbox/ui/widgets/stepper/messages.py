"""What is said of a number: where it is from, what its check, an answer or an entry came to."""

from sandbox.engine.provenance import Provenance
from sandbox.passes.comparison import Unchecked
from sandbox.passes.explanation import number
from sandbox.passes.path import CellRef
from sandbox.passes.prediction import Judgement
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.text import cell_len, truncate, wrap
from sandbox.ui.widgets.stepper.gradient_check import GradientCheck, agreement
from sandbox.ui.widgets.stepper.inspection import Inspection, LinkedNumber
from sandbox.ui.widgets.stepper.model import NumberEntry, StepperModel
from sandbox.ui.words import Words

CELLS = 3
"""So many of the cells that were made of a number stand in its row."""

_ASCII = str.maketrans({"−": "-", "…": "~", "←": "<-", "→": "->", "∞": "inf", "·": "*", "×": "x"})


def to_glyphs(text: str, glyphs: Glyphs) -> str:
    """Numbers and signs in ASCII, where that is wanted."""
    return text.translate(_ASCII) if glyphs.ascii else text


def origin(words: Words, origin: Provenance) -> str:
    """Where a part is from, in a word or two."""
    if origin.step is not None:
        return words("asking.origin.line", number=origin.step + 1)
    return words(f"asking.origin.{origin.kind}")


def about(words: Words, inspection: Inspection) -> str:
    """A sentence on a number that no line computed, or that is made of nothing; else ""."""
    if inspection.line is None:
        return words(f"asking.given.{inspection.here.origin.kind}")
    if inspection.explanation is not None and inspection.explanation.unexplained:
        return words("asking.given.unexplained")
    return "" if inspection.rows else words("asking.given.constant")


def numbers(words: Words, inspection: Inspection) -> str:
    """The formula with this cell's numbers, and what the addends not shown come to."""
    explanation = inspection.explanation
    if explanation is None:
        return ""
    text = f"= {explanation.numbers}"
    if explanation.more:
        rest = words("asking.rest", more=explanation.more, together=number(explanation.together))
        text = f"{text.removesuffix(' + …')} + … {rest}"
    return text


def uses(words: Words, row: LinkedNumber) -> str:
    """The cells of a line that were made of a number: the first few, and how many more."""
    text = ", ".join(row.cells[:CELLS])
    more = row.count - CELLS
    return f"{text} … {words('asking.more_cells', more=more)}" if more > 0 else text


def check(words: Words, inspection: Inspection) -> list[tuple[str, str]]:
    """The lines of a check, each with its style."""
    checking = inspection.checking
    if checking is None or checking.cell is None:
        return [(words(f"asking.check.{_no_gradient(inspection)}"), "plain")]
    cell = checking.cell
    pair = words("asking.check.pair", analytic=number(cell.analytic), numeric=number(cell.numeric))
    said = [(pair, "number")]
    apart = f"{cell.difference:.0e}".replace("-", "−")
    if cell.kink:
        said.append((words("asking.check.kink"), "strong"))
    elif cell.analytic == cell.numeric:
        said.append((words("asking.check.equal"), "good"))
    else:
        outcome = agreement(cell)
        style = "bad" if outcome == "different" else "good"
        text = words(f"asking.check.{outcome}", difference=apart, of=cell.of)
        said.append((text, style))
    said.append((words("asking.check.points", **cell.points), "plain"))
    if checking.silent is not None:
        said.append((_silent(words, checking), "strong"))
    if checking.size > 1:
        said.append((_matrix(words, checking), "plain"))
    return said


def _no_gradient(inspection: Inspection) -> str:
    """Why there is nothing to check here: a value whose gradient is elsewhere, or nowhere."""
    checking = inspection.checking
    if checking is not None and checking.unchecked not in (None, Unchecked.VALUE):
        return checking.unchecked.value
    return "elsewhere" if inspection.rows else "nowhere"


def _silent(words: Words, checking: GradientCheck) -> str:
    silent = checking.silent
    assert silent is not None
    assert checking.cell is not None
    share = "" if checking.cell.analytic == 0 else "_share"
    return words(f"asking.check.{silent.why}{share}", cell=silent.cell)


def _matrix(words: Words, checking: GradientCheck) -> str:
    if checking.done < checking.many:
        return words("asking.check.going_on", done=checking.done, many=checking.many)
    largest = f"{checking.largest:.0e}".replace("-", "−") if checking.largest else "0"
    which = "all" if checking.many == checking.size else "some"
    text = words(f"asking.check.{which}", many=checking.many, size=checking.size, largest=largest)
    if checking.kinks:
        text += " " + words("asking.check.kinks", kinks=checking.kinks)
    return text


def verdict(words: Words, judgement: Judgement, name: str) -> str:
    """What an answer came to, as a teacher would say it, and the truth."""
    truth = number(judgement.truth)
    shape = "×".join(map(str, judgement.shape))
    return words(f"asking.verdict.{judgement.verdict}", cell=name, truth=truth, shape=shape)


Lines = list[tuple[str, str]]
"""Texts, each with the name of its style."""


def last_lines(
    model: StepperModel, spot: CellRef | None, status: str, words: Words, glyphs: Glyphs, width: int
) -> Lines:
    """The lines below the matrices, of at most `width` cells; none where there is nothing to say.

    An entry, what an answer came to, a note, the question for a hidden value; else `status`.
    """

    def wrapped(text: str, most: int, style: str) -> Lines:
        lines = wrap(to_glyphs(text, glyphs), width, most, glyphs.ellipsis)
        return [(part, style) for part in lines]

    if model.entry is not None:
        lines: Lines = [(_entry_line(model.entry, words, glyphs, width), "strong")]
        if model.entry.error is not None:
            key, values = model.entry.error
            lines += wrapped(f"{glyphs.bad} {words(key, **values)}", 2, "bad")
        return lines
    if model.prediction.reply is not None:
        judgement, index = model.prediction.reply
        sign = glyphs.good if judgement.right else glyphs.bad
        cell = f"{model.value_name}[{','.join(map(str, index))}]"
        text = f"{sign} {verdict(words, judgement, cell)}"
        return wrapped(text, 3, "good" if judgement.right else "bad")
    if model.note is not None:
        key, values = model.note
        return wrapped(words(key, **values), 2, "accent")
    if model.hidden:
        return wrapped(words("asking.predict.ask", cell=model.asked_cell(spot)), 2, "strong")
    return [(truncate(status, width), "strong")] if status else []


def _entry_line(entry: NumberEntry, words: Words, glyphs: Glyphs, width: int) -> str:
    kind = "predict" if entry.kind == "answer" else "change"
    typed = f"{entry.name} = {entry.text}{glyphs.caret}  "
    return typed + truncate(words(f"asking.{kind}.hint"), max(width - cell_len(typed), 0))
