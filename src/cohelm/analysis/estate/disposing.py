"""Which of the 7R follows from what is on record of an application?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cohelm.analysis.day import Day
from cohelm.analysis.estate.fit import Quadrant
from cohelm.analysis.technology.releases import Releases
from cohelm.analysis.technology.support import is_past
from cohelm.analysis.wording import listed
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
    on record at all; `unsupported`: it uses technology past its security support; `undated`: the names of
    technologies that it uses of which nobody knows whether that has ended.
    """

    time: Quadrant | None
    spare: bool = False
    serves: bool | None = None
    unsupported: bool = False
    undated: tuple[str, ...] = ()
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
    if of.undated:
        return None, Prose("no end of support on record for {names}", names=listed(of.undated))
    where: Mapping[str | None, Proposed] = {
        "on_premises": ("rehost", Prose("it stands on machines of our own")),
        "private_cloud": ("relocate", Prose("its virtual machines can move as they are")),
        "public_cloud": ("refactor", Prose("neither its place nor its technology is the reason")),
    }
    return where.get(of.hosting, (None, Prose("where it is hosted is not on record")))


@dataclass(frozen=True, slots=True)
class Used:
    """By application, whether security support has ended for what it uses, and of what nobody knows."""

    unsupported: frozenset[str]
    undated: Mapping[str, tuple[str, ...]]

    @classmethod
    def on(cls, day: Day) -> Used:
        """What is used itself, in the release that is meant; links that hold on the day."""
        plan = day.enterprise
        source, target = Releases(day).meant("uses")
        state = day.frame("technology").select("node", past=is_past("security", day.on))
        past = {node for node, is_over in state.iter_rows() if is_over}
        unknown = {node for node, is_over in state.iter_rows() if is_over is None}
        ended: set[str] = set()
        names: dict[str, set[str]] = {}
        for here, technology in zip(source.tolist(), target.tolist(), strict=True):
            key = plan.nodes.key(here)
            if technology in past:
                ended.add(key)
            elif technology in unknown:
                names.setdefault(key, set()).add(plan.name(plan.nodes.key(technology)))
        return cls(frozenset(ended), {key: tuple(sorted(of)) for key, of in names.items()})


def known_of(
    row: Mapping[str, Any],
    stated: Mapping[str, Any],
    used: Used,
    *,
    spare: bool,
    serves: bool | None,
) -> Known:
    """What is known of an application: its row of the answer, its own columns, and what it uses."""
    key = row["application"]
    return Known(
        row["time"], spare, serves, key in used.unsupported, used.undated.get(key, ()),
        row["debt_grade"], stated["sourcing"], stated["hosting"],
    )  # fmt: skip
