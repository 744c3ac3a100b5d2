"""What the page of what is worth asking shows: the questions by name, and which a link may ask."""

from __future__ import annotations

from typing import Any

from cohelm.accounts.enquiries import TYPES
from cohelm.analysis.agenda.ask_for import AskFor
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose
from cohelm.reports.answers import cell_in_words

THE_ORGANISATION = Prose("The organisation")
"""What it is called that states nothing of itself yet: its settings are asked for all the same."""


def of_ask_for(plan: Enterprise, result: AskFor) -> dict[str, Any]:
    """The first questions with names, and whether each can be asked by a link; how many more."""
    lines = []
    for row in result.questions.head(result.SHOWN_FIRST).iter_rows(named=True):
        spec = plan.schema.kind(row["item"].partition(":")[0]).fields.get(row["field"])
        lines.append(
            {
                **row,
                "name": plan.name(row["item"]) if row["item"] in plan else THE_ORGANISATION,
                "is_there": row["item"] in plan,
                "label": spec.label if spec else row["field"],
                "by_link": spec is not None and spec.type in TYPES,
                "stake": cell_in_words(row["at_stake"]),
                "ask_name": plan.name(row["ask"]) if row["ask"] else "",
            }
        )
    return {
        "asked_questions": lines,
        "more": len(result.questions) - len(lines),
        "some_by_link": any(one["by_link"] for one in lines),
    }
