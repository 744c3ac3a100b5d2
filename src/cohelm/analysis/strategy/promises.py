"""Which promises can no longer be kept, or have no work behind them?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Amounts, Rates, in_words, rounded
from cohelm.analysis.portfolio.roadmap import work_planned
from cohelm.analysis.wording import counted, day_in_words, worded
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose, joined

COLUMNS: dict[str, Any] = {
    "promise": pl.String, "state": pl.String, "due": pl.Date, "days": pl.Int64, "amount": MONEY,
    "to": pl.List(pl.String), "rests_on": pl.List(pl.String), "why": pl.String,
}  # fmt: skip
OVER, CANNOT, NO_WORK, UNFUNDED, UNDATED, HOLDS = (
    "past its day", "cannot be kept", "no work behind it", "not decided yet", "no day", "holds",
)  # fmt: skip
ORDER = (OVER, CANNOT, NO_WORK, UNFUNDED, UNDATED, HOLDS)
AT_WORK = ("approved", "in_progress", "done")


@dataclass(frozen=True, slots=True, eq=False)
class Promises:
    """The open promises, those that need talking about first.

    A promise is a commitment, or a deal with a day that sales promised what the customer wants by.
    `promises` has a row for each: its state (past its day, cannot be kept, no work behind it, not
    decided yet, no day, holds), the day it is due and the days until then (below nought: since), the
    money that hangs on it, to whom it was made, what it rests on, and why it is so. `open` counts all,
    `broken` those that are past their day or cannot be kept, `at_stake` is the money on these.
    """

    on: date
    open: Figure
    broken: Figure
    unfunded: Figure
    at_stake: Figure
    promises: pl.DataFrame
    called: str

    @property
    def sentence(self) -> str:
        """How many can no longer be kept, the money on them, and how many have no work behind them."""
        if self.open.value is None:
            return Prose("No promise is on record that is open")
        of = counted(int(self.open.value), "open promise")
        said = Prose(
            "{broken} of {of} are past their day or cannot be kept as planned",
            broken=self.broken.value,
            of=of,
        )
        if self.at_stake.value is not None:
            money = rounded(Money(self.at_stake.value, self.at_stake.unit))  # type: ignore[arg-type]
            said += Prose(", with {money} at stake", money=in_words([money]))
        if self.unfunded.value:
            said += Plural(
                "; {number} has no decided work behind it",
                "; {number} have no decided work behind them",
                number=self.unfunded.value,
            )
        return (
            Prose("{said}; first {called}", said=said, called=self.called) if self.called else said
        )


def promises(enterprise: Enterprise, *, on: date) -> Promises:
    """The promises that are open on a day, and whether what they rest on keeps them.

    An initiative keeps a promise by its last day with all that comes late (see `portfolio.roadmap`), a
    release by the day it came out or is planned for, a demand by what delivers it. One that is stopped,
    on hold, or ends after the day does not. Work that is a proposal is not decided; where nothing is on
    record there is no work. On the day itself it is in time. Linear in promises and links.
    """
    plan = enterprise.at(on)
    day = Day(plan, on)
    work = work_planned(plan, on)
    ends = dict(work.select("initiative", "ends_now").iter_rows())
    rows = [_row(plan, row, ends, on) for row in _open(day)]
    rows.sort(key=lambda row: (ORDER.index(row[1]), row[2] or date.max, row[0]))
    frame = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    return Promises(on, *_figures(plan, frame, on), frame, _called(plan, frame))


def _open(day: Day) -> list[dict[str, Any]]:
    """Commitments that are not kept yet, and the days promised on deals, by `key`."""
    stated = day.live("commitment")
    stated = stated.filter(pl.col("kept_on").is_null()) if len(stated) else stated
    made = [{**row, "key": f"commitment:{row['id']}"} for row in stated.to_dicts()]
    return made + [
        {**row, "key": f"deal:{row['id']}", "due": row["promised_for"]}
        for row in day.live("deal").to_dicts()
        if row["promised_for"] and row["status"] != "lost" and not _is_there(day.enterprise, row)
    ]


def _is_there(plan: Enterprise, deal: Mapping[str, Any]) -> bool:
    """Whether all that a deal wants has been delivered."""
    wants = plan.targets(f"deal:{deal['id']}", "wants")
    return bool(wants) and all(
        one in plan and plan.plain(one).get("status") in ("delivered", "done") for one in wants
    )


def _row(
    plan: Enterprise, row: Mapping[str, Any], ends: Mapping[str, date], on: date
) -> tuple[Any, ...]:
    key, due = row["key"], row["due"]
    sold = key.startswith("deal:")
    rests_on = plan.targets(key, "wants" if sold else "rests_on")
    to = plan.targets(key, "customer" if sold else "promised_to")
    state, why = _state(plan, rests_on, due, ends, on)
    days = (due - on).days if due else None
    return key, state, due, days, row.get("amount"), to, rests_on, why


def _state(
    plan: Enterprise, rests_on: list[str], due: date | None, ends: Mapping[str, date], on: date
) -> tuple[str, str]:
    if due is None:
        return UNDATED, Prose("no day is on record by which it was promised")
    if due < on:
        return OVER, Prose("it was due on {due}", due=day_in_words(due))
    if not rests_on:
        return NO_WORK, Prose("nothing is on record that it rests on")
    reasons = [_against(plan, one, due, ends) for one in rests_on]
    for state in (CANNOT, NO_WORK, UNFUNDED):
        for found, why in reasons:
            if found == state:
                return state, why
    return HOLDS, joined((why for _, why in reasons if why), "; ")


def _against(plan: Enterprise, key: str, due: date, ends: Mapping[str, date]) -> tuple[str, str]:
    """What one thing that a promise rests on says against it."""
    if key not in plan:
        return NO_WORK, Prose("{key} is not there", key=key)
    kind, of, name = key.partition(":")[0], plan.plain(key), plan.name(key)
    if kind == "demand":
        delivering = plan.targets(key, "delivered_in")
        if not delivering:
            return NO_WORK, Prose("nothing is planned that brings {name}", name=name)
        return next(
            (found for one in delivering if (found := _against(plan, one, due, ends))[0] != HOLDS),
            (HOLDS, ""),
        )
    if kind == "release":
        when = of.get("released_on") or of.get("planned_on")
        return _comes(name, date.fromisoformat(when) if when else None, due)
    if kind == "initiative":
        status = of.get("status")
        if status in ("stopped", "on_hold"):
            return CANNOT, Prose("{name} is {status}", name=name, status=worded(status))
        end = ends.get(key) or (date.fromisoformat(of["end"]) if of.get("end") else None)
        state, why = _ends(name, end, due)
        undecided = state == HOLDS and status not in AT_WORK
        return (
            (UNFUNDED, Prose("{name} is not decided yet", name=name)) if undecided else (state, why)
        )
    return HOLDS, Prose("{name} is there", name=name)


def _comes(name: str, when: date | None, due: date) -> tuple[str, str]:
    if when is None:
        return NO_WORK, Prose("no day is on record on which {name} comes", name=name)
    day, late = day_in_words(when), counted((when - due).days, "day")
    if when > due:
        return CANNOT, Prose(
            "{name} comes on {day}, {late} too late", name=name, day=day, late=late
        )
    return HOLDS, Prose("{name} comes on {day}", name=name, day=day)


def _ends(name: str, when: date | None, due: date) -> tuple[str, str]:
    if when is None:
        return NO_WORK, Prose("no day is on record on which {name} ends", name=name)
    day, late = day_in_words(when), counted((when - due).days, "day")
    if when > due:
        return CANNOT, Prose("{name} ends on {day}, {late} too late", name=name, day=day, late=late)
    return HOLDS, Prose("{name} ends on {day}", name=name, day=day)


def _figures(
    plan: Enterprise, frame: pl.DataFrame, on: date
) -> tuple[Figure, Figure, Figure, Figure]:
    if not len(frame):
        none = Figure(None, "", Prose("no promise is open"), on=on)
        return none, none, none, none
    broken = frame.filter(pl.col("state").is_in([OVER, CANNOT]))
    unfunded = frame.filter(pl.col("state").is_in([NO_WORK, UNFUNDED]))

    def number(rows: pl.DataFrame, what: str) -> Figure:
        return Figure(
            len(rows),
            formula=Prose("promises that {what}", what=what),
            counted=tuple(rows["promise"].to_list()),
            on=on,
        )

    amounts = Amounts.of_frame(broken, "amount", key="promise").in_currency(Rates.of(plan), on=on)
    return (
        number(frame, Prose("are open")),
        number(broken, Prose("are past their day or cannot be kept")),
        number(unfunded, Prose("have no decided work behind them")),
        amounts,
    )


def _called(plan: Enterprise, frame: pl.DataFrame) -> str:
    wanting = frame.filter(pl.col("state") != HOLDS)
    return plan.name(wanting["promise"][0]) if len(wanting) else ""
