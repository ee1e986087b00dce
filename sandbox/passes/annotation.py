"""The lecture's notation for the lines of a pass: z = W⁽¹⁾x, ∂J/∂W⁽²⁾ = ∂J/∂o · hᵀ + λW⁽²⁾.

The code works in rows (X @ W) and the lecture in columns (Wx): each is the other transposed.
A line that has no entry here is shown in the code's own words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.engine.activations import Activation
from sandbox.engine.dropout import Dropout
from sandbox.engine.instrument import RecordedLine
from sandbox.engine.layers import Linear
from sandbox.engine.network import Network
from sandbox.engine.recording import Recording
from sandbox.passes.lines import AnnotatedLine

NUMBERED = re.compile(r"([Wb])(\d+)$")
"""A parameter as the exercises name it."""

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class NotationRule:
    """How the lecture writes a line: what it gives, how, and at which value of the graph.

    The blanks are filled with the symbols of the layer that the line belongs to.
    """

    symbol: str
    notation: str
    node: str


LINES: dict[str, NotationRule] = {
    "linear.forward.Z": NotationRule("{out}", "{W}{in} + {b}", "{out}"),
    "linear.backward.dW": NotationRule("{dW}", "∂J/∂{out} · {in}ᵀ", "{W}"),
    "linear.backward.db": NotationRule("∂J/∂{b}", "∂J/∂{out}", "{b}"),
    "linear.backward_input.dX": NotationRule("∂J/∂{in}", "{W}ᵀ · ∂J/∂{out}", "{in}"),
    "linearwithoutbias.forward.Z": NotationRule("{out}", "{W}{in}", "{out}"),
    "linearwithoutbias.backward.dW": NotationRule("{dW}", "∂J/∂{out} · {in}ᵀ", "{W}"),
    "linearwithoutbias.backward_input.dX": NotationRule("∂J/∂{in}", "{W}ᵀ · ∂J/∂{out}", "{in}"),
    "activation.forward.H": NotationRule("{out}", "φ({in})", "{out}"),
    "activation.backward_input.slope": NotationRule("φ′({in})", "", "{in}"),
    "activation.backward_input.dZ": NotationRule("∂J/∂{in}", "∂J/∂{out} ⊙ φ′({in})", "{in}"),
    "dropout.forward.mask": NotationRule("m", "", "{out}"),
    "dropout.forward.Y": NotationRule("{out}", "m ⊙ {in} / (1 − p)", "{out}"),
    "dropout.backward_input.dX": NotationRule("∂J/∂{in}", "m ⊙ ∂J/∂{out} / (1 − p)", "{in}"),
    "softmaxcrossentropy.forward.C": NotationRule("c", "o − max o", "L"),
    "softmaxcrossentropy.forward.E": NotationRule("exp c", "", "L"),
    "softmaxcrossentropy.forward.S": NotationRule("Σ exp c", "", "L"),
    "softmaxcrossentropy.forward.Y": NotationRule("y", "", "y"),
    "softmaxcrossentropy.forward.log_p": NotationRule("log p", "c[y] − log Σ exp c", "L"),
    "softmaxcrossentropy.forward.L": NotationRule("L", "l(o, y) = −log p", "L"),
    "softmaxcrossentropy.backward.P": NotationRule("p", "softmax(o)", "o"),
    "softmaxcrossentropy.backward.dO": NotationRule("∂J/∂o", "∂J/∂L · (p − y)", "o"),
    "halfsquarederror.forward.E": NotationRule("o − y", "", "L"),
    "halfsquarederror.forward.e": NotationRule("½‖o − y‖²", "", "L"),
    "halfsquarederror.forward.L": NotationRule("L", "l(o, y) = ½‖o − y‖²", "L"),
    "halfsquarederror.backward.dO": NotationRule("∂J/∂o", "∂J/∂L · (o − y)", "o"),
    "squarederror.forward.E": NotationRule("o − y", "", "L"),
    "squarederror.forward.L": NotationRule("L", "l(o, y) = ‖o − y‖²", "L"),
    "squarederror.backward.dO": NotationRule("∂J/∂o", "∂J/∂L · 2(o − y)", "o"),
    "l2.size.n": NotationRule("‖{W}‖²", "Σ w²", "s"),
    "l2.total.s": NotationRule("s", "λ/2 · ({sizes})", "s"),
    "l2.backward.dsW": NotationRule("∂s/∂{W}", "λ{W}", "{W}"),
    "l2.backward.dJ": NotationRule("∂J/∂{W}", "{from_loss} + λ{W}", "{W}"),
    "l1.size.n": NotationRule("‖{W}‖₁", "Σ |w|", "s"),
    "l1.total.s": NotationRule("s", "λ/2 · ({sizes})", "s"),
    "l1.backward.dsW": NotationRule("∂s/∂{W}", "λ/2 · sign {W}", "{W}"),
    "l1.backward.dJ": NotationRule("∂J/∂{W}", "{from_loss} + λ/2 · sign {W}", "{W}"),
    "total.forward.J": NotationRule("J", "L + s", "J"),
    "total.backward_loss.dL": NotationRule("∂J/∂L", "1", "L"),
    "total.backward_penalty.ds": NotationRule("∂J/∂s", "1", "s"),
    "descent.update.w_new": NotationRule("{w} ←", "{w} − η · {d}", "{w}"),
    "softthreshold.shrink.t": NotationRule("t", "η · λ/2", ""),
    "softthreshold.shrink.w_new": NotationRule("{v} ←", "max({v} − t, 0) + min({v} + t, 0)", "{v}"),
    "softmaxcrossentropy.forward.labels": NotationRule("y", "", "y"),
    "softmaxcrossentropy.backward.E": NotationRule("exp c", "", "o"),
    "softmaxcrossentropy.backward.Y": NotationRule("y", "", "y"),
    "l2_penalty.total.s": NotationRule("s", "λ/2 · Σ ‖W‖²", "s"),
    "mlp_forward.forward.Z": NotationRule("z", "W⁽¹⁾x + b⁽¹⁾", "z"),
    "mlp_forward.forward.H": NotationRule("h", "φ(z)", "h"),
    "mlp_forward.forward.O": NotationRule("o", "W⁽²⁾h + b⁽²⁾", "o"),
    "mlp_backward.backward.dW": NotationRule("∂J/∂{P}", "", "{P}"),
    "mlp_backward.backward.db": NotationRule("∂J/∂{P}", "", "{P}"),
    "sgd_step.update.W": NotationRule("{P} ←", "{P} − η · (∂J/∂{P} + λ{P})", "{P}"),
    "sgd_step.update.b": NotationRule("{P} ←", "{P} − η · ∂J/∂{P}", "{P}"),
    "rows.bias.b": NotationRule("{B}", "", "{B}"),
    "rows.absent.b": NotationRule("b", "0", ""),
    "rows.labels.y": NotationRule("y", "", "y"),
}
"""By step id; all activations share "activation", and numbered parameters an entry."""

OWN_SETTINGS = {"decay": "λ", "lr": "η", "p": "p"}
"""What the exercises call settings."""


class Notation:
    """The symbols of one network: its values' and its parameters'."""

    def __init__(self, network: Network, penalised: bool) -> None:
        self.network = network
        self.penalised = penalised
        self.places = [i for i, layer in enumerate(network.layers) if isinstance(layer, Linear)]
        self.inputs, self.outputs = self._values()

    def _values(self) -> tuple[list[str], list[str]]:
        """Each layer's input and output: x, z, h, o, numbered where there are several."""
        deep = len(self.places) > 2
        inputs: list[str] = []
        outputs: list[str] = []
        current, number = "x", 0
        for place, layer in enumerate(self.network.layers):
            inputs.append(current)
            if isinstance(layer, Linear):
                number += 1
                current = "o" if place == self.places[-1] else "z" + _index(number, deep)
            elif isinstance(layer, Activation):
                current = "h" + _index(number, deep)
            elif isinstance(layer, Dropout):
                current += "′" if layer.active(training=True) else ""
            else:
                current = f"a{_index(place, True)}"
            outputs.append(current)
        return inputs, outputs

    def parameter(self, place: int, name: str) -> str:
        """W⁽¹⁾ for the first linear layer's "W"."""
        number = self.places.index(place) + 1 if place in self.places else place
        return name + _index(number, True)

    def layer(self, place: int) -> dict[str, str]:
        """What fills the blanks of a layer's lines."""
        W = self.parameter(place, "W")
        dW = f"{'∂L' if self.penalised else '∂J'}/∂{W}"
        given, made = self.inputs[place], self.outputs[place]
        from_loss = f"∂J/∂{made} · {given}ᵀ"
        b = self.parameter(place, "b")
        return {"in": given, "out": made, "W": W, "b": b, "dW": dW, "from_loss": from_loss}


