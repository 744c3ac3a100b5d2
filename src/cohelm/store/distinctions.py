"""Keeps through the one door that things which look alike are not the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cohelm.analysis.distinctions import distinction
from cohelm.core.enterprise import Enterprise
from cohelm.core.finder import Finder
from cohelm.store.access import Writer
from cohelm.store.apply import Written, apply
from cohelm.store.load import everything


def keep_distinction(
    plan: Enterprise,
    keys: Sequence[str],
    *,
    reason: str,
    on: date,
    by: Writer,
    via: str,
    person: str = "",
    scenario: str = "",
) -> Written:
    """Writes that some things differ. Raises InputError, UnknownName, NotPermitted, Conflict."""
    whole = everything()
    finder = Finder(plan, lambda kind, id_: id_ in whole.table(kind))
    id_ = finder.new_id("distinction", " and ".join(key.partition(":")[2] for key in keys)[:120])
    changes = distinction(plan, keys, id_=id_, reason=reason, on=on, person=person)
    return apply(
        changes, by=by, via=via, scenario=scenario, reason=f"not the same: {', '.join(keys)}"
    )
