"""What it means that a list's next edition lacks an item: kept with the list, and acted upon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cohelm.accounts.moved import keep_missing, remove_missing
from cohelm.core.errors import CohelmError, NotPermitted, UnknownName
from cohelm.formats.editions import ABSENT
from cohelm.reports.wording import count
from cohelm.store.access import Level, Writer
from cohelm.store.editions import Kept, edition, keep_absent
from cohelm.store.load import load


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the items that lists no longer have, as each list says; the rest is asked about.

    `batch` is that of the removed ones, 0 where none was; `refused` says why they could not be removed.
    """

    kept: int = 0
    removed: int = 0
    batch: int = 0
    refused: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was done, in words; none where all is asked about."""
        found = []
        if self.kept:
            found.append(
                f"No longer listed and taken to be still there: {count(self.kept, 'item')}."
            )
        if self.removed:
            removed = f"{count(self.removed, 'item')}, as batch {self.batch}, which can be undone"
            found.append(f"No longer listed and removed: {removed}.")
        if self.refused:
            found.append(f"What is no longer listed was not removed: {self.refused}")
        return tuple(found)


def settle(editions: Iterable[Kept], by: Writer, *, via: str) -> Settled:
    """Keeps or removes what new editions lack, where their lists say so.

    What may not be removed is asked about, as if the list said nothing. Raises NotPermitted for who may
    not write.
    """
    editions = [one for one in editions if one.missing and one.absent != "ask"]
    if not editions:
        return Settled()
    plan = load(audience=by.audience)
    keys = {
        means: sorted({key for one in editions if one.absent == means for key in one.missing
                       if key in plan})
        for means in ABSENT
    }  # fmt: skip
    kept = keep_missing(keys["kept"], by) if keys["kept"] else 0
    if not keys["removed"]:
        return Settled(kept)
    try:
        written = remove_missing(keys["removed"], by, via=via, reason="no longer listed")
    except CohelmError as error:
        return Settled(kept, refused=str(error))
    return Settled(kept, len(keys["removed"]), written.batch)


def say_absence(number: int, means: str, by: Writer) -> Kept:
    """Keeps with the list of an edition what absence means from its next edition on.

    Raises NotPermitted, UnknownName for a meaning that is none and for a list of which the writer sees
    nothing.
    """
    if by.level < Level.CONTRIBUTOR:
        raise NotPermitted("saying what absence means takes the access level contributor")
    if means not in ABSENT:
        raise UnknownName.of("meaning of absence", means, ABSENT)
    found, plan = edition(number), load(audience=by.audience)
    if found is None or not any(key in plan for key in found.rows):
        raise UnknownName(f"there is no edition {number}", mend="See cohelm moved --json.")
    keep_absent(number, means)
    return found
