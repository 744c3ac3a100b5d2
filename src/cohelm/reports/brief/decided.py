"""The pages of what was decided, what both officers bring, and what is asked of the board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.wording import counted, day_in_words, money_of
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose, again
from cohelm.reports import wording
from cohelm.reports.answers import cell_in_words
from cohelm.reports.brief.numbers import ended
from cohelm.reports.brief.page import Chart, Number, Page, Series, sheet_of
from cohelm.reports.brief.snapshot import Moment, Snapshot, left_out, sources

DECIDED = ("accepted", "rejected")
FORUMS = 7
REASONS = 120
"""So long is what brings a matter here, on a page that has the room."""


def decided_page(of: Snapshot) -> Page:
    """What was decided between the last pack and this one, and why."""
    now, since = of.now, of.before.on
    frame = Day(now.plan, now.on).frame("decision")
    within = pl.col("decided_on").is_between(since, now.on, closed="right")
    taken = frame.filter(pl.col("status").is_in(DECIDED) & within) if len(frame) else frame
    rows = taken.sort("decided_on", "id", descending=[True, False]).to_dicts() if len(taken) else []
    numbers = (
        now.number("decisions", "open", Prose("Decisions that wait")),
        now.number("decisions", "late", Prose("Decisions past their day")),
        now.number("decisions", "median", Prose("Half are taken within")),
    )
    looked = now.ask("decisions").look_back
    back = Prose(
        "{decisions} to be looked at again by now",
        decisions=counted(len(looked), "earlier decision"),
    )
    if len(looked):
        back = Prose("{decisions}: {named}", decisions=back, named=now.named(looked["decision"]))
    return Page(
        Prose("What was decided and why"),
        Prose(
            "{decisions} taken since {day}",
            decisions=counted(len(rows), "decision"),
            day=day_in_words(since),
        ),
        (*_money(rows), ended(back)),
        numbers,
        _pace(now),
        sheet_of(
            Prose("Decisions taken, the last first"),
            ("Decision", "Taken on", "What was decided", "Why", "By"),
            [_decision(now, row) for row in rows],
        ),
        of.changes(*numbers[:2]),
        left_out(*numbers),
        sources("decisions"),
    )


def _money(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """The money that was decided about, where all of it is in one currency."""
    # who may not see money has no such column
    found = _total([money_of(row.get("amount")) for row in rows])
    if found is None:
        return ()
    named = sum(1 for row in rows if money_of(row.get("amount")))
    return (
        Prose(
            "{named} of {many} name the money at stake: {money} in all.",
            named=named, many=len(rows), money=wording.money(found),
        ),
    )  # fmt: skip


def _total(amounts: Sequence[Money | None]) -> Money | None:
    """The sum of the amounts that are stated; None of none, and of several currencies."""
    stated = [one for one in amounts if one]
    if not stated or len({one.currency for one in stated}) > 1:
        return None
    return Money(sum(one.amount for one in stated), stated[0].currency)  # type: ignore[arg-type]


def _decision(now: Moment, row: dict[str, Any]) -> tuple[str, ...]:
    key = f"decision:{row['id']}"
    outcome = row["outcome"] or (Prose("Rejected.") if row["status"] == "rejected" else "")
    by = now.named(now.plan.targets(key, "decided_by"))
    return row["name"], cell_in_words(row["decided_on"]), outcome, row["context"] or "", by


def _pace(now: Moment) -> Chart | None:
    """Decisions taken and waiting, by who takes them."""
    pace = now.ask("decisions").pace
    if not len(pace):
        return None
    most = pace.sort(pl.col("open") + pl.col("taken"), "forum", descending=[True, False])[:FORUMS]
    names = tuple(now.plan.name(one) for one in most["forum"])
    first = most.sort("open", "forum", descending=[True, False]).row(0, named=True)
    waits = Prose(
        "Of the decisions on record, most wait for {forum}: {many}.",
        forum=now.plan.name(first["forum"]), many=first["open"],
    )  # fmt: skip
    return Chart(
        "bars",
        Prose("Decisions by who takes them"),
        names,
        (
            Series(Prose("waiting"), tuple(most["open"].to_list()), "act"),
            Series(Prose("taken so far"), tuple(most["taken"].to_list()), "quiet"),
        ),
        waits if first["open"] else Prose("None waits."),
        Prose("decisions"),
    )


def matters_page(of: Snapshot) -> Page:
    """What both officers bring: the topics of the agenda that fall to more than one office."""
    now = of.now
    topics = now.ask("agenda").topics
    joint = topics.filter(pl.col("offices").list.len() > 1) if len(topics) else topics
    numbers = (
        now.number("agenda", "joint", Prose("Matters of both offices")),
        now.number("agenda", "at_stake", Prose("At stake in all topics")),
        now.number("collisions", "between", Prose("Plans of both that collide")),
    )
    rows = [
        (
            again(row["topic"]),
            again(row["why"]),
            cell_in_words(row["due"]),
            cell_in_words(row["amount"]),
        )
        for row in joint.iter_rows(named=True)
    ]
    found = Prose("{matters} the two officers bring together", matters=counted(len(rows), "matter"))
    return Page(
        Prose("Matters both officers bring"),
        found if rows else Prose("No open matter falls to both offices"),
        (ended(now.ask("collisions").sentence),),
        numbers,
        None,
        sheet_of(
            Prose("Matters of both offices, the most pressing first"),
            ("Matter", "Why it is here", "By", "At stake"), rows, (3,), longest=REASONS,
        ),
        of.changes(*numbers[::2]),
        left_out(*numbers),
        sources("agenda", "collisions"),
    )  # fmt: skip


def asked_page(of: Snapshot) -> Page:
    """What is asked of the board: open decisions of forums that neither office chairs."""
    now = of.now
    asked = _asked_of_board(now)
    then = {row["decision"] for row in _asked_of_board(of.before)}
    new = [row["decision"] for row in asked if row["decision"] not in then]
    late = sum(1 for row in asked if (row["late_days"] or 0) > 0)
    inside = len(now.ask("decisions").waiting) - len(asked)
    return Page(
        Prose("What is asked of the board"),
        Prose(
            "{decisions} asked of those above the two offices",
            decisions=counted(len(asked), "decision"),
        )
        if asked else Prose("No decision waits for those above the two offices"),
        (Prose("They wait for a forum that neither office chairs."),) if asked else (),
        _asked_numbers(asked, late),
        None,
        sheet_of(
            Prose("Asked, the nearest day first"),
            ("Decision", "What made it necessary", "Of whom", "By", "At stake"),
            [_asked(now, row) for row in asked], (4,),
        ),
        (
            Prose("New since then: {named}.", named=now.named(new))
            if new else Prose("Nothing new is asked."),
        ),
        (
            Prose(
                "{decisions} of the offices' own not shown here.",
                decisions=counted(inside, "other decision"),
            ),
        ),
        sources("decisions"),
    )  # fmt: skip


def _asked_of_board(moment: Moment) -> list[dict[str, Any]]:
    """The decisions that wait for a forum whose chair is of neither office, the nearest first."""
    waiting = moment.ask("decisions").waiting.to_dicts()
    asked = [row for row in waiting if _beyond_offices(moment, row["decision"])]
    return sorted(asked, key=lambda row: (str(row["due"] or "9"), row["decision"]))


def _asked_numbers(asked: list[dict[str, Any]], late: int) -> tuple[Number, ...]:
    keys = tuple(sorted(row["decision"] for row in asked))
    wait = Prose("decisions that wait for a forum that neither office chairs")
    over = tuple(sorted(row["decision"] for row in asked if (row["late_days"] or 0) > 0))
    numbers = [
        Number(
            Prose("Decisions asked"), Figure(len(keys), formula=wait, counted=keys), "brief.asked"
        ),
        Number(
            Prose("Asked and past their day"),
            Figure(late, formula=Prose("those of them that are past their day"), counted=over),
            "brief.asked_late",
        ),
    ]
    amounts = {row["decision"]: money_of(row["amount"]) for row in asked}
    total = _total(list(amounts.values()))
    if total is not None:
        stated = tuple(sorted(key for key, one in amounts.items() if one))
        without = tuple(sorted(key for key, one in amounts.items() if not one))
        figure = Figure(
            total.amount, total.currency, formula=Prose("Σ of what the decisions asked name as at stake"),
            counted=stated, left_out={Prose("no amount is stated"): without} if without else {},
        )  # fmt: skip
        numbers.append(Number(Prose("At stake in them"), figure, "brief.asked_amount"))
    return tuple(numbers)


def _beyond_offices(now: Moment, key: str) -> bool:
    forums = [one for one in now.plan.targets(key, "decided_by") if one.startswith("forum:")]
    chairs = [chair for one in forums for chair in now.plan.targets(one, "chaired_by")]
    return any(not _of_office(now, one) for one in chairs)


def _of_office(now: Moment, chair: str) -> bool:
    """Whether a role belongs to an office or leads one."""
    led = [one for one in now.plan.sources(chair, "led_by") if one.startswith("office:")]
    return bool(now.plan.targets(chair, "office") or led)


def _asked(now: Moment, row: dict[str, Any]) -> tuple[str, ...]:
    context = now.plan.plain(row["decision"]).get("context") or ""
    of_whom = now.named(now.plan.targets(row["decision"], "decided_by"))
    due, amount = cell_in_words(row["due"]), cell_in_words(row["amount"])
    return now.plan.name(row["decision"]), context, of_whom, due, amount
