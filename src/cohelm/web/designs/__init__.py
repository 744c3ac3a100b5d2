"""What the pages of analyses with a design of their own show besides the parts of every result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cohelm.core.enterprise import Enterprise
from cohelm.web.designs.agenda import of_agenda
from cohelm.web.designs.description import of_description
from cohelm.web.designs.matrix import of_matrix
from cohelm.web.designs.roadmap import of_roadmap
from cohelm.web.designs.scorecard import of_scorecard
from cohelm.web.designs.tradeoff import of_tradeoff
from cohelm.web.designs.who_decides import of_who_decides

DESIGNS: dict[str, Callable[[Enterprise, Any], dict[str, Any]]] = {
    "agenda": of_agenda,
    "roadmap": of_roadmap,
    "description": of_description,
    "matrix": of_matrix,
    "who_decides": of_who_decides,
    "scorecard": of_scorecard,
    "tradeoff": of_tradeoff,
}
"""By an analysis's name, what its template is given on top: a module each in this folder."""
