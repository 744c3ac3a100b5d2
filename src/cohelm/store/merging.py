"""Makes two records of one thing one, through the one door."""

from __future__ import annotations

from cohelm.analysis.vendors.merging import merged
from cohelm.core.changes import ChangeSet
from cohelm.core.errors import NotPermitted
from cohelm.store.access import Writer
from cohelm.store.apply import Written, apply
from cohelm.store.load import everything, load, with_scenario


def merge(kept: str, gone: str, *, by: Writer, via: str, scenario: str = "") -> Written:
    """Moves what hangs on `gone` to `kept` and removes it, in a scenario or in the current plan.

    Raises NotPermitted where something hangs on it that the writer does not see, for that would be
    lost; InputError, UnknownName, Conflict.
    """
    seen = merged(load(audience=by.audience, scenario=scenario), kept, gone)
    whole = everything()
    whole = with_scenario(whole, scenario, by.audience) if scenario else whole
    if _places(seen) != _places(merged(whole, kept, gone)):
        raise NotPermitted(
            f"something hangs on {gone} that you do not see and that would be lost",
            mend="Somebody who sees all of it can make the two one.",
        )
    return apply(seen, by=by, via=via, scenario=scenario, reason=f"{gone} is {kept}")


def _places(changes: ChangeSet) -> set[tuple[object, ...]]:
    return {(type(one), *one.identity()) for one in changes}
