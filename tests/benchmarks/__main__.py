"""The table of speed goals, measured now.

python -m tests.benchmarks [engine] [app] [pictures] [line]
"""

import sys

from sandbox.engine import threads

# As the program does, before NumPy loads.
threads.settle(None)

from tests.benchmarks import app, engine, line, pictures  # noqa: E402


def main(names: list[str]) -> None:
    """Print the rows of the parts named, or of all."""
    parts = {
        "engine": engine.rows,
        "app": app.rows,
        "pictures": pictures.rows,
        "line": line.rows,
    }
    for name, rows in parts.items():
        if not names or name in names:
            for row in rows():
                print(row.text(), flush=True)


main(sys.argv[1:])
