"""Makes two records of one thing one, through the one door."""

from __future__ import annotations

from cohelm.analysis.vendors.merging import merged
from cohelm.core.changes import ChangeSet, Identity
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import NotPermitted
from cohelm.store.access import Writer
from cohelm.store.apply import Written, apply
from cohelm.store.load import everything, load, with_scenario


def merge(
    kept: str, gone: str, *, by: Writer, via: str, scenario: str = "", reason: str = ""
) -> Written:
    """Moves what hangs on `gone` to `kept` and removes it, in a scenario or in the current plan.

    Raises NotPermitted where something hangs on it that the writer does not see, for that would be
    lost, or where the two have other clearances; InputError, UnknownName, Conflict.
    """
    plan = load(audience=by.audience, scenario=scenario)
    seen = merging(plan, kept, gone, by=by, scenario=scenario)
    reason = reason or f"{gone} is {kept}"
    return apply(seen, by=by, via=via, scenario=scenario, reason=reason)


def merging(plan: Enterprise, kept: str, gone: str, *, by: Writer, scenario: str) -> ChangeSet:
    """What making the two one changes in the plan that the writer sees. Raises as `merge` does."""
    seen = merged(plan, kept, gone)
    if _clearance(plan, kept) != _clearance(plan, gone):
        raise NotPermitted(
            f"{kept} and {gone} are not seen by the same people: one would show what the other hides",
            mend="Give both the same clearance first.",
        )
    whole = everything()
    whole = with_scenario(whole, scenario, by.audience) if scenario else whole
    if _places(seen) != _places(merged(whole, kept, gone)):
        raise NotPermitted(
            f"something hangs on {gone} that you do not see and that would be lost",
            mend="Somebody who sees all of it can make the two one.",
        )
    return seen


def _clearance(plan: Enterprise, key: str) -> str:
    return str(plan.plain(key).get("clearance") or "open")


def _places(changes: ChangeSet) -> set[Identity]:
    return {one.identity() for one in changes}
