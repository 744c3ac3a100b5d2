"""What the pages of analyses with a design of their own show besides the parts of every result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cohelm.core.enterprise import Enterprise
from cohelm.web.designs.adjustment import of_adjustment
from cohelm.web.designs.agenda import of_agenda
from cohelm.web.designs.around import of_around
from cohelm.web.designs.ask_for import of_ask_for
from cohelm.web.designs.availability import of_availability
from cohelm.web.designs.balance import of_balance
from cohelm.web.designs.calendar import of_calendar
from cohelm.web.designs.capacity import of_capacity
from cohelm.web.designs.decisions import of_decisions
from cohelm.web.designs.description import of_description
from cohelm.web.designs.free import of_free
from cohelm.web.designs.handover import of_handover
from cohelm.web.designs.matrix import of_matrix
from cohelm.web.designs.obsolescence import of_obsolescence
from cohelm.web.designs.outage import of_outage
from cohelm.web.designs.pairs import of_spellings, of_twice
from cohelm.web.designs.radar import of_radar
from cohelm.web.designs.rationalise import of_rationalise
from cohelm.web.designs.requests import of_requests
from cohelm.web.designs.roadmap import of_roadmap
from cohelm.web.designs.scorecard import of_scorecard
from cohelm.web.designs.strategy_map import of_strategy_map
from cohelm.web.designs.trace import of_trace
from cohelm.web.designs.tradeoff import of_tradeoff
from cohelm.web.designs.trends import of_trends
from cohelm.web.designs.weak_points import of_weak_points
from cohelm.web.designs.who_decides import of_who_decides

DESIGNS: dict[str, Callable[[Enterprise, Any], dict[str, Any]]] = {
    "adjustment": of_adjustment,
    "agenda": of_agenda,
    "around": of_around,
    "ask_for": of_ask_for,
    "availability": of_availability,
    "balance": of_balance,
    "calendar": of_calendar,
    "capacity": of_capacity,
    "decisions": of_decisions,
    "free": of_free,
    "handover": of_handover,
    "obsolescence": of_obsolescence,
    "outage": of_outage,
    "radar": of_radar,
    "rationalise": of_rationalise,
    "requests": of_requests,
    "roadmap": of_roadmap,
    "description": of_description,
    "matrix": of_matrix,
    "weak_points": of_weak_points,
    "who_decides": of_who_decides,
    "scorecard": of_scorecard,
    "spellings": of_spellings,
    "strategy_map": of_strategy_map,
    "trace": of_trace,
    "tradeoff": of_tradeoff,
    "trends": of_trends,
    "twice": of_twice,
}
"""By an analysis's name, what its template is given on top: a module each in this folder."""
