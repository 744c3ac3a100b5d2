"""The settings of an organisation as its page shows them: in groups, with what each one changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cohelm.core.enterprise import Enterprise
from cohelm.core.fields import FieldSpec
from cohelm.kinds.settings import CHANGES, GROUPS
from cohelm.reports.wording import said
from cohelm.store.history import Entry


@dataclass(frozen=True, slots=True)
class Row:
    """A setting with what it is now, in words and empty where nothing is stated, and its last change."""

    spec: FieldSpec
    changes: str
    now: str
    last: Entry | None


def rows(plan: Enterprise, last: Mapping[str, Entry], on: date) -> list[tuple[str, list[Row]]]:
    """The settings in groups; those that the asker may not see are left out."""
    fields, now = plan.schema.kind("organisation").fields, plan.organisation
    return [
        (title, [
            Row(fields[name], CHANGES[name], said(fields[name], now.get(name), on=on, unit=True),
                last.get(name))
            for name in names if name in fields
        ])
        for title, names in GROUPS
    ]  # fmt: skip
