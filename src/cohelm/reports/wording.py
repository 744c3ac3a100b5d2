"""Values as a reader meets them: 312,000 €, 4 Dec 2026, 42 %; one wording for pages and documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from cohelm.core.errors import InputError
from cohelm.core.fields import PHASES, FieldSpec, Lifecycle
from cohelm.core.money import Money
from cohelm.core.plural import Plural
from cohelm.core.prose import Digits, Prose, again, joined
from cohelm.formats.sheets import letter

SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
GLUE = "\u00a0"
"""A space that does not break: between a number and its unit."""
RIGHT = ("integer", "number", "money")
"""Types that stand right-aligned, in figures of one width."""
MOST_SPANS = 6


def rows_in_words(rows: Iterable[int], *, turned: bool = False) -> str:
    """Numbers of rows as one says them, those in a row as a span; past the sixth span, how many in all.

    `turned`: they count the columns of a sheet, which are called by letters.

    >>> rows_in_words([2, 3, 4, 9]), rows_in_words([7]), rows_in_words([2, 3], turned=True)
    ('rows 2–4, 9', 'row 7', 'columns B–C')
    """
    spans: list[list[int]] = []
    wanted = sorted(set(rows))
    for row in wanted:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    if not spans:
        return ""
    shown = ", ".join(_span(first, last, turned) for first, last in spans[:MOST_SPANS])
    more = Prose(", … {many:,} in all", many=len(wanted)) if len(spans) > MOST_SPANS else ""
    what = "column" if turned else "row"
    return joined((Plural(what, f"{what}s", number=len(wanted)), f" {shown}", more), "")


def _span(first: int, last: int, turned: bool) -> str:
    ends = [letter(one - 1) if turned else f"{one}" for one in (first, last)]
    return "–".join(dict.fromkeys(ends))


def said(spec: FieldSpec, value: Any, *, on: date, unit: bool = False) -> str:
    """A plain value in words; empty where there is none. `unit`: with the field's unit behind it."""
    if value is None or value == "":
        return ""
    match spec.type:
        case "money":
            return money(value)
        case "integer" | "number":
            return _number(spec, value, unit=unit)
        case "boolean":
            return word("yes" if value else "no")
        case "date":
            return day(value)
        case "time":
            return moment(value)
        case "choice" | "scale":
            return str(value).replace("_", " ") if spec.own else word(value)
        case "lifecycle":
            return phase(value, on=on)
        case "list":
            return ", ".join(str(one) for one in value)
        case "map":
            return ", ".join(f"{name}: {word}" for name, word in value.items())
        case "structure":
            return _pairs(value)
        case _:
            return value if isinstance(value, str) else str(value)


@lru_cache(4096)
def word(name: str) -> Prose:
    """A word of the program as a sentence: a choice, a phase, a field."""
    return again(name.replace("_", " "))


def plain(value: Any) -> str:
    """Any plain form in words where no field says what it is."""
    if value is None or value == "":
        return Prose("nothing")
    if isinstance(value, Mapping):
        return _pairs(value) or Prose("nothing")
    if isinstance(value, list | tuple):
        return joined(map(plain, value), ", ") or Prose("nothing")
    if isinstance(value, bool):
        return word("yes" if value else "no")
    if isinstance(value, int | float | Decimal):
        return number(value)
    return value if isinstance(value, str) else str(value)


def _pairs(value: Mapping[str, Any]) -> Prose:
    return joined((joined((name, plain(one)), ": ") for name, one in value.items()), ", ")


def money(value: str | Money) -> str:
    """An amount with its currency's sign behind it; cents only where there are any."""
    try:
        found = value if isinstance(value, Money) else Money.parse(value)
    except InputError:
        return str(value)
    places = 2 if found.amount != found.amount.to_integral_value() else 0
    sign = SIGNS.get(found.currency, found.currency)
    return joined((number(found.amount, places=places), sign), GLUE)


def number(value: float | Decimal, *, places: int | None = None) -> str:
    """Digits in groups of three, a true minus, at most four places, no trailing zeros.

    What is above nought and would round to it is said to be below 0.0001: a chance is never none.
    """
    if places is None and 0 < value < 0.00005:
        return Digits("<\N{NO-BREAK SPACE}0.0001")
    if places is None:
        text = f"{value:,.4f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    else:
        text = f"{value:,.{places}f}"
    return Digits(text.replace("-", "\u2212"))


def share(value: float) -> str:
    """A share in [0, 1] as per cent."""
    return joined((number(round(value * 100, 1)), "%"), GLUE)


@lru_cache(4096)
def day(value: str | date) -> str:
    """A day as 4 Dec 2026."""
    found = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    month = Prose(MONTHS[found.month - 1])
    return Prose("{day} {month} {year}", day=found.day, month=month, year=found.year)


def month(value: date, *, year: bool = True) -> Prose:
    """A month as Dec 2026, or as Dec."""
    short = Prose(MONTHS[value.month - 1])
    return Prose("{month} {year}", month=short, year=value.year) if year else short


def moment(value: str | datetime) -> str:
    """A moment as 4 Dec 2026, 14:05 (UTC)."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return joined((day(found.date()), f"{found:%H:%M}"), ", ")


def phase(value: Mapping[str, Any], *, on: date) -> str:
    """The phase of a lifecycle on a day."""
    found = Lifecycle.model_validate(dict(value)).phase(on)
    return word(found) if found else ""


def life(value: Mapping[str, Any]) -> str:
    """All that a lifecycle states, in the order of its phases: active from 1 Apr 2018, …"""
    stated = [word(value["stated"])] if value.get("stated") else []
    days = [
        Prose("{phase} from {day}", phase=word(one), day=day(value[one]))
        for one in PHASES
        if value.get(one)
    ]
    return joined([*stated, *days], ", ")


def count(many: int, one: str, several: str = "") -> str:
    """A number with its noun: 1 concern, 3 concerns, no concerns."""
    noun = Plural(one, several or f"{one}s", number=many)
    return joined((number(many) if many else Prose("no"), noun))


def _number(spec: FieldSpec, value: Any, *, unit: bool) -> str:
    if spec.type == "number" and spec.low == 0 and spec.high == 1:
        return share(value)
    text = number(value)
    return joined((text, again(spec.unit)), GLUE) if unit and spec.unit else text
