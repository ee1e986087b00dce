"""The house style of watched methods, and the errors that say how to keep to it.

A watched method is a docstring, lines that only name what came in (`W = params["W"]` or
`X, W = cache`), lines `name = expression` that compute something, and one `return` of names.
Every name is given once. That is what lets the stepper show each line as one step.
"""

import ast


class StyleError(ValueError):
    """A watched method is not in the house style."""


def check(function: ast.FunctionDef, where: str) -> list[ast.Assign]:
    """The function's computing lines, in order; StyleError where a line is out of style."""
    taken = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
    computing: list[ast.Assign] = []
    for line in function.body:
        if isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant):
            continue
        if isinstance(line, ast.Return):
            if line.value is None or not _only_names(line.value):
                raise _error(line, where, "a return gives names, computed on lines of their own")
            continue
        if isinstance(line, ast.AugAssign):
            raise _error(line, where, "nothing is changed in place: write `new = old + …`")
        if not isinstance(line, ast.Assign) or len(line.targets) != 1:
            raise _error(line, where, "every line is `name = expression`")
        names = _names(line.targets[0])
        if not names:
            raise _error(line, where, "nothing is changed in place: assign to a new name")
        for name in names:
            if name in taken:
                raise _error(line, where, f"{name} has a value already: take a new name")
            taken.add(name)
        if _brought_in(line.value):
            continue
        if len(names) > 1 or isinstance(line.targets[0], ast.Tuple):
            raise _error(line, where, "one value a line: compute each name on its own line")
        if isinstance(line.value, ast.Name | ast.Attribute | ast.Constant):
            raise _error(line, where, "a bare alias computes nothing: use the first name")
        _check_expression(line, where)
        computing.append(line)
    return computing


def _check_expression(line: ast.Assign, where: str) -> None:
    """Nothing in the expression that has names of its own, which could not be shown as operands."""
    for node in ast.walk(line.value):
        if isinstance(node, ast.NamedExpr):
            raise _error(line, where, "give the inner value a line of its own")
        if isinstance(
            node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
        ):
            raise _error(line, where, "compute whole arrays: no loop and no lambda in a line")
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "super":
            raise _error(line, where, "a line stands for itself: write what super() would do")


def _error(line: ast.stmt, where: str, remedy: str) -> StyleError:
    return StyleError(f"{where}, line {line.lineno}: `{ast.unparse(line)}`: {remedy}")


def _names(target: ast.expr) -> list[str]:
    if isinstance(target, ast.Name):
        return [target.id]
    if isinstance(target, ast.Tuple) and all(isinstance(e, ast.Name) for e in target.elts):
        return [e.id for e in target.elts if isinstance(e, ast.Name)]
    return []


def _brought_in(value: ast.expr) -> bool:
    """Whether the value only names what came in: `cache`, or `params["W"]`, or several of these.

    What a learner's function gives, `self.own(…)`, comes in too: it reports lines of its own.
    """
    if isinstance(value, ast.Tuple):
        return all(_brought_in(element) for element in value.elts)
    if isinstance(value, ast.Subscript):
        key = value.slice.value if isinstance(value.slice, ast.Constant) else None
        return isinstance(value.value, ast.Name) and isinstance(key, str)
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Attribute) and value.func.attr.startswith("own")
    return isinstance(value, ast.Name) and value.id == "cache"


def _only_names(value: ast.expr) -> bool:
    if isinstance(value, ast.Tuple):
        return all(_only_names(element) for element in value.elts)
    if isinstance(value, ast.Dict):
        return all(_only_names(element) for element in value.values)
    return isinstance(value, ast.Name)
