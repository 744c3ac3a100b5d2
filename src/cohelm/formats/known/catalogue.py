"""The known shapes of files, one line each."""

from __future__ import annotations

from cohelm.formats.known.applications import APPLICATIONS
from cohelm.formats.known.approvals import APPROVALS
from cohelm.formats.known.authority import AUTHORITY
from cohelm.formats.known.authority_grid import AUTHORITY_GRID
from cohelm.formats.known.changes import CHANGES
from cohelm.formats.known.contracts import CONTRACTS
from cohelm.formats.known.deals import DEALS
from cohelm.formats.known.focus import FOCUS
from cohelm.formats.known.incidents import INCIDENTS
from cohelm.formats.known.initiatives import INITIATIVES
from cohelm.formats.known.issues import ISSUES
from cohelm.formats.known.known import Known
from cohelm.formats.known.ledger import LEDGER
from cohelm.formats.known.matrix import MATRIX
from cohelm.formats.known.prose import PROSE
from cohelm.formats.known.register import REGISTER
from cohelm.formats.known.spend import SPEND
from cohelm.formats.known.staff import STAFF
from cohelm.formats.known.transitions import TRANSITIONS

KNOWN: tuple[Known, ...] = (
    CONTRACTS,
    SPEND,
    LEDGER,
    FOCUS,
    STAFF,
    APPLICATIONS,
    INITIATIVES,
    DEALS,
    MATRIX,
    AUTHORITY,
    AUTHORITY_GRID,
    APPROVALS,
    ISSUES,
    INCIDENTS,
    CHANGES,
    TRANSITIONS,
    REGISTER,
    PROSE,
)
BY_NAME: dict[str, Known] = {one.name: one for one in KNOWN}
