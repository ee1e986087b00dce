"""How a script begins: its data, what it needs, and how it draws what the engine draws."""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from sandbox.engine import randomness, threads
from sandbox.engine.initialisation import Initialiser

READ = '''def read_idx(path):
    """The bytes of an IDX file, gzip or not, in the shape that its header says."""
    path = path if path.exists() else path.with_name(path.name + ".gz")
    data = path.read_bytes()
    data = gzip.decompress(data) if data[:2] == b"\\x1f\\x8b" else data
    sides = np.frombuffer(data, ">i4", data[3], 4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(sides)


folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
X, y, X_test, y_test = (
    read_idx(folder / name)
    for name in (
        "train-images-idx3-ubyte",
        "train-labels-idx1-ubyte",
        "t10k-images-idx3-ubyte",
        "t10k-labels-idx1-ubyte",
    )
)
X, X_test = (v.reshape(len(v), -1) for v in (X, X_test))
y, y_test = (v[:, None].astype(np.int64) for v in (y, y_test))
'''


@dataclass(frozen=True)
class ScriptData:
    """Lines that give X (N, I), y, X_test and y_test, and what they need."""

    lines: str
    about: str = ""
    """What whoever runs the script must know."""
    imports: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    """Those whose source the lines use, by their full names."""
    bytes: bool = False
    """Whether X has bytes, 0 … 255, which stand for 0 … 1."""


def pictures(name: str, n_train: int) -> ScriptData:
    """The IDX files of the data set of that name; of its training part the first `n_train`.

    All of them where `n_train` is 0.
    """
    files = "the four Fashion-MNIST files"
    if name == "garments":
        files = "the files that `mlp-sandbox data save FOLDER` writes"
    return ScriptData(
        lines=READ + (f"X, y = X[:{n_train}], y[:{n_train}]\n" if n_train else ""),
        about=f"Give it the folder of {files}.",
        imports=("import gzip", "import sys", "from pathlib import Path"),
        bytes=True,
    )


def drawn(module: str, train: str, test: str, also: Sequence[str] = ()) -> ScriptData:
    """Data drawn by a module of sandbox.labs.data; `train` and `test` are calls that give X, y.

    `also` are lines that come after them.
    """
    lines = "".join(f"{line}\n" for line in (f"X, y = {train}", f"X_test, y_test = {test}", *also))
    return ScriptData(lines=lines, modules=(f"sandbox.labs.data.{module}",))


OWN_IMPORT = re.compile(r"^from (sandbox\.\S+) import (?:\([^)]*\)|.*)\n", re.MULTILINE)


def bundled(modules: Iterable[str]) -> str:
    """The modules' source and that of all they import from the project, each before its users.

    Names keep their meaning as no two of these modules use one for two things.
    """
    sources: dict[str, str] = {}
    for name in modules:
        _collect(name, sources)
    return "\n\n".join(
        f"# {name.replace('.', '/')}.py\n{OWN_IMPORT.sub('', text)}"
        for name, text in sources.items()
    )


def _collect(name: str, sources: dict[str, str]) -> None:
    if name not in sources:
        text = inspect.getsource(import_module(name))
        for needed in OWN_IMPORT.findall(text):
            _collect(needed, sources)
        sources[name] = text


def beginning(target: str, origin: ScriptData, packages: Sequence[str]) -> str:
    """The docstring, the imports, and the functions behind the data and all randomness."""
    about = f"A run of mlp-sandbox in {target}. {origin.about}".rstrip()
    standard = {*origin.imports, "import os", "import zlib"}
    needed = sorted(standard, key=lambda line: (line[0] == "f", line))
    imports = "\n".join((*needed, "", *on_threads(), *packages))
    own = bundled(origin.modules) if origin.modules else untyped(randomness.generator).rstrip()
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


def draw_line(initialiser: Initialiser) -> str:
    """The initialiser's own return line, its settings filled in."""
    line = inspect.getsource(type(initialiser).draw).rstrip().splitlines()[-1]
    text = line.strip().removeprefix("return ")
    for name, value in vars(initialiser).items():
        text = text.replace(f"self.{name}", repr(value))
    return text.replace("sqrt(", "np.sqrt(")
