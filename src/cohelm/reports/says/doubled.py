"""What two files do or buy twice: things of one kind, one in each file, that look like one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from cohelm.analysis.portfolio.twice import COSTS, Of, twice
from cohelm.analysis.wording import counted, money_of
from cohelm.core.money import Money
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose
from cohelm.reports.says.amounts import worded
from cohelm.reports.says.saying import Lists, Said, Urgency

KINDS: tuple[Of, ...] = ("application", "contract", "initiative", "data_product")
WHOLE = {"initiative": "total_cost"}
"""By kind, the field of what one of it costs from start to end."""
MOST = 2_000
"""Of more of a kind than these nothing is sought: a look is to be quick."""


def of_doubled(lists: Lists) -> Iterator[Said]:
    """Pairs of a kind of which one stands in one file alone and the other in another, by `twice`."""
    for kind in KINDS:
        if 1 < len(lists.of(kind)) <= MOST and len(_files(lists, lists.of(kind)["key"])) > 1:
            yield from _pairs(lists, kind)


def _files(lists: Lists, keys: Iterable[str]) -> set[str]:
    return {file for key in keys for file, _ in lists.places.get(key, ())}


def _pairs(lists: Lists, kind: Of) -> Iterator[Said]:
    found = twice(lists.enterprise, on=lists.on, of=kind).pairs
    pairs = [
        (one, other)
        for one, other in found.select("one", "other").iter_rows()
        if _files(lists, [one]).isdisjoint(_files(lists, [other]))
    ]
    if not pairs:
        return
    costs, saves = (
        _costs(lists, kind, COSTS[kind]),
        "to stop one of these two saves at least {amount} a year",
    )
    least = {pair: _least(costs, *pair) for pair in pairs}
    if kind in WHOLE and not any(least.values()):
        costs, saves = (
            _costs(lists, kind, WHOLE[kind]),
            "the cheaper of these two costs {amount} in all",
        )
        least = {pair: _least(costs, *pair) for pair in pairs}
    first = min(pairs, key=lambda pair: (-(least[pair] or Money(Decimal(-1), "")).amount, pair))
    noun = Prose(kind.replace("_", " ") + "s")
    look = Plural("looks", "look", number=len(pairs))
    text = Prose(
        "{pairs} of {noun}, one in each file, {look} like one thing done twice",
        pairs=counted(len(pairs), "pair"),
        noun=noun,
        look=look,
    )
    text += ": " if len(pairs) == 1 else Prose(", first ")
    text += Prose("{one} and {other}", one=lists.name(first[0]), other=lists.name(first[1]))
    if amount := least[first]:
        text += "; " + Prose(saves, amount=worded(amount))
    keys = sorted({key for pair in pairs for key in pair})
    yield Said(text, amount, None, keys, Urgency.GAP, together=True)


def _costs(lists: Lists, kind: str, column: str) -> dict[str, Money]:
    """What each costs by a column of its kind."""
    costs = lists.of(kind).select("key", column).iter_rows()
    return {key: money for key, cost in costs if (money := money_of(cost))}


def _least(costs: dict[str, Money], one: str, other: str) -> Money | None:
    """The smaller cost of two; None where one is not known or they are in two currencies."""
    both = [costs[key] for key in (one, other) if key in costs]
    if len(both) < 2 or both[0].currency != both[1].currency:
        return None
    return min(both, key=lambda money: money.amount)
