"""Each office spreads 100 points over the initiatives: sealed, and revealed only together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction

from cohelm.analysis.day import Day
from cohelm.core.audience import Audience
from cohelm.core.changes import ChangeSet, LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, NotPermitted, UnknownName, UsageError
from cohelm.core.links import day_number
from cohelm.store.access import Level, Writer
from cohelm.store.apply import Written, apply
from cohelm.store.load import everything
from cohelm.store.models import SealedPoints

WHOLE = Decimal(100)
BOTH = Audience.of("money", "people", "security", "between")
"""What both offices see: points are spread over that, so that none falls on what the other cannot."""
Points = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Seat:
    """An office that spreads points, and whether its points are in."""

    office: str
    name: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class Sealed:
    """What became of points that were handed in: `revealed` is the batch where both are in."""

    seats: tuple[Seat, ...]
    revealed: Written | None = None


def ballot(on: date) -> list[str]:
    """The ids of the initiatives that points can be given to: what lives and both offices see."""
    return sorted(Day(everything().seen_by(BOTH), on).live("initiative")["id"].to_list())


def seats() -> tuple[Seat, ...]:
    """The first two offices, leftmost first; never what either of them gave."""
    plan = everything()
    frame = plan.frame("office")
    ids = list(frame.sort("place", "id", nulls_last=True)["id"][:2]) if len(frame) else []
    inside = set(SealedPoints.objects.values_list("office", flat=True))
    return tuple(Seat(one, plan.name(f"office:{one}"), one in inside) for one in ids)


def read_points(stated: Mapping[str, str], known: Iterable[str]) -> dict[str, Decimal]:
    """Points by initiative; what is empty gets none. Raises UnknownName, InputError, UsageError.

    Each has two decimals at most, and all come to 100 exactly.
    """
    names, found = list(known), {}
    for id_, text in stated.items():
        if id_ not in names:
            raise UnknownName.of("initiative", id_, names, where="points")
        if str(text).strip():
            found[id_] = _number(str(text).strip(), id_)
    total = sum(found.values(), Decimal(0))
    if total != WHOLE:
        raise UsageError(
            f"the points come to {total.normalize():f}, not to 100", where="points",
            accepted="points that come to 100 together",
        )  # fmt: skip
    return found


def seal(office: str, points: Points, *, by: Writer, own: str, on: date) -> Sealed:
    """Hands an office's points in; with those of the other office there, both are written at once.

    `own` is the office that the writer leads: nobody hands in for another one. What was handed in
    before is replaced. Once both are in, every initiative on the ballot gets what each office gave it,
    nought where it gave none, as the value in `ranked_by`, in one batch; the sealed points are then
    gone. Raises NotPermitted, UnknownName.
    """
    known = [one.office for one in seats()]
    if office not in known:
        raise UnknownName.of("office", office, known, where="office")
    if by.level < Level.OFFICE_LEAD or (by.level is Level.OFFICE_LEAD and own != office):
        raise NotPermitted(
            "points are given by the lead of the office", mend="Ask who leads it to sign in."
        )
    plain = {id_: str(of) for id_, of in sorted(points.items())}
    with transaction.atomic():
        SealedPoints.objects.update_or_create(
            office=office,
            defaults={"author": by.actor, "points": plain, "sealed": datetime.now(UTC)},
        )
    return Sealed(seats(), _revealed(known, by=by, on=on))


def withdraw(office: str, *, by: Writer, own: str) -> Sealed:
    """Takes an office's points back while the other's are not in. Raises NotPermitted, UsageError."""
    if by.level < Level.OFFICE_LEAD or (by.level is Level.OFFICE_LEAD and own != office):
        raise NotPermitted("points are taken back by the lead of the office")
    gone, _ = SealedPoints.objects.filter(office=office).delete()
    if not gone:
        raise UsageError(f"no points of {office} are sealed", where="office")
    return Sealed(seats())


def _revealed(known: list[str], *, by: Writer, on: date) -> Written | None:
    sheets = {one.office: one.points for one in SealedPoints.objects.all()}
    if len(known) < 2 or not sheets.keys() >= set(known):
        return None
    plan = everything()
    changes = [
        change
        for office in known
        for id_ in ballot(on)
        if (change := _change(plan, id_, office, Decimal(sheets[office].get(id_, "0"))))
    ]
    reason = "both offices' points, revealed together"
    written = apply(ChangeSet(tuple(changes)), by=by, via="points", reason=reason)
    SealedPoints.objects.all().delete()
    return written


def _change(plan: Enterprise, id_: str, office: str, points: Decimal) -> LinkChange | None:
    """The link of an initiative to an office with its points; None where it says so already."""
    key, end = f"initiative:{id_}", f"office:{office}"
    now = next((one for one in plan.links_of(key, "ranked_by") if one.other == end), None)
    until = {"until": day_number(now.until, empty=0)} if now is not None and now.until else {}
    before = None if now is None else {**now.says, **until}
    # an older rank would go before the points wherever the two orders are compared
    kept = {name: of for name, of in (before or {}).items() if name != "rank"}
    after = {**kept, "value": float(points)}
    if before == after:
        return None
    start = day_number(now.start, empty=0) if now is not None else 0
    return LinkChange(key, "ranked_by", end, start, before, after)


def _number(text: str, id_: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal(-1)
    if not found.is_finite() or found < 0 or found != round(found, 2):
        raise InputError(
            f"'{text}' are no points", where=f"points of {id_}",
            accepted="a number from 0 to 100 with two decimals at most",
        )  # fmt: skip
    return found
