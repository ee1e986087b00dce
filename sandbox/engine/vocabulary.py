"""The operators and functions of NumPy that an explanation knows."""

import ast

OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "−",
    ast.Mult: "·",
    ast.Div: "/",
    ast.Pow: "^",
    ast.Gt: ">",
    ast.Lt: "<",
    ast.GtE: "≥",
    ast.LtE: "≤",
    ast.Eq: "=",
    ast.NotEq: "≠",
}
GATHERING = {
    "reshape",
    "transpose",
    "swapaxes",
    "squeeze",
    "ravel",
    "take",
    "take_along_axis",
    "broadcast_to",
    "expand_dims",
}
"""Functions that only say which cell goes where."""
MADE_OF_SHAPES = {"ones_like", "zeros_like", "ones", "zeros", "arange", "eye", "len"}
"""Functions whose cells depend on no operand's value."""
CASTS = {"astype", "asarray", "array", "float", "float32", "float64", "int64"}
"""Functions that change a number's type at most."""
REDUCTIONS = {"sum", "mean", "max", "min", "var", "std", "prod"}
