"""What the learner's words do to the lab, and where a number came from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from sandbox.cli.plain import describe
from sandbox.cli.plain.describe import describe_shape
from sandbox.cli.plain.lab_console import LabConsole
from sandbox.cli.plain.terminal import Output
from sandbox.course.knob_names import as_written, called, meant
from sandbox.engine.explain.expression import Index
from sandbox.engine.provenance import Provenance
from sandbox.labs.knobs import Choice, Integer, Knob, Number
from sandbox.labs.pictures import Steps
from sandbox.labs.session import Session
from sandbox.labs.training import Stepless
from sandbox.passes.comparison import Comparison
from sandbox.passes.explanation import Explanation, FormulaPart, cell_name, number
from sandbox.passes.lookup import find_step, names, parse_cell, plain
from sandbox.passes.recorded_step import EditError, RecordedStep

_ASKED = re.compile(r"(?P<name>[^\s\[]*)\s*(?:\[(?P<inner>[^\]]*)\]|(?P<bare>[\d\s,]+))?")


@dataclass(frozen=True)
class GivenValue:
    """A matrix that a training step begins with: weights, inputs or targets."""

    symbol: str
    origin: Provenance
    values: Any

    def called(self, name: str) -> bool:
        """Whether a typed name means it: x may be X, as in the code."""
        return plain(name) in (plain(self.symbol), "X" if self.origin.kind == "input" else "")


def given_values(taken: RecordedStep) -> list[GivenValue]:
    """Everything that can be set by hand."""
    recording = taken.recording
    found = [
        GivenValue("x", Provenance("input", name="X"), recording.X),
        GivenValue("y", Provenance("target", name="y"), recording.y),
    ]
    for place, layer in enumerate(recording.before.params):
        for name, values in layer.items():
            symbol = taken.notation.parameter(place, name)
            found.append(
                GivenValue(symbol, Provenance("parameter", name=name, place=place), values)
            )
    return found


def split_question(text: str) -> tuple[str, str]:
    """A value's name and a cell, as `dW[2,1]`, `dW 2,1`, or `2,1` alone, say them."""
    found = _ASKED.fullmatch(text.strip())
    if found is None:
        return text.strip(), ""
    name, cell = found["name"], found["inner"] or found["bare"] or ""
    if "," in name and not cell:
        name, cell = "", name
    return name, ",".join(re.split(r"[\s,]+", cell.strip())) if cell.strip() else ""


def tell_where(taken: RecordedStep, cursor: int | None, text: str, output: Output) -> None:
    """Answer a question; without a name it is about the line at hand. AskError where it is none."""
    name, cell = split_question(text)
    own = next((one for one in given_values(taken) if one.called(name)), None)
    if name and own is not None:
        index = cell_of(name, cell, np.shape(own.values), output)
        shown = cell_name(own.symbol, index, np.shape(own.values))
        value = number(float(own.values[index]))
        _tell_given(shown, value, own.origin, output)
        return
    if not name and cursor is None:
        raise output.refuse("which_number")
    step = cursor if not name and cursor is not None else _find_line(taken, cursor, name)
    shape = np.shape(taken.shown[step].step.value)
    tell_number(taken, step, cell_of(name or "", cell, shape, output), output)


def tell_number(taken: RecordedStep, step: int, index: Index, output: Output) -> None:
    """A cell of a line: its formula, its numbers, its check, and its parts to pick from."""
    explanation, shown = taken.explain(step, index), taken.shown[step]
    output.say("number_is", name=explanation.name, value=number(explanation.value))
    output.say(
        "from_line",
        number=step + 1,
        count=len(taken.shown),
        phase=output.glossary.label("phase", shown.phase),
        line=f"{shown.step.name} = {shown.step.formula}",
    )
    output.say("rule", rule=explanation.notation)
    output.tell(_with_numbers(explanation, output))
    compared = taken.check(step, index)
    if isinstance(compared, Comparison):
        output.tell(_describe_check(compared, output))
        output.say("points", **compared.points)
    if explanation.parts:
        output.say("made_of")
        output.offer(
            [
                (place, _describe_part(part, output), partial(_follow, taken, part, output))
                for place, part in enumerate(explanation.parts, start=1)
            ]
        )


