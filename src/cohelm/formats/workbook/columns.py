"""How the values of a field stand in the columns of our own workbook, and how they are read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import orjson

from cohelm.core.fields import PHASES, FieldSpec, FieldType
from cohelm.core.links import RelationSpec
from cohelm.formats.sheets import Cell, is_blank

FIRST_DATE = date(1900, 3, 1)
"""Spreadsheets count days wrongly before this one: earlier days are written as text."""
WIDTHS: dict[str, int] = {
    "long_text": 60, "date": 12, "integer": 12, "number": 12, "boolean": 10, "money": 14, "list": 30,
    "map": 30, "structure": 30, "time": 22, "lifecycle": 12,
}  # fmt: skip
CURRENCY = " (currency)"
MOST_QUOTED = 100_000


class Held(str):
    """A text out of the sheet `_long`: it counts as it is, even where it is empty or blank."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `form` tells how its cells are formatted, `choices` what may be picked."""

    header: str
    help: str
    width: int = 24
    form: FieldType = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A field or a relation with its columns. `write` gives a cell for each, `read` takes them.

    `read` answers None where all are empty, and raises ValueError for what cannot be read.
    """

    name: str
    columns: tuple[Column, ...]
    write: Callable[[Any], Sequence[Cell]]
    read: Callable[[Sequence[Cell]], Any]
    is_relation: bool = False


def field_part(spec: FieldSpec) -> Part:
    """The columns of a field: one, but for money (amount, currency) and lifecycles (a day a phase)."""
    help = spec.help + (f" In {spec.unit}." if spec.unit else "")
    width = WIDTHS.get(spec.type, 24)
    choices = ("TRUE", "FALSE") if spec.type == "boolean" else spec.choices
    first = Column(spec.label, help, 32 if spec.name == "name" else width, spec.type, choices)
    match spec.type:
        case "money":
            currency = Column(spec.label + CURRENCY, "A currency code such as EUR.", 10)
            return Part(spec.name, (first, currency), _write_money, _read_money)
        case "lifecycle":
            first = Column(spec.label, help, width, "choice", PHASES)
            days = (
                Column(f"{spec.label}: {phase.replace('_', ' ')}", "From this day on.", 12, "date")
                for phase in PHASES
            )
            return Part(spec.name, (first, *days), _write_lifecycle, _read_lifecycle)
        case "list":
            return Part(spec.name, (first,), _write_list, _read_list)
        case "map":
            return Part(spec.name, (first,), _write_map, _read_map)
        case "structure":
            return Part(spec.name, (first,), _write_json, _read_json)
    return Part(
        spec.name, (first,), WRITE.get(spec.type, _write_text), READ.get(spec.type, _read_text)
    )


def relation_part(spec: RelationSpec) -> Part:
    """The column of a relation without dates and attributes: keys, separated by commas."""
    help = f"{spec.help} As kind:id{', separated by commas' if spec.many else ''}."
    column = Column(spec.label, help, 40 if spec.many else 28)
    return Part(spec.name, (column,), _write_list, _read_list, is_relation=True)


def text_of(cell: Cell) -> str | None:
    """What stands in a cell as text: 7.0 is "7", a day is its ISO form; None where it is empty."""
    if type(cell) is str:
        return cell if cell.strip() else None
    if isinstance(cell, Held):
        return str(cell)
    if is_blank(cell):
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        at_midnight = not (cell.hour or cell.minute or cell.second or cell.microsecond)
        return cell.date().isoformat() if at_midnight else cell.isoformat() + "Z"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def date_cell(value: Any) -> Cell:
    """An ISO day as a real date, where spreadsheets can count it; anything else as it is."""
    text = str(value)
    if len(text) != len("2026-01-31"):
        return text
    found = date.fromisoformat(text)
    return found if found >= FIRST_DATE else text


def number_cell(value: Any) -> Cell:
    """A number, or its text where a spreadsheet's 16 digits do not hold it."""
    as_written = float(f"{value:.16G}")
    return as_written if as_written == value and abs(value) < 1e300 else repr(value)


def quoted(members: Sequence[str]) -> str:
    """Texts in one cell, separated by commas; one that holds a comma or a quote stands in quotes.

    >>> quoted(["red", "salt, pepper"])
    'red, "salt, pepper"'
    """
    return ", ".join(_quoted(one) for one in members)


