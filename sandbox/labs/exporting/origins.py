"""Where a script's examples come from: files of pictures, or code that draws them."""

from collections.abc import Sequence
from dataclasses import dataclass

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
class Origin:
    """Lines that give X (N, I), y, X_test and y_test, and what they need."""

    lines: str
    about: str = ""
    """What whoever runs the script must know."""
    imports: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    """Those whose source the lines use, by their full names."""
    bytes: bool = False
    """Whether X has bytes, 0 … 255, which stand for 0 … 1."""


def pictures(name: str, n_train: int) -> Origin:
    """The IDX files of the data set of that name; of its training part the first `n_train`.

    All of them where `n_train` is 0.
    """
    files = "the four Fashion-MNIST files"
    if name == "garments":
        files = "the files that `mlp-sandbox data save FOLDER` writes"
    return Origin(
        lines=READ + (f"X, y = X[:{n_train}], y[:{n_train}]\n" if n_train else ""),
        about=f"Give it the folder of {files}.",
        imports=("import gzip", "import sys", "from pathlib import Path"),
        bytes=True,
    )


def drawn(module: str, train: str, test: str, also: Sequence[str] = ()) -> Origin:
    """Data drawn by a module of sandbox.labs.data; `train` and `test` are calls that give X, y.

    `also` are lines that come after them.
    """
    lines = "".join(f"{line}\n" for line in (f"X, y = {train}", f"X_test, y_test = {test}", *also))
    return Origin(lines=lines, modules=(f"sandbox.labs.data.{module}",))