def find_given(taken: RecordedStep, name: str, output: Output) -> GivenValue:
    """What can be set under that name; RefusedError, with all names, where there is none."""
    everything = given_values(taken)
    for one in everything:
        if one.called(name):
            return one
    words = ", ".join(plain(one.symbol) for one in everything)
    raise output.refuse("no_value", name=name, words=words)


def _find_line(taken: RecordedStep, cursor: int | None, name: str) -> int:
    """The line of a name; where several have it, the last one that was stepped to."""
    named = [n for n, one in enumerate(taken.shown) if plain(name) in names(one)]
    reached = [n for n in named if cursor is not None and n <= cursor]
    return reached[-1] if reached else find_step(taken.shown, name)


def cell_of(name: str, cell: str, shape: Sequence[int], output: Output) -> Index:
    """The cell that a text means. RefusedError or AskError where it means none of that shape."""
    if not cell and any(n > 1 for n in shape):
        first = ",".join("0" for n in shape if n > 1)
        raise output.refuse("which_cell", name=name, shape=describe_shape(shape), cell=first)
    return parse_cell(cell, tuple(shape))


def _follow(taken: RecordedStep, part: FormulaPart, output: Output) -> None:
    if part.origin.step is None:
        _tell_given(part.name, number(part.value), part.origin, output)
    else:
        tell_number(taken, part.origin.step, part.index, output)


def _tell_given(name: str, value: str, origin: Provenance, output: Output) -> None:
    output.say("given", name=name, value=value, origin=output.words(f"given_{origin.kind}"))


def _describe_part(part: FormulaPart, output: Output) -> str:
    step = part.origin.step
    origin = (
        output.words(f"given_{part.origin.kind}")
        if step is None
        else output.words("given_step", number=step + 1)
    )
    return output.words("part", name=part.name, value=number(part.value), origin=origin)


def _with_numbers(explanation: Explanation, output: Output) -> str:
    if not explanation.more:
        return output.words("in_numbers", numbers=explanation.numbers)
    return output.words(
        "in_numbers_more",
        numbers=explanation.numbers,
        more=explanation.more,
        together=number(explanation.together),
    )


def _describe_check(compared: Comparison, output: Output) -> str:
    id = "kink" if compared.kink else "checked"
    difference = f"{compared.difference:.0e}" if compared.difference else "0"
    return output.words(id, numeric=number(compared.numeric), difference=difference)


MOST_STEPS = 100_000
"""At once."""


