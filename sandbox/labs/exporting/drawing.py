"""How a script begins: what it needs, and how it draws what the engine draws."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Sequence
from typing import Any

from sandbox.engine import randomness, threads
from sandbox.engine.initialisation import Initialiser
from sandbox.labs.exporting.gathering import gathered
from sandbox.labs.exporting.origins import Origin


def beginning(target: str, origin: Origin, packages: Sequence[str]) -> str:
    """The docstring, the imports, and the functions behind the data and all randomness."""
    about = f"A run of mlp-sandbox in {target}. {origin.about}".rstrip()
    standard = {*origin.imports, "import os", "import zlib"}
    needed = sorted(standard, key=lambda line: (line[0] == "f", line))
    imports = "\n".join((*needed, "", *on_threads(), *packages))
    own = gathered(origin.modules) if origin.modules else untyped(randomness.generator).rstrip()
    return f'"""{about}"""\n\n{imports}\n\n\n{own}\n\n\n'


def on_threads() -> tuple[str, ...]:
    """Lines before the imports of NumPy and PyTorch: as many threads as here."""
    return (
        "# Before NumPy loads: products on another number of threads are rounded otherwise.",
        "for name in (",
        *(f'    "{name}",' for name in threads.VARIABLES),
        "):",
        f'    os.environ[name] = "{threads.used()}"',
        "",
    )


def untyped(function: Callable[..., Any]) -> str:
    """A function's source without its types, and two empty lines."""
    definition = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.returns = None
    for argument in definition.args.args:
        argument.annotation = None
    return f"{ast.unparse(definition)}\n\n\n"


def drawn(initialiser: Initialiser) -> str:
    """The initialiser's own return line, its settings filled in."""
    line = inspect.getsource(type(initialiser).draw).rstrip().splitlines()[-1]
    text = line.strip().removeprefix("return ")
    for name, value in vars(initialiser).items():
        text = text.replace(f"self.{name}", repr(value))
    return text.replace("sqrt(", "np.sqrt(")
