"""The result of any analysis as an answer: plain for JSON, and in parts for pages and terminals."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import polars as pl

from cohelm.analysis.bringing import IMPORT, to_bring
from cohelm.analysis.portfolio.doubted import doubts_about
from cohelm.analysis.wording import listed, uptime
from cohelm.core.changes import ChangeSet
from cohelm.core.enterprise import Enterprise
from cohelm.core.fields import PHASES
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose, joined
from cohelm.kinds import built_in_schema
from cohelm.reports import wording
from cohelm.reports.listing import csv_cell


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a result: `name` is the field's, `value` as the result holds it."""

    name: str
    value: Any

    @property
    def label(self) -> str:
        """The name in words."""
        return label_of(self.name)


LABELS = {
    "cio": "CIO", "cto": "CTO", "p85": "85 of a hundred within",
    "building_only": "For building or testing only",
    "built_with": "Past support, for building or testing only",
}  # fmt: skip
"""What fields and columns are called whose name alone is no word of the reader's."""


PLACE = "place_"


def label_of(name: str) -> str:
    """The name of a field or a column in words; `place_cto` is the place that an office gave."""
    if name.startswith(PLACE):
        return Prose("Place, {office}", office=label_of(name.removeprefix(PLACE)))
    return LABELS.get(name) or name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Answer:
    """A result in parts: the sentence, the figures, the tables, the lists of keys and the rest."""

    sentence: str
    figures: tuple[Part, ...]
    tables: tuple[Part, ...]
    lists: tuple[Part, ...]
    facts: tuple[Part, ...]


def answer_of(result: Any) -> Answer:
    """The parts of a result, each in the order of its fields. Change sets are no part of it."""
    parts = [Part(one.name, getattr(result, one.name)) for one in fields(result)]
    return Answer(
        result.sentence,
        tuple(one for one in parts if isinstance(one.value, Figure)),
        tuple(one for one in parts if isinstance(one.value, pl.DataFrame)),
        tuple(one for one in parts if isinstance(one.value, tuple) and one.value),
        tuple(one for one in parts if isinstance(one.value, str | int | float | date | Money)),
    )


def plain_answer(
    result: Any, plan: Enterprise | None = None, *, name: str = "", command: str = IMPORT
) -> Any:
    """What JSON says: the result's own `answer()`, else its sentence and its fields.

    `plan`: what it was asked of, for the `doubts` about its amounts, where there are any. `name`: that of
    the analysis, for what there is to `bring`, by that command, where nothing can be said without.
    """
    beside: dict[str, Any] = {}
    if plan is not None:
        doubts = doubts_about(plan, result)
        beside = {"doubts": list(doubts)} if doubts else {}
        beside |= to_bring(plan, name, command)
    if hasattr(result, "answer"):
        own = plain(result.answer())
        return own | beside if isinstance(own, dict) else own
    stated = {one.name: getattr(result, one.name) for one in fields(result)}
    return (
        {"sentence": result.sentence}
        | beside
        | {name: plain(value) for name, value in stated.items() if not isinstance(value, ChangeSet)}
    )


def plain(value: Any) -> Any:
    """Any value of a result in its plain form: days as ISO texts, exact amounts as texts."""
    match value:
        case pl.DataFrame():
            return [plain(row) for row in value.iter_rows(named=True)]
        case Money():
            return str(value)
        case date():
            return value.isoformat()
        case Decimal():
            return format(value.normalize() if value else Decimal(0), "f")
        case Mapping():
            if value.keys() == {"amount", "currency"} and isinstance(value["currency"], str):
                return str(Money(value["amount"], value["currency"]))
            return {str(name): plain(one) for name, one in value.items()}
        case list() | tuple() | pl.Series():
            return [plain(one) for one in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
        case _:
            return value


ONE_OF = {"figures": "figure", "points": "point", "offices": "office", "hours": "hour"}
"""Units of which there may be one alone."""


def figure_in_words(figure: Figure) -> str:
    """A figure with its unit; without a value, that it is not known."""
    if figure.value is None:
        return Prose("not known")
    if len(figure.unit) == 3 and figure.unit.isupper():
        return wording.money(Money(Decimal(str(figure.value)), figure.unit))
    if figure.unit in ("share", "%"):
        return wording.share(float(figure.value))
    if figure.unit == "share of time":
        return uptime(float(figure.value))
    if figure.unit == "times":
        return joined((wording.number(round(float(figure.value), 2)), Prose("times")), wording.GLUE)
    text = wording.number(figure.value)
    one = ONE_OF.get(figure.unit, figure.unit)
    unit = Plural(one, figure.unit, number=figure.value)
    return joined((text, unit), wording.GLUE) if unit else text


def cell_in_words(value: Any) -> str:
    """A cell of a result's table as a reader meets it; empty where nothing is known."""
    match value:
        case None:
            return ""
        case bool():
            return wording.word("yes" if value else "no")
        case Money():
            return wording.money(value)
        case date():
            return wording.day(value)
        case int() | float() | Decimal():
            return wording.number(value)
        case Mapping() if value.keys() == {"amount", "currency"}:
            known = value["amount"] is not None
            return wording.money(Money(value["amount"], value["currency"])) if known else ""
        case Mapping():
            told = (
                (str(name), cell_in_words(one)) for name, one in value.items() if one is not None
            )
            return joined((joined(pair, ": ") for pair in told), ", ")
        case list() | tuple() | pl.Series():
            return listed([cell_in_words(one) for one in value])
        case str() if value in _choices():
            return wording.word(value)
        case str():
            return value
        case _:
            return str(value)


@cache
def _choices() -> frozenset[str]:
    """Choices of fields, phases and kinds that are written with underscores: `in_progress`."""
    kinds = built_in_schema().kinds
    fields_ = (spec for kind in kinds.values() for spec in kind.fields.values())
    choices = (one for spec in fields_ for one in spec.choices)
    return frozenset(one for one in (*choices, *PHASES, *kinds) if "_" in one)


def rows_in_words(frame: pl.DataFrame) -> Iterator[list[str]]:
    """The rows of a table as a reader meets them."""
    return ([cell_in_words(one) for one in row] for row in frame.iter_rows())


def write_table_csv(frame: pl.DataFrame) -> str:
    """A result's table as CSV, with plain values and no text that a spreadsheet takes for a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(frame.columns)
    writer.writerows([csv_cell(plain(one)) for one in row] for row in frame.iter_rows())
    return text.getvalue()
