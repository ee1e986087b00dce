"""Other spellings of what an explanation knows: np.dot(A, B) is A @ B, x.clip(0) a maximum."""

import ast

from sandbox.engine.naming import Names

NOTHING = ast.Constant(None)


def spelt(tree: ast.expr, names: Names) -> ast.expr:
    """The formula in the operators and functions that are explained; in place."""
    spelt: ast.expr = _Speller(names).visit(tree)
    return ast.fix_missing_locations(spelt)


class _Speller(ast.NodeTransformer):
    """Writes calls in another way."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.func, ast.Attribute) or node.keywords:
            return node
        function, arguments = node.func.attr, list(node.args)
        if not self._names.is_numpy(node.func.value):
            arguments.insert(0, node.func.value)
        if function in ("dot", "matmul") and len(arguments) == 2:
            return ast.BinOp(arguments[0], ast.MatMult(), arguments[1])
        if function == "clip" and len(arguments) in (2, 3):
            return self._clipped(*arguments)
        return node

    def _clipped(self, value: ast.expr, low: ast.expr, high: ast.expr = NOTHING) -> ast.expr:
        """np.minimum(np.maximum(value, low), high), without the bound that is None."""
        for name, bound in (("maximum", low), ("minimum", high)):
            if not (isinstance(bound, ast.Constant) and bound.value is None):
                function = ast.Attribute(ast.Name(self._names.numpy, ast.Load()), name, ast.Load())
                value = ast.Call(function, [value, bound], [])
        return value
