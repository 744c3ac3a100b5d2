"""What is a role for, as this organisation has set it: what it decides, does, is asked and is told?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.money import in_words
from cohelm.analysis.rights.held import Rights, rights_on
from cohelm.analysis.rights.right import PARTS
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.figure import Figure
from cohelm.core.said import Said, joined

RIGHTS: dict[str, Any] = {
    "part": pl.String, "right": pl.String, "verb": pl.String, "about": pl.String, "up_to": pl.String,
    "with": pl.List(pl.String),
}  # fmt: skip
SKILLS: dict[str, Any] = {"skill": pl.String, "level": pl.Int64, "essential": pl.Boolean}
MEANS = {"accountable": "Decides", "responsible": "Does the work of", "consulted": "Is heard on",
         "informed": "Is told of"}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Description:
    """One role on one page; nobody who fills it is named.

    `rights` by part (accountable first) with what each is about and up to how much; `skills` what the
    role asks for; `measures` the metrics and goals that it owns.
    """

    on: date
    role: str
    called: str
    office: str
    reports_to: tuple[str, ...]
    remit: str
    decides: Figure
    rights: pl.DataFrame
    skills: pl.DataFrame
    measures: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The role, and how much it decides."""
        if not self.role:
            return Said("Say which role")
        return Said(
            "{called}: decides by {value} rights", called=self.called, value=self.decides.value or 0
        )

    def markdown(self, enterprise: Enterprise) -> str:
        """The description as Markdown, to be printed or put into a contract."""
        return "\n".join(_lines(self, enterprise))


def description(
    enterprise: Enterprise,
    *,
    on: date,
    role: Annotated[str, "The role, by its id."] = "",
) -> Description:
    """Describes a role from its rights, its office and what it asks for. Raises UnknownName."""
    rights = rights_on(enterprise, on)
    plan = rights.enterprise
    if not role:
        none = Figure.unknown(Said("no role was named"), on=on)
        empty = pl.DataFrame(schema=RIGHTS), pl.DataFrame(schema=SKILLS)
        return Description(on, "", "", "", (), "", none, *empty, ())
    key = role if role.startswith("role:") else f"role:{role}"
    if key not in plan:
        raise UnknownName.of("role", role, plan.table("role").ids)
    rows = list(_rights(rights, key))
    decides = tuple(row["right"] for row in rows if row["part"] == "accountable")
    number = Figure(
        len(decides),
        formula=Said("rights that the role is accountable for"),
        counted=decides,
        on=on,
    )
    skills = [
        {"skill": end.other, "level": end.says.get("level"), "essential": end.says.get("essential")}
        for end in plan.links_of(key, "requires_skill")
    ]
    office = rights.office(key)
    leads = office and key in plan.targets(office, "led_by")
    remit = plan.plain(key).get("description") or (plan.plain(office).get("remit") if leads else "")
    owned = [one for one in plan.sources(key, "owner") if one[:5] in ("metri", "goal:")]
    return Description(
        on, key, plan.name(key), office, tuple(plan.targets(key, "reports_to")), remit or "", number,
        pl.DataFrame(rows, schema=RIGHTS), pl.DataFrame(skills, schema=SKILLS), tuple(sorted(owned)),
    )  # fmt: skip


def _rights(rights: Rights, role: str) -> Iterator[dict[str, Any]]:
    for part in PARTS:
        for one in rights.all:
            if role in getattr(one, part):
                others = [key for key in (*one.accountable, *one.responsible) if key != role]
                yield {
                    "part": part,
                    "right": one.key,
                    "verb": one.verb,
                    "about": one.covers.replace("\n", "; ") or None,
                    "up_to": in_words([one.limit]) if one.limit else Said("any amount"),
                    "with": list(dict.fromkeys(others)),
                }


def _lines(found: Description, plan: Enterprise) -> Iterator[str]:
    yield f"# {found.called}"
    yield ""
    if found.office:
        yield Said("Office: {office}", office=plan.name(found.office))
    if found.reports_to:
        yield Said(
            "Reports to: {reports_to}",
            reports_to=joined((plan.name(key) for key in found.reports_to), ", "),
        )
    yield Said("As of {on}", on=found.on.isoformat())
    if found.remit:
        yield from ("", found.remit)
    for part in PARTS:
        rows = found.rights.filter(pl.col("part") == part)
        if len(rows):
            yield from ("", f"## {MEANS[part]}", "")
        for row in rows.iter_rows(named=True):
            about = f": `{row['about']}`" if row["about"] else ""
            yield f"- {plan.name(row['right'])} ({row['verb'].replace('_', ' ')}, {row['up_to']}){about}"
    if len(found.skills):
        yield from ("", "## Skills", "")
    for row in found.skills.iter_rows(named=True):
        level = Said(", level {level}", level=row["level"]) if row["level"] else ""
        yield f"- {plan.name(row['skill'])}{level}{' (essential)' if row['essential'] else ''}"
    if found.measures:
        yield from ("", "## Measured by", "", *(f"- {plan.name(key)}" for key in found.measures))
    yield ""
