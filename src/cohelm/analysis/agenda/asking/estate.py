"""Whose criticality, not being known, decides what an outage costs or who a cut is said to hurt?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from cohelm.analysis.agenda.asking.gap import Gap, worth
from cohelm.analysis.day import Day
from cohelm.analysis.money import Rates
from cohelm.analysis.wording import listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money
from cohelm.core.prose import Prose, joined

KINDS = ("application", "service")
RESTS_ON = ("runs_on", "depends_on", "uses", "part_of")
HOUR = (Decimal(100), Decimal(20_000))
"""What an hour's outage costs of what is of low and of critical importance, as `outage` assumes."""
HIGH = ("high", "critical")
QUESTION = Prose("How bad is an outage of it for the business: low, medium, high or critical?")


def open_criticalities(day: Day, *, hours: Decimal) -> Iterator[Gap]:
    """The live applications and services that do not say how critical they are.

    Of one that rests on something else, the hours of outage a year at the dearest hour less the
    cheapest are at stake. Of one that a contract covers, that contract's yearly cost: the cut drill
    takes it as high for want of a record, and so puts the contract off.
    """
    plan = day.enterprise.at(day.on)
    covering = _covering(day, plan)
    currency = Rates.of(plan).currency
    for kind in KINDS:
        frame = day.live(kind)
        if "criticality" not in frame.columns:
            continue
        for id_ in sorted(frame.filter(frame["criticality"].is_null())["id"]):
            yield _gap(plan, f"{kind}:{id_}", covering, currency, hours)


def _gap(
    plan: Enterprise,
    key: str,
    covering: Mapping[str, dict[str, Decimal]],
    currency: str,
    hours: Decimal,
) -> Gap:
    said: list[str] = []
    stakes: list[Decimal] = []
    contracts = covering.get(key, {})
    if contracts:
        stakes.append(sum(contracts.values(), Decimal(0)))
        names = listed([plan.name(one) for one in sorted(contracts)])
        said.append(
            Prose(
                "whom a cut is said to hurt: {names} ({worth} a year) is put off"
                " as if it were high",
                names=names,
                worth=worth(stakes[0], currency),
            )
        )
    if any(plan.targets(key, name) for name in RESTS_ON):
        low, high = (hours * one for one in HOUR)
        stakes.append(high - low)
        said.append(
            Prose(
                "what outages cost: {worth} to {high} for {normalize:f} hours",
                worth=worth(low, currency),
                high=worth(high, currency),
                normalize=hours.normalize(),
            )
        )
    words = joined(said, "; ") or Prose("nothing: it rests on nothing, and no contract is for it")
    return Gap(
        key, "criticality", QUESTION, words, max(stakes, default=None), flips=bool(contracts)
    )  # fmt: skip


def _covering(day: Day, plan: Enterprise) -> Mapping[str, dict[str, Decimal]]:
    """By item, the contracts for it whose harm nobody can say, with their yearly cost."""
    found: dict[str, dict[str, Decimal]] = {}
    rates = Rates.of(plan)
    for id_ in day.live("contract")["id"]:
        key = f"contract:{id_}"
        stated, covers = plan.plain(key).get("annual_cost"), plan.targets(key, "covers")
        levels = [plan.plain(one).get("criticality") for one in covers]
        money = rates.converted(Money.parse(stated), day.on) if stated else None
        if money is None or any(level in HIGH for level in levels):
            continue
        for one, level in zip(covers, levels, strict=True):
            if level is None:
                found.setdefault(one, {})[key] = money.amount
    return found
