"""Which levels of responsibility does a skill have? SFIA's; a level that it does not have is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cohelm.core.changes import LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose

RANGES: Mapping[str, tuple[int, int]] = {
    "ITSP": (4, 7), "GOVN": (6, 7), "ISCO": (6, 7), "STPL": (5, 7), "POMG": (5, 7), "INOV": (5, 7),
    "SUPP": (2, 7), "ITCM": (2, 7), "BURM": (2, 7), "SCTY": (2, 7), "RLMT": (4, 7), "ORDI": (3, 7),
    "EMRG": (4, 6), "RSCH": (2, 6), "PROD": (2, 6), "BENM": (3, 6), "INVA": (4, 6), "FMIT": (4, 6),
    "DATM": (2, 6), "ARCH": (4, 6), "DEMG": (3, 6), "WFPL": (4, 6),
}  # fmt: skip
"""The lowest and the highest level of skills that the two officers need, by their code.

Source: SFIA 9 (2024); counted from its published levels. Only 35 of 147 skills have level 7.
"""
PROFILES: Mapping[str, Mapping[str, int]] = {
    "cio": {"ITSP": 7, "GOVN": 7, "POMG": 6, "SUPP": 7, "ITCM": 6, "BURM": 6, "SCTY": 6, "BENM": 6,
            "FMIT": 6, "DATM": 6, "ISCO": 6, "ORDI": 6, "RLMT": 6},
    "cto": {"ITSP": 7, "STPL": 6, "INOV": 7, "EMRG": 6, "RSCH": 6, "PROD": 6, "ARCH": 6, "DEMG": 6,
            "RLMT": 6, "WFPL": 6, "ORDI": 6},
}  # fmt: skip
"""A profile to begin with for each office; this product's own choice among SFIA's skills."""
LEVELS: tuple[tuple[int, str], ...] = (
    (1, "follow"), (2, "assist"), (3, "apply"), (4, "enable"), (5, "ensure, advise"),
    (6, "initiate, influence"), (7, "set strategy, inspire"),
)  # fmt: skip
"""The seven levels of responsibility by their guiding words."""
RELATIONS = ("has_skill", "requires_skill")


def levels_of(plain: Mapping[str, Any]) -> tuple[int, int]:
    """The lowest and the highest level of a skill: as it states them, else by its code, else 1 to 7."""
    low, high = RANGES.get(str(plain.get("code") or "").upper(), (1, 7))
    return plain.get("lowest_level") or low, plain.get("highest_level") or high


def refused_level(change: LinkChange, plan: Enterprise) -> str:
    """Why the level of a link to a skill is refused; empty where it is not."""
    level = (change.after or {}).get("level")
    if change.relation not in RELATIONS or level is None or change.target not in plan:
        return ""
    low, high = levels_of(plan.plain(change.target))
    if low <= level <= high:
        return ""
    name = plan.name(change.target)
    return Prose(
        "{source} {relation}: {name} has no level {level}, only {low} to {high}",
        source=change.source,
        relation=change.relation,
        name=name,
        level=level,
        low=low,
        high=high,
    )
