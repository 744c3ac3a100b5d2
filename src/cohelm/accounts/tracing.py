"""The whole trade-off curve as long work: traced until it is proved, or stopped, or for a while."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date
from typing import Any

from cohelm.accounts.asked import Asked
from cohelm.accounts.person import Person
from cohelm.accounts.wanted import plan_wanted
from cohelm.analysis.catalogue import ANALYSES
from cohelm.analysis.portfolio.choice.frontier import Curve
from cohelm.analysis.portfolio.choice.proposed import Proposed, Terms, proposed
from cohelm.analysis.portfolio.tradeoff import TradeOff, asked_for, curve_of, traced
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.store.jobs import DONE, Progress, Stopped, of_owner, start
from cohelm.store.models import Job

TRACE = "trace"
MOST_SECONDS = 900.0
"""So long the worker is kept busy by one curve at the most."""
TRADEOFF = next(one for one in ANALYSES if one.name == "tradeoff")


def ask_for_trace(
    user: int, person: Person, looked_at: Asked, stated: Mapping[str, str], address: str = ""
) -> Job:
    """Queues it for what a form or a call states. `address`: of the page that shows the answer.

    Raises UsageError, UnknownName.
    """
    terms_of(stated)
    if not looked_at.may_change:
        raise UsageError("a curve is traced of the plan as it is known now")
    arguments: dict[str, Any] = {
        "user": user, "on": looked_at.on.isoformat(), "scenario": looked_at.scenario,
        "stated": dict(stated), "address": address,
    }  # fmt: skip
    return start(TRACE, "The whole trade-off curve", arguments, owner=person.username)


def trace(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Traces the curve; where it is stopped, what was proved by then is the result.

    Takes `user`, `on`, `scenario`, `stated`, `address`. Raises UsageError, UnknownName.
    """
    progress.step("Looking for the best of each office")
    plan, on = plan_wanted(arguments)
    wanted = _wanted(plan, on, arguments["stated"])
    ends = time.monotonic() + MOST_SECONDS
    known: list[Curve] = []

    def note(found: Curve) -> None:
        known[:] = [found]
        progress.step(said(found))

    try:
        found, stopped = (
            traced(wanted.problem, left=lambda: ends - time.monotonic(), progress=note),
            "",
        )
    except Stopped:
        found, stopped = known[0], " when it was stopped"
    answer = asked_for(wanted, found, plan=plan, on=on)
    return {
        "said": (answer.sentence if found is None else said(found)) + stopped,
        "address": arguments["address"],
        "largest_error": answer.largest_error,
        "choices": [] if found is None else [dict(one.chosen) for one in found.points],
        "answer": answer.answer(),
    }


def said(found: Curve) -> str:
    """How many points are known, and what is proved of the others."""
    if not found.points:
        return "No portfolio is proved yet"
    known = f"{len(found.points)} portfolios" if len(found.points) > 1 else "One portfolio"
    if found.exact:
        return f"{known}: all of them, proved"
    if found.largest_error >= 1:
        return f"{known} so far; of the others nothing is proved"
    error = f"{found.largest_error:.2%}"
    return f"{known} so far; none that is missing is better for both by more than {error}"


def tradeoff_of_job(
    plan: Enterprise, on: date, stated: Mapping[str, str], number: int, owner: str
) -> TradeOff:
    """The curve that long work traced, where it still fits. Raises UnknownName, UsageError."""
    job = of_owner(number, owner)
    traced_then = (job.result or {}) if job.state == DONE and job.kind == TRACE else {}
    wanted = _wanted(plan, on, stated)
    found = curve_of(
        wanted.problem, traced_then.get("choices") or (), traced_then.get("largest_error", 1.0)
    )
    if found is None or not found.points:
        raise UsageError("the plan moved since that was traced", mend="Have it traced again.")
    return asked_for(wanted, found, plan=plan, on=on)


def stated_of(query: Mapping[str, str]) -> dict[str, str]:
    """What an address states of the analysis, by parameter; empty ones left out."""
    names = [one.name for one in TRADEOFF.parameters]
    return {name: text for name in names if (text := str(query.get(name, "")).strip())}


def terms_of(stated: Mapping[str, str]) -> Terms:
    """The terms that texts state. Raises UsageError, UnknownName."""
    told = {one.name: one.read(stated.get(one.name, "")) for one in TRADEOFF.parameters}
    told.pop("proof")
    return Terms(**told)


def _wanted(plan: Enterprise, on: date, stated: Mapping[str, str]) -> Proposed:
    return proposed(plan, on=on, terms=terms_of(stated))
