"""Where are two named, and where do both offices act on the same items?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cohelm.analysis.rights.covered import Covered
from cohelm.analysis.rights.found import Finding, Found, found
from cohelm.analysis.rights.held import Rights, rights_on
from cohelm.analysis.rights.right import Right
from cohelm.analysis.rights.winning import named
from cohelm.analysis.wording import counted, listed, worded
from cohelm.core.enterprise import Enterprise
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose


def overlaps(enterprise: Enterprise, *, on: date) -> Found:
    """Rights with two accountable, rights that tie, and verbs in which both offices act.

    Two rights tie on the items on which neither goes before the other (see `winning.outcome`) and
    that name different people; one that is a strict part of another is an exception and no overlap.
    Where two are named, or a forum is accountable or does the work, that both offices act is not said
    once more.
    Cost: see `onitems.on_items`.
    """
    rights = rights_on(enterprise, on)
    findings = list(_two_on_one(rights))
    for verb in rights.verbs:
        for winning, items in rights.decided[verb].groups():
            if items & rights.concerned:
                findings += _of_group(rights, verb, winning, items & rights.concerned)
    return found(Prose("overlaps of decision rights"), rights, findings)


def _two_on_one(rights: Rights) -> Iterator[Finding]:
    for one in rights.all:
        if len(one.accountable) > 1:
            names = listed([rights.enterprise.name(key) for key in one.accountable])
            items = rights.keys(one.covered & rights.concerned)
            message = Prose("{name}: {names} are both accountable", name=one.name, names=names)
            if len(one.accountable) > 2:
                message = Prose("{name}: {names} are all accountable", name=one.name, names=names)
            yield Finding("RGT004", (one.key,), one.verb, items, message)


def _of_group(
    rights: Rights, verb: str, winning: tuple[Right, ...], items: Covered
) -> Iterator[Finding]:
    """What is wrong with the items on which the same rights win."""
    said = worded(verb)
    who = named(winning)
    single = [one for one in winning if len(one.accountable) > 1]
    by = tuple(one.key for one in winning)
    if len(who) > 1 and len(winning) > 1:
        names = listed([rights.enterprise.name(key) for key in who])
        keys, share = rights.keys(items), _likeness(rights, winning)
        message = Prose(
            "{items} {has} {who} who {verb}: {names}, by {winning}; {share}",
            items=counted(len(keys), "item"),
            has=Plural("has", "have", number=len(keys)),
            who=len(who),
            verb=said,
            names=names,
            winning=listed([one.name for one in winning]),
            share=share,
        )
        yield Finding("RGT005", by, verb, keys, message)
    elif not single:
        acting = tuple(dict.fromkeys([*who, *(key for one in winning for key in one.responsible)]))
        of = sorted({office for key in acting if (office := rights.office(key))})
        if len(of) > 1 and not any(key.startswith("forum:") for key in acting):
            keys = rights.keys(items)
            names = listed([rights.enterprise.name(office) for office in of])
            message = Prose(
                "{verb} of {items} falls to two offices: {names}",
                verb=said,
                items=counted(len(keys), "item"),
                names=names,
            )
            yield Finding("RGT006", by, verb, keys, message)


def _likeness(rights: Rights, winning: tuple[Right, ...]) -> str:
    """How far what the rights cover is the same: what all cover, of what any covers."""
    shared, whole = rights.concerned, Covered.any_of(one.covered for one in winning)
    for one in winning:
        shared &= one.covered
    return Prose(
        "{shared} of the {whole} that they cover are the same",
        shared=len(shared),
        whole=len(whole & rights.concerned),
    )
