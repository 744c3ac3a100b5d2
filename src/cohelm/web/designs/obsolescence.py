"""What the page of obsolescence shows: the renewals that free most, and the quarters to come, as bars."""

from __future__ import annotations

from typing import Any

from cohelm.analysis.technology.obsolescence import Obsolescence
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose
from cohelm.reports.forecast import Quarter, draw_forecast
from cohelm.reports.ranked import Amount, draw_ranked
from cohelm.reports.wording import day


def of_obsolescence(plan: Enterprise, result: Obsolescence) -> dict[str, Any]:
    """The technologies whose renewal frees an application, most first, and the forecast.

    Technologies that are past their end stand out.
    """
    amounts = []
    for row in result.technologies.filter(result.technologies["frees"] > 0).to_dicts():
        key, words = row["technology"], counted(row["frees"], "application")
        said = Prose(
            "{item}, supported until {ended}: frees {words}",
            item=plan.name(key),
            ended=day(row["ended"]),
            words=words,
        )
        if row["replaced_by"]:
            said += Prose(
                "; {replaced_by} lands on {lands}",
                replaced_by=plan.name(row["replaced_by"]),
                lands=day(row["lands"]),
            )
        state = "act" if row["ended"] < result.on else "watch"
        amounts.append(Amount(key, plan.name(key), row["frees"], words, said, state))
    quarters = [
        Quarter(row["quarter_end"], row["exposed"], row["losing"], row["with_plan"])
        for row in result.forecast.to_dicts()
    ]
    return {"picture": draw_ranked(amounts), "forecast": draw_forecast(quarters)}
