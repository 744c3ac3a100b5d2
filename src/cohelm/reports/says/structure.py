"""What lists of an estate say where they hold no money: what does the same, what hangs on what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from cohelm.analysis.wording import counted
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
        text = f"{counted(number, 'application')} serve {lists.name(capability)}, {place}:"
        text += " which of them does what another does?"
        yield Said(text, None, None, [capability, *keys], Urgency.GAP)
    served = {capability for capability, _ in serving}
    bare = [key for key in lists.of("capability")["key"] if key not in served]
    if bare:
        is_ = "is" if len(bare) == 1 else "are"
        every = f"{len(lists.of('capability'))} capabilities"
        text = f"{len(bare)} of {every} {is_} served by no application"
        yield Said(text, None, None, bare, Urgency.GAP)
    idle = sorted(set(applications) - {one for _, one in serving})
    if idle:
        serve = "serves" if len(idle) == 1 else "serve"
        text = f"{len(idle)} of {counted(len(applications), 'application')} {serve} no capability"
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
    text = (
        f"{lists.name(hub)} exchanges data with {counted(len(partners[hub]), 'other application')}"
    )
    place = ahead(map(len, partners.values()), len(partners[hub]))
    text += f", {place}, by {counted(len(flows[hub]), 'interface')}"
    yield Said(text, None, None, [hub, *flows[hub]], Urgency.WHOLE)
    alone = [key for key, others in partners.items() if not others]
    if alone:
        exchange = "exchanges" if len(alone) == 1 else "exchange"
        text = f"{len(alone)} of {counted(len(partners), 'application')} {exchange} no data with another"
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
        text = f"{lists.name(what)} moves by {counted(number, 'interface')}"
        yield Said(f"{text}, {place}", None, None, [what, *keys], Urgency.WHOLE)


def _most(names: Iterable[str]) -> tuple[str, int, str]:
    """The commonest of the names, the first of equals, how often it stands, and how far ahead it is."""
    counts = Counter(names)
    name, number = min(counts.items(), key=lambda one: (-one[1], one[0]))
    return name, number, ahead(counts.values(), number)
