"""What the page of an adjustment shows: controls with their addresses, bars, and who comes and goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cohelm.analysis.portfolio.adjustment import Adjustment
from cohelm.analysis.portfolio.choice.accounting import CAPITAL, KINDS, MONEY, OPERATING
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose
from cohelm.reports.answers import cell_in_words
from cohelm.web.offices import Office, offices

WIDTH, HIGH = 260.0, 50
MONEYS = (MONEY, *KINDS.values())
TITLES = {
    "comes": Prose("Comes"), "goes": Prose("Goes"), "stays in": Prose("Stays in"),
    "stays out": Prose("Stays out"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowShown:
    """An initiative: what it costs, what it is worth to each office, and how it is held."""

    key: str
    id: str
    name: str
    cost: str
    values: tuple[str, ...]
    held: str
    must: bool
    guessed: bool


@dataclass(frozen=True, slots=True)
class BarShown:
    """An office's points or a year's money: lengths in the picture, the guessed part hatched."""

    name: str
    office: Office | None
    full: float
    guessed: float
    before: float
    said: str
    top: int


@dataclass(frozen=True, slots=True)
class MoneyShown:
    """A budget of a period, and the steps that it can be changed by.

    `name` is how the parameter calls it, such as 2027:capital; `called` how a reader does.
    """

    name: str
    called: str
    amount: str
    used: float
    said: str
    less: str
    more: str
    step: str


def of_adjustment(plan: Enterprise, result: Adjustment) -> dict[str, Any]:
    """The parts of the page."""
    shown = {one.id: one for one in offices(plan)}
    names = [key.partition(":")[2] for key in result.offices["office"]]
    rows = result.plan.to_dicts()
    groups = [
        (title, change in ("comes", "goes", "stays out"),
         [_row(plan, one, names) for one in rows if one["change"] == change])
        for change, title in TITLES.items()
    ]  # fmt: skip
    bars = _bars(result, rows, shown)
    return {
        "offices_shown": [shown.get(name) for name in names],
        "groups": [one for one in groups if one[2]],
        "bars": bars,
        "bars_height": HIGH * len(bars),
        "any_guessed": any(one.guessed for one in bars),
        "money": list(_money(result)),
        "teams": [one for one in result.limits.to_dicts() if one["resource"] not in MONEYS],
        "goals_moved": [_goal(plan, one) for one in result.goals.to_dicts()
                        if one["before"]["amount"] != one["now"]["amount"]],
    }  # fmt: skip


def _row(plan: Enterprise, one: Mapping[str, Any], offices: Iterable[str]) -> RowShown:
    key = one["initiative"]
    return RowShown(
        key, key.partition(":")[2], plan.name(key), cell_in_words(one["cost"]),
        tuple("–" if one.get(name) is None else f"{one[name]:,g}" for name in offices),
        one["held"], bool(one["has_to"]) and one["held"] != "in", bool(one["guessed"]),
    )  # fmt: skip


def _bars(
    result: Adjustment, rows: list[dict[str, Any]], shown: Mapping[str, Office]
) -> list[BarShown]:
    """What each office gets, before and now, on one scale."""
    sums = result.offices.to_dicts()
    most = max((max(one["before"], one["now"]) for one in sums), default=0) or 1.0
    found: list[BarShown] = []
    for one in sums:
        name = one["office"].partition(":")[2]
        inside = [row for row in rows if row["change"] in ("comes", "stays in") and row["guessed"]]
        guessed = sum(row.get(name) or 0.0 for row in inside)
        now, part, before = (
            max(0.0, of / most * WIDTH) for of in (one["now"], guessed, one["before"])
        )
        office = shown.get(name)
        said = Prose("{now:,g} points, {before:,g} before", now=one["now"], before=one["before"])
        top = HIGH * len(found)
        found.append(
            BarShown(office.name if office else name, office, now, part, before, said, top)
        )
    return found


def _money(result: Adjustment) -> Iterable[MoneyShown]:
    limits = {_named(one): one for one in result.limits.to_dicts() if one["resource"] in MONEYS}
    amounts = {name: Decimal(str(one["allowed"])) for name, one in limits.items()}
    step = _step(max(amounts.values(), default=Decimal(0)))
    for name, one in limits.items():
        less, more = (_moved(amounts, name, by) for by in (-step, step))
        used = one["used"] / one["allowed"] * WIDTH if one["allowed"] else 0.0
        said = Prose(
            "{used:,.0f} of {allowed:,.0f} {unit}",
            used=one["used"],
            allowed=one["allowed"],
            unit=result.budget.unit,
        )
        if one["estimate"]:
            said += Prose(
                "; {more} more may bring {estimate:,.1f} points, by the prices",
                more=one["of"],
                estimate=one["estimate"],
            )
        yield MoneyShown(
            name, _called(one), _plain(amounts[name]), min(used, WIDTH), said, less, more, f"{step:,}"
        )  # fmt: skip


def _named(limit: Mapping[str, Any]) -> str:
    """A limit of money as the parameter calls it."""
    kind = next((word for word, called in KINDS.items() if called == limit["resource"]), "")
    return f"{limit['period']}:{kind}" if kind else str(limit["period"])


def _called(limit: Mapping[str, Any]) -> str:
    """The same for a reader."""
    if limit["resource"] == CAPITAL:
        return Prose("{period}, capital", period=limit["period"])
    if limit["resource"] == OPERATING:
        return Prose("{period}, operating money", period=limit["period"])
    return str(limit["period"])


def _moved(amounts: Mapping[str, Decimal], period: str, by: Decimal) -> str:
    """The budgets in the words of the parameter, one of them changed."""
    changed = {name: of + by if name == period else of for name, of in amounts.items()}
    return ",".join(f"{name}={_plain(max(Decimal(0), of))}" for name, of in changed.items())


def _step(amount: Decimal) -> Decimal:
    """About a fortieth of an amount, as 1, 2 or 5 with noughts."""
    size = max(1, int(amount / 40))
    power = 10 ** (len(str(size)) - 1)
    return Decimal(next(of for of in (5, 2, 1) if of * power <= size) * power)


def _plain(amount: Decimal) -> str:
    return f"{amount:f}".rstrip("0").rstrip(".") if "." in f"{amount:f}" else f"{amount:f}"


def _goal(plan: Enterprise, one: Mapping[str, Any]) -> dict[str, Any]:
    more = one["now"]["amount"] - one["before"]["amount"]
    change = {"amount": abs(more), "currency": one["now"]["currency"]}
    return {
        "key": one["goal"] if ":" in one["goal"] else "",
        "name": plan.name(one["goal"]) if ":" in one["goal"] else one["goal"],
        "word": "gains" if more > 0 else "loses",
        "change": cell_in_words(change),
        "comes": [plan.name(key) for key in one["comes"]],
        "goes": [plan.name(key) for key in one["goes"]],
    }
