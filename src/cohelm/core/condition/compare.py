"""A column against a value, by the type of its field; null where it cannot be said."""

from __future__ import annotations

import operator as operators
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import polars as pl

from cohelm.core.columns import phases
from cohelm.core.condition.parse import Compare, IsNull, Like, OneOf, Operator, Test, Value
from cohelm.core.errors import CohelmError, ConditionError, UnknownName, did_you_mean
from cohelm.core.fields import PHASES, FieldSpec
from cohelm.core.money import Money
from cohelm.core.prose import Prose

OPERATORS: dict[Operator, Callable[[Any, Any], Any]] = {
    "=": operators.eq, "!=": operators.ne, "<": operators.lt,
    "<=": operators.le, ">": operators.gt, ">=": operators.ge,
}  # fmt: skip


def literal_test(column: pl.Series, operator: Operator, value: object) -> pl.Series:
    """Compares a column with one value of its own type; null stays null."""
    result: pl.Series = OPERATORS[operator](column, value)
    return result


def text_test(column: pl.Series, test: Test) -> pl.Series:
    """Tests a column of text."""
    match test:
        case Compare(_, operator, value):
            return literal_test(column, operator, str(value))
        case OneOf(_, values):
            return column.is_in([str(value) for value in values])
        case Like(_, pattern):
            parts = (re.escape(part) for part in pattern.split("%"))
            return column.str.contains("(?is)^" + ".*".join(parts) + "$")
        case IsNull():
            return column.is_null()


def field_test(
    column: pl.Series, spec: FieldSpec, path: tuple[str, ...], test: Test, on: date | None
) -> pl.Series:
    """Tests the column of a field. `path` is the field's name and, of a struct, the part's.

    Raises ConditionError for a value that the field cannot have.
    """
    if spec.type == "lifecycle":
        return _lifecycle(column, path, test, on)
    if len(path) > 1:
        raise ConditionError(
            Prose("{path} has no parts", path=path[0]),
            mend=Prose("Write {path} alone.", path=path[0]),
        )
    if spec.type == "list":
        return _any_member(column, test)
    if spec.type == "boolean" and isinstance(test, Compare) and test.operator not in ("=", "!="):
        raise ConditionError(
            Prose("{name} is true or false", name=spec.name), accepted=Prose("= and !=")
        )
    if spec.type == "money":
        return _money(column, test)
    if spec.type == "scale" and not isinstance(test, Like):
        ranks = column.replace_strict(
            list(spec.choices), list(range(len(spec.choices))), default=None, return_dtype=pl.Int64
        )
        return _tested(ranks, test, lambda value: _rank(spec, value))
    if spec.type in ("text", "long_text", "choice", "scale"):
        if spec.type == "choice" and not isinstance(test, Like | IsNull):
            for value in test.values if isinstance(test, OneOf) else (test.value,):
                _rank(spec, value)
        return text_test(column, test)
    return _tested(column, test, lambda value: _literal(spec, value, on))


def _tested(column: pl.Series, test: Test, read: Callable[[Value], Any]) -> pl.Series:
    match test:
        case Compare(_, operator, value):
            return literal_test(column, operator, read(value))
        case OneOf(_, values):
            found = pl.Series([False] * len(column), dtype=pl.Boolean)
            for value in values:
                found = found | literal_test(column, "=", read(value))
            return found
        case IsNull():
            return column.is_null()
        case Like():
            raise ConditionError(
                Prose("like compares text"), accepted=Prose("= != < <= > >= for other fields")
            )


def _rank(spec: FieldSpec, value: Value) -> int:
    try:
        return spec.choices.index(str(value))
    except ValueError:
        raise ConditionError(
            Prose("'{value}' is no value of {name}", value=value, name=spec.name),
            accepted=", ".join(spec.choices),
            mend=did_you_mean(str(value), spec.choices),
        ) from None


def _literal(spec: FieldSpec, value: Value, on: date | None) -> Any:
    if spec.type in ("integer", "number") and isinstance(value, float):
        return value
    if spec.type == "boolean" and isinstance(value, bool):
        return value
    if spec.type in ("date", "time") and isinstance(value, str):
        return _day(spec, value, on)
    wanted = {"boolean": "true or false", "date": "a day such as '2027-01-31'",
              "time": "a day such as '2027-01-31'"}  # fmt: skip
    raise ConditionError(
        Prose("'{value}' cannot be compared with {name}", value=value, name=spec.name),
        accepted=wanted.get(spec.type, "a number without quotes"),
    )


def _day(spec: FieldSpec, value: str, on: date | None) -> date | pl.Expr:
    if value == "today" and on is not None:
        return on
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise ConditionError(
            Prose("'{value}' is no day", value=value),
            accepted=Prose("a day such as '2027-01-31', or 'today'"),
        ) from None
    return datetime.fromisoformat(f"{day}T00:00:00+00:00") if spec.type == "time" else day


def _money(column: pl.Series, test: Test) -> pl.Series:
    """Amounts of another currency than the value's cannot be compared: null."""
    if not isinstance(test, Compare):
        return _tested(column.struct.field("amount"), test, lambda value: _price(value).amount)
    price = _price(test.value)
    amount, currency = column.struct.field("amount"), column.struct.field("currency")
    same = (currency == price.currency).fill_null(False)
    comparable = amount.to_frame("a").select(pl.when(same).then(pl.col("a"))).to_series()
    return literal_test(comparable, test.operator, price.amount)


def _price(value: Value) -> Money:
    try:
        return Money.parse(str(value))
    except CohelmError as error:
        raise ConditionError(error.message, accepted=error.accepted) from None


def _any_member(column: pl.Series, test: Test) -> pl.Series:
    match test:
        case Compare(_, "=", value):
            return column.list.contains(str(value))
        case OneOf(_, values):
            tests = [column.list.contains(str(value)) for value in values]
            found = tests[0]
            for one in tests[1:]:
                found = found | one
            return found
        case _:
            raise ConditionError(Prose("a list is compared with = or in"))


def _lifecycle(column: pl.Series, path: tuple[str, ...], test: Test, on: date | None) -> pl.Series:
    part = path[1] if len(path) == 2 else "phase"
    if part == "phase":
        if on is None:
            raise ConditionError(
                Prose("lifecycle.phase needs a day"), mend=Prose("Name a phase: lifecycle.active.")
            )
        spec = FieldSpec("lifecycle.phase", "scale", "", choices=PHASES)
        return field_test(phases(column, on), spec, ("lifecycle.phase",), test, on)
    if part not in (*PHASES, "stated"):
        raise UnknownName.of(Prose("part of lifecycle"), part, ["phase", "stated", *PHASES])
    chosen = column.struct.field(part)
    part_spec = FieldSpec(part, "text" if part == "stated" else "date", "")
    return field_test(chosen, part_spec, (part,), test, on)
