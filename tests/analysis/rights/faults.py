"""The faults that can be wrong with rights, put into an organisation whose rights are in order."""

from __future__ import annotations

from collections.abc import Callable

from tests.analysis.rights.near_misses import NEAR_MISSES
from tests.analysis.rights.seeding import VERBS, Organisation, Seeded


def nobody_accountable(plan: Organisation) -> None:
    key, _, kind, slice_ = plan.take()
    del plan.documents[key]["accountable"], plan.approvals[key]
    plan.expect("RGT001", [key], plan.items(kind, slice_))


def vacant(plan: Organisation) -> None:
    key, verb, kind, slice_ = plan.take()
    plan.documents[key]["accountable"] = ["role:vacant"]
    plan.documents[key]["responsible"] = [plan.role(verb, slice_ - slice_ % 2)]
    plan.approvals[key]["role"] = "role:vacant"
    plan.expect("RGT002", [key], plan.items(kind, slice_))


def uncovered(plan: Organisation) -> None:
    key, verb, kind, slice_ = plan.take()
    del plan.documents[key], plan.approvals[key]
    plan.bare.setdefault((verb, kind), []).extend(plan.items(kind, slice_))


def two_accountable(plan: Organisation) -> None:
    key, verb, kind, slice_ = plan.take()
    plan.documents[key]["accountable"].append(plan.role(verb, slice_, 2))
    plan.expect("RGT004", [key], plan.items(kind, slice_))


def two_named(plan: Organisation) -> None:
    """A right on three items of a slice and one of the next but one: it crosses the rights of both."""
    key, verb, kind, slice_ = plan.take()
    there = f"right:{verb}-{kind}-{(slice_ + 6) % plan.slices:03}"
    if there in plan.used:
        return
    plan.used.add(there)
    here = plan.items(kind, slice_)[:3]
    beyond = plan.items(kind, (slice_ + 6) % plan.slices)[:1]
    ids = ", ".join(f"'{one.partition(':')[2]}'" for one in here + beyond)
    crossing = f"right:z-crossing-{len(plan.documents)}"
    who = plan.role(verb, slice_, 1)
    plan.documents[crossing] = {
        "name": plan.words(), "verb": verb, "covers": f"{kind} where id in ({ids})",
        "accountable": [who], "reviewed_on": "2026-06-01",
    }  # fmt: skip
    plan.approvals[crossing] = plan.approval(verb, here[0], who)
    plan.expect("RGT005", [key, crossing], here)
    plan.expect("RGT005", [there, crossing], beyond)


def both_offices(plan: Organisation) -> None:
    """The one accountable is of one office, who does the work of the other, and no forum is there."""
    key, verb, kind, slice_ = plan.take()
    plan.documents[key]["responsible"] = [plan.role(verb, slice_ + 1)]
    for code in ("RGT006", "RGT012"):
        plan.expect(code, [key], plan.items(kind, slice_))


def too_dear(plan: Organisation) -> None:
    key, _, kind, slice_ = plan.take("approve", "contract")
    dear = plan.items(kind, slice_)[1:3]
    for one in dear:
        plan.documents[one]["annual_cost"] = "250000 EUR"
    plan.expect("RGT007", [key], dear)


def run_out(plan: Organisation) -> None:
    key, verb, _, slice_ = plan.take()
    lent = f"delegation:over-{len(plan.documents)}"
    plan.documents[lent] = {
        "right": [key], "given_by": plan.role(verb, slice_), "given_to": plan.role(verb, slice_, 2),
        "start": "2026-01-01", "end": "2026-11-22",
    }  # fmt: skip
    plan.expect("RGT008", [key], [lent])


def circle(plan: Organisation) -> None:
    key, verb, _, slice_ = plan.take()
    ends = [plan.role(verb, slice_, beside) for beside in range(3)]
    for at, giver in enumerate(ends):
        plan.documents[f"delegation:round-{len(plan.documents)}"] = {
            "right": [key], "given_by": giver, "given_to": ends[(at + 1) % 3],
        }  # fmt: skip
    plan.expect("RGT021", [key], ends)


def duties_meet(plan: Organisation) -> None:
    """Who approves also does the work of requesting, on the same items."""
    key, _, kind, slice_ = plan.take("request")
    approves = f"right:approve-{kind}-{slice_:03}"
    if approves in plan.used:
        return
    plan.used |= {approves, f"right:pay-{kind}-{slice_:03}"}
    plan.documents[key]["responsible"] = plan.documents[approves]["accountable"]
    plan.expect("RGT009", [key, approves], plan.items(kind, slice_))


def duties_meet_by_delegation(plan: Organisation) -> None:
    """Who builds is lent what another role lends on that was lent the right to deploy."""
    key, _, kind, slice_ = plan.take("deploy")
    builds = f"right:build-{kind}-{slice_:03}"
    if builds in plan.used:
        return
    plan.used.add(builds)
    builder = plan.documents[builds]["accountable"][0].partition(":")[2]
    for giver, taker in (
        (plan.role("deploy", slice_), plan.role("deploy", slice_, 2)),
        (plan.role("deploy", slice_, 2), f"person:p-{builder}"),
    ):
        plan.documents[f"delegation:chain-{len(plan.documents)}"] = {
            "right": [key],
            "given_by": giver,
            "given_to": taker,
        }
    plan.expect("RGT009", [builds, key], plan.items(kind, slice_))


