"""A column of cells as plain values of a field, with what could not be taken and what was assumed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from cohelm.core.fields import FieldSpec
from cohelm.core.prose import Prose
from cohelm.core.validation import accepted
from cohelm.formats.amounts import Manner, money_reader
from cohelm.formats.choices import read_boolean, read_choice, read_phase
from cohelm.formats.dates import NO_DAYS, day_first, needs_order, read_day, serial_day
from cohelm.formats.numbers import decimal_mark, read_number
from cohelm.formats.sheets import Cell, is_blank
from cohelm.formats.units import unit_of
from cohelm.formats.withheld import is_withheld
from cohelm.formats.words import tokens

# Words that say that nobody knows, or that there is nothing.
UNKNOWN = frozenset(
    {"", "-", "--", "---", "–", "—", ".", "?", "??", "???", "n/a", "na", "n.a.", "n.a", "#n/a",
     "#na", "#ref!", "#value!", "#div/0!", "#name?", "#null!", "nan", "none", "null", "nil", "tbd",
     "t.b.d.", "tbc", "t.b.c.", "tba", "to be determined", "to be confirmed", "to be decided",
     "to be defined", "to be announced", "unknown", "not known", "undefined", "not defined",
     "not available", "not applicable", "not identified", "- not identified", "not specified",
     "not provided", "not stated", "not set", "unspecified", "(blank)", "(none)", "(empty)", "k.a.",
     "k. a.", "keine angabe", "unbekannt", "offen", "inconnu", "s.o.", "n.n.", "<na>", "(null)"}
)  # fmt: skip
LONGEST_UNKNOWN = 30
TOLD_OR_NOT = frozenset({"money", "number", "integer", "date", "time"})
"""Types of which a value may be withheld, and words say so in its place."""
WITHHELD = "not told"
GUARDED = ("'=", "'+", "'-", "'@")
# Headers of days on which something ends: a month is then its last day.
ENDS = frozenset(
    {"end", "ends", "until", "expiry", "expiration", "expire", "expires", "due", "deadline", "last",
     "finish", "completion", "complete", "completed", "close", "closing", "retire", "retirement",
     "sunset", "eol", "termination", "valid", "by", "fin", "ende"}
)  # fmt: skip


@dataclass(slots=True)
class Column:
    """What a column says: one plain value a row (None: nothing), and what there is to report.

    `problems` are (index of the row, message) of values that could not be taken; `notes` are
    sentences on the column; `unknown` counts words such as TBD, with the rows that have each;
    `withheld` are the rows whose words say that a number or a day is not told.
    """

    values: list[Any]
    problems: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: dict[str, list[int]] = field(default_factory=dict)
    withheld: list[int] = field(default_factory=list)


def read_column(
    cells: Sequence[Cell], spec: FieldSpec, header: str = "", manner: Manner = Manner()
) -> Column:
    """The cells of a column as plain values of the field, in the same order.

    Days are ISO texts, money is `312000 EUR`, lists are lists; a value is never invented: what cannot
    be read is None and reported, words such as TBD are None and counted.
    """
    reader = _reader(cells, spec, header, manner)
    keys = _told_apart(cells)
    read = {key: _one(_cell_of(key), reader.read, spec) for key in dict.fromkeys(keys)}
    values = {key: value for key, (value, _) in read.items()}
    column = Column([values[key] for key in keys], notes=reader.notes)
    odd = {key for key, value in values.items() if value is None and not is_blank(_cell_of(key))}
    for at, key in enumerate(keys) if odd else ():
        if key in odd:
            wrong, cell = read[key][1], _cell_of(key)
            if wrong == WITHHELD:
                column.withheld.append(at)
            elif wrong:
                column.problems.append((at, wrong))
            elif isinstance(cell, str):
                column.unknown.setdefault(" ".join(cell.split()), []).append(at)
    if reader.refused and column.problems:
        first, _ = column.problems[0]
        why = f"{len(column.problems)} values were left out from here on: {reader.refused}"
        column.problems = [(first, why)]
    return column


def _told_apart(cells: Sequence[Cell]) -> Sequence[Cell | tuple[type, Cell]]:
    """The cells as keys under which each is read once; to Python, True and 1 are the same one."""
    kinds = set(map(type, cells))
    if bool not in kinds or not kinds & {int, float}:
        return cells
    return [(type(cell), cell) for cell in cells]


def _cell_of(key: Cell | tuple[type, Cell]) -> Cell:
    return key[1] if isinstance(key, tuple) else key


@dataclass(slots=True)
class _Reader:
    """How one cell is read. `notes` grow while cells are read; `refused` says why none can be."""

    read: Callable[[Cell], Any]
    notes: list[str] = field(default_factory=list)
    refused: str = ""


def _one(cell: Cell, read: Callable[[Cell], Any], spec: FieldSpec) -> tuple[Any, str]:
    """The plain value of a cell, or None and what is wrong; both empty where nothing is known."""
    if cell is None or (isinstance(cell, str) and is_unknown(cell) and not _is_choice(cell, spec)):
        return None, ""
    value = read(cell)
    if value is None and spec.type in TOLD_OR_NOT and isinstance(cell, str) and is_withheld(cell):
        return None, WITHHELD
    if value is None:
        return None, Prose(
            "'{value}' was not understood. Accepted: {accepted}",
            value=str(cell)[:80], accepted=accepted(spec),
        )  # fmt: skip
    if value == "":
        return None, ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        low = spec.low is not None and value < spec.low
        if low or (spec.high is not None and value > spec.high):
            return None, f"{value:g} is out of bounds. Accepted: {accepted(spec)}"
    return value, ""


def _is_choice(text: str, spec: FieldSpec) -> bool:
    """Whether a word that may say that nothing is known is one of the field's own, such as `none`."""
    return text.strip().lower() in spec.choices


