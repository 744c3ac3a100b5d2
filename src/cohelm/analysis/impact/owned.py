"""A metric as its owner sees it: with the readings that are the owner's alone for ten working days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from cohelm.analysis.agenda.informed import Reached
from cohelm.analysis.impact.scorecard import readings_of, row_of
from cohelm.analysis.impact.targets import target_on, targets_of
from cohelm.analysis.wording import counted
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, NotPermitted
from cohelm.core.prose import Prose
from cohelm.kinds.impact import Claim

CLAIMS: tuple[str, ...] = get_args(Claim)


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What all readings of a metric say: a row as the scorecard has it, and its name."""

    name: str
    row: Mapping[str, Any]

    @property
    def sentence(self) -> str:
        """The status with its reason, and what the owner says beside it."""
        row = self.row
        said = (
            Prose("the owner says {claim}", claim=row["claim"])
            if row["claim"]
            else Prose("the owner has said nothing yet")
        )
        of = counted(row["readings"], "reading")
        return Prose(
            "{name}: {status} ({because}) by {of}; {said}",
            name=self.name,
            status=row["status"],
            because=row["because"],
            of=of,
            said=said,
        )


def verdict(enterprise: Enterprise, key: str, *, on: date) -> Verdict:
    """What the readings of a metric say, the newest among them; for its owner. Raises UnknownName."""
    stated = enterprise.plain(key)
    kind, _, id_ = key.partition(":")
    frame = enterprise.frame(kind)
    row = frame.filter(frame["id"] == id_).row(0, named=True)
    target = target_on(row, targets_of(enterprise, [row], on))
    readings = readings_of(enterprise, row, on)
    measured = row_of(enterprise.at(on), {**row, "target": target}, readings)
    return Verdict(str(stated["name"]), measured)


def owners(enterprise: Enterprise, key: str, *, on: date) -> frozenset[str]:
    """The people who own an item: named, holding the role that does, or in the team or forum."""
    plan = enterprise.at(on)
    found = Reached(plan).by(plan.targets(key, "owner"))
    return frozenset(one for one in found if one.startswith("person:"))


def refuse_others(enterprise: Enterprise, key: str, person: str, *, on: date) -> None:
    """Raises NotPermitted where somebody who does not own a metric would look before its owner."""
    if not person or person not in owners(enterprise, key, on=on):
        raise NotPermitted(
            f"{enterprise.name(key)} is shown to its owner first",
            mend="What the owner has seen stands on the scorecard.",
        )


def claimed(enterprise: Enterprise, key: str, claim: str, *, because: str, on: date) -> ChangeSet:
    """What the owner says of a metric; readings up to the day are then everybody's.

    Raises UnknownName, InputError.
    """
    if claim not in CLAIMS:
        raise InputError(f"'{claim}'", where="claim", accepted=", ".join(CLAIMS))
    after = {"claim": claim, "claim_because": because.strip() or None, "claimed_on": on.isoformat()}
    stated = enterprise.plain(key)
    before = {name: stated.get(name) for name in after}
    if before == after:
        return ChangeSet()
    return ChangeSet((ItemChange(key, before, after),))
