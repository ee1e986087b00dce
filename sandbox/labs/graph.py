"""The computation as the lecture draws it: x → z → h → o → L → J ← s ← W."""

from itertools import pairwise

from sandbox.engine.layers import Linear
from sandbox.labs.pictures import Graph, Node
from sandbox.passes.annotation import Notation
from sandbox.passes.lines import AnnotatedLine

TARGETS, VALUES, WEIGHTS = 0, 1, 2
"""The rows: y above, the values in the middle, the weights below."""


def graph_of(name: str, notation: Notation, shown: AnnotatedLine | None = None) -> Graph:
    """The network's values and weights, loss and penalty, and the one that a step is about."""
    # A layer that leaves its input as it is has no value of its own: dropout with p = 0.
    values = list(dict.fromkeys(["x", *notation.outputs]))
    columns = {symbol: column for column, symbol in enumerate(values)}
    nodes = [Node(symbol, symbol, column, VALUES) for symbol, column in columns.items()]
    edges = list(pairwise(values))
    for place, layer in enumerate(notation.network.layers):
        if isinstance(layer, Linear):
            for parameter in layer.shapes:
                W = notation.parameter(place, parameter)
                row = WEIGHTS if parameter == "W" else WEIGHTS + 1
                nodes.append(Node(W, W, columns[notation.outputs[place]], row))
                edges.append((W, notation.outputs[place]))
    last = len(values)
    nodes += [Node("y", "y", last, TARGETS), Node("L", "L", last, VALUES)]
    edges += [(values[-1], "L"), ("y", "L")]
    if notation.penalised:
        nodes += [Node("s", "s", last, WEIGHTS), Node("J", "J", last + 1, VALUES)]
        edges += [(notation.parameter(place, "W"), "s") for place in notation.places]
        edges += [("L", "J"), ("s", "J")]
    return Graph(
        name=name,
        nodes=tuple(nodes),
        edges=tuple(edges),
        current=shown.node if shown else None,
        backward=shown is not None and shown.phase == "backward",
    )
