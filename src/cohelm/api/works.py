"""What the worker does for programs, by the name of the job."""

from __future__ import annotations

from collections.abc import Mapping

from cohelm.api import bulk
from cohelm.store.jobs import Work

WORKS: Mapping[str, Work] = {bulk.BULK: bulk.work}
