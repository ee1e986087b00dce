"""The house style: the engine keeps to it, and each breach is refused with its remedy."""

import ast
import textwrap

import pytest

from sandbox.engine.house_style import StyleError, check
from sandbox.engine.losses import SoftmaxCrossEntropy
from tests.engine.classes import definition, watched_classes, watched_methods


def parsed(body: str) -> ast.FunctionDef:
    """A method with this body, its first line being line 2."""
    (function,) = ast.parse(
        "def forward(self, params, X, y):\n" + textwrap.indent(textwrap.dedent(body), "    ")
    ).body
    assert isinstance(function, ast.FunctionDef)
    return function


@pytest.mark.parametrize(
    ("cls", "name"), [pytest.param(*m, id=f"{m[0].__name__}.{m[1]}") for m in watched_methods()]
)
def test_every_watched_method_is_in_style(cls, name):
    computing = check(definition(cls, name), f"{cls.__name__}.{name}")
    returned = definition(cls, name).body[-1]
    assert isinstance(returned, ast.Return)
    assert computing or ast.unparse(returned) == "return {}"


def test_the_engines_watched_classes_are_found():
    names = {cls.__name__ for cls in watched_classes()}
    assert names >= {"Linear", "ReLU", "Dropout", "SoftmaxCrossEntropy", "L1", "Total", "Adam"}


BREACHES = {
    "in-place addition": ("Z = X + 1\nZ += 1", 3, "nothing is changed in place"),
    "in-place product of an argument": ("X *= 2", 2, "nothing is changed in place"),
    "assignment to a cell": ("Z = X + 1\nZ[0] = 0", 3, "nothing is changed in place"),
    "assignment to an attribute": ("self.Z = X + 1", 2, "nothing is changed in place"),
    "alias of an argument": ("Z = X", 2, "a bare alias computes nothing"),
    "alias of a setting": ("p = self.p", 2, "a bare alias computes nothing"),
    "a constant": ("half = 0.5", 2, "a bare alias computes nothing"),
    "a name used again": ("Z = X + 1\nZ = Z * 2", 3, "Z has a value already: take a new name"),
    "an argument's name used again": ("X = X + 1", 2, "X has a value already: take a new name"),
    "a brought-in name used again": ('X = params["X"]', 2, "X has a value already"),
    "a tuple of computations": ("A, B = X + 1, X * 2", 2, "one value a line"),
    "one call for two names": ("A, B = np.divmod(X, 2)", 2, "one value a line"),
    "two names for one value": ("A = B = X + 1", 2, "every line is `name = expression`"),
    "an annotated line": ("Z: Array = X + 1", 2, "every line is `name = expression`"),
    "a loop in a line": ("Z = np.stack([x for x in X])", 2, "compute whole arrays"),
    "a lambda": ("Z = (lambda x: x)(X)", 2, "compute whole arrays"),
    "a value inside a line": ("Z = (Y := X + 1) * 2", 2, "give the inner value a line of its own"),
    "super": ("Z = super().forward(X)", 2, "a line stands for itself"),
    "a condition": ("if X.any():\n    Z = X + 1", 2, "every line is `name = expression`"),
    "a loop": ("for x in X:\n    Z = x + 1", 2, "every line is `name = expression`"),
    "a call for its effect": ("np.add(X, 1, out=X)", 2, "every line is `name = expression`"),
    "an expression returned": ("return X + 1", 2, "a return gives names"),
    "a computed part returned": ("Z = X + 1\nreturn Z, (X, -X)", 3, "a return gives names"),
    "a computed gradient returned": ('return {"W": X.T @ y}', 2, "a return gives names"),
    "nothing returned": ("Z = X + 1\nreturn", 3, "a return gives names"),
}


@pytest.mark.parametrize(("body", "line", "remedy"), BREACHES.values(), ids=BREACHES.keys())
def test_a_breach_is_refused_with_its_line_and_the_remedy(body, line, remedy):
    function = parsed(body)
    (at_fault,) = (statement for statement in function.body if statement.lineno == line)
    with pytest.raises(StyleError) as refused:
        check(function, "Layer.forward")
    expected = f"Layer.forward, line {line}: `{ast.unparse(at_fault)}`: {remedy}"
    assert str(refused.value).startswith(expected)


def test_the_message_quotes_the_line():
    with pytest.raises(StyleError, match=r"line 4: `Z -= y`: .* write `new = old \+ …`"):
        check(parsed('"""Z."""\nZ = X + 1\nZ -= y'), "Layer.forward")


def test_what_is_in_style():
    body = '''
    """Docstring."""
    W, b = params["W"], params["b"]
    (Z,) = cache
    A, B = cache
    U = params["U"]
    H = X @ W + b
    L = +H
    return L, (X, W), {"b": H}
    '''
    computing = check(parsed(body.strip("\n")), "Layer.forward")
    assert [ast.unparse(line) for line in computing] == ["H = X @ W + b", "L = +H"]


def test_a_row_of_an_argument_is_computed_not_brought_in():
    (line,) = check(parsed("first = X[0]"), "Layer.forward")
    assert ast.unparse(line) == "first = X[0]"


def test_computing_lines_come_in_order():
    computing = check(definition(SoftmaxCrossEntropy, "forward"), "SoftmaxCrossEntropy.forward")
    assert [line.targets[0].id for line in computing] == ["C", "E", "S", "Y", "log_p", "L"]
