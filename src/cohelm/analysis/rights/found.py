"""What is wrong with decision rights, as a list: one shape for all the questions about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from cohelm.analysis.rights.held import Rights
from cohelm.analysis.wording import counted
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.core.said import Said, joined

TITLES: Mapping[str, str] = {
    "RGT001": "Nobody accountable",
    "RGT002": "Nobody fills who is accountable",
    "RGT003": "Items that no right covers",
    "RGT004": "Two accountable on one right",
    "RGT005": "Two named on the same items",
    "RGT006": "Both offices on the same items",
    "RGT007": "An amount above every limit",
    "RGT008": "A delegation that has run out",
    "RGT009": "Duties of one person that should be two people's",
    "RGT010": "More rights than others carry",
    "RGT011": "Not reviewed for a year",
    "RGT012": "Joint, without a forum",
    "RGT013": "Approved by somebody the rights do not name",
    "RGT014": "Approved above the limit",
    "RGT015": "Never seen in use",
    "RGT016": "The same right in other words",
    "RGT017": "Limits that leave a hole",
    "RGT018": "Limits that cross",
    "RGT019": "A decision waits past its day",
    "RGT020": "A condition that cannot be read",
    "RGT021": "A right lent in a circle",
}
"""The codes, in the words of the screen."""


ON_ITEMS = frozenset((
    "RGT003", "RGT005", "RGT006", "RGT007", "RGT009", "RGT013", "RGT014", "RGT015", "RGT016",
    "RGT017", "RGT018",
))  # fmt: skip
"""The codes that rest on what rights cover and up to which amount: told to those who may see it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; `rights` and `items` are keys.

    `people` are the persons that it is about, told to office leads and audit alone; `roles` who acts
    in practice; `amount` the sum that it turns on.
    """

    code: str
    rights: tuple[str, ...]
    verb: str
    items: tuple[str, ...]
    message: str
    people: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    amount: Money | None = None


COLUMNS: dict[str, Any] = {
    "code": pl.String, "message": pl.String, "verb": pl.String,
    "rights": pl.List(pl.String), "items": pl.List(pl.String),
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """All that one question found, by code and right.

    `concerns` has a row for each; `number` counts them and `touched` the items that they are about;
    both have no value where there was no right to look at. `unreadable` are conditions of rights that
    cannot be read: what they are about is not known. `findings` are the concerns as they were found.
    """

    on: date
    asked: str
    number: Figure
    touched: Figure
    concerns: pl.DataFrame
    findings: list[Finding]
    unreadable: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """How many there are, of what."""
        if self.number.value is None:
            return Said(
                "Nothing can be said about {asked}: {reason}",
                asked=self.asked,
                reason=self.number.reason,
            )
        if not len(self.concerns):
            return Said("No {asked}", asked=self.asked)
        of = Counter(self.concerns["code"].to_list())
        said = [
            Said("{title:a}: {count}", title=Said(TITLES[code]), count=count)
            for code, count in sorted(of.items())
        ]
        about = counted(int(self.touched.value or 0), "item")
        return Said(
            "{concerns} about {about} ({said})",
            concerns=counted(len(self.concerns), "concern"),
            about=about,
            said=joined(said, ", "),
        )

    def answer(self) -> dict[str, Any]:
        """What the command and the API say."""
        return {"concerns": self.concerns.to_dicts(), "unreadable": self.unreadable}


def found(asked: str, rights: Rights, findings: Iterable[Finding], *, unasked: str = "") -> Found:
    """The result of a question about rights, with the conditions of theirs that cannot be read.

    Findings about items are left out for verbs of which the asker may not see everything.

    `unasked` says why nothing could be looked at, where it is not that there are no rights.
    """
    shown = [
        one for one in findings
        if one.code not in ON_ITEMS or rights.unjudged.isdisjoint(one.verb.split(", "))
    ]  # fmt: skip
    ordered = sorted(shown, key=lambda one: (one.code, one.verb, one.rights, one.items))
    rows = [(one.code, one.message, one.verb, list(one.rights), list(one.items)) for one in ordered]
    frame, on = pl.DataFrame(rows, schema=COLUMNS, orient="row"), rights.on
    looked_at = tuple(one.key for one in rights.all)
    items = tuple(sorted({key for one in ordered for key in one.items}))
    reason = unasked if looked_at else Said("no decision right is on record")
    if reason:
        none = Figure.unknown(reason, on=on)
        return Found(on, asked, none, none, frame, ordered)
    formula = Said("{rights} looked at on the day", rights=counted(len(looked_at), "right"))
    number = Figure(len(ordered), formula=formula, counted=looked_at, on=on)
    touched = Figure(
        len(items), formula=Said("items that a concern is about"), counted=items, on=on
    )
    unreadable = tuple(text for one in rights.all for text in one.unreadable)
    if rights.unjudged:
        verbs = ", ".join(sorted(verb.replace("_", " ") for verb in rights.unjudged))
        unreadable += (
            Said("not judged, since you may not see what decides about it: {verbs}", verbs=verbs),
        )
    return Found(on, asked, number, touched, frame, ordered, unreadable)
