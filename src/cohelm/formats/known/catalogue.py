"""The known shapes of files, one line each."""

from __future__ import annotations

from cohelm.formats.known.contracts import CONTRACTS
from cohelm.formats.known.known import Known
from cohelm.formats.known.matrix import MATRIX
from cohelm.formats.known.spend import SPEND

KNOWN: tuple[Known, ...] = (CONTRACTS, SPEND, MATRIX)
BY_NAME: dict[str, Known] = {one.name: one for one in KNOWN}
