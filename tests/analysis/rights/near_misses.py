"""What comes close to a fault and is none: each is put in beside the faults, and none may be raised."""

from __future__ import annotations

from collections.abc import Callable

from tests.analysis.rights.seeding import Organisation


def exception(plan: Organisation) -> None:
    """A right on one item of a slice goes before the right on all of them."""
    key, _, kind, slice_ = plan.take()
    _beside(plan, key, f"{kind} where id = '{_id(plan.items(kind, slice_)[1])}'")


def lower_limit(plan: Organisation) -> None:
    """On the same items, a right up to an amount goes before the one without."""
    key, _, kind, slice_ = plan.take("change")
    _beside(plan, key, plan.condition(kind, slice_), limit="100000 EUR")


def just_reviewed(plan: Organisation) -> None:
    key, *_ = plan.take()
    plan.documents[key]["reviewed_on"] = "2025-11-23"


def lent_to_the_day(plan: Organisation) -> None:
    key, verb, _, slice_ = plan.take()
    plan.documents[f"delegation:last-day-{len(plan.documents)}"] = {
        "right": [key], "given_by": plan.role(verb, slice_), "given_to": plan.role(verb, slice_, 2),
        "end": "2026-11-23",
    }  # fmt: skip


def joint_with_a_forum(plan: Organisation) -> None:
    key, verb, _, slice_ = plan.take()
    plan.documents[key]["accountable"] = ["forum:board"]
    plan.documents[key]["responsible"] = [plan.role(verb, slice_), plan.role(verb, slice_ + 1)]
    plan.approvals[key]["role"] = "forum:board"


def alike_elsewhere(plan: Organisation) -> None:
    """The same words on other items."""
    (key, *_), (other, *_) = plan.take("run"), plan.take("build")
    if key[len("right:run") :] != other[len("right:build") :]:
        plan.documents[other]["name"] = f"the {plan.documents[key]['name']}"


def approved_by_whom_it_was_lent_to(plan: Organisation) -> None:
    key, verb, _, slice_ = plan.take()
    taker = plan.role(verb, slice_, 2)
    plan.documents[f"delegation:used-{len(plan.documents)}"] = {
        "right": [key], "given_by": plan.role(verb, slice_), "given_to": taker,
        "start": "2026-09-01", "end": "2027-01-31",
    }  # fmt: skip
    plan.approvals[key]["role"] = taker


def at_the_limit(plan: Organisation) -> None:
    if not plan.free("approve", "contract"):
        return
    key, _, kind, slice_ = plan.take("approve", "contract")
    plan.documents[plan.items(kind, slice_)[2]]["annual_cost"] = "100000 EUR"
    plan.approvals[key]["amount"] = "100000 EUR"


def crossing_on_what_is_retired(plan: Organisation) -> None:
    if not plan.free("grant", "application"):
        return
    key, verb, kind, slice_ = plan.take("grant", "application")
    there = f"right:{verb}-{kind}-{(slice_ + 6) % plan.slices:03}"
    if there in plan.used:
        return
    plan.used.add(there)
    gone = [plan.items(kind, one)[-2] for one in (slice_, (slice_ + 6) % plan.slices)]
    plan.retired |= set(gone)
    for one in gone:
        plan.documents[one]["lifecycle"] = {"end_of_life": "2026-11-23"}
    _beside(plan, key, f"{kind} where id in ({', '.join(repr(_id(one)) for one in gone)})")


def limits_within(plan: Organisation) -> None:
    """A band of amounts inside another is an exception, and bands that meet are in order."""
    low = "right:fund-000-low"
    covers = plan.documents[low]["covers"].replace("<= '250000", "<= '200000")
    plan.documents[f"right:z-within-{len(plan.documents)}"] = {
        "name": plan.words(), "verb": "fund", "covers": f"{covers} and total_cost > '150000 EUR'",
        "accountable": ["role:chair"], "reviewed_on": "2026-06-01",
    }  # fmt: skip


def _beside(plan: Organisation, key: str, covers: str, **more: str) -> None:
    """One more right of the verb, of another role of the same office, that was seen in use."""
    values = plan.documents[key]
    verb, kind, slice_ = str(values["verb"]), covers.split()[0], int(key[-3:])
    who, own = plan.role(verb, slice_, 1), f"right:z-near-{len(plan.documents)}"
    plan.documents[own] = {
        "name": plan.words(), "verb": verb, "covers": covers, "accountable": [who],
        "reviewed_on": "2026-06-01", **more,
    }  # fmt: skip
    if not more:
        item = next(one for one in plan.items(kind, slice_) if f"'{_id(one)}'" in covers)
        plan.approvals[own] = plan.approval(verb, item, who)
    else:
        # the one without a limit is left for what is above it
        plan.approvals[own] = plan.approval(verb, plan.items(kind, slice_)[1], who, amount="1 EUR")
        plan.approvals[key]["amount"] = "100000.01 EUR"


def _id(key: str) -> str:
    return key.partition(":")[2]


NEAR_MISSES: tuple[Callable[[Organisation], None], ...] = (
    exception, lower_limit, just_reviewed, lent_to_the_day, joint_with_a_forum, alike_elsewhere,
    approved_by_whom_it_was_lent_to, at_the_limit, crossing_on_what_is_retired, limits_within,
)  # fmt: skip
