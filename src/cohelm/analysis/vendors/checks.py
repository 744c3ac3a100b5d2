"""Checks on contracts and vendors: is there a way out, is it used in time, is there a contract?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.subjects import Subject, subjects
from cohelm.analysis.vendors.managed_spend import managed_spend
from cohelm.analysis.vendors.terms import Term, Terms, term_on
from cohelm.analysis.wording import counted, day_in_words, listed, money_in_words, money_of
from cohelm.core.concern import Check, Concern
from cohelm.core.enterprise import Enterprise
from cohelm.core.said import Said


def without_way_out(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """VND001: contracts with no last day and no term of notice, in days or in months."""
    day = Day(enterprise, on)
    open_ended = pl.all_horizontal(
        pl.col(name).is_null() for name in ("end", "notice_days", "notice_months")
    )
    for one in subjects(day, "contract", day.where("contract", open_ended)):
        yield one.concern(
            WITHOUT_WAY_OUT,
            Said("has neither an end nor a notice term"),
            Said(
                "Nobody can tell from the record when or how the {called} can be ended.",
                called=one.called,
            ),
            start=one.row["start"],
            renewal=one.row["renewal"],
        )


JUST_OVER = timedelta(days=30)
DECIDED_WITHIN = timedelta(days=365)
CRITICAL = ("high", "critical")


def notice_missed(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """VND002: contracts whose last day for a notice was within 30 days, and nothing was decided.

    Decided is a decision about the contract that was taken in the 365 days up to the day.
    """
    day = Day(enterprise, on)
    decided = _decided(day)
    for one, term in _renewing(day):
        late = term.notice_by is not None and on - JUST_OVER <= term.notice_by < on
        if not late or one.key in decided or term.notice_by is None or term.ends_on is None:
            continue
        again = (
            Said(" to {renews_to}", renews_to=day_in_words(term.renews_to))
            if term.renews_to
            else ""
        )
        yield one.concern(
            NOTICE_MISSED,
            Said(
                "could be ended until {notice_by}, and no decision is on record",
                notice_by=term.notice_by,
            ),
            Said(
                "The last day for a notice on the {called} was {notice_by}: "
                "it renews itself{again}, and no decision about that is on record.",
                called=one.called,
                notice_by=day_in_words(term.notice_by),
                again=again,
            ),
            notice_by=term.notice_by,
            ends_on=term.ends_on,
            renews_to=term.renews_to,
        )


def renews_for_the_retired(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """VND003: contracts that renew themselves for an application that is retired by then."""
    day = Day(enterprise, on)
    plan = enterprise.at(on)
    for one, term in _renewing(day):
        if term.ends_on is None:
            continue
        gone = [key for key in plan.targets(one.key, "covers") if _is_over(plan, key, term.ends_on)]
        if gone:
            names = listed([f"'{plan.name(key)}'" for key in gone])
            yield one.concern(
                RENEWS_FOR_THE_RETIRED,
                Said(
                    "renews itself after {ends_on} for {gone}, at end of life by then",
                    ends_on=term.ends_on,
                    gone=listed(gone),
                ),
                Said(
                    "The {called} renews itself after {ends_on}, when {names} is retired.",
                    called=one.called,
                    ends_on=day_in_words(term.ends_on),
                    names=names,
                ),
                others=tuple(gone),
                ends_on=term.ends_on,
                notice_by=term.notice_by,
            )


def spend_without_contract(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """VND004: vendors that were paid in the 365 days up to the day and have no live contract."""
    day = Day(enterprise, on)
    found = managed_spend(enterprise, on=on).vendors.filter(~pl.col("managed"))
    spent = {row["vendor"]: money_of(row["spent"]) for row in found.iter_rows(named=True)}
    ids = [key.partition(":")[2] for key, money in spent.items() if money and money.amount > 0]
    for one in subjects(day, "vendor", day.where("vendor", pl.col("id").is_in(ids))):
        money = spent[one.key]
        assert money is not None
        yield one.concern(
            SPEND_WITHOUT_CONTRACT,
            Said("was paid {money} in a year and has no live contract", money=money),
            Said(
                "The {called} was paid {money} in twelve months, and no contract says "
                "on which terms.",
                called=one.called,
                money=money_in_words(money),
            ),
            spent=money,
        )


def without_exit(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """VND005: vendors on whom two and more of high risk rely, with no plan for leaving them."""
    day, plan = Day(enterprise, on), enterprise.at(on)
    below = plan.all_targets("vendor", "subcontracts")
    high = day.where("vendor", pl.col("risk_tier").is_in(CRITICAL))
    behind: dict[str, list[str]] = {}
    for id_ in high["id"].sort().to_list() if len(high) else ():
        for key in _all_below(f"vendor:{id_}", below):
            behind.setdefault(key.partition(":")[2], []).append(f"vendor:{id_}")
    several = [id_ for id_, of in behind.items() if len(of) > 1]
    unplanned = pl.col("id").is_in(several) & ~pl.col("exit_plan").fill_null(False)
    for one in subjects(day, "vendor", day.where("vendor", unplanned)):
        relying = behind[one.row["id"]]
        names = listed([f"'{plan.name(key)}'" for key in relying])
        yield one.concern(
            WITHOUT_EXIT,
            Said("stands behind {relying} and has no exit plan", relying=listed(relying)),
            Said(
                "{vendors} of high risk, {names}, rely on the {called}, "
                "and there is no plan for its failure.",
                vendors=counted(len(relying), "vendor"),
                names=names,
                called=one.called,
            ),
            others=tuple(relying),
            exit_plan=one.row["exit_plan"],
        )


def _all_below(key: str, below: Mapping[str, Sequence[str]]) -> set[str]:
    """Whoever a vendor reaches through its subcontractors, itself left out."""
    found, waiting = {key}, [key]
    while waiting:
        new = [one for one in below.get(waiting.pop(), ()) if one not in found]
        found.update(new)
        waiting += new
    return found - {key}


def _renewing(day: Day) -> Iterator[tuple[Subject, Term]]:
    """The live contracts that renew themselves, with the term that the day is in."""
    settings = day.enterprise.organisation
    for one in subjects(day, "contract", day.where("contract", pl.col("renewal") == "tacit")):
        yield one, term_on(Terms.of(one.row, settings), day.on)


def _decided(day: Day) -> frozenset[str]:
    """The contracts about which a decision was taken within a year."""
    taken = pl.col("decided_on").is_between(day.on - DECIDED_WITHIN, day.on)
    plan = day.enterprise.at(day.on)
    decisions = day.where("decision", taken)
    ids = decisions["id"].to_list() if len(decisions) else []
    return frozenset(end for id_ in ids for end in plan.targets(f"decision:{id_}", "about"))


def _is_over(plan: Enterprise, key: str, day: date) -> bool:
    """Whether an application has come to its end of life by a day."""
    stated = plan.plain(key).get("lifecycle") or {}
    over = stated.get("end_of_life")
    dated = over is not None and date.fromisoformat(over) <= day
    return key.startswith("application:") and (dated or stated.get("stated") == "end_of_life")


WITHOUT_WAY_OUT = Check(
    "VND001", "Contract with neither an end nor a notice term", "watch",
    "A contract whose way out is not on record is paid until somebody reads it.",
    without_way_out,
)  # fmt: skip
NOTICE_MISSED = Check(
    "VND002", "Notice day just over and nothing decided", "act",
    "A contract that nobody decided on binds for another term, by nobody's choice.", notice_missed,
)  # fmt: skip
RENEWS_FOR_THE_RETIRED = Check(
    "VND003", "Renews itself for something retired", "act",
    "What is no longer used is paid for another term.", renews_for_the_retired,
)  # fmt: skip
SPEND_WITHOUT_CONTRACT = Check(
    "VND004", "Paid with no contract", "watch",
    "Without a contract there is no agreed price, no notice, no liability and no rule on data.",
    spend_without_contract,
)  # fmt: skip
WITHOUT_EXIT = Check(
    "VND005", "Several of high risk rely on one with no exit plan", "watch",
    "One failure takes several vendors at once, and the plans for leaving each of them rest on it too.",
    without_exit,
)  # fmt: skip
