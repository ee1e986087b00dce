"""The private names of Textual that the app relies on: a release without one fails here."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest

import sandbox.ui
from sandbox.ui.terminal.textual_private import USED

UI = Path(sandbox.ui.__file__).parent


@pytest.mark.parametrize("owner", USED)
def test_each_name_is_there(owner: str) -> None:
    module, _, name = owner.partition(":")
    found = importlib.import_module(module)
    if name:
        found = getattr(found, name)
    # Attributes of an instance are set in the source of its class or of one that it is made of.
    parts = found.__mro__[:-1] if name else (found,)
    source = "".join(inspect.getsource(part) for part in parts)
    missing = [
        one for one in USED[owner] if not hasattr(found, one) and f"self.{one}" not in source
    ]
    assert missing == []


def test_no_other_file_imports_what_is_private() -> None:
    found = [
        f"{path.relative_to(UI)}: {node.module}"
        for path in UI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("textual")
        and ("._" in (node.module or "") or any(n.name.startswith("_") for n in node.names))
        and path.name != "textual_private.py"
    ]
    assert found == []
