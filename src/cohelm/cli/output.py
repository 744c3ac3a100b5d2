"""Answers on stdout: JSON, a table, lines. Everything else goes to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

NOTHING = "–"
"""What an empty place of a table says, as on a page."""
GAP = 2
"""Signs between two columns of a table."""
WIDE = 40
"""On a narrow screen a cell is cut to no less than so many signs."""


def show_json(answer: Any) -> None:
    """Prints an answer as JSON. Days are ISO texts, exact amounts are texts."""
    import orjson

    text = orjson.dumps(answer, default=str, option=orjson.OPT_INDENT_2)
    sys.stdout.write(text.decode() + "\n")


def show_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Prints rows under a header, a dash where nothing stands.

    On a screen long cells are cut, and columns for which it has no room follow beneath, each time with
    the first column before them. Where there is no row, that is said to the person at the keyboard.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    on_screen = sys.stdout.isatty()
    cells = [[" ".join(cell.split()) or NOTHING for cell in row] for row in rows]
    console = Console(width=None if on_screen else 100_000, highlight=False)
    for at, columns in enumerate(bands(header, cells, console.width)):
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, GAP, 0, 0))
        for column in columns:
            table.add_column(header[column], no_wrap=True, overflow="ellipsis")
        for row in cells:
            # texts, not markup: a name may hold square brackets
            table.add_row(*(Text(row[column]) for column in columns))
        if at:
            console.print()
        console.print(table)
    if not cells:
        say("Nothing is there.")


def bands(header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[list[int]]:
    """The columns that stand beside one another in so many signs; the first one leads each band.

    >>> bands(["name", "cost", "users"], [["crm", "16,000 EUR", "40"]], 20)
    [[0, 1], [0, 2]]
    """
    from rich.cells import cell_len

    widths = [
        min(WIDE, max(map(cell_len, column))) + GAP for column in zip(header, *rows, strict=True)
    ]
    first, *others = range(len(header))
    found = [[first]]
    left = width + GAP - widths[first]
    for at in others:
        if widths[at] > left and len(found[-1]) > 1:
            found.append([first])
            left = width + GAP - widths[first]
        found[-1].append(at)
        left -= widths[at]
    return found


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
