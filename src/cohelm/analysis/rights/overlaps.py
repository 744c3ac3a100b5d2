"""Where are two named, and where do both offices act on the same items?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cohelm.analysis.rights.covered import Covered
from cohelm.analysis.rights.found import Finding, Found, found
from cohelm.analysis.rights.held import Rights, rights_on
from cohelm.analysis.rights.right import Right
from cohelm.analysis.rights.winning import named
from cohelm.analysis.wording import counted, listed
from cohelm.core.enterprise import Enterprise


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
    return found("overlaps of decision rights", rights, findings)


def _two_on_one(rights: Rights) -> Iterator[Finding]:
    for one in rights.all:
        if len(one.accountable) > 1:
            names = listed([rights.enterprise.name(key) for key in one.accountable])
            items = rights.keys(one.covered & rights.concerned)
            message = f"{one.name}: {names} are both accountable"
            if len(one.accountable) > 2:
                message = f"{one.name}: {names} are all accountable"
            yield Finding("RGT004", (one.key,), one.verb, items, message)


def _of_group(
    rights: Rights, verb: str, winning: tuple[Right, ...], items: Covered
) -> Iterator[Finding]:
    """What is wrong with the items on which the same rights win."""
    said = verb.replace("_", " ")
    who = named(winning)
    single = [one for one in winning if len(one.accountable) > 1]
    by = tuple(one.key for one in winning)
    if len(who) > 1 and len(winning) > 1:
        names = listed([rights.enterprise.name(key) for key in who])
        keys, share = rights.keys(items), _likeness(rights, winning)
        message = (
            f"{counted(len(keys), 'item')} {'has' if len(keys) == 1 else 'have'} {len(who)} who {said}: "
            f"{names}, by {listed([one.name for one in winning])}; {share}"
        )
        yield Finding("RGT005", by, verb, keys, message)
    elif not single:
        acting = tuple(dict.fromkeys([*who, *(key for one in winning for key in one.responsible)]))
        of = sorted({office for key in acting if (office := rights.office(key))})
        if len(of) > 1 and not any(key.startswith("forum:") for key in acting):
            keys = rights.keys(items)
            names = listed([rights.enterprise.name(office) for office in of])
            message = f"{said} of {counted(len(keys), 'item')} falls to two offices: {names}"
            yield Finding("RGT006", by, verb, keys, message)


def _likeness(rights: Rights, winning: tuple[Right, ...]) -> str:
    """How far what the rights cover is the same: what all cover, of what any covers."""
    shared, whole = rights.concerned, Covered.any_of(one.covered for one in winning)
    for one in winning:
        shared &= one.covered
    return f"{len(shared)} of the {len(whole & rights.concerned)} that they cover are the same"
