"""Where is nobody in charge: rights without anybody, and items without a right?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cohelm.analysis.rights.found import Finding, Found, found
from cohelm.analysis.rights.held import Rights
from cohelm.analysis.rights.people import persons
from cohelm.analysis.wording import counted, listed
from cohelm.core.enterprise import Enterprise


def gaps(enterprise: Enterprise, *, on: date) -> Found:
    """Rights that nobody is accountable for, roles that nobody fills, items that no right covers.

    Items are those of the kinds that any right of a verb covers: where somebody approves changes to
    some applications, every other live application is looked at. Linear in rights and items.
    """
    rights = Rights(enterprise, on)
    findings = [*_nobody(rights), *_vacant(rights), *_uncovered(rights)]
    return found("gaps in decision rights", rights, findings)


def _nobody(rights: Rights) -> Iterator[Finding]:
    for one in rights.all:
        if not one.accountable:
            items = tuple(sorted(map(rights.nodes.key, one.covered)))
            message = f"{one.name}: nobody is accountable"
            yield Finding("RGT001", (one.key,), one.verb, items, message)


def _vacant(rights: Rights) -> Iterator[Finding]:
    """Rights of which everybody accountable is a role, forum or team that nobody stands behind."""
    for one in rights.all:
        empty = [key for key in one.accountable if not persons(rights.enterprise, key)]
        if one.accountable and len(empty) == len(one.accountable):
            names = listed([rights.enterprise.name(key) for key in empty])
            items = tuple(sorted(map(rights.nodes.key, one.covered)))
            message = f"{one.name}: {names} is accountable, and nobody fills it on the day"
            yield Finding("RGT002", (one.key,), one.verb, items, message)


def _uncovered(rights: Rights) -> Iterator[Finding]:
    kind_of = {node: kind for kind, nodes in _nodes(rights).items() for node in nodes}
    for verb in rights.verbs:
        held = rights.of(verb)
        covered = frozenset[int]().union(*(one.covered for one in held))
        about: dict[str, list[str]] = {}
        for one in held:
            for kind in {kind_of[node] for node in one.covered}:
                about.setdefault(kind, []).append(one.key)
        for kind, keys in sorted(about.items()):
            live = rights.day.live(kind)
            bare = live.filter(~live["node"].is_in(list(covered)))
            if len(bare):
                items = tuple(f"{kind}:{id_}" for id_ in bare["id"].sort())
                of = counted(len(live), kind.replace("_", " "))
                message = f"nobody is named to {verb.replace('_', ' ')} {len(items)} of {of}"
                yield Finding("RGT003", tuple(keys), verb, items, message)


def _nodes(rights: Rights) -> dict[str, list[int]]:
    """The numbers of all items, by kind."""
    return {kind: table.nodes.tolist() for kind, table in rights.enterprise.tables.items()}
