"""Which decisions wait past their day, and for whom?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from cohelm.analysis.rights.found import Finding
from cohelm.analysis.rights.held import Rights
from cohelm.analysis.wording import counted, day_in_words, listed
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open decision, the right that it is asked under if any, and the day that it was due."""

    key: str
    name: str
    rights: tuple[str, ...]
    due: date


def waiting(rights: Rights) -> Iterator[Finding]:
    """By who is to decide, the proposed decisions whose day has passed; the oldest day first.

    The day is the one that the decision states; else the day it was raised and the days in which the
    right that it rests on promises an answer. Of one without either it cannot be said.
    """
    plan = rights.enterprise
    live = rights.live("decision")
    frame = live.filter(pl.col("status") == "proposed") if len(live) else live
    by_decider: dict[str, list[Waiting]] = {}
    for row in frame.sort("id").iter_rows(named=True):
        key = f"decision:{row['id']}"
        under = tuple(plan.targets(key, "under"))
        due = row["due"] or _promised(rights, row["raised_on"], under)
        if due is None or due >= rights.on:
            continue
        named = plan.targets(key, "decided_by")
        deciders = named or [one for right in under for one in _accountable(rights, right)]
        for decider in dict.fromkeys(deciders) or ("",):
            one = Waiting(key, row["name"], under, due)
            by_decider.setdefault(decider, []).append(one)
    for decider, of in sorted(by_decider.items()):
        yield _finding(rights, decider, sorted(of, key=lambda one: (one.due, one.key)), len(frame))


def _finding(rights: Rights, decider: str, of: list[Waiting], among: int) -> Finding:
    is_person = decider.startswith("person:")
    who = "somebody" if is_person else rights.enterprise.name(decider) if decider else "nobody"
    verb = Plural("waits", "wait", number=len(of))
    names = listed([one.name for one in of])
    message = Prose(
        "{decisions} of {among} that are open {verb} for {who} past the day, since {due}: {names}",
        decisions=counted(len(of), "decision"),
        among=among,
        verb=verb,
        who=who,
        due=day_in_words(of[0].due),
        names=names,
    )
    under = tuple(dict.fromkeys(right for one in of for right in one.rights))
    return Finding("RGT019", under, "decide", tuple(one.key for one in of), message)


def _accountable(rights: Rights, right: str) -> tuple[str, ...]:
    return rights.by_key[right].accountable if right in rights.by_key else ()


def _promised(rights: Rights, raised: date | None, under: tuple[str, ...]) -> date | None:
    days = [rights.enterprise.plain(one).get("answer_days") for one in under]
    known = [one for one in days if one is not None]
    return raised + timedelta(days=min(known)) if raised and known else None
