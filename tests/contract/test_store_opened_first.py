"""A command line of its own process has no settings until it opens the store: tests in one process do.

What keeps rows cannot be imported before; a function that opens the store itself does so first.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import cohelm.cli

NEEDS_SETTINGS = ("cohelm.store", "cohelm.accounts")
FOLDER = Path(cohelm.cli.__file__).parent


def too_early(source: str) -> Iterator[str]:
    """The functions that import what keeps rows on a line above the one that opens the store."""
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        opens = [
            node.lineno
            for node in ast.walk(function)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "open_store"
        ]
        for node in ast.walk(function):
            needs = isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                NEEDS_SETTINGS
            )
            if needs and opens and node.lineno < min(opens):
                yield function.name


@pytest.mark.slow
def test_no_command_imports_what_keeps_rows_before_it_opens_the_store() -> None:
    found = {
        f"{path.relative_to(FOLDER)}: {name}"
        for path in FOLDER.rglob("*.py")
        for name in too_early(path.read_text(encoding="utf-8"))
    }
    # it is called once the store is open, and opens it again as somebody
    assert found <= {"importing.py: _answer_absent"}


def test_an_early_import_would_be_found() -> None:
    lines = ("def show(asked):", "    from cohelm.store.load import load", "    open_store(asked)")
    assert list(too_early("\n".join(lines))) == ["show"]
