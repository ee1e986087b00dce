"""What the learner's words do to the lab, and what is said to it."""

from functools import partial

from sandbox.cli.plain import asking, telling
from sandbox.cli.plain.bench import Bench
from sandbox.cli.plain.voice import Voice
from sandbox.course.knobnames import as_written, called, meant
from sandbox.labs.knobs import Choice, Integer, Knob, Number
from sandbox.labs.pictures import Steps
from sandbox.labs.session import Session
from sandbox.labs.training import Stepless
from sandbox.passes.recorded_step import EditError, RecordedStep

MOST_STEPS = 100_000
"""At once."""


class Driving:
    """The words of the lab."""

    def __init__(self, bench: Bench, voice: Voice) -> None:
        self._bench = bench
        self._voice = voice

    def step(self, text: str) -> None:
        """Some milestones on."""
        self._on(self._count(text or "1"))

    def run(self, text: str) -> None:
        """Some milestones on, or to the end."""
        if text:
            self._on(self._count(text))
            return
        session = self._bench.session
        endless = not session.frame().total
        if session.answered:
            self._voice.say("nothing_to_step")
        elif session.finished and not endless and session.frame().unit == "line":
            self._voice.say("at_end")
        else:
            if session.finished and not endless:
                self._bench.replace(Session.reset)
                self._voice.say("again")
            done = self._bench.to_the_end()
            if endless:
                self._voice.say("endless", count=done)
            self._moved()

    def back(self, text: str) -> None:
        """Some milestones back."""
        count = self._count(text or "1")
        if self._bench.session.jump(-count):
            self._moved()
        else:
            self._voice.say("at_beginning")

    def undo(self) -> None:
        """The last step back, or the run that was thrown away for this one."""
        done = self._bench.undo()
        self._voice.say("undone" if done else "nothing_to_undo")
        if done:
            self._moved()

    def again(self) -> None:
        """To where the last step back came from."""
        if self._bench.session.redo():
            self._moved()
        else:
            self._voice.say("nothing_to_redo")

    def reset(self) -> None:
        """The same run anew."""
        self._bench.replace(Session.reset)
        self._voice.say("again")
        self._moved()

    def seed(self, text: str) -> None:
        """A run with another seed."""
        if text and not (text.isascii() and text.isdecimal()):
            raise self._voice.refuse("bad_seed", text=text)
        seed = int(text[:18]) if text else self._bench.session.seed + 1
        self._bench.replace(lambda session: session.reseed(seed))
        session = self._bench.session
        draws = session.lab.draws(session.settings)
        self._voice.tell(self._voice.glossary.phrase("reseeded", {"seed": seed, "draws": draws}))
        self._moved()

    def knob_names(self) -> list[str]:
        """The ids of the knobs there are."""
        return [knob.name for knob in self._bench.knobs]

    def knob_named(self, name: str) -> Knob | None:
        """The knob of that id or label, or of another name for it."""
        id = called(self._bench.knobs, name.strip())
        return next((knob for knob in self._bench.knobs if knob.name == id), None)

    def turn(self, line: str) -> None:
        """Set the knobs of a line: `lr=0.5 data=two moons`. KnobError where a value is wrong."""
        turned = {}
        for name, text in self._named(line):
            knob = self.knob_named(name)
            if knob is None:
                raise self._no_knob(name)
            turned[knob.name] = knob.parse(as_written(knob, text))
        id = self._bench.turn(turned)
        for name in turned:
            knob = next(knob for knob in self._bench.knobs if knob.name == name)
            self._voice.say(id, name=self._label(knob), value=knob.format(turned[name]))
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
            raise self._voice.refuse("nothing_to_turn")
        return [(name, text.strip("\"'")) for name, text in zip(names, texts, strict=True)]

    def knobs(self) -> None:
        """Every knob: its name, where it stands, what it is."""
        if not self._bench.knobs:
            raise self._voice.refuse("no_lab")
        for knob in self._bench.knobs:
            self._voice.say(
                "knob",
                label=self._label(knob),
                name=knob.name,
                value=knob.format(self._bench.settings[knob.name]),
                acts=self._voice.words(knob.acts),
                help=self._voice.glossary.help("knob", knob.word),
            )

    def tell_knob(self, name: str) -> None:
        """One knob, and what it can be turned to."""
        knob = self.knob_named(name)
        if knob is None:
            raise self._no_knob(name)
        self._voice.say(
            "knob_is",
            label=self._label(knob),
            value=knob.format(self._bench.settings[knob.name]),
            range=self._range(knob),
            help=self._voice.glossary.help("knob", knob.word),
        )

    def picture(self, text: str) -> None:
        """A picture in full, which is at hand from now on; without a name, all of them to pick."""
        frame = self._bench.session.frame()
        names = [picture.name for picture in frame.pictures]
        labels = [self._voice.glossary.label("picture", name) for name in names]
        if not text:
            self._voice.say("pictures", count=len(names))
            pairs = enumerate(zip(names, labels, strict=True), start=1)
            self._voice.offer(
                [(n, label, partial(self.picture, name)) for n, (name, label) in pairs]
            )
            return
        called = {label.casefold(): name for label, name in zip(labels, names, strict=True)}
        found = {**called, **{name: name for name in names}}.get(text.casefold())
        if found is None:
            otherwise = self._voice.words("it_has", words=", ".join(names))
            remedy = self._voice.remedy(text, [*names, *labels], otherwise)
            raise self._voice.refuse("no_picture", name=text, remedy=remedy)
        self._bench.view = found
        for sentence in telling.in_full(frame.picture(found), self._voice):
            self._voice.tell(sentence)

    def why(self) -> None:
        """What the line at hand does; else what the lab, the picture and its metrics are."""
        glossary, frame = self._voice.glossary, self._bench.session.frame()
        picture = self._bench.picture(frame)
        entries = [("lab", self._bench.session.lab.id), ("picture", picture.name)]
        entries += [("metric", name) for name in frame.metrics]
        if isinstance(picture, Steps):
            shown = picture.current
            self._voice.tell(glossary.about(shown.step) or shown.notation)
            entries = [("phase", shown.phase)]
        for kind, id in entries:
            if text := glossary.help(kind, id):
                self._voice.say("found_entry", title=glossary.label(kind, id), text=text)

    def where(self, text: str) -> None:
        """Where a number came from. AskError where there is no such line or cell."""
        taken, cursor = self._pass()
        asking.tell_where(taken, cursor, text, self._voice)

    def change(self, text: str) -> None:
        """Set one weight, input or target by hand."""
        taken, _ = self._pass()
        named, equals, typed = text.partition("=")
        name, cell = asking.asked(named)
        if not equals or not name:
            raise self._voice.refuse("how_to_set")
        try:
            number = float(typed.strip().replace("−", "-"))
        except ValueError:
            raise self._voice.refuse("no_number", text=typed.strip()) from None
        own = asking.find_given(taken, name, self._voice)
        index = asking.cell_of(name, cell, own.values.shape, self._voice)
        session = self._bench.session
        try:
            session.push(session.lab.with_value(session.state, own.origin, index, number))
        except EditError:
            raise self._voice.refuse("no_edit") from None
        self._voice.say("set", name=named.strip(), value=telling.figure(number, self._voice))
        self._moved()

    def inspect(self) -> None:
        """Into the lines of the next training step."""
        self._bench.inspect()
        self._voice.say("inside")
        self._moved()

    def leave(self) -> None:
        """Out of them again."""
        left = self._bench.leave()
        self._voice.say("outside" if left else "not_inside")
        if left:
            self._moved()

    def _on(self, count: int) -> None:
        if self._bench.session.answered:
            self._voice.say("nothing_to_step")
            return
        self._bench.forward(count)
        self._moved()

    def _moved(self) -> None:
        if self._bench.stop.asked:
            self._voice.say("stopped")
        self._bench.report()

    def _count(self, text: str) -> int:
        number = int(text[:9]) if text.isascii() and text.isdecimal() else 0
        if not 1 <= number <= MOST_STEPS:
            raise self._voice.refuse("bad_count", text=text, most=MOST_STEPS)
        return number

    def _pass(self) -> tuple[RecordedStep, int | None]:
        """The training step that can be asked, and the line at hand where one is."""
        session = self._bench.session
        taken = session.lab.recorded_step(session.state)
        if isinstance(taken, Stepless):
            raise self._voice.refuse(f"stepless_{taken.value}")
        steps = (one for one in session.frame().pictures if isinstance(one, Steps))
        cursor = next((one.cursor for one in steps if one.taken is taken), None)
        return taken, cursor

    def _label(self, knob: Knob) -> str:
        return self._voice.glossary.label("knob", knob.word)

    def _range(self, knob: Knob) -> str:
        """What a knob takes."""
        if isinstance(knob, Choice):
            labels = (self._voice.glossary.label("choice", choice) for choice in knob.choices)
            pairs = zip(knob.choices, labels, strict=True)
            return ", ".join(id if id == label else f"{id} ({label})" for id, label in pairs)
        if isinstance(knob, Number | Integer):
            return self._voice.words("from_to", low=f"{knob.low:g}", high=f"{knob.high:g}")
        return knob.range

    def _no_knob(self, name: str) -> Exception:
        if not self._bench.knobs:
            return self._voice.refuse("no_lab")
        lab = self._bench.session.lab.id
        otherwise = self._voice.words("it_has", words=", ".join(self.knob_names()))
        hint = meant(self._bench.knobs, name)
        remedy = self._voice.words("did_you_mean", word=hint) if hint else otherwise
        label = self._voice.glossary.label("lab", lab)
        return self._voice.refuse("no_knob", lab=label, name=name, remedy=remedy)
