"""The formula of a step for any of its cells: dW[i,j] = Σₙ X[n,i]·dZ[n,j]."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from sandbox.engine.explain.cell import Explainer
from sandbox.engine.explain.vocabulary import CASTS, MADE_OF_SHAPES, OPERATORS, REDUCTIONS

Letters = tuple[str, ...]
"""An index letter for each axis; "" where the axis has one place only."""

SUBSCRIPTS = {"n": "ₙ", "k": "ₖ", "m": "ₘ", "l": "ₗ", "p": "ₚ", "i": "ᵢ", "j": "ⱼ"}
LOOSE, SUM, PRODUCT, TIGHT = range(4)
"""How tightly a piece of text holds together, to know where brackets are due."""
TIGHTNESS = {"+": SUM, "−": SUM, "·": PRODUCT, "/": PRODUCT, "^": TIGHT}


@dataclass
class General:
    """Writes one step's formula with letters for indices; `names` replaces operands' names."""

    explainer: Explainer
    names: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """`name[i,j] = …`, or `name = …` where there is one cell only."""
        step = self.explainer.step
        letters = self._letters(np.shape(step.value))
        right, _ = self._write(self.explainer.tree, letters)
        return f"{self._indexed(self.names.get(step.name, step.name), letters)} = {right}"

    def _letters(self, shape: tuple[int, ...]) -> Letters:
        wanted = ("r", "i", "j")[-len(shape) :] if shape else ()
        return tuple("" if n == 1 else w for n, w in zip(shape, wanted, strict=True))

    def _indexed(self, name: str, letters: Letters) -> str:
        used = ",".join(letter for letter in letters if letter)
        if not used:
            return name
        return f"({name})[{used}]" if " " in name else f"{name}[{used}]"

    def _shape(self, node: ast.expr) -> tuple[int, ...]:
        return np.shape(self.explainer.value(node))

    def _fitted(self, node: ast.expr, letters: Letters) -> Letters:
        """The letters of a part that was broadcast to the whole."""
        shape = self._shape(node)
        tail = letters[len(letters) - len(shape) :] if shape else ()
        return tuple("" if n == 1 else letter for letter, n in zip(tail, shape, strict=True))

    def _held(self, node: ast.expr, letters: Letters, least: int) -> str:
        """A part's text, in brackets where it would fall apart."""
        text, tightness = self._write(node, self._fitted(node, letters))
        return text if tightness >= least else f"({text})"

    def _write(self, node: ast.expr, letters: Letters) -> tuple[str, int]:
        match node:
            case ast.Name():
                return self._indexed(self.names.get(node.id, node.id), letters), TIGHT
            case ast.Attribute(value=ast.Name(id="self")):
                return self.names.get(f"self.{node.attr}", node.attr), TIGHT
            case ast.Attribute(attr="mT"):
                return self._write(node.value, (*letters[:-2], letters[-1], letters[-2]))
            case ast.Attribute(attr="T"):
                return self._write(node.value, letters[::-1])
            case ast.Subscript(value=ast.Attribute(attr="shape")):
                return f"{self.explainer.value(node)}", TIGHT
            case ast.Subscript() if (name := self.explainer.taken(node)) is not None:
                return self._indexed(self.names.get(name, name), letters), TIGHT
            case ast.Subscript():
                return self._picked(node, letters), TIGHT
            case ast.IfExp():
                return self._write(self.explainer.branch(node), letters)
            case ast.UnaryOp(op=ast.UAdd()):
                return self._write(node.operand, letters)
            case ast.UnaryOp(op=ast.USub()):
                return "−" + self._held(node.operand, letters, PRODUCT), SUM
            case ast.BinOp(op=ast.MatMult()):
                return self._product(node, letters)
            case ast.BinOp():
                return self._operation(node.op, node.left, node.right, letters)
            case ast.Compare(ops=[op], comparators=[right]):
                return self._operation(op, node.left, right, letters)
            case ast.Call():
                return self._call(node, letters)
        return ast.unparse(node), TIGHT

    def _picked(self, node: ast.Subscript, letters: Letters) -> str:
        """B[0] and y[:, None] by the letters of what is left; C[rows, y] by what rows and y are."""
        keys = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        shape = self._shape(node.value)
        sizes, free, inner = iter(shape), iter(letters), []
        for key in keys:
            match key:
                case ast.Constant(value=None):
                    next(free)
                case ast.Slice(lower=None, upper=None, step=None):
                    next(sizes)
                    inner.append(next(free))
                case ast.Constant(value=int(place)):
                    inner.append(str(place) if next(sizes) > 1 else "")
                case ast.Name() | ast.Call() if len(keys) == len(shape) and len(letters) == 1:
                    inner.append(self._write(key, self._fitted(key, letters))[0])
                    free = iter(())
                case _:
                    return ast.unparse(node)
        if isinstance(node.value, ast.Name):
            name = self.names.get(node.value.id, node.value.id)
            return self._indexed(name, (*inner, *free))
        return ast.unparse(node)

    def _operation(
        self, op: ast.AST, left: ast.expr, right: ast.expr, letters: Letters
    ) -> tuple[str, int]:
        symbol = OPERATORS[type(op)]
        tightness = TIGHTNESS.get(symbol, LOOSE)
        first = self._held(left, letters, tightness)
        # a − (b − c) and a / (b · c) need the brackets that a + (b + c) does not.
        second = self._held(right, letters, tightness + (symbol in "−/^"))
        space = "" if symbol in "·^" else " "
        return f"{first}{space}{symbol}{space}{second}", tightness

    def _product(self, node: ast.BinOp, letters: Letters) -> tuple[str, int]:
        transposed = isinstance(node.left, ast.Attribute) and node.left.attr == "mT"
        many = self._shape(node.left)[-1] > 1
        over = self._fresh(letters, "n" if transposed else "k") if many else ""
        *lead, row, column = letters
        left = self._held(node.left, (*lead, row, over), PRODUCT)
        right = self._held(node.right, (*lead, over, column), PRODUCT)
        text = f"{left}·{right}"
        return (f"Σ{SUBSCRIPTS[over]} {text}", SUM) if over else (text, PRODUCT)

    def _fresh(self, taken: Letters, wanted: str) -> str:
        return next(letter for letter in (wanted, "k", "m", "l", "p") if letter not in taken)

    def _call(self, node: ast.Call, letters: Letters) -> tuple[str, int]:
        function, arguments, _ = self.explainer.called(node)
        first = arguments[0]
        if function == "arange":
            return letters[-1] or "0", TIGHT
        if function == "len":
            return f"{self.explainer.value(node)}", TIGHT
        if function in MADE_OF_SHAPES:
            return "01"["ones" in function], TIGHT
        if function in CASTS:
            return self._write(first, self._fitted(first, letters))
        if isinstance(self.explainer.value(first), list):
            name = self.names.get(ast.unparse(first), f"Σ {ast.unparse(first)}")
            return name, SUM
        if function in REDUCTIONS:
            return self._reduction(node, function, first, letters)
        if function == "where":
            asked, yes, no = (self._held(part, letters, LOOSE) for part in arguments)
            return f"{yes} if {asked} else {no}", LOOSE
        inner = ", ".join(self._held(part, letters, LOOSE) for part in arguments)
        known = {
            "maximum": f"max({inner})",
            "minimum": f"min({inner})",
            "abs": f"|{inner}|",
        }
        return known.get(function, f"{function}({inner})"), TIGHT

    def _reduction(
        self, node: ast.Call, function: str, source: ast.expr, letters: Letters
    ) -> tuple[str, int]:
        shape = self._shape(source)
        axes, keep = self.explainer.axes(node, len(shape))
        kept = iter(letters)
        inner: list[str] = []
        over = ""
        for axis, n in enumerate(shape):
            if axis in axes:
                if keep:
                    next(kept)
                wanted = "n" if axis == len(shape) - 2 else "k"
                letter = self._fresh((*letters, *over), wanted) if n > 1 else ""
                over += letter
                inner.append(letter)
            else:
                inner.append(next(kept))
        return self._summed(function, source, tuple(inner), over)

    def _summed(
        self, function: str, source: ast.expr, inner: Letters, over: str
    ) -> tuple[str, int]:
        under = "".join(SUBSCRIPTS[letter] for letter in over)
        if function in ("sum", "mean") and not over:
            return self._write(source, inner)
        if function == "sum":
            text, tightness = self._write(source, inner)
            return f"Σ{under} " + (text if tightness >= PRODUCT else f"({text})"), SUM
        return f"{function}{under}({self._write(source, inner)[0]})", TIGHT