def annotate(recording: Recording, network: Network) -> tuple[AnnotatedLine, ...]:
    """Every step of a recording in both notations."""
    notation = Notation(network, penalised=recording.forward.s is not None)
    known = dict(_given(recording, notation))
    return tuple(_shown(step, notation, known) for step in recording.steps)


@dataclass(frozen=True)
class Symbol:
    """What is known of a value: its symbol, and where it stands in the graph."""

    symbol: str
    node: str


Known = dict[int, Symbol]
"""By the identity of the value itself, which its step or the recording keeps alive."""


def _given(recording: Recording, notation: Notation) -> Iterator[tuple[int, Symbol]]:
    """What comes from outside."""
    yield id(recording.X), Symbol("x", "x")
    yield id(recording.y), Symbol("y", "y")
    for place, layer in enumerate(recording.before.params):
        for name, values in layer.items():
            symbol = notation.parameter(place, name)
            yield id(values), Symbol(symbol, symbol)


def _shown(step: RecordedLine, notation: Notation, known: Known) -> AnnotatedLine:
    """The step with its symbols, which are then known to the steps after it."""
    entry = LINES.get(_key(step, notation), NotationRule(step.name, "", ""))
    blanks = _blanks(step, notation, known)
    symbol, text, node = (
        part.format(**blanks) for part in (entry.symbol, entry.notation, entry.node)
    )
    operands = {name: _symbol(name, value, known) for name, value in step.operands.items()}
    if step.own:
        operands = {name: OWN_SETTINGS.get(made, made) for name, made in operands.items()}
    known[id(step.value)] = Symbol(symbol.removesuffix(" ←"), node)
    return AnnotatedLine(step, phase(step), symbol, text, operands, node)


