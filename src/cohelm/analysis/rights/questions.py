"""What can be wrong with decision rights? The questions, one after the other."""

from __future__ import annotations

from collections.abc import Callable

from cohelm.analysis.rights.conflicts import conflicts
from cohelm.analysis.rights.found import Found
from cohelm.analysis.rights.gaps import gaps
from cohelm.analysis.rights.limits import limits
from cohelm.analysis.rights.load import load
from cohelm.analysis.rights.overlaps import overlaps
from cohelm.analysis.rights.practice import practice
from cohelm.analysis.rights.same import same

Question = Callable[..., Found]
"""`(enterprise, *, on) -> Found`."""
QUESTIONS: tuple[Question, ...] = (gaps, overlaps, limits, conflicts, load, practice, same)
