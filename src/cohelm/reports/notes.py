"""Long lists of what was left out or assumed, made short: one line a reason, with its first rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePath

from cohelm.core.errors import Problem
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose, again, joined
from cohelm.reports.wording import rows_in_words

VARIES = re.compile(r"'[^']*'|\d[\d.,]*")
"""What differs between messages that have the same reason: values and numbers."""
TURNED = re.compile(r" \(column ([A-Z]+)\)$")
"""Where a value stands in a table that lies on its side, behind its header."""
NAMED, TELLING, LONGEST = 3, 20, 50
"""So many columns are named, so long a beginning of a message says its reason, so long is a name."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What one reason was given for: `count` problems, in some columns and rows of one file."""

    count: int
    text: str

    def __str__(self) -> str:
        return self.text


def grouped(problems: Iterable[Problem]) -> tuple[Noted, ...]:
    """The problems by file and reason, in the order in which the reasons first stand.

    Problems of rows are told apart by their column too; those of whole columns stand together.
    """
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for one in problems:
        column = TURNED.sub("", one.column) if one.row else ""
        groups.setdefault((one.file, column, VARIES.sub("…", one.message)), []).append(one)
    return tuple(Noted(len(of), _text(of)) for of in groups.values())


def _text(of: Sequence[Problem]) -> str:
    lying = [TURNED.search(one.column) for one in of]
    places = _named([one[1] for one in lying if one])
    if not places:
        places = rows_in_words(one.row for one in of if one.row)
    heads = [TURNED.sub("", one.column) for one in of if one.column]
    file = of[0].file
    where = [PurePath(file).name, _headed(list(dict.fromkeys(heads))), places]
    return joined(filter(None, [joined(filter(None, where), ", "), _reason(of)]), ": ")


def _headed(columns: Sequence[str]) -> str:
    return _cut(columns[0]) if len(columns) == 1 else _named(columns)


def _named(names: Sequence[str]) -> str:
    """The first columns by name, and how many more; empty where there is none."""
    if not names:
        return ""
    shown = ", ".join(map(_cut, names[:NAMED]))
    more = Prose(" and {names} more", names=len(names) - NAMED) if len(names) > NAMED else ""
    what = Plural("column", "columns", number=len(names))
    return joined((what, f" {shown}", more), "")


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def _reason(of: Sequence[Problem]) -> str:
    """What all say; where they differ, their common beginning, or the first with how many more."""
    messages = list(dict.fromkeys(one.message for one in of))
    if len(messages) == 1:
        return _sentence(messages[0])
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*messages, strict=False))
    start = "".join(letters[0] for letters in same).rpartition(" ")[0].rstrip(" :;,('")
    if len(start) < TELLING or start.count("'") % 2:
        return Prose(
            "{messages} ({of} more like it)", messages=_sentence(messages[0]), of=len(of) - 1
        )
    first = of[0]
    return (
        Prose("{start} ('{cut}' first)", start=again(start), cut=_cut(first.value))
        if first.row and first.value
        else again(start)
    )


def _sentence(message: str) -> Prose:
    return message if isinstance(message, Prose) else again(message)
