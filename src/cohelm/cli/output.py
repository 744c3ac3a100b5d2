"""Answers on stdout: JSON, a table, lines. Everything else goes to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

NOTHING = "–"
"""What an empty place of a table says, as on a page."""


def show_json(answer: Any) -> None:
    """Prints an answer as JSON. Days are ISO texts, exact amounts are texts."""
    import orjson

    text = orjson.dumps(answer, default=str, option=orjson.OPT_INDENT_2)
    sys.stdout.write(text.decode() + "\n")


def show_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Prints rows under a header, a dash where nothing stands. On a screen long cells are cut.

    Where there is no row, that is said to the person at the keyboard.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    on_screen = sys.stdout.isatty()
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in header:
        table.add_column(name, no_wrap=True, overflow="ellipsis")
    for row in rows:
        # texts, not markup: a name may hold square brackets
        table.add_row(*(Text(" ".join(cell.split()) or NOTHING) for cell in row))
    Console(width=None if on_screen else 100_000, highlight=False).print(table)
    if not table.row_count:
        say("Nothing is there.")


def show_lines(lines: Iterable[str]) -> None:
    """Prints lines as they are."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def say(message: str) -> None:
    """Tells the person at the keyboard something that is no data."""
    print(message, file=sys.stderr)


@contextmanager
def progress(doing: str) -> Iterator[Callable[[str], None]]:
    """Shows on stderr that something takes its time, where a person looks at it.

    What it gives out says how far it is.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{doing} …") as shown:
        yield lambda text: shown.update(f"{doing}: {text} …")


def cell(value: Any) -> str:
    """A plain value as a cell of a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{name}: {cell(one)}" for name, one in value.items() if one is not None)
    if isinstance(value, list | tuple):
        return ", ".join(cell(one) for one in value)
    return str(value)