def is_unknown(text: str) -> bool:
    """Whether a text is one of the words that say that nothing is known."""
    if len(text) > LONGEST_UNKNOWN:
        return not text.strip()
    return text.strip().lower() in UNKNOWN


def _reader(cells: Sequence[Cell], spec: FieldSpec, header: str, manner: Manner) -> _Reader:
    if spec.type == "money":
        return _Reader(*money_reader(cells, header, manner))
    if spec.type in ("number", "integer"):
        return _number(cells, spec, header)
    if spec.type in ("date", "time"):
        return _day(cells, f"{header} {spec.name}", manner)
    if spec.type == "boolean":
        return _Reader(read_boolean)
    if spec.type in ("choice", "scale"):
        return _Reader(lambda cell: read_choice(cell, spec.choices))
    if spec.type == "lifecycle":
        return _Reader(read_phase)
    if spec.type == "list":
        return _Reader(_list_reader(cells))
    return _Reader(text_of)


def text_of(cell: Cell) -> str | None:
    """A cell as text: whole numbers without a point, days in ISO form, outer blanks gone."""
    if isinstance(cell, str):
        text = cell.strip()
        # An apostrophe keeps spreadsheets from taking a text for a formula: it is not part of it.
        return text[1:] if text[:1] == "'" and text.startswith(GUARDED) else text
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return None if cell is None else str(cell)


def _list_reader(cells: Sequence[Cell]) -> Callable[[Cell], Any]:
    texts = [cell for cell in cells if isinstance(cell, str)]
    mark = next((one for one in ("\n", ";", "|", ",") if any(one in text for text in texts)), ",")

    def read(cell: Cell) -> list[str]:
        parts = (text_of(cell) or "").split(mark)
        return [part.strip() for part in parts if part.strip()]

    return read


def _day(cells: Sequence[Cell], words: str, manner: Manner) -> _Reader:
    notes = []
    order = manner.day_first if manner.day_first is not None else day_first(cells)
    if order is None:
        order = True
        if needs_order(cells):
            notes.append(
                "no date tells whether day or month stands first: read as day, month, year"
            )
    last = not ENDS.isdisjoint(tokens(words))
    side = "last" if last else "first"
    said: set[str] = set()

    def read(cell: Cell) -> str | None:
        found = read_day(cell, first=order, last=last) or serial_day(cell)
        if found is None:
            return None
        none = found.day in NO_DAYS
        what = "none" if none else found.precision
        if what != "day" and what not in said:
            said.add(what)
            says = (
                "what systems write for no date: left empty" if none else f"read as its {side} day"
            )
            notes.append(f"{str(cell)[:40]}: a {what} is {says}".replace("a none is", "it is"))
        return "" if none else found.day

    return _Reader(read, notes)


def _number(cells: Sequence[Cell], spec: FieldSpec, header: str) -> _Reader:
    mark, guess = decimal_mark(cells)
    of_hundred = spec.high == 1 and spec.low == 0
    percent = unit_of(header).percent
    factor = unit_of(header).factor

    def read(cell: Cell) -> int | float | None:
        amount = read_number(cell, mark)
        if amount is None or amount.unit.currency:
            return None
        value = amount.value if amount.unit.factor != 1 else amount.value * factor
        # A spreadsheet keeps 12 % as 0.12; as text it is 12.
        if of_hundred and (amount.unit.percent or (percent and isinstance(cell, str))):
            value /= 100
        if spec.type == "integer":
            return int(value) if value == value.to_integral_value() else None
        return float(value)

    return _Reader(read, [guess] if guess else [])
