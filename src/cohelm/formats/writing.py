"""The formats of others that are written: one line each. What a file cannot hold is counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from cohelm.core.documents import Contents
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.prose import Prose
from cohelm.core.schema import Schema
from cohelm.formats.archimate import read_exchange, write_exchange
from cohelm.formats.backstage import read_catalogue, write_catalogue
from cohelm.formats.bom import read_cyclonedx, write_cyclonedx
from cohelm.formats.radar import read_list, write_radar_csv, write_radar_json


@dataclass(frozen=True, slots=True)
class Written:
    """A format that is written: by which `word` it is asked for, what people call it, and how.

    `system` is the name under which items keep how a file of it calls them. What `write` gives, `read`
    takes in again with nothing changed. The same organisation gives the same bytes. A format that holds
    one item has `write_of` too, for the item of a key; one of editions `write_on`, for that of a day.
    """

    word: str
    label: str
    ending: str
    media: str
    system: str
    write: Callable[[Enterprise], bytes]
    read: Callable[[str, bytes, Schema], Contents]
    write_of: Callable[[Enterprise, str], bytes] | None = None
    write_on: Callable[[Enterprise, date], bytes] | None = None

    def asked(self, of: str = "", edition: date | None = None) -> Written:
        """The same format for one item, or for the edition of a day, where they are asked for.

        Raises UsageError where the format is not of one.
        """
        form = self.of(of) if of else self
        return form.on(edition) if edition else form

    def of(self, key: str) -> Written:
        """The same format for the item of a key alone. Raises UsageError where it is not for one item."""
        write_of = self.write_of
        if write_of is None:
            alone = ", ".join(one.word for one in WRITTEN if one.write_of)
            raise UsageError(f"{self.word} is not of one item", where="--of", accepted=alone)
        return replace(self, write=lambda plan: write_of(plan, key))

    def on(self, edition: date) -> Written:
        """The same format for the edition of a day. Raises UsageError where it has no editions."""
        write_on = self.write_on
        if write_on is None:
            those = ", ".join(one.word for one in WRITTEN if one.write_on)
            raise UsageError(f"{self.word} has no editions", where="--edition", accepted=those)
        return replace(self, write=lambda plan: write_on(plan, edition))


WRITTEN: tuple[Written, ...] = (
    Written(
        "archimate", Prose("ArchiMate model"), ".xml", "application/xml", "archimate",
        write_exchange, read_exchange,
    ),
    Written(
        "backstage", Prose("Backstage catalogue"), ".yaml", "application/yaml", "backstage",
        write_catalogue, read_catalogue,
    ),
    Written(
        "cyclonedx", Prose("Bill of materials (CycloneDX)"), ".cdx.json", "application/json", "package",
        write_cyclonedx, read_cyclonedx, write_cyclonedx,
    ),
    Written(
        "radar-csv", Prose("Radar (CSV)"), ".radar.csv", "text/csv", "radar", write_radar_csv,
        read_list, write_on=write_radar_csv,
    ),
    Written(
        "radar-json", Prose("Radar (JSON)"), ".radar.json", "application/json", "radar",
        write_radar_json, read_list, write_on=write_radar_json,
    ),
)  # fmt: skip


def written_as(word: str) -> Written:
    """The format of that word. Raises UnknownName."""
    found = next((one for one in WRITTEN if one.word == word), None)
    if found is None:
        raise UnknownName.of("format", word, [one.word for one in WRITTEN])
    return found


def written_by_ending(name: str) -> Written | None:
    """The format whose files end as a name does, None where none does."""
    return next((one for one in WRITTEN if name.lower().endswith(one.ending)), None)
