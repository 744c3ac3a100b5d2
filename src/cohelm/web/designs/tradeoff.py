"""What the page of the trade-off shows: the curve as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cohelm.analysis.portfolio.tradeoff import TradeOff
from cohelm.analysis.wording import listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose, again
from cohelm.reports.curve import draw_curve
from cohelm.reports.wording import number


def of_tradeoff(plan: Enterprise, result: TradeOff) -> dict[str, Any]:
    """The curve as a picture, where there is one."""
    if not len(result.points):
        return {"picture": None}
    first, second = result.offices[:2]
    rows = result.points.to_dicts()
    said = [
        Prose(
            "{one:,g} and {other:,g} points, {initiatives} initiatives",
            one=row[first],
            other=row[second],
            initiatives=row["initiatives"],
        )
        + (
            Prose(", {assumed} of them with worth or work that is assumed", assumed=row["assumed"])
            if row["assumed"]
            else ""
        )
        for row in rows
    ]
    current = (result.current[first], result.current[second]) if result.current else None
    across, up = (plan.name(f"office:{name}") for name in (first, second))
    picture = draw_curve(
        [(row[first], row[second]) for row in rows], said, [row["fair"] for row in rows],
        current=current, assumed=[row["assumed"] > 0 for row in rows],
        ends=(Prose("most for {office}", office=across), Prose("most for {office}", office=up)),
    )  # fmt: skip
    return {
        "picture": picture, "across": across, "up": up, "current": current,
        "left_out": len({key for keys in result.number.left_out.values() for key in keys}),
        "any_assumed": any(one.assumed for one in picture.marks),
        "apart": list(_apart(rows, result, (across, up))) if current else [],
    }  # fmt: skip


def _gain(office: str, gain: float) -> Prose:
    points = number(round(abs(gain), 1))
    if gain >= 0:
        return Prose("{office} {points} points more", office=office, points=points)
    return Prose("{office} {points} points less", office=office, points=points)


def _apart(rows: list[dict[str, Any]], result: TradeOff, names: tuple[str, str]) -> Iterator[str]:
    """What each fair compromise would give either office beyond what the current plan gives it."""
    for row in rows:
        if row["fair"]:
            gains = [
                _gain(name, gain)
                for name, gain in (
                    (name, row[office] - result.current[office])
                    for name, office in zip(names, result.offices[:2], strict=True)
                )
            ]
            yield Prose(
                "{fair:A}: {gains} than the current plan.",
                fair=again(row["fair"]),
                gains=listed(gains),
            )
