"""What the page that asks who decides shows besides: the box to ask, and who has which part."""

from __future__ import annotations

from typing import Any

from cohelm.analysis.rights.who_decides import WhoDecides
from cohelm.core.enterprise import Enterprise

PARTS = (("Has to do it", "responsible"), ("Is heard before", "consulted"),
         ("Is told afterwards", "informed"))  # fmt: skip


def of_who_decides(plan: Enterprise, result: WhoDecides) -> dict[str, Any]:
    """What can be asked, as it was asked, and who has which part in the answer."""
    return {
        "verbs": plan.schema.field("right", "verb").choices,
        "asked_verb": result.verb,
        "asked_item": "" if result.item == "something" else result.item,
        "asked_amount": str(result.amount or ""),
        "asked_says": ", ".join(result.says),
        "by_names": [(key, plan.name(key)) for key in result.by],
        "stands": [
            (label, [(key, plan.name(key)) for key in getattr(result, part)])
            for label, part in PARTS
        ],
    }
