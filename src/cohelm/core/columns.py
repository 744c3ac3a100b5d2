"""Plain forms of a kind's items as typed columns: one Polars dtype for each field type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import orjson
import polars as pl

from cohelm.core.fields import PHASES, FieldSpec

MONEY = pl.Struct({"amount": pl.Decimal(38, 6), "currency": pl.String})
DATES = pl.Struct({"stated": pl.String, **dict.fromkeys(PHASES, pl.Date())})

PLAIN: dict[str, pl.DataType] = {
    "integer": pl.Int64(), "number": pl.Float64(), "boolean": pl.Boolean(),
    "list": pl.List(pl.String),
    "lifecycle": pl.Struct(dict.fromkeys(("stated", *PHASES), pl.String())),
}  # fmt: skip
TYPED: dict[str, pl.DataType] = PLAIN | {
    "date": pl.Date(), "time": pl.Datetime("us", "UTC"), "money": MONEY, "lifecycle": DATES
}  # fmt: skip
NO_COLUMN = ("map", "structure")
STORED: dict[str, type | tuple[type, ...]] = {
    "integer": int, "number": (int, float), "boolean": bool, "list": list, "lifecycle": dict
}  # fmt: skip


def has_column(spec: FieldSpec) -> bool:
    """Whether a field is a column; maps and structures are read from the item alone."""
    return spec.type not in NO_COLUMN


def typed(payloads: Sequence[str], fields: Mapping[str, FieldSpec]) -> pl.DataFrame:
    """The columns of items given as JSON texts, one row each, in their order.

    Columns follow `fields`; a missing value is null. Money is a struct of an exact amount and a
    currency, a lifecycle a struct of days. A value of another type, from before an own field had
    its present one, is null too. Amounts are rounded to six decimals. Cost: about 3 µs an item.
    """
    columns = {name: spec for name, spec in fields.items() if has_column(spec)}
    if not payloads:
        empty = {n: TYPED.get(s.type, pl.String()) for n, s in columns.items()}
        return pl.DataFrame(schema=empty)
    stored = pl.Struct({n: PLAIN.get(s.type, pl.String()) for n, s in columns.items()})
    texts = pl.Series("payload", payloads, dtype=pl.String)
    try:
        frame = texts.str.json_decode(stored).struct.unnest()
    except pl.exceptions.ComputeError:
        fitting = pl.Series([_fitting(text, columns) for text in payloads], dtype=pl.String)
        frame = fitting.str.json_decode(stored).struct.unnest()
    return frame.with_columns(
        *(_cast(name, spec) for name, spec in columns.items() if spec.type in CASTS)
    )


def _fitting(payload: str, columns: Mapping[str, FieldSpec]) -> str:
    """An item's JSON text with only those values that are of the type of their column."""
    plain = orjson.loads(payload)
    stated = {name: plain[name] for name in columns if name in plain}
    fits = {n: v for n, v in stated.items() if isinstance(v, STORED.get(columns[n].type, str))}
    return orjson.dumps(fits).decode()


def _date(name: str) -> pl.Expr:
    return pl.col(name).str.to_date("%Y-%m-%d", strict=False)


def _time(name: str) -> pl.Expr:
    return pl.col(name).str.to_datetime(time_unit="us", time_zone="UTC", strict=False)


def _money(name: str) -> pl.Expr:
    amount = pl.col(name).str.head(-4).str.to_decimal(scale=6).cast(pl.Decimal(38, 6))
    currency = pl.col(name).str.tail(3)
    both = pl.struct(amount.alias("amount"), currency.alias("currency"))
    return pl.when(amount.is_not_null()).then(both)


def _lifecycle(name: str) -> pl.Expr:
    part = pl.col(name).struct
    days = [part.field(phase).str.to_date("%Y-%m-%d", strict=False) for phase in PHASES]
    return pl.when(pl.col(name).is_not_null()).then(pl.struct(part.field("stated"), *days))


CASTS = {"date": _date, "time": _time, "money": _money, "lifecycle": _lifecycle}


def _cast(name: str, spec: FieldSpec) -> pl.Expr:
    return CASTS[spec.type](name).alias(name)


def phases(lifecycle: pl.Series, on: date) -> pl.Series:
    """The phase of each lifecycle on a day: the last whose day has come, else what is stated."""
    come: pl.Expr = pl.col("stated")
    for phase in PHASES:
        come = pl.when(pl.col(phase) <= on).then(pl.lit(phase)).otherwise(come)
    return lifecycle.struct.unnest().select(come.alias("phase")).to_series()
