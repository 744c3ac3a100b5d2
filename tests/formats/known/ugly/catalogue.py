"""The generators, one line each."""

from __future__ import annotations

import random
from collections.abc import Callable

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
from tests.formats.known.ugly.later import with_later
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


def made(name: str, seed: int, *, kept_back: bool = False, later: bool = False) -> Ugly:
    """The ugly file of a generator and a seed.

    `kept_back`: with headers that readers are not tuned by; `later`: with those of the later list.
    """
    clean = GENERATORS[name](random.Random(f"{name} {seed}"))
    return ugly(with_later(clean) if later else clean, seed, kept_back=kept_back)
