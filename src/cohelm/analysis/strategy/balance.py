"""Is the work as inward, outward, run, grow and transform as the offices want it to be?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Rates
from cohelm.analysis.offices import offices_on
from cohelm.analysis.strategy.funded import Cost, Work, funded, left_out, rated, unstated
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Assumption, Figure
from cohelm.core.prose import Digits, Prose, joined

SIDES: Mapping[str, tuple[str, ...]] = {
    "nature": ("run", "grow", "transform"),
    "direction": ("inward", "outward"),
    "horizon": ("H1", "H2", "H3"),
}
MIX: dict[str, Any] = {
    "office": pl.String, "side": pl.String, "of": pl.String, "money": MONEY,
    "actual": pl.Float64, "intended": pl.Float64, "apart": pl.Float64, "assumed": pl.Float64,
}  # fmt: skip
DISTANCES: dict[str, Any] = {
    "office": pl.String, "side": pl.String, "distance": pl.Float64, "money": MONEY,
    "untagged": MONEY, "why": pl.String,
}  # fmt: skip
Mix = Mapping[str, Decimal]
NO_OFFICE = Prose("no office on record")
NO_TAGS = Prose("no money is tagged")


@dataclass(frozen=True, slots=True, eq=False)
class Balance:
    """The money of funded work by office, against the shares that the offices intend.

    `mix` has a row for each office, side (nature, direction, horizon) and part of it: the money, its
    share of what is tagged, the intended share and what lies between; `assumed` is the part of the
    actual share that several sponsors are taken to pay alike, or of which the rate is assumed.
    `distances` says for each office and side how far the whole mix is off, in [0, 1], and the money
    that is not tagged: it is in no share. `run`, `inward` and `first_horizon` are shares of all tagged
    money; `untagged` is the money of work without a nature or a direction.
    """

    on: date
    run: Figure
    inward: Figure
    first_horizon: Figure
    untagged: Figure
    distances: pl.DataFrame
    mix: pl.DataFrame
    said: str

    @property
    def sentence(self) -> str:
        """For each office the part that is furthest from what it intends."""
        if self.said:
            return self.said
        if self.run.value is None:
            return Prose(
                "Nobody can say how the work is balanced: {reason}", reason=self.run.reason
            )
        return Prose(
            "{percent} of the money keeps things running", percent=_percent(float(self.run.value))
        )


def balance(
    enterprise: Enterprise,
    *,
    on: date,
    cost: Annotated[Cost, "Which cost of an initiative counts as its money."] = "total_cost",
) -> Balance:
    """The mix of work that is approved or in progress, by money.

    Work falls to the offices that sponsor it, evenly, else to the one it belongs to. The distance of
    a mix is ½ Σ |actual − intended|, where every part has an intended share and these add up to 1; for
    the direction the outward share is the rest of the inward one. Linear in initiatives.

    Source: Baghai, Coley and White, The Alchemy of Growth (1999), for horizons; run, grow, transform
    is the custom of IT budgets. The distance is the total variation distance of two distributions.
    """
    day = Day(enterprise, on)
    works = funded(day, cost)
    falls = _falls_to(day, works)
    currency = Rates.of(enterprise).currency
    mixes = list(_mixes(day, works, falls, currency))
    mix = pl.DataFrame([row for rows, _ in mixes for row in rows], schema=MIX)
    out = left_out(works) | _silent(day)
    why = {
        side: _share(day, works, side, SIDES[side][0], out) for side in ("nature", "direction",
                                                                         "horizon")
    }  # fmt: skip
    return Balance(
        on, why["nature"], why["direction"], why["horizon"],
        _untagged(day, works, currency, out, falls),
        pl.DataFrame([one for _, one in mixes], schema=DISTANCES), mix, _said(enterprise, mix),
    )  # fmt: skip


def _silent(day: Day) -> dict[str, tuple[str, ...]]:
    keys = tuple(unstated(day))
    return {Prose("no status on record"): keys} if keys else {}


def _falls_to(day: Day, works: Sequence[Work]) -> dict[str, list[str]]:
    """By initiative, the offices that sponsor it, else the one it belongs to; empty where none."""
    plan, offices = day.enterprise.at(day.on), offices_on(day)
    found = {}
    for one in works:
        stated = [key for key in plan.targets(one.key, "sponsor") if key in plan]
        found[one.key] = stated or [key for key in [offices.of(one.node)] if key]
    return found


def _mixes(
    day: Day, works: Sequence[Work], falls: Mapping[str, list[str]], currency: str
) -> Iterator[tuple[list[dict[str, Any]], dict[str, Any]]]:
    """For each office and side the rows of its mix, and the row of its distance."""
    frame = day.live("office")
    for row in frame.sort("place", "id", nulls_last=True).iter_rows(named=True):
        key = f"office:{row['id']}"
        mine = [
            (one, one.cost / len(falls[one.key]))
            for one in works
            if one.cost is not None and key in falls[one.key]
        ]
        unknown = [one.why for one in works if one.cost is None and key in falls[one.key]]
        for side, parts in SIDES.items():
            money = _money(mine, side, parts)
            unsure = [one for one in mine if len(falls[one[0].key]) > 1 or one[0].rated]
            assumed = _money(unsure, side, parts)
            rows, distance = _rows(key, side, money, assumed, _intended(row, side), currency)
            if unknown and not mine:
                for one in (*rows, distance):
                    one["money"] = None
                why = unknown[0] if distance["why"] == NO_TAGS else distance["why"]
                distance |= {"untagged": None, "why": why}
            yield rows, distance


def _money(
    mine: Sequence[tuple[Work, Decimal]], side: str, parts: tuple[str, ...]
) -> dict[str, Decimal]:
    """The money by part; that of work without a tag under the empty name."""
    found = dict.fromkeys((*parts, ""), Decimal(0))
    for one, amount in mine:
        found[one.row[side] or ""] += amount
    return found


def _intended(row: Mapping[str, Any], side: str) -> dict[str, float | None]:
    if side != "direction":
        return {part: row.get(f"{part.lower()}_share") for part in SIDES[side]}
    inward = row.get("inward_share")
    if inward is None:
        return dict.fromkeys(SIDES[side])
    return {"inward": inward, "outward": 1 - inward}


def _rows(
    office: str, side: str, money: Mix, assumed: Mix, intended: Mapping[str, float | None],
    currency: str,
) -> tuple[list[dict[str, Any]], dict[str, Any]]:  # fmt: skip
    tagged = sum((one for part, one in money.items() if part), Decimal(0))
    actual = {part: float(money[part] / tagged) if tagged else None for part in intended}
    rows = [
        {
            "office": office, "side": side, "of": part, "money": _said_money(money[part], currency),
            "actual": actual[part], "intended": wanted,
            "assumed": float(assumed[part] / tagged) if tagged else None,
            "apart": None if wanted is None or actual[part] is None else actual[part] - wanted,  # type: ignore[operator]
        }
        for part, wanted in intended.items()
    ]  # fmt: skip
    distance, why = mix_distance(actual, intended)
    return rows, {
        "office": office, "side": side, "distance": distance, "why": why,
        "money": _said_money(tagged, currency), "untagged": _said_money(money[""], currency),
    }  # fmt: skip


def mix_distance(
    actual: Mapping[str, float | None], intended: Mapping[str, float | None]
) -> tuple[float | None, str]:
    """½ Σ |actual − intended| over the parts, in [0, 1], or none and why.

    >>> wanted = {"H1": 0.60, "H2": 0.25, "H3": 0.15}
    >>> round(mix_distance({"H1": 0.70, "H2": 0.20, "H3": 0.10}, wanted)[0], 6)
    0.1
    """
    known = [one for one in intended.values() if one is not None]
    if len(known) < len(intended):
        return None, Prose("no intended share on record") if not known else Prose(
            "an intended share is missing"
        )
    if abs(sum(known) - 1) > 1e-6:
        return None, Prose("the intended shares add up to {known:g}, not to 1", known=sum(known))
    if any(one is None for one in actual.values()):
        return None, NO_TAGS
    pairs = [(float(actual[part] or 0), wanted or 0.0) for part, wanted in intended.items()]
    return 0.5 * sum(abs(a - b) for a, b in pairs), ""


def _share(
    day: Day, works: Sequence[Work], side: str, part: str, out: Mapping[str, tuple[str, ...]]
) -> Figure:
    """The share of one part in all tagged money."""
    silent = tuple(one.key for one in works if one.cost is not None and not one.row[side])
    out = {**out, Prose("no {side} on record", side=side): silent} if silent else out
    tagged = [(one.cost, one) for one in works if one.cost is not None and one.row[side]]
    total = sum((amount for amount, _ in tagged), Decimal(0))
    if not total:
        reason = Rates.of(day.enterprise).why_none(
            Prose("no funded work states both its cost and its {side}", side=side)
        )
        return Figure(None, "share", reason, left_out=out, on=day.on)
    of = sum((amount for amount, one in tagged if one.row[side] == part), Decimal(0))
    return Figure(
        float(of / total),
        "share",
        formula=Prose(
            "{of:,.0f} of {part} / {total:,.0f} of tagged work", of=of, part=part, total=total
        ),
        counted=tuple(one.key for _, one in tagged),
        left_out=out,
        assumed=tuple(rated(day, works)),
        on=day.on,
        ratio=(of, total),
    )


def _untagged(
    day: Day, works: Sequence[Work], currency: str, out: Mapping[str, tuple[str, ...]],
    falls: Mapping[str, list[str]],
) -> Figure:  # fmt: skip
    known = [one for one in works if one.cost is not None]
    if not known:
        reason = Rates.of(day.enterprise).why_none(Prose("no funded work states its cost"))
        return Figure(None, currency, reason, left_out=out, on=day.on)
    bare = [one for one in known if not (one.row["nature"] and one.row["direction"])]
    homeless = tuple(one.key for one in known if not falls[one.key])
    total = sum((one.cost for one in bare if one.cost is not None), Decimal(0))
    shared = tuple(one.key for one in known if len(falls[one.key]) > 1)
    assumed = (
        (
            Assumption(
                Prose("sponsors pay alike"),
                Prose("What several offices sponsor is split evenly."),
                shared,
            ),
        )
        if shared
        else ()
    )
    return Figure(
        total,
        currency,
        on=day.on,
        counted=tuple(one.key for one in bare),
        formula=Prose(
            "the cost of {bare} of {known} initiatives, without a nature or a direction",
            bare=len(bare),
            known=len(known),
        ),
        left_out={**out, NO_OFFICE: homeless} if homeless else out,
        assumed=(*assumed, *rated(day, works)),
    )


def _said(enterprise: Enterprise, mix: pl.DataFrame) -> str:
    """An office's part that is furthest from what it intends, office by office; empty without any."""
    known = mix.filter(pl.col("apart").is_not_null())
    said = []
    for (office,), of in known.group_by("office", maintain_order=True):
        row = of.sort(pl.col("apart").abs(), descending=True, maintain_order=True).row(
            0, named=True
        )
        now, meant = _percent(row["actual"]), _percent(row["intended"])
        name = enterprise.name(str(office))
        said.append(
            Prose(
                "{name}: {now} of the money for work is {of}, {meant} intended",
                name=name,
                now=now,
                of=Prose(row["of"]),
                meant=meant,
            )
        )
    return joined(said, "; ")


def _percent(share: float) -> str:
    return joined((Digits(f"{share * 100:.0f}"), "%"))


def _said_money(amount: Decimal, currency: str) -> dict[str, Any]:
    return {"amount": amount.quantize(Decimal("0.01")), "currency": currency}
