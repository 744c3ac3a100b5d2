"""What the sheets `_meta` and `_long` say: of the whole workbook, and texts that no cell holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.formats.sheets import Cell, Sheet
from cohelm.formats.workbook.columns import Held, text_of
from cohelm.formats.workbook.layout import SheetPlan

FORMAT, FORMAT_VERSION = "Cohelm workbook", 1
META, LONG = "_meta", "_long"
LONG_CELL = LONG + ":"
"""A cell that begins so stands for a text in the sheet of that name, by its number."""
LONGEST_CELL = 32_000
# characters that XML has no way to write
ODD = re.compile("[\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Meta:
    """`revision` is the store's when the workbook was written, None where no store wrote it.

    `whole`: it was written for somebody who sees everything, with the links of all days. `sheets` are
    (what it holds, of what, relation) by the name on the tab.
    """

    revision: int | None = None
    whole: bool = True
    settings: dict[str, Any] = field(default_factory=dict)
    sheets: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)


def meta_rows(enterprise: Enterprise, plans: Mapping[str, SheetPlan]) -> list[tuple[Cell, ...]]:
    """The rows of `_meta`."""
    return [
        (FORMAT, FORMAT_VERSION),
        ("revision", enterprise.revision),
        ("audience", str(enterprise.audience)),
        ("on", enterprise.on),
        ("settings", orjson.dumps(enterprise.organisation).decode()),
        (),
        ("sheet", "holds", "of", "relation"),
        *((title, plan.role, plan.subject, plan.relation or None) for title, plan in plans.items()),
    ]


def read_meta(sheet: Sheet, texts: Mapping[int, str], file: str) -> Meta:
    """What `_meta` says. Raises InputError where it is not ours or written by a newer version."""
    rows = [[expanded(cell, texts) for cell in row] for row in sheet.rows]
    said = {text_of(row[0]): row[1] for row in rows if len(row) > 1 and text_of(row[0])}
    version = said.get(FORMAT)
    if not isinstance(version, int | float) or version > FORMAT_VERSION:
        stated = text_of(version) or "none"
        raise InputError(
            f"the workbook's format version is {stated}",
            where=f"{file}:{META}",
            accepted=f"version {FORMAT_VERSION}",
            mend="Read it with a newer Cohelm, or export it again with this one.",
        )
    revision = said.get("revision")
    try:
        settings = orjson.loads(text_of(said.get("settings")) or "{}")
    except ValueError:
        raise InputError("the settings are damaged", where=f"{file}:{META}") from None
    return Meta(
        int(revision) if isinstance(revision, int | float) and revision > 0 else None,
        str(said.get("audience") or "").startswith("everything") and not said.get("on"),
        settings if isinstance(settings, dict) else {},
        dict(_sheets(rows)),
    )


def _sheets(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    names = [[text_of(cell) or "" for cell in (*row, None, None, None, None)[:4]] for row in rows]
    start = next((at for at, row in enumerate(names) if row[:2] == ["sheet", "holds"]), len(names))
    for title, role, subject, relation in names[start + 1 :]:
        if title:
            yield title, (role, subject, relation)


def is_odd(text: str) -> bool:
    """Whether a text cannot stand in a cell: too long, empty, blank at an end, or not in XML."""
    if len(text) > LONGEST_CELL or text.strip() != text or not text:
        return True
    return text.startswith(LONG_CELL) or ODD.search(text) is not None


def long_rows(texts: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Number and piece; the pieces of one number follow each other and are JSON when joined."""
    for number, text in enumerate(texts, start=1):
        plain = json.dumps(text)
        for start in range(0, len(plain), LONGEST_CELL):
            yield number, plain[start : start + LONGEST_CELL]


def read_long(sheet: Sheet | None) -> dict[int, str]:
    """The texts of `_long` by their number; a damaged one is left out."""
    pieces: dict[int, list[str]] = {}
    for row in sheet.rows if sheet else ():
        if len(row) > 1 and isinstance(row[0], float | int):
            pieces.setdefault(int(row[0]), []).append(str(row[1]))
    found = {}
    for number, of in pieces.items():
        try:
            found[number] = str(json.loads("".join(of)))
        except ValueError:
            continue
    return found


def expanded(cell: Cell, texts: Mapping[int, str]) -> Cell:
    """The cell, or the text that it stands for. Raises KeyError where that is missing."""
    if not isinstance(cell, str) or not cell.startswith(LONG_CELL):
        return cell
    number = cell.removeprefix(LONG_CELL)
    return Held(texts[int(number)]) if number.isdecimal() else cell