def _key(step: RecordedLine, notation: Notation) -> str:
    place = _place(step)
    # A learner's line has a name of their own; the id of a result says which line it stands for.
    kind, method, name = step.id.split(".", 2)
    if place is not None and isinstance(notation.network.layers[place], Activation):
        return step.id if kind == "yours" else f"activation.{method}.{name}"
    return NUMBERED.sub(r"\1", step.id)


def _place(step: RecordedLine) -> int | None:
    """The layer that a step belongs to, None for the loss, the penalty and the update."""
    kind, _, number = step.place.partition(" ")
    return int(number) if kind == "layer" else None


def _blanks(step: RecordedLine, notation: Notation, known: Known) -> dict[str, str]:
    """The symbols of the step's own layer, or of the one whose weights it works on."""
    place = _place(step)
    if place is None:
        nodes = [known[id(v)].node for v in step.operands.values() if id(v) in known]
        place = next((p for p in notation.places if notation.parameter(p, "W") in nodes), None)
    blanks = notation.layer(place) if place is not None else {}
    made = {name: _symbol(name, value, known) for name, value in step.operands.items()}
    if numbered := NUMBERED.search(step.id):
        blanks["P"] = numbered[1] + _index(int(numbered[2]), True)
    return {"sizes": "", "d": "", **made, **blanks}


def _symbol(name: str, value: Any, known: Known) -> str:
    """An operand's symbol: that of the value it is, else a setting's or its own name."""
    if isinstance(value, list):
        return " + ".join(_symbol(name, one, known) for one in value)
    if id(value) in known:
        return known[id(value)].symbol
    settings = {"self.decay": "λ", "self.lr": "η", "self.p": "p", "self.beta": "β", "lr": "η"}
    return settings.get(name, name.removeprefix("self."))


def phase(step: RecordedLine) -> str:
    """forward, loss, backward or update."""
    if step.place == "update":
        return "update"
    if step.id.startswith("rows.") and step.place == "objective":
        return "backward"  # What a learner's backward pass is given.
    if step.method.startswith("backward"):
        return "backward"
    return "forward" if step.place.startswith("layer") else "loss"


def _index(number: int, shown: bool) -> str:
    return f"⁽{str(number).translate(SUPERSCRIPT)}⁾" if shown else ""