def heavy(plan: Organisation) -> None:
    """One role answers for many that others of its verb and office had."""
    for _ in range(min(12, plan.slices)):
        key, _, _, slice_ = plan.take("run")
        if slice_ % 2:
            continue
        plan.documents[key]["accountable"] = ["role:run-0"]
        plan.documents[key]["responsible"] = ["role:run-2"]
        plan.approvals[key]["role"] = "role:run-0"


def unreviewed(plan: Organisation) -> None:
    key, *_ = plan.take()
    plan.documents[key]["reviewed_on"] = "2025-11-22"
    plan.expect("RGT011", [key], [])
    key, *_ = plan.take()
    del plan.documents[key]["reviewed_on"]
    plan.expect("RGT011", [key], [])


def not_named(plan: Organisation) -> None:
    key, verb, kind, slice_ = plan.take()
    other = next(one for one in VERBS if one != verb)
    item = plan.items(kind, slice_)[-1]
    plan.approvals[f"{key} by another"] = plan.approval(verb, item, plan.role(other, slice_))
    plan.expect("RGT013", [key], [item])


def above_the_limit(plan: Organisation) -> None:
    key, verb, kind, slice_ = plan.take("approve", "contract")
    item = plan.items(kind, slice_)[-1]
    who = plan.documents[key]["accountable"][0]
    plan.approvals[f"{key} above"] = plan.approval(verb, item, who, amount="100000.01 EUR")
    plan.expect("RGT014", [key], [item])


def unused(plan: Organisation) -> None:
    key, *_ = plan.take()
    del plan.approvals[key]
    plan.expect("RGT015", [key], [])


def other_words(plan: Organisation) -> None:
    """The same five words turned round, with another verb, on the same items."""
    key, _, kind, slice_ = plan.take("retire")
    other = f"right:change-{kind}-{slice_:03}"
    if other in plan.used:
        return
    plan.used.add(other)
    words = str(plan.documents[key]["name"]).split()
    plan.documents[other]["name"] = " ".join(["the", *reversed(words)])
    plan.expect("RGT016", sorted([key, other]), plan.items(kind, slice_))


def hole(plan: Organisation) -> None:
    low, high = _free_bands(plan)
    plan.documents[high]["covers"] = plan.documents[high]["covers"].replace("250000", "300000")
    plan.expect("RGT017", [low, high], [])


def crossing_limits(plan: Organisation) -> None:
    low, high = _free_bands(plan)
    plan.documents[low]["covers"] = plan.documents[low]["covers"].replace("250000", "300000")
    plan.documents[low]["limit"] = "300000 EUR"
    who = plan.documents[low]["accountable"][0]
    plan.documents[high]["accountable"] = [f"{who[:-1]}{(int(who[-1]) + 2) % 6}"]
    plan.expect("RGT018", [low, high], [])


def _free_bands(plan: Organisation) -> tuple[str, str]:
    slice_ = next(s for s in range(plan.slices) if f"right:fund-{s:03}-low" not in plan.used)
    plan.used.add(f"right:fund-{slice_:03}-low")
    return f"right:fund-{slice_:03}-low", f"right:fund-{slice_:03}-high"


def waiting(plan: Organisation) -> None:
    """A decision past its day, and one that waits longer than its right promises."""
    key, verb, _, slice_ = plan.take()
    who, late = plan.role(verb, slice_), f"decision:late-{len(plan.documents)}"
    if any(who in values.get("decided_by", ()) for values in plan.documents.values()):
        return
    plan.documents[late] = {"status": "proposed", "due": "2026-11-22", "decided_by": [who]}
    plan.documents[f"{late}-not"] = {"status": "proposed", "due": "2026-11-23", "decided_by": [who]}
    slow = f"{late}-slow"
    plan.documents[key]["answer_days"] = 10
    plan.documents[slow] = {
        "status": "proposed",
        "raised_on": "2026-11-12",
        "under": [key],
        "decided_by": [who],
    }
    plan.expect("RGT019", [key], [late, slow])


def unreadable(plan: Organisation) -> None:
    key = f"right:z-unreadable-{len(plan.documents)}"
    plan.documents[key] = {
        "name": plan.words(), "verb": "hire", "covers": "application where nonsense = 1",
        "accountable": ["role:chair"], "reviewed_on": "2026-06-01",
    }  # fmt: skip
    plan.expect("RGT020", [key], [])


FAULTS: tuple[Callable[[Organisation], None], ...] = (
    nobody_accountable, vacant, uncovered, two_accountable, two_named, both_offices, too_dear,
    run_out, circle, duties_meet, duties_meet_by_delegation, unreviewed, not_named,
    above_the_limit, unused, other_words, hole, crossing_limits, waiting, unreadable,
)  # fmt: skip


def seeded(*, slices: int, per_slice: int, each: int, seed: int) -> Seeded:
    """An organisation with `each` of every fault, and of all that comes close to one and is none.

    5 kinds × 10 verbs × slices rights, and few more.
    """
    plan = Organisation(slices=slices, per_slice=per_slice, each=each, seed=seed)
    heavy(plan)
    for put_in in (*FAULTS, *NEAR_MISSES):
        for _ in range(each):
            put_in(plan)
    return plan.finished()
