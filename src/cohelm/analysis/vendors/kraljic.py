"""Where does each vendor stand by profit impact and supply risk (Kraljic's grid)?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.vendors.concentration import concentration
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose, joined

LEVELS = {"low": 0.0, "medium": 0.5, "high": 1.0}
TIERS = {"low": 0.0, "medium": 1 / 3, "high": 2 / 3, "critical": 1.0}
LONG_SWITCH, MANY_OTHERS = 12.0, 3
"""A change of twelve months and more is the hardest; with three others and more supply is no risk."""
CELLS = {(True, True): "strategic", (True, False): "leverage", (False, True): "bottleneck",
         (False, False): "non_critical"}  # fmt: skip
ON_LINE = 0.02
COLUMNS: dict[str, Any] = {
    "vendor": pl.String, "cell": pl.String, "impact": pl.Float64, "risk": pl.Float64,
    "spend_rank": pl.Float64, "importance": pl.Float64, "lock_in": pl.Float64, "switch": pl.Float64,
    "few_others": pl.Float64, "on_the_line": pl.Boolean, "stated": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Kraljic:
    """Vendors with live contracts by two axes from 0 to 1, the highest impact first.

    `vendors` shows each input and the cell: strategic, leverage, bottleneck, non_critical; empty where
    an axis has no input. `stated` is the cell that the vendor's record says, `on_the_line` that an
    axis lies within 0.02 of its cut. `cut_impact` and `cut_risk` are the cuts, `near` how many sit on a
    line. The model is Kraljic's; the inputs and their scales are this product's choice.
    """

    on: date
    cut_impact: Figure
    cut_risk: Figure
    near: Figure
    vendors: pl.DataFrame
    cells: pl.DataFrame

    @property
    def sentence(self) -> str:
        """How many stand in each cell, and how many could as well stand in another."""
        if not len(self.cells):
            return Prose(
                "No vendor can be placed: spend, criticality or supply risk is not on record"
            )
        cells = (joined((n, Prose(cell.replace("_", "-")))) for cell, n in self.cells.iter_rows())
        near = int(self.near.value or 0)
        rest = Prose("; {vendors} on a line", vendors=counted(near, "vendor")) if near else ""
        return joined(cells, ", ") + rest


def kraljic(
    enterprise: Enterprise,
    *,
    on: date,
    cut: Annotated[str, "Where the lines are: median, or two numbers such as 0.5,0.5."] = "median",
) -> Kraljic:
    """Profit impact against supply risk.

    impact = the mean of: the rank of the yearly cost of its live contracts among vendors (0 to 1), and
    its risk tier. risk = the mean of those known of: lock-in, months a change would take (12 and more
    is 1), and how few others could supply the same (none is 1, three and more 0). An axis without any
    input is not known and the vendor is in no cell. On a cut counts as above it. The cuts are the
    medians, unless stated. Raises UsageError. Source: Kraljic, Purchasing must become supply
    management, Harvard Business Review 61(5), 1983.
    """
    stated = _stated_cut(cut)
    spent = concentration(enterprise, on=on, by="spend").vendors["vendor"].to_list()
    rank = {key: 1 - at / max(1, len(spent) - 1) for at, key in enumerate(spent)}
    rows = [_inputs(f"vendor:{row['id']}", row, rank) for row in
            Day(enterprise, on).live("vendor").sort("id").iter_rows(named=True)]  # fmt: skip
    rows = [row for row in rows if row["vendor"] in rank]
    lines = stated or tuple(_median(rows, axis) for axis in ("impact", "risk"))
    for row in rows:
        row |= _placed(row, lines)
    rows.sort(key=lambda row: (-(row["impact"] or 0), row["vendor"]))
    counts = Counter(row["cell"] for row in rows if row["cell"])
    cells = pl.DataFrame(
        [(cell, counts[cell]) for cell in CELLS.values() if counts[cell]],
        schema={"cell": pl.String, "vendors": pl.Int64}, orient="row",
    )  # fmt: skip
    near = tuple(row["vendor"] for row in rows if row["on_the_line"])
    unplaced = tuple(row["vendor"] for row in rows if not row["cell"])
    how = Prose("median of the vendors") if stated is None else Prose("as stated")
    keys = tuple(row["vendor"] for row in rows if row["cell"])
    out: dict[str, tuple[str, ...]] = {Prose("an axis has no input"): unplaced} if unplaced else {}
    figures = [
        Figure(line, "", formula=how, counted=keys, left_out=out, on=on)
        if line is not None and rows
        else Figure.unknown(Prose("no vendor has both axes"), on=on)
        for line in lines
    ]
    found = Figure(
        len(near),
        "",
        formula=Prose("within {on_line} of a cut", on_line=ON_LINE),
        counted=near,
        on=on,
    )
    return Kraljic(on, figures[0], figures[1], found, pl.DataFrame(rows, schema=COLUMNS), cells)


def _stated_cut(text: str) -> tuple[float, float] | None:
    if text == "median":
        return None
    try:
        one, other = (float(part) for part in text.split(","))
    except ValueError:
        one = other = -1.0
    if not (0 <= one <= 1 and 0 <= other <= 1):
        accepted = Prose("median, or two numbers from 0 to 1 such as 0.5,0.5")
        raise UsageError(f"'{text}' are no cuts", where="cut", accepted=accepted)
    return one, other


def _inputs(key: str, row: dict[str, Any], rank: dict[str, float]) -> dict[str, Any]:
    others, months = row["replaceable_by"], row["switch_months"]
    found: dict[str, Any] = {
        "vendor": key, "stated": row["segment"], "spend_rank": rank.get(key),
        "importance": TIERS.get(row["risk_tier"] or ""), "lock_in": LEVELS.get(row["lock_in"] or ""),
        "switch": None if months is None else min(1.0, months / LONG_SWITCH),
        "few_others": None if others is None else max(0.0, 1 - others / MANY_OTHERS),
    }  # fmt: skip
    found["impact"] = _mean(found["spend_rank"], found["importance"])
    found["risk"] = _mean(found["lock_in"], found["switch"], found["few_others"])
    return found


def _mean(*values: float | None) -> float | None:
    known = [one for one in values if one is not None]
    return sum(known) / len(known) if known else None


def _median(rows: list[dict[str, Any]], axis: str) -> float | None:
    known = [row[axis] for row in rows if row["impact"] is not None and row["risk"] is not None]
    return median(known) if known else None


def _placed(row: dict[str, Any], lines: tuple[float | None, ...]) -> dict[str, Any]:
    impact, risk = row["impact"], row["risk"]
    cut_impact, cut_risk = lines
    if impact is None or risk is None or cut_impact is None or cut_risk is None:
        return {"cell": "", "on_the_line": False}
    near = min(abs(impact - cut_impact), abs(risk - cut_risk)) <= ON_LINE
    return {"cell": CELLS[impact >= cut_impact, risk >= cut_risk], "on_the_line": near}
