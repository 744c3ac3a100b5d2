"""Whom does nobody know to decide, and which amount, not being known, leaves it between two?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import polars as pl

from cohelm.analysis.agenda.asking.gap import Gap, worth
from cohelm.analysis.agenda.asking.whom import VERBS
from cohelm.analysis.money import Rates
from cohelm.analysis.rights.held import Rights
from cohelm.analysis.rights.right import Right
from cohelm.analysis.rights.winning import named, outcome
from cohelm.analysis.wording import counted, listed, worded
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import EXACT, Money
from cohelm.core.prose import Prose

NOBODY = Prose("Which role, person or forum answers for it?")
AMOUNTS: Mapping[str, tuple[str, str]] = {
    "contract": ("annual_cost", "What does it cost a year?"),
    "initiative": ("cost_per_year", "What will it cost a year?"),
}
"""By kind, the field on which who decides may hang, and how it is asked for."""
STATED: Mapping[str, tuple[str, ...]] = {
    "contract": ("annual_cost",), "initiative": ("cost_per_year", "total_cost"),
    "application": ("annual_cost",),
}  # fmt: skip
"""By kind, what something of it costs, the first that is stated."""
TO_DECIDE = ("proposal", "on_hold")
CENT = Decimal("0.01")


def open_deciders(rights: Rights) -> Iterator[Gap]:
    """Rights for which nobody is accountable; costs on which it hangs who decides.

    A right's stake is what the things that it covers cost a year: those of the kind that costs most,
    since a contract and what it is for state one cost twice. A cost flips a decision where an amount
    up to one limit has somebody decide and a larger one somebody else; it is asked of contracts and
    of initiatives that are still to be decided.
    """
    plan, rates = rights.enterprise, Rates.of(rights.enterprise)
    for one in rights.all:
        if not one.accountable and one.covered:
            yield _nobody(rights, one, rates)
    for kind, (field, question) in AMOUNTS.items():
        for key in _unstated(rights, kind):
            if words := _between(rights, plan, key, rates):
                yield Gap(key, field, question, words, flips=True)


def _nobody(rights: Rights, right: Right, rates: Rates) -> Gap:
    keys = rights.keys(right.covered)
    stake = max(_costs(rights, keys, rates).values(), default=None)
    words = Prose(
        "who may {what} {things} that it covers: nobody is named",
        what=worded(right.verb),
        things=counted(len(keys), "thing"),
    )
    if stake:
        words += Prose(", with {worth} a year", worth=worth(stake, rates.currency))
    return Gap(right.key, "accountable", NOBODY, words, stake, flips=True)


def _costs(rights: Rights, keys: Sequence[str], rates: Rates) -> dict[str, Decimal]:
    """By kind, what the items cost a year, of those that say so in a currency that is known."""
    sums: dict[str, Decimal] = {}
    for key in keys:
        kind = key.partition(":")[0]
        stated = rights.enterprise.plain(key) if kind in STATED else {}
        cost = next((stated[name] for name in STATED.get(kind, ()) if stated.get(name)), None)
        money = rates.converted(Money.parse(cost), rights.on) if cost else None
        if money:
            sums[kind] = EXACT.add(sums.get(kind, Decimal(0)), money.amount)
    return sums


def _unstated(rights: Rights, kind: str) -> Iterator[str]:
    """The live items of a kind that state no cost and are still to be decided."""
    frame = rights.live(kind)
    shown = [name for name in STATED[kind] if name in frame.columns]
    if not len(frame) or len(shown) < len(STATED[kind]):  # a cost that is not shown is not missing
        return
    bare = frame.filter(pl.all_horizontal(pl.col(name).is_null() for name in shown))
    if "status" in bare.columns:
        bare = bare.filter(pl.col("status").is_in(TO_DECIDE) | pl.col("status").is_null())
    yield from (f"{kind}:{id_}" for id_ in sorted(bare["id"]))


def _between(rights: Rights, plan: Enterprise, key: str, rates: Rates) -> str:
    """Who decides up to which amount, where that is not always the same; else empty."""
    node = plan.nodes.number(key)
    if node is None:
        return ""
    for verb in VERBS[key.partition(":")[0]]:
        covering = rights.covering(verb, node)
        steps = _steps(covering, rates, rights)
        if len(steps) > 1:
            said = [
                Prose("{names} beyond that", names=_names(plan, who))
                if up_to is None
                else Prose("{names} up to {up_to}", names=_names(plan, who), up_to=up_to)
                for up_to, who in steps
            ]
            return Prose("who may {verb} it: {said}", verb=worded(verb), said=listed(said))
    return ""


def _steps(
    covering: Sequence[Right], rates: Rates, rights: Rights
) -> list[tuple[str | None, tuple[str, ...]]]:
    """Who is named up to each limit, and beyond the highest (None); equal neighbours are joined."""
    limits = {
        money.amount
        for one in covering
        if one.limit and (money := rates.converted(one.limit, rights.on))
    }
    found: list[tuple[str | None, tuple[str, ...]]] = []
    tried = [(limit, worth(limit, rates.currency)) for limit in sorted(limits)]
    for amount, up_to in [*tried, *((tried[-1][0] + CENT, None) for _ in tried[:1])]:
        asked = Money(amount, rates.currency)
        who = named(outcome(covering, asked, rates=rates, on=rights.on).winning)
        if found and found[-1][1] == who:
            found.pop()
        found.append((up_to, who))
    return found


def _names(plan: Enterprise, who: Sequence[str]) -> str:
    return listed([plan.name(one) for one in who]) or "nobody"
