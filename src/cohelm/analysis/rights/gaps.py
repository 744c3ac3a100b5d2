"""Where is nobody in charge: rights without anybody, and items without a right?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cohelm.analysis.rights.found import Finding, Found, found
from cohelm.analysis.rights.held import Rights, rights_on
from cohelm.analysis.wording import counted, listed, worded
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose, joined


def gaps(enterprise: Enterprise, *, on: date) -> Found:
    """Rights that nobody is accountable for, roles that nobody fills, items that no right covers.

    Items are those of the kinds that any right of a verb covers: where somebody approves changes to
    some applications, every other live application is looked at. A right whose conditions cannot be
    read is one more: what it is about is not known. Linear in rights and items.
    """
    rights = rights_on(enterprise, on)
    findings = [*_nobody(rights), *_vacant(rights), *_uncovered(rights), *_unreadable(rights)]
    return found(Prose("gaps in decision rights"), rights, findings)


def _nobody(rights: Rights) -> Iterator[Finding]:
    for one in rights.all:
        if not one.accountable:
            message = Prose("{name}: nobody is accountable", name=one.name)
            yield Finding(
                "RGT001", (one.key,), one.verb, rights.keys(one.covered & rights.concerned), message
            )


def _vacant(rights: Rights) -> Iterator[Finding]:
    """Rights of which everybody accountable is a role, forum or team that nobody stands behind."""
    for one in rights.all:
        if one.accountable and not any(rights.persons(key) for key in one.accountable):
            names = listed([rights.enterprise.name(key) for key in one.accountable])
            message = Prose(
                "{name}: {names} is accountable, and nobody fills it on the day",
                name=one.name,
                names=names,
            )
            yield Finding(
                "RGT002", (one.key,), one.verb, rights.keys(one.covered & rights.concerned), message
            )


def _uncovered(rights: Rights) -> Iterator[Finding]:
    for verb in rights.verbs:
        held = rights.of(verb)
        covered = rights.decided[verb].covered
        for kind, items in sorted(rights.kinds.items()):
            if not covered & items:
                continue
            live = rights.living(kind)
            bare = live - covered
            if bare:
                keys = tuple(one.key for one in held if one.covered & items)
                label = rights.enterprise.schema.kind(kind)
                noun = label.plural if len(live) != 1 else label.label.lower()
                message = Prose(
                    "nobody is named to {verb} {bare} of {live} {noun}",
                    verb=worded(verb),
                    bare=len(bare),
                    live=len(live),
                    noun=Prose(noun),
                )
                yield Finding("RGT003", keys, verb, rights.keys(bare), message)


def _unreadable(rights: Rights) -> Iterator[Finding]:
    for one in rights.all:
        if one.unreadable:
            what = counted(len(one.unreadable), "condition")
            message = Prose(
                "{name}: {what} cannot be read: {unreadable}",
                name=one.name,
                what=what,
                unreadable=joined(one.unreadable, "; "),
            )
            yield Finding("RGT020", (one.key,), one.verb, (), message)