class LabCommands:
    """The words of the lab."""

    def __init__(self, console: LabConsole, output: Output) -> None:
        self._console = console
        self._output = output

    def step(self, text: str) -> None:
        """Some milestones on."""
        self._on(self._count(text or "1"))

    def run(self, text: str) -> None:
        """Some milestones on, or to the end."""
        if text:
            self._on(self._count(text))
            return
        session = self._console.session
        endless = not session.frame().total
        if session.answered:
            self._output.say("nothing_to_step")
        elif session.finished and not endless and session.frame().unit == "line":
            self._output.say("at_end")
        else:
            if session.finished and not endless:
                self._console.replace(Session.reset)
                self._output.say("again")
            done = self._console.to_the_end()
            if endless:
                self._output.say("endless", count=done)
            self._moved()

    def back(self, text: str) -> None:
        """Some milestones back."""
        count = self._count(text or "1")
        if self._console.session.jump(-count):
            self._moved()
        else:
            self._output.say("at_beginning")

    def undo(self) -> None:
        """The last step back, or the run that was thrown away for this one."""
        done = self._console.undo()
        self._output.say("undone" if done else "nothing_to_undo")
        if done:
            self._moved()

    def again(self) -> None:
        """To where the last step back came from."""
        if self._console.session.redo():
            self._moved()
        else:
            self._output.say("nothing_to_redo")

    def reset(self) -> None:
        """The same run anew."""
        self._console.replace(Session.reset)
        self._output.say("again")
        self._moved()

    def seed(self, text: str) -> None:
        """A run with another seed."""
        if text and not (text.isascii() and text.isdecimal()):
            raise self._output.refuse("bad_seed", text=text)
        seed = int(text[:18]) if text else self._console.session.seed + 1
        self._console.replace(lambda session: session.reseed(seed))
        session = self._console.session
        draws = session.lab.draws(session.settings)
        self._output.tell(self._output.glossary.phrase("reseeded", {"seed": seed, "draws": draws}))
        self._moved()

    def knob_names(self) -> list[str]:
        """The ids of the knobs there are."""
        return [knob.name for knob in self._console.knobs]

    def knob_named(self, name: str) -> Knob | None:
        """The knob of that id or label, or of another name for it."""
        id = called(self._console.knobs, name.strip())
        return next((knob for knob in self._console.knobs if knob.name == id), None)

    def turn(self, line: str) -> None:
        """Set the knobs of a line: `lr=0.5 data=two moons`. KnobError where a value is wrong."""
        turned = {}
        for name, text in self._named(line):
            knob = self.knob_named(name)
            if knob is None:
                raise self._no_knob(name)
            turned[knob.name] = knob.parse(as_written(knob, text))
        id = self._console.turn(turned)
        for name in turned:
            knob = next(knob for knob in self._console.knobs if knob.name == name)
            self._output.say(id, name=self._label(knob), value=knob.format(turned[name]))
        self._moved()

    def _named(self, line: str) -> list[tuple[str, str]]:
        """Names and texts. Both may have blanks: what comes before `=` begins where a knob does."""
        parts = [part.strip() for part in line.split("=")]
        names, texts = [parts[0]], []
        for part in parts[1:-1]:
            words = part.split()
            known = (n for n in range(1, len(words)) if self.knob_named(" ".join(words[n:])))
            split = next(known, 1)
            texts.append(" ".join(words[:split]))
            names.append(" ".join(words[split:]))
        texts.append(parts[-1])
        if not all(names):
            raise self._output.refuse("nothing_to_turn")
        return [(name, text.strip("\"'")) for name, text in zip(names, texts, strict=True)]

    def knobs(self) -> None:
        """Every knob: its name, where it stands, what it is."""
        if not self._console.knobs:
            raise self._output.refuse("no_lab")
        for knob in self._console.knobs:
            self._output.say(
                "knob",
                label=self._label(knob),
                name=knob.name,
                value=knob.format(self._console.settings[knob.name]),
                acts=self._output.words(knob.acts),
                help=self._output.glossary.help("knob", knob.word),
            )

    def tell_knob(self, name: str) -> None:
        """One knob, and what it can be turned to."""
        knob = self.knob_named(name)
        if knob is None:
            raise self._no_knob(name)
        self._output.say(
            "knob_is",
            label=self._label(knob),
            value=knob.format(self._console.settings[knob.name]),
            range=self._range(knob),
            help=self._output.glossary.help("knob", knob.word),
        )

    def picture(self, text: str) -> None:
        """A picture in full, which is at hand from now on; without a name, all of them to pick."""
        frame = self._console.session.frame()
        names = [picture.name for picture in frame.pictures]
        labels = [self._output.glossary.label("picture", name) for name in names]
        if not text:
            self._output.say("pictures", count=len(names))
            pairs = enumerate(zip(names, labels, strict=True), start=1)
            self._output.offer(
                [(n, label, partial(self.picture, name)) for n, (name, label) in pairs]
            )
            return
        called = {label.casefold(): name for label, name in zip(labels, names, strict=True)}
        found = {**called, **{name: name for name in names}}.get(text.casefold())
        if found is None:
            otherwise = self._output.words("it_has", words=", ".join(names))
            remedy = self._output.remedy(text, [*names, *labels], otherwise)
            raise self._output.refuse("no_picture", name=text, remedy=remedy)
        self._console.view = found
        for sentence in describe.describe_picture(frame.picture(found), self._output):
            self._output.tell(sentence)

    def why(self) -> None:
        """What the line at hand does; else what the lab, the picture and its metrics are."""
        glossary, frame = self._output.glossary, self._console.session.frame()
        picture = self._console.picture(frame)
        entries = [("lab", self._console.session.lab.id), ("picture", picture.name)]
        entries += [("metric", name) for name in frame.metrics]
        if isinstance(picture, Steps):
            shown = picture.current
            self._output.tell(glossary.about(shown.step) or shown.notation)
            entries = [("phase", shown.phase)]
        for kind, id in entries:
            if text := glossary.help(kind, id):
                self._output.say("found_entry", title=glossary.label(kind, id), text=text)

    def where(self, text: str) -> None:
        """Where a number came from. AskError where there is no such line or cell."""
        taken, cursor = self._pass()
        tell_where(taken, cursor, text, self._output)

    def change(self, text: str) -> None:
        """Set one weight, input or target by hand."""
        taken, _ = self._pass()
        named, equals, typed = text.partition("=")
        name, cell = split_question(named)
        if not equals or not name:
            raise self._output.refuse("how_to_set")
        try:
            number = float(typed.strip().replace("−", "-"))
        except ValueError:
            raise self._output.refuse("no_number", text=typed.strip()) from None
        own = find_given(taken, name, self._output)
        index = cell_of(name, cell, own.values.shape, self._output)
        session = self._console.session
        try:
            session.push(session.lab.with_value(session.state, own.origin, index, number))
        except EditError:
            raise self._output.refuse("no_edit") from None
        self._output.say(
            "set", name=named.strip(), value=describe.format_number(number, self._output)
        )
        self._moved()

    def inspect(self) -> None:
        """Into the lines of the next training step."""
        self._console.inspect()
        self._output.say("inside")
        self._moved()

    def leave(self) -> None:
        """Out of them again."""
        left = self._console.leave()
        self._output.say("outside" if left else "not_inside")
        if left:
            self._moved()

    def _on(self, count: int) -> None:
        if self._console.session.answered:
            self._output.say("nothing_to_step")
            return
        self._console.forward(count)
        self._moved()

    def _moved(self) -> None:
        if self._console.stop.asked:
            self._output.say("stopped")
        self._console.report()

    def _count(self, text: str) -> int:
        number = int(text[:9]) if text.isascii() and text.isdecimal() else 0
        if not 1 <= number <= MOST_STEPS:
            raise self._output.refuse("bad_count", text=text, most=MOST_STEPS)
        return number

    def _pass(self) -> tuple[RecordedStep, int | None]:
        """The training step that can be asked, and the line at hand where one is."""
        session = self._console.session
        taken = session.lab.recorded_step(session.state)
        if isinstance(taken, Stepless):
            raise self._output.refuse(f"stepless_{taken.value}")
        steps = (one for one in session.frame().pictures if isinstance(one, Steps))
        cursor = next((one.cursor for one in steps if one.taken is taken), None)
        return taken, cursor

    def _label(self, knob: Knob) -> str:
        return self._output.glossary.label("knob", knob.word)

    def _range(self, knob: Knob) -> str:
        """What a knob takes."""
        if isinstance(knob, Choice):
            labels = (self._output.glossary.label("choice", choice) for choice in knob.choices)
            pairs = zip(knob.choices, labels, strict=True)
            return ", ".join(id if id == label else f"{id} ({label})" for id, label in pairs)
        if isinstance(knob, Number | Integer):
            return self._output.words("from_to", low=f"{knob.low:g}", high=f"{knob.high:g}")
        return knob.range

    def _no_knob(self, name: str) -> Exception:
        if not self._console.knobs:
            return self._output.refuse("no_lab")
        lab = self._console.session.lab.id
        otherwise = self._output.words("it_has", words=", ".join(self.knob_names()))
        hint = meant(self._console.knobs, name)
        remedy = self._output.words("did_you_mean", word=hint) if hint else otherwise
        label = self._output.glossary.label("lab", lab)
        return self._output.refuse("no_knob", lab=label, name=name, remedy=remedy)
