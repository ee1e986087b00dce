"""Numbers in rows and columns."""

from dataclasses import dataclass

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.labs.pictures.base import Picture, Saying


@dataclass(frozen=True, kw_only=True)
class Matrix(Picture):
    """Numbers in rows and columns (M, N); heat also colours each by its size."""

    values: Array
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    row_name: str = ""
    column_name: str = ""
    """What its rows and its columns are, as ids; "" where that needs no saying."""
    heat: bool = False

    def describe(self) -> Saying:
        """Its shape and the range of its values."""
        return Saying(
            "matrix",
            {
                "name": self.name,
                "rows": self.values.shape[0],
                "columns": self.values.shape[1],
                "least": _least(self.values),
                "most": -_least(-self.values),
            },
        )


def _least(values: Array) -> float:
    """The least number there is; NaN where there is none."""
    return float(np.fmin.reduce(values, axis=None))


@dataclass(frozen=True, kw_only=True)
class Table(Picture):
    """Rows of numbers, ids and formulas under the columns' ids."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]

    def describe(self) -> Saying:
        """How many rows it has, and the last of them."""
        last = dict(zip(self.columns, self.rows[-1], strict=True)) if self.rows else {}
        return Saying("table", {"name": self.name, "rows": len(self.rows), "last": last})