def unquoted(text: str) -> list[str]:
    """The texts of such a cell; a line break separates too."""
    if not set('"\r\n') & set(text):
        return [bare for one in text.split(",") if (bare := one.strip(" "))]
    rows = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True, strict=True)
    try:
        return [bare for row in rows for one in row if (bare := one.strip(" "))]
    except csv.Error as error:
        raise ValueError(f"a quote is not closed, or text follows it ({error})") from error


def _quoted(member: str) -> str:
    if member.strip() == member and not set(member) & set(',"\r\n') and member:
        return member
    return '"' + member.replace('"', '""') + '"'


def _write_text(value: Any) -> tuple[Cell]:
    return (None if value is None else str(value),)


def _read_text(cells: Sequence[Cell]) -> Any:
    return text_of(cells[0])


def _write_number(value: Any) -> tuple[Cell]:
    return (None if value is None else number_cell(value),)


def _read_number(cells: Sequence[Cell]) -> Any:
    cell = cells[0]
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    return None if is_blank(cell) else cell


def _write_boolean(value: Any) -> tuple[Cell]:
    return (value,)


def _read_boolean(cells: Sequence[Cell]) -> Any:
    cell = cells[0]
    return None if is_blank(cell) else cell


def _write_date(value: Any) -> tuple[Cell]:
    return (None if value is None else date_cell(value),)


def _write_money(value: Any) -> tuple[Cell, Cell]:
    if value is None:
        return None, None
    amount, _, currency = str(value).rpartition(" ")
    exact = Decimal(amount)
    as_number = number_cell(float(exact))
    if isinstance(as_number, float) and Decimal(repr(as_number)) == exact:
        return as_number, currency
    return amount, currency


def _read_money(cells: Sequence[Cell]) -> Any:
    amount, currency = text_of(cells[0]), text_of(cells[1])
    if amount is None:
        return None
    if currency is None:
        return amount  # perhaps with its currency behind it; else validation says what is missing
    try:
        plain = format(Decimal(amount), "f")
    except InvalidOperation:
        plain = amount
    return f"{plain} {currency}"


def _write_lifecycle(value: Any) -> Sequence[Cell]:
    days = value or {}
    return (
        days.get("stated"),
        *(date_cell(days[phase]) if phase in days else None for phase in PHASES),
    )


def _read_lifecycle(cells: Sequence[Cell]) -> Any:
    found = dict(zip(("stated", *PHASES), map(text_of, cells), strict=True))
    return {name: one for name, one in found.items() if one is not None} or None


def _write_list(value: Any) -> tuple[Cell]:
    if not value:
        return (None,)
    text = quoted([str(one) for one in value])
    # what the quotes cannot say: an empty member, one of a length that csv refuses
    is_odd = text.startswith("[") or "" in value or len(text) > MOST_QUOTED
    return (orjson.dumps(value).decode() if is_odd else text,)


def _read_list(cells: Sequence[Cell]) -> Any:
    text = text_of(cells[0])
    if text is None:
        return None
    if text.startswith("["):
        try:
            return [str(one) for one in orjson.loads(text)]
        except ValueError:
            pass  # a word in brackets, typed by hand
    return unquoted(text)


def _write_map(value: Any) -> tuple[Cell]:
    if not value:
        return (None,)
    text = quoted([f"{name}: {one}" for name, one in value.items()])
    is_odd = text.startswith("{") or len(text) > MOST_QUOTED
    if is_odd or any(":" in name or name.strip() != name or not name for name in value):
        return _write_json(value)
    return (text,)


def _read_map(cells: Sequence[Cell]) -> Any:
    text = text_of(cells[0])
    if text is None or text.startswith("{"):
        return _read_json(cells)
    found = {}
    for member in unquoted(text):
        name, colon, one = member.partition(":")
        if not colon:
            raise ValueError(f"'{member}' has no colon between name and value")
        found[name.strip()] = one.strip(" ")
    return found


def _write_json(value: Any) -> tuple[Cell]:
    return (orjson.dumps(value).decode() if value else None,)


def _read_json(cells: Sequence[Cell]) -> Any:
    text = text_of(cells[0])
    if text is None:
        return None
    found = orjson.loads(text)
    if not isinstance(found, Mapping):
        raise ValueError('this is no JSON object, such as {"name": "value"}')
    return found


WRITE: dict[FieldType, Callable[[Any], Sequence[Cell]]] = {
    "integer": _write_number, "number": _write_number, "boolean": _write_boolean,
    "date": _write_date,
}  # fmt: skip
READ: dict[FieldType, Callable[[Sequence[Cell]], Any]] = {
    "integer": _read_number,
    "number": _read_number,
    "boolean": _read_boolean,
}
