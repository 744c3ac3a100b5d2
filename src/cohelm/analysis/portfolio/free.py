"""How much money is really free to decide about, quarter by quarter?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.money import in_words, rounded
from cohelm.analysis.portfolio.ahead import Ahead, NextYear
from cohelm.analysis.portfolio.binding import Bound, bound_contracts
from cohelm.analysis.portfolio.books import AMOUNT
from cohelm.analysis.portfolio.year import months_between
from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Assumption, Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose, joined

STEPS = ("budget", "run", "mandatory", "spent", "committed")
"""What is set aside, and what goes off it, in this order; the rest is free."""
ROW: Mapping[str, Any] = {
    "month": pl.Date, "step": pl.String, "item": pl.String, "amount": AMOUNT,
}  # fmt: skip
NAMES = (*STEPS, "free", "planned")
MOST_QUARTERS = 8
FORMULAS: Mapping[str, str] = {
    "budget": Prose("the budget lines"),
    "run": Prose("what keeping things running is booked and expected to cost"),
    "mandatory": Prose("what initiatives that have to be done are booked and expected to cost"),
    "spent": Prose("what else the closed months have taken"),
    "committed": Prose("what contracts for other initiatives bind though notice be given today"),
    "planned": Prose(
        "what other initiatives, and people and means for growth and change, are expected "
        "to cost beyond their contracts"
    ),
}
Quarter = tuple[date, date]


@dataclass(frozen=True, slots=True, eq=False)
class Free:
    """The money that is free, in the currency of the books.

    `quarters` has a row for each, the one that the day is in first: its first day, the budget, what
    goes off it, what is free, and `planned`: how much of that initiatives at work are expected to take
    though they could still be stopped. A quarter without a budget has null. `rows` are the items
    behind each step. The figures are those of all quarters that have a budget.
    """

    on: date
    until: date
    free: Figure
    budget: Figure
    run: Figure
    mandatory: Figure
    spent: Figure
    committed: Figure
    planned: Figure
    quarters: pl.DataFrame
    rows: pl.DataFrame

    @property
    def sentence(self) -> str:
        """What is free of the budget, and how much of it is planned for."""
        if self.free.value is None:
            return Prose("Nobody can say what is free: {reason}", reason=self.free.reason)
        way = Prose("is free") if self.free.value >= 0 else Prose("is spoken for beyond the budget")
        said = Prose(
            "{said} of {budget} {way} until {until}",
            said=_said(self.free),
            budget=_said(self.budget),
            way=way,
            until=day_in_words(self.until),
        )
        planned = Prose(
            "; {said} is planned for work that could be stopped", said=_said(self.planned)
        )
        return said + planned if self.planned.value else said


def free(
    enterprise: Enterprise,
    *,
    on: date,
    quarters: Annotated[int, "How many quarters, the one that the day is in first."] = 5,
    next_year: Annotated[
        NextYear, "What the next year costs and is given, where nothing is stated for it."
    ] = "as_this_year",
) -> Free:
    """The budget less what keeps things running, has to be done, is spent or cannot be stopped.

    run: cost of nature `run`, and cost that states no nature and is no initiative's. mandatory:
    initiatives that have to be done, whatever their nature. spent: what else the closed months have
    taken. committed: contracts for the other initiatives, up to the last day that they bind (see
    `binding`). No euro is in two steps. Quarters reach to the end of the next financial year at most.
    Raises UsageError for fewer than one quarter or more than eight. Linear in lines.
    """
    if not 1 <= quarters <= MOST_QUARTERS:
        raise UsageError(
            f"{quarters} quarters cannot be shown", where="quarters", accepted="1 to 8"
        )
    ahead = Ahead.of(enterprise, on=on, next_year=next_year)
    shown = [one for one in _quarters(ahead) if one[1] >= on][:quarters]
    bound = bound_contracts(ahead, _stoppable(ahead))
    rows = _in_quarters(_rows(ahead, bound), shown)
    table = _table(rows, shown)
    told = table.filter(pl.col("budget").is_not_null())
    figures = {name: _figure(name, told, rows, ahead, bound) for name in NAMES}
    currency = ahead.books.rates.currency
    return Free(
        on, shown[-1][1], **figures, quarters=_with_currency(table, currency),
        rows=_with_currency(rows, currency),
    )  # fmt: skip


def _quarters(ahead: Ahead) -> list[Quarter]:
    return [*ahead.books.year.quarters, *ahead.books.year.later.quarters]


def _rows(ahead: Ahead, bound: Bound) -> pl.DataFrame:
    """Every amount with its step: month, step, item, amount."""
    is_initiative = pl.col("item").str.starts_with("initiative:")
    runs = (pl.col("nature") == "run") | (pl.col("nature").is_null() & ~is_initiative)
    step = (
        pl.when(pl.col("item").is_in(list(ahead.must_do))).then(pl.lit("mandatory"))
        .when(runs).then(pl.lit("run"))
        .when(pl.col("booked")).then(pl.lit("spent"))
        .otherwise(pl.lit("open"))
    )  # fmt: skip
    cost = ahead.cost.with_columns(step.alias("step")).select(*ROW)
    others = cost.filter(pl.col("step") != "open")
    planned = _not_bound(cost.filter(pl.col("step") == "open"), bound.parts)
    committed = bound.parts.select(
        "month", pl.lit("committed").alias("step"), pl.col("contract").alias("item"), "amount"
    )
    budget = ahead.budget.select("month", pl.lit("budget").alias("step"), "item", "amount")
    return pl.concat([budget, others, committed, planned]).filter(pl.col("amount") != 0)


def _stoppable(ahead: Ahead) -> frozenset[str]:
    """The initiatives under way that need not be done and do not keep things running."""
    frame = ahead.books.day.live("initiative")
    runs = frame.filter(pl.col("nature") == "run") if len(frame) else frame
    keeps = frozenset(f"initiative:{id_}" for id_ in runs["id"])
    return ahead.initiatives - ahead.must_do - keeps


def _not_bound(cost: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """What is expected of things that could be stopped, less what their contracts bind of it."""
    binding = parts.group_by("month", "item").agg(pl.col("amount").sum().alias("bound"))
    left = cost.group_by("month", "item").agg(pl.col("amount").sum())
    rest = left.join(binding, on=["month", "item"], how="left").with_columns(
        (pl.col("amount") - pl.col("bound").fill_null(0)).cast(AMOUNT).alias("amount"),
        pl.lit("planned").alias("step"),
    )
    return rest.filter(pl.col("amount") > 0).select(*ROW)


def _in_quarters(rows: pl.DataFrame, shown: list[Quarter]) -> pl.DataFrame:
    """The rows of the quarters that are shown, added up by quarter, step and item."""
    first = {month: start for start, end in shown for month in months_between(start, end)}
    quarter = pl.col("month").replace_strict(first, default=None, return_dtype=pl.Date)
    return (
        rows.select(quarter.alias("quarter"), "step", "item", "amount")
        .drop_nulls("quarter")
        .group_by("quarter", "step", "item")
        .agg(pl.col("amount").sum())
        .sort("quarter", "step", "amount", "item", descending=[False, False, True, False])
    )


def _table(rows: pl.DataFrame, shown: list[Quarter]) -> pl.DataFrame:
    """A row a quarter; null but for its day where no budget stands in it."""
    by_step = rows.group_by("quarter", "step").agg(pl.col("amount").sum())
    sums = {(quarter, step): amount for quarter, step, amount in by_step.iter_rows()}
    found: list[dict[str, Any]] = []
    for start, _ in shown:
        if (start, "budget") not in sums:
            found.append({"quarter": start})
            continue
        one = {name: sums.get((start, name), Decimal(0)) for name in (*STEPS, "planned")}
        left = one["budget"] - sum(one[name] for name in STEPS[1:])
        found.append({"quarter": start, **one, "free": left})
    schema: dict[str, Any] = {"quarter": pl.Date, **dict.fromkeys(NAMES, AMOUNT)}
    return pl.DataFrame(found, schema=schema)


def _figure(
    name: str, told: pl.DataFrame, rows: pl.DataFrame, ahead: Ahead, bound: Bound
) -> Figure:
    """The sum of a step over the quarters that have a budget."""
    currency, on = ahead.books.rates.currency, ahead.books.day.on
    left_out = {**ahead.left_out, **bound.left_out} if name != "budget" else {}
    if not len(told):
        why = ahead.books.rates.why_none(Prose("no budget is on record"))
        return Figure(None, currency, why, left_out=left_out, on=on)
    sums = {one: sum(told[one], Decimal(0)) for one in NAMES}
    wanted = STEPS if name == "free" else (name,)
    inside = pl.col("step").is_in(wanted) & pl.col("quarter").is_in(told["quarter"].implode())
    less = pl.when(pl.col("step").is_in(wanted[1:])).then(-1).otherwise(1)
    parts = dict(
        rows.filter(inside)
        .group_by("item").agg((pl.col("amount") * less).sum().cast(AMOUNT))
        .sort("item").iter_rows()
    )  # fmt: skip
    keys = tuple(parts)
    rule = bound.assumed() if name in ("run", "mandatory", "committed", "free") else ()
    off = [joined((in_words([Money(sums[one], currency)]), Prose(one))) for one in STEPS]
    formula = (
        joined(off, " − ") if name == "free" else joined((FORMULAS[name], _quarters_said(told)))
    )
    return Figure(
        sums[name], currency, formula=formula, counted=keys, left_out=left_out,
        assumed=(*_about(ahead.assumed, keys), *rule), on=on, parts=parts,
    )  # fmt: skip


def _quarters_said(told: pl.DataFrame) -> str:
    return Prose(
        "over {quarters} from {quarter}",
        quarters=counted(len(told), "quarter"),
        quarter=day_in_words(told["quarter"][0]),
    )


def _about(assumed: tuple[Assumption, ...], keys: tuple[str, ...]) -> tuple[Assumption, ...]:
    """The assumptions about these items, and those about none in particular."""
    wanted = set(keys)
    kept = [(one, tuple(key for key in one.items if key in wanted)) for one in assumed]
    return tuple(replace(one, items=items) for one, items in kept if items or not one.items)


def _with_currency(frame: pl.DataFrame, currency: str) -> pl.DataFrame:
    """The frame with money instead of bare amounts; null stays null."""
    return frame.with_columns(
        pl.when(pl.col(name).is_not_null()).then(
            pl.struct(
                pl.col(name).cast(AMOUNT).alias("amount"), pl.lit(currency).alias("currency")
            )
        ).alias(name)
        for name in frame.columns
        if frame.schema[name] == AMOUNT
    )  # fmt: skip


def _said(figure: Figure) -> str:
    assert isinstance(figure.value, Decimal)
    return in_words([rounded(Money(abs(figure.value), figure.unit))])
