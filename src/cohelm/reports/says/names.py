"""What lists say of vendors that stand in them under two spellings: proposed as one, never merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cohelm.analysis.vendors.spellings import spellings
from cohelm.analysis.wording import counted
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose
from cohelm.reports.says.amounts import alone, amounts_of, said_of
from cohelm.reports.says.saying import Lists, Said, Urgency

ALIKE, MOST_ALIKE = 4, 250
"""So many names that begin with the same letters are compared."""


def of_names(lists: Lists) -> Iterator[Said]:
    """Pairs of vendors that look like one, the first by name, and what their contracts cost.

    Nothing where so many names begin alike that telling them apart takes longer than a look may.
    """
    named = list(lists.enterprise.keys("vendor"))
    alike = Counter(lists.name(key)[:ALIKE].casefold() for key in named)
    if len(named) < 2 or max(alike.values()) > MOST_ALIKE:
        return
    pairs = spellings(lists.enterprise, on=lists.on).pairs
    if not len(pairs):
        return
    one, other = pairs.row(0, named=True)["one"], pairs.row(0, named=True)["other"]
    names = sorted({*pairs["one"], *pairs["other"]})
    looks = Plural("looks", "look", number=len(pairs))
    text = Prose(
        "{pairs} of vendors {looks} like one under two spellings:",
        pairs=counted(len(pairs), "pair"),
        looks=looks,
    )
    text += Prose(
        " {name} and {other}{first}",
        name=lists.name(one),
        other=lists.name(other),
        first=Prose(" first") if len(pairs) > 1 else "",
    )
    every = lists.of("contract")
    theirs = every.filter([lists.vendors.get(key) in names for key in every["key"]])
    column = "annual_cost" if theirs["annual_cost"].drop_nulls().len() else "total_value"
    amounts = amounts_of(theirs, "key", column)
    cost = Prose(", with {amounts} under contract", amounts=said_of(amounts)) if amounts else ""
    keys = [*names, *theirs["key"].to_list()]
    yield Said(text + cost, alone(amounts), None, keys, Urgency.GAP)
