"""Refuses files and functions that have grown too large, and sizes that only ever grow.

The bounds are HOUSE.md's: no file over 400 lines, no function over 50; nine of ten files under about
250, nine of ten functions under about 20. A breach stands only with its reason in EXCEPTIONS.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "cohelm"
LARGEST_FILE, LARGEST_FUNCTION = 400, 50
USUAL_FILE, USUAL_FUNCTION = 260, 24
EXCEPTIONS: dict[str, str] = {}
"""`path` or `path:function` → why it is larger."""


def main() -> int:
    """Prints what is too large; 1 when anything is."""
    files: list[tuple[int, str]] = []
    functions: list[tuple[int, str]] = []
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(SOURCE).as_posix()
        files.append((sum(bool(line.strip()) for line in text.splitlines()), name))
        functions += (
            (_lines(node), f"{name}:{node.name}")
            for node in _statements(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        )
    wrong = [
        f"{name}: {size} lines, at most {most}"
        for found, most in ((files, LARGEST_FILE), (functions, LARGEST_FUNCTION))
        for size, name in found
        if size > most and name not in EXCEPTIONS
    ]
    for found, most, what in (
        (files, USUAL_FILE, "files"),
        (functions, USUAL_FUNCTION, "functions"),
    ):
        ninth = sorted(size for size, _ in found)[int(len(found) * 0.9)] if found else 0
        print(f"{what}: {len(found)}, nine of ten under {ninth + 1} lines")
        if ninth > most:
            wrong.append(f"nine of ten {what} should be under {most + 1} lines, not {ninth + 1}")
    wrong += [f"{name} is no exception any more" for name in _stale(files + functions)]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """The statements within, to any depth; no expression holds a function that has a name."""
    for one in ast.iter_child_nodes(node):
        if isinstance(one, ast.stmt | ast.excepthandler | ast.match_case):
            yield one
            yield from _statements(one)


def _stale(found: list[tuple[int, str]]) -> list[str]:
    sizes = {name: size for size, name in found}
    return [
        name
        for name in EXCEPTIONS
        if sizes.get(name, 0) <= (LARGEST_FUNCTION if ":" in name else LARGEST_FILE)
    ]


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1


if __name__ == "__main__":
    sys.exit(main())
