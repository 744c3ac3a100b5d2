"""What every question of choice can be told, in the words of the command, the page and the API."""

from __future__ import annotations

from typing import Annotated, Literal

from cohelm.analysis.portfolio.choice.accounting import Accounting
from cohelm.analysis.portfolio.choice.proposed import Starts
from cohelm.analysis.portfolio.choice.valued import Worth

Budget = Annotated[
    str, "The money for initiatives: 4000000, or 2027=4000000,2027Q1=1000000,2027:capital=2000000."
]
Pin = Annotated[tuple[str, ...], "Initiatives that have to be in, by id."]
Forbid = Annotated[tuple[str, ...], "Initiatives that must not be in, by id."]
Weights = Annotated[str, "How much each office counts: cio=0.5,cto=0.5."]
Years = Annotated[int, "So many financial years, from the next one on."]
WhenToStart = Annotated[Starts, "Whether what has not begun may start later than planned."]
People = Annotated[bool, "Whether the teams' people are a limit, beside the money."]
WorthOf = Annotated[
    Worth,
    "assumed: an office that values nothing gives points by size; stated: none; scored: by criteria.",
]
Skills = Annotated[bool, "Whether the skills that work takes are a limit, beside the people."]
Synergies = Annotated[bool, "Whether what pairs gain on top counts, beside what each is worth."]
Launches = Annotated[str, "How many may begin: 5 a year, or 2027=5,2028=4."]
CarryOver = Annotated[bool, "Whether money that is left in a year can be spent in a later one."]
KindOfMoney = Annotated[
    Accounting,
    "assumed: without a capital cost, a total cost is capital, a yearly one operating; stated: neither.",
]
Mix = Annotated[str, "Shares of the money that have to be kept: run=0.2-0.6,outward=0.3."]
Proof = Literal["at_once", "full"]
"""Whether one waits for the whole proof."""
