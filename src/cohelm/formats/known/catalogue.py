"""The known shapes of files, one line each."""

from __future__ import annotations

from cohelm.formats.known.applications import APPLICATIONS
from cohelm.formats.known.contracts import CONTRACTS
from cohelm.formats.known.focus import FOCUS
from cohelm.formats.known.initiatives import INITIATIVES
from cohelm.formats.known.known import Known
from cohelm.formats.known.ledger import LEDGER
from cohelm.formats.known.spend import SPEND
from cohelm.formats.known.staff import STAFF

KNOWN: tuple[Known, ...] = (CONTRACTS, SPEND, LEDGER, FOCUS, STAFF, APPLICATIONS, INITIATIVES)
BY_NAME: dict[str, Known] = {one.name: one for one in KNOWN}
