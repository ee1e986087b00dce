"""A training as a script for NumPy alone: a step's lines in one function, as they run here."""

from collections.abc import Iterable

from sandbox.engine.initialisation import Initialiser
from sandbox.engine.optimisers import recall
from sandbox.engine.program import PREDICT, UPDATE, program
from sandbox.engine.program_writer import Program
from sandbox.engine.step import parts_of
from sandbox.engine.training import CHUNK, Trainer
from sandbox.labs.exporting.preamble import ScriptData, beginning, draw_line, untyped

NOISE = '''class Noise:
    """What dropout draws in one training step."""

    def __init__(self, seed, step):
        self.seed, self.step = seed, step

    def uniform(self, place, like):
        """U in [0, 1) for the input of the layer at that place."""
        rng = generator(self.seed, f"dropout {place}", self.step)
        return rng.random(like.shape, dtype=like.dtype.type)


'''


def script(trainer: Trainer, initialiser: Initialiser, epochs: int, origin: ScriptData) -> str:
    """A script that needs NumPy alone and repeats the run to the bit."""
    step = trainer.objective, trainer.optimiser
    update, predict = program(*step, UPDATE), program(*step, PREDICT)
    noisy = "noise." in update.source
    return (
        f"{beginning('NumPy', origin, ('import numpy as np',))}"
        f"{NOISE if noisy else ''}"
        f"{untyped(recall) if 'recall' in update.given else ''}"
        f"{settings(trainer, (update, predict))}"
        f"{update.source}\n\n{predict.source}\n\n"
        f"{origin.lines}{_arrays(trainer, origin)}\n"
        f"{_start(trainer, initialiser)}"
        f"{_loop(trainer, epochs, noisy)}\n"
        f"{_report(trainer)}"
    )


def settings(trainer: Trainer, programs: Iterable[Program]) -> str:
    """A line for every setting that the programs name."""
    parts = parts_of(trainer.objective, trainer.optimiser)
    named = {name: place for one in programs for name, place in one.settings.items()}
    lines = (f"{name} = {getattr(parts[of], at)!r}\n" for name, (of, at) in named.items())
    return f"{''.join(lines)}\n\n" if named else ""


def _arrays(trainer: Trainer, origin: ScriptData) -> str:
    """Inputs, and targets that are numbers, in float32."""
    change = "v.astype(np.float32)"
    X = "np.multiply(v, 1 / 255, dtype=np.float32)" if origin.bytes else change
    y = "" if trainer.objective.loss.labels else f"y, y_test = ({change} for v in (y, y_test))\n"
    return f"X, X_test = ({X} for v in (X, X_test))\n{y}"


def _start(trainer: Trainer, initialiser: Initialiser) -> str:
    """The weights that the engine would draw."""
    layers = trainer.objective.network.layers
    shapes = "".join(f"    {layer.shapes},\n" for layer in layers)
    return (
        'np.seterr(all="ignore")  # What overflows shows up as inf or nan.\n'
        f"shapes = [\n{shapes}]\n"
        "params = [\n"
        "    {name: np.zeros(shape, np.float32) for name, shape in layer.items()}"
        " for layer in shapes\n"
        "]\n"
        "for place, layer in enumerate(params):\n"
        '    if "W" in layer:\n'
        f'        rng = generator({trainer.seed}, f"weights {{place}}")\n'
        '        inputs, outputs = layer["W"].shape\n'
        f'        layer["W"] = ({draw_line(initialiser)}).astype(np.float32)\n'
    )


def _loop(trainer: Trainer, epochs: int, noisy: bool) -> str:
    noise = f"Noise({trainer.seed}, t)" if noisy else "None"
    return (
        f"slots, t, n, batch = {{}}, 0, len(X), {trainer.batch_size}\n"
        f"for epoch in range({epochs}):\n"
        f'    order = generator({trainer.seed}, "shuffle", epoch).permutation(n)\n'
        "    for first in range(0, n, batch):\n"
        "        rows = order[first : first + batch]\n"
        f"        noise = {noise}\n"
        "        t += 1\n"
        "        params, slots, L = update(params, slots, X[rows], y[rows], noise, t)\n"
    )


def _report(trainer: Trainer) -> str:
    if trainer.objective.loss.labels:
        first = (
            "hits = np.concatenate(outputs).argmax(axis=-1) == y_test[:, 0]\n"
            'print("test accuracy", float(hits.sum()) / len(hits))\n'
        )
    else:
        first = (
            'w = params[0]["W"].astype(np.float64)\nprint("norm of w", float(np.linalg.norm(w)))\n'
        )
    return (
        "outputs, loss = [], 0.0\n"
        f"for first in range(0, len(X_test), {CHUNK}):\n"
        f"    rows = slice(first, first + {CHUNK})\n"
        "    O, L = predict(params, X_test[rows], y_test[rows])\n"
        "    outputs.append(O)\n"
        "    loss += L.item() * len(O)\n"
        f'{first}print("test loss", loss / len(X_test))\n'
    )
