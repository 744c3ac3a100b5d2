"""What is each initiative worth in money, and how near is the order?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import in_words, rounded
from cohelm.analysis.portfolio.worth.finance import (
    DayCount,
    equivalent_annual,
    irr,
    mirr,
    npv,
    payback,
    sign_changes,
    xirr,
    xnpv,
)
from cohelm.analysis.portfolio.worth.flows import ASSUMED, CashFlows, Horizon, Unpriced, cash_flows
from cohelm.analysis.portfolio.worth.futures import Ratios
from cohelm.analysis.portfolio.worth.history import History, history_of
from cohelm.analysis.portfolio.worth.ranking import DRAWS, ranking
from cohelm.analysis.portfolio.worth.turning import turning
from cohelm.analysis.wording import counted, percent
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.figure import Assumption, Figure
from cohelm.core.money import Money
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose, joined

RATE, YEARS = Decimal("0.08"), 7
COLUMNS: dict[str, Any] = {
    "initiative": pl.String, "npv": MONEY, "irr": pl.List(pl.Float64), "mirr": pl.Float64,
    "payback": pl.Float64, "roi": pl.Float64, "cost": MONEY, "benefit": MONEY, "other": MONEY,
    "cost_a_year": MONEY, "why": pl.String,
}  # fmt: skip
DATED: dict[str, Any] = {
    "initiative": pl.String, "payments": pl.Int64, "first": pl.Date, "last": pl.Date, "xnpv": MONEY,
    "xirr": pl.List(pl.Float64), "day_count": pl.String,
}  # fmt: skip
TURNS: dict[str, Any] = {
    "first": pl.String, "second": pl.String, "gap": MONEY, "assumption": pl.String,
    "change": pl.Float64,
}  # fmt: skip
RANKS: dict[str, Any] = {
    "initiative": pl.String, "place": pl.Int64, "first": pl.Float64, "first_five": pl.Float64,
    "p10": pl.Int64, "p50": pl.Int64, "p90": pl.Int64, "chances": pl.List(pl.Float64),
}  # fmt: skip
FIVE, SEED = 5, 1
BENEFITS = Ratios(Prose("half to all of what is promised"), 2, (0.5, 1.0))
LESS = Assumption(
    Prose("benefits"), Prose("Benefits come to half to all of what is promised, evenly.")
)


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """The initiatives in the order of their net present value, the largest first.

    `initiatives` has a row for each: net present value; all internal rates of return and the modified
    one (at the same rate both ways), years until what is paid is back, (benefit - cost) / cost; the
    present values of cost (so far as it is still to come: the total cost of ownership), of benefit in
    hand and of other benefit, which is in no other figure; and the cost as an equal amount a year.
    `why` says why a measure is missing. `dated` has the same payments month by month: how many, their
    first and last day, and by the day count the net present value on the day and all rates of return.
    `near` has a row for each two neighbours of that order: by how
    much they differ, and which single assumption, changed by what share, would turn them. `ranks` has
    the chance of each place where costs run as work has run before and benefits come to half to all of
    what is promised; `steady` is the chance that the first stays the first.
    """

    on: date
    rate: Figure
    years: int
    worth: Figure
    positive: Figure
    initiatives: pl.DataFrame
    dated: pl.DataFrame
    near: pl.DataFrame
    steady: Figure
    ranks: pl.DataFrame
    called: str

    @property
    def sentence(self) -> str:
        """How many bring more than they cost, and what all are worth."""
        if self.worth.value is None or self.positive.value is None:
            return Prose(
                "Nobody can say what initiatives are worth: {reason}", reason=self.worth.reason
            )
        whole = rounded(Money(Decimal(self.worth.value), self.worth.unit))
        if not self._brings:
            still = in_words([Money(-whole.amount, whole.currency)])
            of = counted(len(self.initiatives), "initiative")
            brings = Plural("brings", "bring", number=len(self.initiatives))
            return Prose(
                "Nothing says what {of} {brings}: {still} are still to be paid, in today's money",
                of=of,
                brings=brings,
                still=still,
            )
        return Prose(
            "{positive} of {initiatives} bring more than they still cost within {years}; together"
            " {whole} at {rate} a year; most by {called}",
            positive=self.positive.value,
            initiatives=counted(len(self.initiatives), "initiative"),
            years=counted(self.years, "year"),
            whole=in_words([whole]),
            rate=percent(float(self.rate.value or 0), 1),
            called=self.called,
        )

    @property
    def _brings(self) -> bool:
        """Whether any of them is known to bring anything."""
        parts = (self.initiatives[name].struct.field("amount") for name in ("benefit", "other"))
        return any(bool((of > 0).any()) for of in parts)


def evaluate(
    enterprise: Enterprise,
    *,
    on: date,
    ids: Annotated[tuple[str, ...], "Only these initiatives; without any, all that live."] = (),
    rate: Annotated[Decimal | None, "The discount rate, such as 0.08; else the firm's."] = None,
    years: Annotated[int, "So many financial years, this one included."] = YEARS,
    history: Annotated[History, "The organisation's own done work, or a published class."] = "own",
    seed: Annotated[int, "Where the drawing of futures begins."] = SEED,
    day_count: Annotated[
        DayCount, "How days are made years, where payments are dated."
    ] = "ACT/365F",
) -> Evaluation:
    """Net present value, rates of return, payback and cost of the initiatives that live on a day.

    See `worth.flows.cash_flows` for what is paid and brought; `worth.finance` for the measures. Amounts
    of a financial year stand at its beginning: this year's are not discounted; in `dated` those of a
    month stand on its first day. Sunk cost is left out.
    Raises UnknownName, UsageError for a rate of -1 and below or less than one year.
    """
    if years < 1:
        raise UsageError(f"{years} years", where="years", accepted="1 and more")
    horizon = Horizon.of(enterprise, on=on, years=years)
    stated = _rate(enterprise, rate, on)
    flows, left_out = _flows(horizon, ids)
    at = float(stated.value or 0)
    ranked = sorted(flows.items(), key=lambda one: (-npv(at, _floats(one[1].net)), one[0]))
    currency = horizon.rates.currency
    rows = [_row(key, one, at, currency) for key, one in ranked]
    frame = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    ranks = _ranks(ranked, at, history_of(enterprise, on, history), seed, on)
    return Evaluation(
        on, stated, years, *_figures(frame, flows, left_out, currency, on), frame,
        _dated(ranked, at, currency, on, day_count), _near(ranked, at, currency), *ranks,
        enterprise.name(ranked[0][0]) if ranked else "",
    )  # fmt: skip


def _rate(enterprise: Enterprise, stated: Decimal | None, on: date) -> Figure:
    if stated is not None:
        if stated <= -1:
            raise UsageError(f"a rate of {stated}", where="rate", accepted="above -1, such as 0.08")
        return Figure(stated, "share", formula=Prose("as asked"), on=on)
    own = enterprise.organisation.get("discount_rate")
    if own is not None:
        return Figure(
            Decimal(str(own)),
            "share",
            formula=Prose("the organisation's discount rate"),
            counted=("organisation:organisation",),
            on=on,
        )
    assumed = Assumption(
        Prose("discount rate"), Prose("No discount rate is on record: 8 % a year is taken.")
    )
    return Figure(RATE, "share", formula=Prose("8 % a year"), assumed=(assumed,), on=on)


def _flows(
    horizon: Horizon, ids: Sequence[str]
) -> tuple[dict[str, CashFlows], dict[str, tuple[str, ...]]]:
    plan, found = horizon.enterprise, {}
    left_out: dict[str, list[str]] = {}
    wanted = {one.removeprefix("initiative:") for one in ids}
    frame = Day(plan, horizon.on).live("initiative")
    live = set(frame["id"].to_list())
    for one in sorted(wanted - live):
        raise UnknownName.of("initiative", one, live, where="ids")
    for row in frame.sort("id").iter_rows(named=True):
        if wanted and row["id"] not in wanted:
            continue
        key = f"initiative:{row['id']}"
        try:
            found[key] = cash_flows(horizon, row)
        except Unpriced as why:
            left_out.setdefault(str(why), []).append(key)
    return found, {reason: tuple(keys) for reason, keys in left_out.items()}


def _row(key: str, flows: CashFlows, rate: float, currency: str) -> tuple[Any, ...]:
    net = _floats(flows.net)
    cost, benefit, other = (
        npv(rate, _floats(one)) for one in (flows.cost, flows.benefit, flows.other)
    )
    rates = irr(net)
    live = sum(1 for paid, got in zip(flows.cost, flows.benefit, strict=True) if paid or got)
    return (
        key, _money(benefit - cost, currency), list(rates), mirr(net, rate, rate), payback(net),
        (benefit - cost) / cost if cost else None, _money(cost, currency),
        _money(benefit, currency), _money(other, currency),
        _money(equivalent_annual(cost, rate, live), currency) if live else None,
        _missing(net, rates),
    )  # fmt: skip


def _missing(net: Sequence[float], rates: Sequence[float]) -> str | None:
    """Why there is no rate of return, or what to think of several."""
    if len(rates) > 1:
        return Prose(
            "{rates} rates of return: the payments change direction more than once",
            rates=len(rates),
        )
    if rates:
        first = next(one for one in net if one)
        return (
            Prose("it brings before it pays: its rate of return says nothing")
            if first > 0
            else None
        )
    if sign_changes(net):
        return Prose("no rate of return brings the payments to nought")
    if not any(net):
        return Prose("nothing is paid or brought any more")
    return (
        Prose("no rate of return: it only pays")
        if min(net) < 0
        else Prose("no rate of return: it only brings")
    )


def _figures(
    frame: pl.DataFrame, flows: Mapping[str, CashFlows], left_out: Mapping[str, tuple[str, ...]],
    currency: str, on: date,
) -> tuple[Figure, Figure]:  # fmt: skip
    if not flows:
        reason = joined(left_out, "; ") or Prose("no initiative lives on the day")
        none = Figure(None, currency, reason, left_out=left_out, on=on)
        return none, none
    worths = frame["npv"].struct.field("amount")
    bringing = frame.filter(worths > 0)["initiative"].to_list()
    names = list(dict.fromkeys(name for one in flows.values() for name in one.assumed))
    assumed = tuple(
        Assumption(name, ASSUMED[name], tuple(key for key in flows if name in flows[key].assumed))
        for name in names
    )
    keys = tuple(frame["initiative"].to_list())
    return (
        Figure(
            sum(worths.to_list(), Decimal(0)),
            currency,
            formula=Prose("Σ net present value"),
            counted=keys,
            left_out=left_out,
            assumed=assumed,
            on=on,
        ),
        Figure(
            len(bringing),
            formula=Prose(
                "those of {frame} with a net present value above nought", frame=len(frame)
            ),
            counted=tuple(bringing),
            left_out=left_out,
            assumed=assumed,
            on=on,
        ),
    )


def _dated(
    ranked: Sequence[tuple[str, CashFlows]], rate: float, currency: str, on: date, count: DayCount
) -> pl.DataFrame:
    """Time counts from the day that is asked for, on which nothing need be paid."""
    rows = []
    for key, flows in ranked:
        paid = [(day, float(amount)) for day, amount in flows.dated if amount]
        timed = [(on, 0.0), *paid]
        days = [day for day, _ in paid]
        rows.append((
            key, len(paid), min(days, default=None), max(days, default=None),
            _money(xnpv(rate, timed, count), currency), list(xirr(timed, count)), count,
        ))  # fmt: skip
    return pl.DataFrame(rows, schema=DATED, orient="row")


def _near(ranked: Sequence[tuple[str, CashFlows]], rate: float, currency: str) -> pl.DataFrame:
    rows = []
    for (first, one), (second, other) in pairwise(ranked):
        turn = turning(one, other, rate)
        gap = npv(rate, _floats(one.net)) - npv(rate, _floats(other.net))
        rows.append((first, second, _money(gap, currency), turn.assumption, turn.change))
    return pl.DataFrame(rows, schema=TURNS, orient="row")


def _ranks(
    ranked: Sequence[tuple[str, CashFlows]], rate: float,
    history: tuple[Ratios, tuple[Assumption, ...]], seed: int, on: date,
) -> tuple[Figure, pl.DataFrame]:  # fmt: skip
    """The chance that the first of the order stays it, and the chances of all places."""
    if not ranked:
        none = Figure(None, "share", Prose("nothing can be valued"), on=on)
        return none, pl.DataFrame(schema=RANKS)
    cost, benefit = (
        [npv(rate, _floats(of)) for of in flows]
        for flows in ([one.cost for _, one in ranked], [one.benefit for _, one in ranked])
    )
    found = ranking(cost, benefit, costs=history[0], benefits=BENEFITS, seed=seed)
    rows = [
        (
            key,
            n + 1,
            float(of[0]),
            float(of[:FIVE].sum()),
            *(int(at[n]) for at in places),
            of.tolist(),
        )
        for n, ((key, _), of) in enumerate(zip(ranked, found.chance, strict=True))
        for places in [(found.first, found.middle, found.last)]
    ]
    steady = Figure(
        float(found.chance[0, 0]),
        "share",
        counted=(ranked[0][0],),
        assumed=(*history[1], LESS),
        formula=Prose("futures of {draws:,} in which the first is the first", draws=DRAWS),
        on=on,
    )
    return steady, pl.DataFrame(rows, schema=RANKS, orient="row")


def _money(amount: float, currency: str) -> dict[str, Any] | None:
    """Whole units: a present value is no more exact than what goes into it."""
    return {"amount": Decimal(round(amount)), "currency": currency} if currency else None


def _floats(amounts: Sequence[Decimal]) -> list[float]:
    return [float(one) for one in amounts]
