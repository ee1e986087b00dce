"""Imports run downwards, modules stay short, and what is public says what it is."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "sandbox").rglob("*.py"))
MOST_LINES = 500

HOOKS = re.compile(
    r"(on|watch|action)_\w+|_?(compose|paint|render_line|check_action|help_topic|relabel|opened)"
)
"""What Textual or a base of ours calls, and describes: overrides say only what is special."""

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def test_the_contracts_on_imports_hold():
    beside = Path(sys.executable).with_name("lint-imports")
    linter = str(beside) if beside.exists() else shutil.which("lint-imports")
    if linter is None:
        pytest.skip("import-linter is not installed: pip install -e '.[lint]'")
    done = subprocess.run((linter, "--no-cache"), cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_no_files_import_each_other_in_a_circle():
    """Imports inside functions and under TYPE_CHECKING count as well."""
    names = {name_of(module): module for module in MODULES}
    imports = {name: set(imported_by(module, names)) - {name} for name, module in names.items()}
    # Whoever imports nothing that is left is in no circle; what cannot be taken off so is in one.
    while free := [name for name, found in imports.items() if not found & imports.keys()]:
        for name in free:
            del imports[name]
    assert imports == {}


def name_of(module: Path) -> str:
    """As it is imported."""
    return ".".join(module.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported_by(module: Path, names: Collection[str]) -> Iterator[str]:
    """The modules of the project that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in names else node.module


def test_no_module_is_long():
    long = {
        str(module.relative_to(ROOT)): lines
        for module in MODULES
        if (lines := len(module.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_what_is_public_has_a_docstring():
    trees = {module: ast.parse(module.read_text(encoding="utf-8")) for module in MODULES}
    inherited = {
        method.name
        for tree in trees.values()
        for owner in ast.walk(tree)
        if isinstance(owner, ast.ClassDef)
        for method in owner.body
        if isinstance(method, Definition) and ast.get_docstring(method)
    }
    silent = [
        f"{module.relative_to(ROOT)}:{line} {name}"
        for module, tree in trees.items()
        for line, name in undocumented(tree, inherited)
    ]
    assert silent == []


def undocumented(tree: ast.Module, inherited: set[str]) -> Iterator[tuple[int, str]]:
    """Line and name of a module, its public classes and functions and their methods.

    A method that a base class may have described needs no second description.
    """
    # An empty file is a folder's mark and nothing else.
    if tree.body and not ast.get_docstring(tree):
        yield 1, "the module"
    for node in tree.body:
        if not isinstance(node, Definition) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield node.lineno, node.name
        if isinstance(node, ast.ClassDef):
            for method in node.body:
                hook = isinstance(method, Definition) and HOOKS.fullmatch(method.name)
                if isinstance(method, Definition) and not method.name.startswith("_") and not hook:
                    described = ast.get_docstring(method) or (
                        node.bases and method.name in inherited
                    )
                    if not described:
                        yield method.lineno, f"{node.name}.{method.name}"
