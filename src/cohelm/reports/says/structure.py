"""What lists of an estate say where they hold no money: what does the same, what hangs on what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from cohelm.analysis.wording import counted
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose
from cohelm.reports.says.saying import Lists, Said, Urgency, ahead

FEWEST = 3
"""So many applications at least do the same before it is said."""


def of_structure(lists: Lists) -> Iterator[Said]:
    """The capability that most applications serve, those that none serves, what most hangs on.

    Nothing is said of a link that the files do not state at all.
    """
    if not lists.has("application"):
        return
    yield from _served(lists)
    yield from _exchanges(lists)
    yield from _carried(lists)


def _served(lists: Lists) -> Iterator[Said]:
    applications = lists.of("application")["key"].to_list()
    serving = [
        (capability, one)
        for one in applications
        for capability in lists.enterprise.targets(one, "supports")
    ]
    if not serving:
        return
    capability, number, place = _most(capability for capability, _ in serving)
    if number >= FEWEST:
        keys = [one for what, one in serving if what == capability]
        text = Prose(
            "{applications} serve {capability}, {place}:",
            applications=counted(number, "application"),
            capability=lists.name(capability),
            place=place,
        )
        text += Prose(" which of them does what another does?")
        yield Said(text, None, None, [capability, *keys], Urgency.GAP)
    served = {capability for capability, _ in serving}
    bare = [key for key in lists.of("capability")["key"] if key not in served]
    if bare:
        is_ = Plural("is", "are", number=len(bare))
        every = Prose("{of} capabilities", of=len(lists.of("capability")))
        text = Prose(
            "{bare} of {every} {is_} served by no application", bare=len(bare), every=every, is_=is_
        )
        yield Said(text, None, None, bare, Urgency.GAP)
    idle = sorted(set(applications) - {one for _, one in serving})
    if idle:
        serve = Plural("serves", "serve", number=len(idle))
        text = Prose(
            "{idle} of {applications} {serve} no capability",
            idle=len(idle),
            applications=counted(len(applications), "application"),
            serve=serve,
        )
        yield Said(text, None, None, idle, Urgency.GAP)


def _exchanges(lists: Lists) -> Iterator[Said]:
    """Which application exchanges with most others, and how many exchange nothing."""
    partners: dict[str, set[str]] = {key: set() for key in lists.of("application")["key"]}
    flows: dict[str, list[str]] = {key: [] for key in partners}
    for key in lists.of("interface")["key"]:
        ends = {
            end
            for relation in ("provider", "consumer")
            for end in lists.enterprise.targets(key, relation)
        }
        for end in ends & partners.keys():
            partners[end] |= ends - {end}
            flows[end].append(key)
    if not any(partners.values()):
        return
    hub = min(partners, key=lambda key: (-len(partners[key]), key))
    text = Prose(
        "{hub} exchanges data with {applications}",
        hub=lists.name(hub),
        applications=counted(len(partners[hub]), "other application"),
    )
    place = ahead(map(len, partners.values()), len(partners[hub]))
    text += Prose(
        ", {place}, by {interfaces}", place=place, interfaces=counted(len(flows[hub]), "interface")
    )
    yield Said(text, None, None, [hub, *flows[hub]], Urgency.WHOLE)
    alone = [key for key, others in partners.items() if not others]
    if alone:
        exchange = Plural("exchanges", "exchange", number=len(alone))
        text = Prose(
            "{alone} of {applications} {exchange} no data with another",
            alone=len(alone),
            applications=counted(len(partners), "application"),
            exchange=exchange,
        )
        yield Said(text, None, None, alone, Urgency.UNKNOWN)


def _carried(lists: Lists) -> Iterator[Said]:
    """The data that most interfaces carry."""
    carrying = [
        (what, key)
        for key in lists.of("interface")["key"]
        for what in lists.enterprise.targets(key, "carries")
    ]
    if carrying:
        what, number, place = _most(what for what, _ in carrying)
        keys = [key for one, key in carrying if one == what]
        text = Prose(
            "{what} moves by {interfaces}",
            what=lists.name(what),
            interfaces=counted(number, "interface"),
        )
        yield Said(text + ", " + place, None, None, [what, *keys], Urgency.WHOLE)


def _most(names: Iterable[str]) -> tuple[str, int, str]:
    """The commonest of the names, the first of equals, how often it stands, and how far ahead it is."""
    counts = Counter(names)
    name, number = min(counts.items(), key=lambda one: (-one[1], one[0]))
    return name, number, ahead(counts.values(), number)
