"""The questions that can be asked of an organisation, one line each, in the order of the menus."""

from __future__ import annotations

from cohelm.analysis.analysis import Analysis

ANALYSES: tuple[Analysis, ...] = (
    Analysis("agenda", "agenda", "What do the two offices have to talk about this week?"),
    Analysis("agenda", "decisions", "Which decisions wait, and how long do they take?"),
    Analysis("agenda", "collisions", "Which plans collide, and when?"),
    Analysis("agenda", "congruence", "Which teams need to talk, and do they?"),
    Analysis("agenda", "handover", "What does an incoming officer find?"),
    Analysis("rights", "who_decides", "Who decides?"),
    Analysis("rights", "roles", "What is each office for?"),
    Analysis("rights", "compare", "How do two offices differ, and what do they share?", "rights"),
    Analysis(
        "rights", "archetypes", "Who governs technology here, beside what is published?", "rights"
    ),
    Analysis("rights", "description", "What is a role for?", "rights"),
    Analysis("rights", "first_officer", "Which officer first, a CIO or a CTO?"),
    Analysis("rights", "matrix", "Who stands in which right, and whose is it?", "rights"),
    Analysis("rights", "gaps", "Where is nobody in charge?", "rights"),
    Analysis("rights", "overlaps", "Where are two named, or both offices at work?", "rights"),
    Analysis("rights", "limits", "Where do limits and delegations fail?", "rights"),
    Analysis("rights", "conflicts", "Who holds duties that belong to two people?", "rights"),
    Analysis("rights", "load", "Which rights weigh on somebody, or are not kept?", "rights"),
    Analysis("rights", "practice", "Does practice agree with the rights?", "rights"),
    Analysis("rights", "same", "Which rights are the same in other words?", "rights"),
    Analysis("rights", "resolve", "How can a concern with rights be settled?", "rights"),
    Analysis("people", "skills", "What does each office have to be able to do, and does it?"),
    Analysis("portfolio", "spend", "What is spent against budget, and where does the year end?"),
    Analysis("portfolio", "fund", "What should be funded next year, and why is the rest out?"),
    Analysis("portfolio", "tradeoff", "What does each office gain and give up?"),
    Analysis("portfolio", "evaluate", "What is each initiative worth in money?"),
    Analysis("portfolio", "roadmap", "What begins and ends when, and do the people suffice?"),
    Analysis("portfolio", "free", "What money is really free to decide about?"),
    Analysis("portfolio", "cut", "If so much had to be saved, what could stop, and who is hurt?"),
    Analysis("estate", "outage", "What breaks if it breaks?"),
    Analysis("estate", "weak_points", "Whose outage takes what is critical with it?"),
    Analysis("vendors", "contracts", "What has to be decided by when?"),
    Analysis("vendors", "concentration", "On how few vendors does it hang?"),
    Analysis("strategy", "alignment", "Does the money follow the goals?"),
    Analysis("strategy", "balance", "Is the work balanced as the offices intend?"),
    Analysis("strategy", "priorities", "Where do the two orders of priority agree and differ?"),
    Analysis("strategy", "promises", "Which promises can no longer be kept?"),
    Analysis("technology", "obsolescence", "What is running out of support, and what hangs on it?"),
    Analysis("technology", "radar", "Which technology do we trust, and do we use it?"),
    Analysis("impact", "scorecard", "What did it bring the business, and is it signal or noise?"),
)
