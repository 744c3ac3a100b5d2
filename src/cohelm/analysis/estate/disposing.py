"""Which of the 7R follows from what is on record of an application?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cohelm.analysis.estate.fit import Quadrant
from cohelm.core.prose import Prose

Disposition = Literal[
    "retire", "retain", "relocate", "rehost", "replatform", "repurchase", "refactor"
]
Proposed = tuple[Disposition | None, str]
"""What is proposed and why; None where it cannot be said, and what is missing."""
DEEP = ("D", "E")
"""Grades of debt that rewriting is cheaper than carrying."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the rule looks at; the rest is as the application states it.

    `spare`: a better one does the same; `serves`: a capability hangs on it, None where no capability is
    on record at all; `unsupported`: it uses technology past its security support.
    """

    time: Quadrant | None
    spare: bool = False
    serves: bool | None = None
    unsupported: bool = False
    debt: str | None = None
    sourcing: str | None = None
    hosting: str | None = None


def proposed(of: Known) -> Proposed:
    """The first that fits, from the quadrant and then from what makes it unfit.

    >>> proposed(Known("tolerate"))[0], proposed(Known("migrate", sourcing="bought"))[0]
    ('retain', 'repurchase')

    Source: the 7R of AWS; the rule is this product's own reading, no standard.
    """
    if of.time is None:
        return None, Prose("not both scores are on record")
    if of.spare and of.time in ("eliminate", "tolerate"):
        return "retire", Prose("a better one does the same")
    if of.time == "eliminate":
        if of.serves is None:
            return None, Prose("no capability is on record")
        if not of.serves:
            return "retire", Prose("no capability hangs on it")
        return "repurchase", Prose("its work is needed, it is not worth its own care")
    if of.time in ("tolerate", "invest"):
        return "retain", Prose("it is sound as it is")
    return _migrated(of)


def _migrated(of: Known) -> Proposed:
    """Of what is valuable and unfit: bought, changed, or moved as it is."""
    if of.sourcing in ("bought", "rented") or of.hosting == "saas":
        return "repurchase", Prose("it is not our own work to mend")
    if of.sourcing is None:
        return None, Prose("whether it is built or bought is not on record")
    if of.debt in DEEP:
        return "refactor", Prose("its debt has the grade {grade}", grade=of.debt)
    if of.unsupported:
        return "replatform", Prose("it uses technology without security support")
    where: Mapping[str | None, Proposed] = {
        "on_premises": ("rehost", Prose("it stands on machines of our own")),
        "private_cloud": ("relocate", Prose("its virtual machines can move as they are")),
        "public_cloud": ("refactor", Prose("neither its place nor its technology is the reason")),
    }
    return where.get(of.hosting, (None, Prose("where it is hosted is not on record")))


def known_of(
    row: Mapping[str, Any], stated: Mapping[str, Any], *, spare: bool, serves: bool | None,
    unsupported: bool,
) -> Known:  # fmt: skip
    """What is known of an application: its row of the answer, and its own columns."""
    return Known(
        row["time"], spare, serves, unsupported, row["debt_grade"], stated["sourcing"],
        stated["hosting"],
    )  # fmt: skip
