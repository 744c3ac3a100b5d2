"""What became of the plan of work beside an earlier plan, or beside another one?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Rates
from cohelm.analysis.offices import offices_on
from cohelm.analysis.wording import counted, money_of
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.plural import Plural, in_number
from cohelm.core.prose import Prose, joined

DIFFERENCES: dict[str, Any] = {
    "initiative": pl.String, "called": pl.String, "office": pl.String, "change": pl.List(pl.String),
    "was_start": pl.Date, "start": pl.Date, "was_end": pl.Date, "end": pl.Date, "later": pl.Int64,
    "was_cost": MONEY, "cost": MONEY,
}  # fmt: skip
NEW, AGAIN, GONE = "new", "taken up again", "gone"
OUT = (GONE, "stopped", "done")
"""What is said of work that the other plan has and this one has not, or not any more."""
LATER, EARLIER = "ends later", "ends earlier"
DIFFERS = (
    (EARLIER, "ends earlier", "end earlier"), (NEW, "is new", "are new"),
    (AGAIN, "is taken up again", "are taken up again"),
    ("done", "is done", "are done"),
    ("stopped", "was stopped", "were stopped"),
    (GONE, "is gone", "are gone"),
    ("costs more", "costs more", "cost more"),
    ("costs less", "costs less", "cost less"),
)  # fmt: skip
"""Each difference, as it is said of one initiative and of several (`tools/messages.py` reads them)."""
NONE_IN_BOTH = "no initiative stands in both plans"
NO_RATE = "its two costs cannot be compared: no rate is on record"
Row = Mapping[str, Any]


def replanned(day: Day, than: Day) -> pl.DataFrame:
    """A row for each initiative that another plan, `than`, tells otherwise, those that end latest first.

    `change` says what: new, taken up again, gone, stopped, done; the planned start or end earlier or
    later; the cost more or less. `later` is by how many days the planned end comes later, negative where
    it is earlier; null where a plan has none. What an initiative costs is what it is expected to cost
    from start to end, else what was planned; two currencies are told apart and not subtracted.
    `called` and `office` are those of this plan, of what is gone those of the other.
    """
    now, then = _live(day), _live(than)
    is_here, was_there = _all(day), _all(than)
    found = []
    for key in sorted(now.keys() | then.keys()):
        change = _coming_and_going(key, now, then, is_here, was_there)
        was, row = was_there.get(key, {}), is_here.get(key, {})
        change += list(_moved(was, row)) if was and row else []
        if change:
            side = day if row else than
            found.append((
                key, side.enterprise.name(key), _office(side, key), change, was.get("start"),
                row.get("start"), was.get("end"), row.get("end"), _days(was, row),
                _cost(was), _cost(row),
            ))  # fmt: skip
    frame = pl.DataFrame(found, schema=DIFFERENCES, orient="row")
    return frame.sort("later", "initiative", descending=[True, False], nulls_last=True)


def _live(day: Day) -> dict[str, Row]:
    return _keyed(day.live("initiative"))


def _all(day: Day) -> dict[str, Row]:
    return _keyed(day.frame("initiative"))


def _keyed(frame: pl.DataFrame) -> dict[str, Row]:
    return {f"initiative:{row['id']}": row for row in frame.iter_rows(named=True)}


def _coming_and_going(
    key: str, now: Mapping[str, Row], then: Mapping[str, Row], is_here: Mapping[str, Row],
    was_there: Mapping[str, Row],
) -> list[str]:  # fmt: skip
    if key not in then:
        return [AGAIN if key in was_there else NEW]
    if key in now:
        return []
    status = is_here.get(key, {}).get("status")
    return [status if status in OUT else GONE]


def _moved(was: Row, row: Row) -> Iterator[str]:
    for name in ("start", "end"):
        if was[name] != row[name] and was[name] and row[name]:
            yield f"{name}s {'later' if row[name] > was[name] else 'earlier'}"
        elif was[name] != row[name]:
            yield (
                Prose("{name} now stated", name=name)
                if row[name]
                else Prose("{name} no longer stated", name=name)
            )
    before, after = money_of(_cost(was)), money_of(_cost(row))
    if before == after:
        return
    if before is None or after is None:
        yield "cost now stated" if after else "cost no longer stated"
    elif before.currency != after.currency:
        yield "cost in another currency"
    else:
        yield "costs more" if after.amount > before.amount else "costs less"


def _cost(row: Row) -> dict[str, Any] | None:
    found = row.get("forecast_cost") or {}
    found = found if found.get("amount") is not None else row.get("total_cost") or {}
    return dict(found) if found.get("amount") is not None else None


def _days(was: Row, row: Row) -> int | None:
    if not was.get("end") or not row.get("end"):
        return None
    return int((row["end"] - was["end"]).days)


def _office(day: Day, key: str) -> str:
    node = day.enterprise.nodes.number(key)
    return offices_on(day).of(node) if node is not None else ""


def later_than(differences: pl.DataFrame, both: int, on: date) -> Figure:
    """How many initiatives of `both` plans end later than in the other."""
    keys = tuple(_with(differences, LATER)["initiative"].to_list())
    if not both:
        return Figure(None, "", NONE_IN_BOTH, on=on)
    return Figure(
        len(keys),
        formula=Prose("those of {both} in both plans whose planned end is later", both=both),
        counted=keys,
        on=on,
    )


def costs_more(differences: pl.DataFrame, both: int, rates: Rates, on: date) -> Figure:
    """What the initiatives of `both` plans cost more now, in the currency of the books, both amounts at
    the rate of one day; negative where they cost less."""
    if not both:
        return Figure(None, rates.currency, NONE_IN_BOTH, on=on)
    sum_, keys, unlike = Decimal(0), [], []
    for row in differences.iter_rows(named=True):
        was, now = money_of(row["was_cost"]), money_of(row["cost"])
        if was is None or now is None or was == now:
            continue
        sides = (rates.converted(was, on), rates.converted(now, on))
        if sides[0] is None or sides[1] is None:
            unlike.append(row["initiative"])
            continue
        sum_ += sides[1].amount - sides[0].amount
        keys.append(row["initiative"])
    left_out = {NO_RATE: tuple(unlike)} if unlike else {}
    if unlike and not keys:
        return Figure(None, rates.currency, NO_RATE, left_out=left_out, on=on)
    return Figure(
        sum_, rates.currency, formula="what each costs now less what it cost in the other plan",
        counted=tuple(keys), left_out=left_out, on=on,
    )  # fmt: skip


def in_both(day: Day, than: Day) -> int:
    """How many live initiatives stand in both plans."""
    return len(_live(day).keys() & _live(than).keys())


def said_against(differences: pl.DataFrame) -> str:
    """`3 end later, most Crane, by 40 days; 1 ends earlier; 2 are new; 1 is gone`."""
    later = _with(differences, LATER)
    parts: list[Prose] = []
    if len(later):
        row = later.row(0, named=True)
        number = in_number(len(later), "ends later", "end later")
        parts.append(
            Prose(
                "{number}, most {called}, by {days}",
                number=number,
                called=row["called"],
                days=counted(row["later"], "day"),
            )
        )
    for word, one, many in DIFFERS:
        number_of = len(_with(differences, word))
        if number_of:
            parts.append(joined((number_of, Plural(one, many, number=number_of))))
    return joined(parts, "; ") or (
        Prose("days and costs agree") if not len(differences) else Prose("little differs")
    )


def _with(differences: pl.DataFrame, word: str) -> pl.DataFrame:
    return differences.filter(pl.col("change").list.contains(word))


def another_day(than: Enterprise, on: date) -> Day:
    """The other plan on its own day, or on this one's where it has none."""
    return Day(than if than.on else than.at(on), than.on or on)
