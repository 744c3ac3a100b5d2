"""What is said about a table of which nothing could be taken in, so that its owner can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from cohelm.analysis.wording import counted, listed
from cohelm.core.prose import Prose
from cohelm.formats.known.catalogue import KNOWN
from cohelm.formats.known.nearest import Nearest
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.reports.doubts import LIKELY, looks_like

READABLE = "; ".join(
    ["lists of applications, initiatives, vendors or people", *(one.title.lower() for one in KNOWN)]
)
SHOWN = 3


def unread(pairs: Iterable[tuple[Table, Mapping]]) -> Iterator[str]:
    """One sentence a table that was not read or has no rows: what it looks like, and the mend."""
    for table, mapping in pairs:
        name = PurePath(table.where).name
        if not table.rows:
            yield Prose("{name} holds a line of headers alone: no row stands below it", name=name)
        elif not mapping.is_read:
            yield Prose(
                "{name}: {rows} not understood. {mend}",
                name=name,
                rows=counted(len(table.rows), "row"),
                mend=_mend(table, mapping),
            )


def nothing_in() -> str:
    """What is said where nothing in files is a row at all."""
    return Prose(
        "No row was found: nothing in it is a list of named things. Accepted: {readable}",
        readable=READABLE,
    )


def _mend(table: Table, mapping: Mapping) -> str:
    found = looks_like(table, mapping)
    if found is None:
        heads = ", ".join(f"'{one}'" for one in table.header[:SHOWN])
        heads += ", …" if len(table.header) > SHOWN else ""
        if mapping.nearest and mapping.score >= LIKELY:
            head = Prose("It fits '{nearest}' best, but not well enough", nearest=mapping.nearest)
            return Prose("{head}: head the columns by what they hold", head=head)
        return Prose(
            "Nothing in its columns ({heads}) says what"
            " it is. Accepted: {readable}. Head the columns by what they hold, or say what the rows"
            " are (--as KIND)",
            heads=heads,
            readable=READABLE,
        )
    because = listed([f"'{one}'" for one in found.because])
    return Prose(
        "It looks like this: {title}, because of {because}. {lacking}",
        title=Prose(found.known.title),
        because=because,
        lacking=_lacking(found),
    )


def _lacking(found: Nearest) -> str:
    if not found.missing:
        return Prose(
            "What stands below the headers does not fit them: see that each column holds one thing"
        )
    wants = [" or ".join(one.replace("_", " ") for one in need) for need in found.missing]
    return Prose("To be read it needs a column more: {wants}", wants="; and ".join(wants))
