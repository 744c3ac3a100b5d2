"""What was wrong with files or deserves a look, as lines of text: a file is named once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from cohelm.core.errors import Problem


def problem_lines(word: str, problems: Sequence[Problem]) -> Iterator[str]:
    """A line for each, headed by the word; those of one file that has several stand under its name.

    A file is called by its path where another one has the same name. Files keep their order.
    """
    files: dict[str, list[Problem]] = {}
    for one in problems:
        files.setdefault(one.file, []).append(one)
    names = [PurePath(file).name for file in files]
    for file, found in files.items():
        if not file or len(found) == 1:
            yield from (f"{word:<9}{one}" for one in found)
            continue
        name = PurePath(file).name
        yield f"{word:<9}{name if names.count(name) == 1 else file}"
        yield from (f"{'':<11}{_within(one)}" for one in found)


def _within(one: Problem) -> str:
    """What it says within its file: the row and the column, then the sentence."""
    place = ", ".join(filter(None, (f"row {one.row}" if one.row else "", one.column)))
    said = str(replace(one, file="", row=0, column=""))
    return f"{place}: {said}" if place else said
