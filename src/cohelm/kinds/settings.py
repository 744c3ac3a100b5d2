"""The settings of an organisation: in which groups they stand, and what each one changes."""

from __future__ import annotations

from collections.abc import Mapping

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("What it is", ("name", "description", "sector", "employees", "revenue", "operating_expense",
                    "legal_name", "address", "data_protection_contact")),
    ("Its books", ("currency", "fiscal_year_start", "discount_rate", "initiative_budget",
                   "carry_over", "small_amounts", "risk_appetite")),
    ("What is chosen and adopted", ("criteria", "radar_rings", "radar_quadrants", "radar_renamed")),
    ("Contracts and days", ("decision_lead_days", "holiday_calendar")),
    ("How strictly decision rights are held", (
        "rights_when_approving", "rights_when_funding", "rights_when_retiring",
        "rights_when_accepting", "rights_when_deciding")),
    ("Reviews", ("review_enforced",)),
)  # fmt: skip
RECORD = "Kept on record, shown and exported; nothing is computed from it."
RIGHTS = (
    "off: nothing is said. warn: it is written, and the log says whose right it was. enforce: it is"
    " refused, unless a reason is given, which is recorded."
)
CHANGES: Mapping[str, str] = {
    "name": "The heading of the home page, the door and every pack for the board.",
    "description": RECORD,
    "sector": RECORD,
    "employees": RECORD,
    "revenue": RECORD,
    "operating_expense": RECORD,
    "legal_name": RECORD,
    "address": RECORD,
    "data_protection_contact": RECORD,
    "currency": "The currency of an amount that is typed or read without one, and of sums.",
    "fiscal_year_start": "Where years and quarters begin in spend, free money, roadmap and evaluate."
    " January, where it is not stated.",
    "discount_rate": "The present values of evaluate.",
    "initiative_budget": "The budget of fund, trade-off and robust where the address names none.",
    "carry_over": "yes: fund, trade-off and live let money that is left be spent later.",
    "small_amounts": "yes: nobody is asked any more whether small costs stand in thousands or millions.",
    "risk_appetite": RECORD,
    "criteria": "The scores by each office's own criteria, and what fund chooses by where it is asked to"
    " go by scores.",
    "radar_rings": "The rings of the radar, and into which one each technology is put. Earlier editions"
    " keep the rings that they had.",
    "radar_quadrants": "The quadrants of the radar, and into which one each technology is put.",
    "radar_renamed": "Where the radar shows what was put into a ring or a quadrant by its former name.",
    "decision_lead_days": "By when the agenda and the calendar ask for a decision on a contract.",
    "holiday_calendar": "Which days count as working days where a notice is due in such.",
    "rights_when_approving": RIGHTS,
    "rights_when_funding": RIGHTS,
    "rights_when_retiring": RIGHTS,
    "rights_when_accepting": RIGHTS,
    "rights_when_deciding": RIGHTS,
    "review_enforced": "yes: going live without a review is refused; else it raises a concern.",
}
"""What a setting changes, by name; a contract test holds them against the kind."""
