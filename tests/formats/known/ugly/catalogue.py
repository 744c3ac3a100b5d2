"""The generators, one line each."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tests.formats.known.ugly import (
    applications,
    approvals,
    authority,
    authority_grid,
    changes,
    contracts,
    focus,
    incidents,
    initiatives,
    issues,
    ledger,
    matrix,
    spend,
    staff,
)
from tests.formats.known.ugly.exported import EXPORTED
from tests.formats.known.ugly.later import LATER
from tests.formats.known.ugly.mess import ugly
from tests.formats.known.ugly.truth import Clean, Ugly

GENERATORS: dict[str, Callable[[random.Random], Clean]] = {
    "contracts": contracts.clean,
    "spend": spend.clean,
    "ledger": ledger.clean,
    "focus": focus.clean,
    "staff": staff.clean,
    "applications": applications.clean,
    "initiatives": initiatives.clean,
    "matrix": matrix.clean,
    "authority": authority.clean,
    "authority_grid": authority_grid.clean,
    "approvals": approvals.clean,
    "issues": issues.clean,
    "incidents": incidents.clean,
    "changes": changes.clean,
}

HANDS: Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]] = {
    "first": {},
    "later": LATER,
    "exported": EXPORTED,
}
"""Whose headers stand in the files, by shape and column; the generator's own where none is named."""


def headed(clean: Clean, hand: str) -> Clean:
    """The table with the headers of one of the `HANDS`."""
    headers = HANDS[hand].get(clean.shape, {})
    columns = [replace(one, headers=headers.get(one.name, one.headers)) for one in clean.columns]
    return replace(clean, columns=columns)


def made(name: str, seed: int, *, kept_back: bool = False, hand: str = "first") -> Ugly:
    """The ugly file of a generator and a seed, with the headers of one of the `HANDS`.

    `kept_back`: with headers that readers are not tuned by.
    """
    clean = GENERATORS[name](random.Random(f"{name} {seed}"))
    return ugly(headed(clean, hand), seed, kept_back=kept_back)
