"""The generators, one line each."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.formats.known.ugly import (
    applications,
    contracts,
    focus,
    initiatives,
    ledger,
    spend,
    staff,
)
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
}


def made(name: str, seed: int) -> Ugly:
    """The ugly file of a generator and a seed."""
    return ugly(GENERATORS[name](random.Random(f"{name} {seed}")), seed)
