"""Files that somebody brings: read, compared with the plan, and written as one batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cohelm.accounts.absence import Settled, settle
from cohelm.accounts.models import KeptMapping
from cohelm.accounts.person import Person
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, UnknownName
from cohelm.core.proposal import Proposal, propose
from cohelm.core.schema import Schema
from cohelm.formats.detect import ReadFiles, read_files
from cohelm.formats.editions import ABSENT, lists_of
from cohelm.formats.mapping import Mapping
from cohelm.formats.mappings import read_mappings, write_mappings
from cohelm.reports.doubts import with_doubts
from cohelm.store.apply import Written, apply
from cohelm.store.editions import Continued, continued, keep_editions
from cohelm.store.load import everything, load

Files = Sequence[tuple[str, bytes]]
Step = Callable[[str, int], None]
"""Hears what is done next, and how much of the whole is behind it, in percent."""
READ, COMPARED = 45, 73
"""Of the time that an import takes: measured on a list of 30,000 items, from reading to written."""
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Brought:
    """What files say, and what would change; nothing is written yet. `lists` are the lists among them,
    each with the earlier edition that it continues; none in a scenario."""

    read: ReadFiles
    proposal: Proposal
    plan: Enterprise
    lists: tuple[Continued, ...] = ()


def compare(
    files: Files,
    person: Person,
    *,
    scenario: str = "",
    as_kind: str | None = None,
    mappings: Sequence[Mapping] = (),
    step: Step | None = None,
) -> Brought:
    """Reads files and compares them with what the person sees. Raises InputError, UnknownName.

    `mappings` go before those that were kept from earlier imports.
    """
    step = step or _unheard
    step("Reading the files", 0)
    whole = everything()  # before the plan: a name that others take after it is a conflict
    plan = load(audience=person.audience, scenario=scenario)
    read = read_files(
        files,
        plan.schema,
        as_kind=as_kind,
        mappings=(*mappings, *kept_mappings(plan.schema)),
        currency=str(plan.organisation.get("currency") or ""),
    )
    step("Comparing them with the plan", READ)
    found = propose(plan, read.contents, taken=lambda kind, id_: id_ in whole.table(kind))
    proposal = with_doubts(found, plan)
    lists = () if scenario else tuple(continued(lists_of(read, proposal)))
    return Brought(read, proposal, plan, lists)


def _unheard(name: str, percent: int) -> None:
    """What is done while nobody watches."""


def in_short(files: Sequence[str]) -> str:
    """The names of some files, the first few of many.

    >>> in_short(["a.md", "b.md", "c.md", "d.md", "e.md"])
    'a.md, b.md, c.md and 2 more'
    """
    more = len(files) - MOST_NAMED
    return ", ".join(files) if more < 2 else f"{', '.join(files[:MOST_NAMED])} and {more} more"


def write(
    brought: Brought,
    person: Person,
    *,
    via: str,
    reason: str,
    now: datetime,
    scenario: str = "",
    absent: str = "",
) -> tuple[Written, Settled]:
    """Writes what would change, as one batch, and keeps the mappings and the lists.

    `absent` says what it means that a list lacks what it had, from now on; empty: as each list said
    before. With the batch comes what became of such items. Raises UnknownName, NotPermitted, Conflict.
    """
    if absent and absent not in ABSENT:
        raise UnknownName.of("meaning of absence", absent, ABSENT)
    written = apply(
        brought.proposal.changes,
        by=person.writer,
        via=via,
        reason=reason[:500],
        scenario=scenario,
        now=now,
    )
    keep_mappings(brought.read.mappings, now)
    kept = keep_editions(
        brought.lists, batch=written.batch, actor=person.username, now=now, absent=absent
    )
    return written, settle(kept, person.writer, via=via)


def kept_mappings(schema: Schema) -> tuple[Mapping, ...]:
    """The mappings of earlier imports that still fit the schema, the newest first."""
    found: list[Mapping] = []
    for one in KeptMapping.objects.order_by("-kept"):
        try:
            found += read_mappings(one.text, schema)
        except CohelmError:  # a field of one's own that was taken away since: guess afresh
            continue
    return tuple(found)


def keep_mappings(mappings: Iterable[Mapping], now: datetime) -> None:
    """Keeps what columns mean for the next time that a table of the same header is brought."""
    for mapping in mappings:
        if mapping.is_read:
            KeptMapping.objects.update_or_create(
                fingerprint=mapping.fingerprint,
                table=mapping.table[:300],
                defaults={"text": write_mappings([mapping]), "kept": now},
            )
