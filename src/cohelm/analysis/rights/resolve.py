"""How can a concern with decision rights be settled, and what would each way leave open?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.rights.concerns import RULES, findings_on, subject
from cohelm.analysis.rights.found import ON_ITEMS, TITLES, Finding
from cohelm.analysis.rights.held import rights_on
from cohelm.analysis.rights.moves import Move, moves
from cohelm.analysis.rights.questions import QUESTIONS
from cohelm.analysis.wording import counted, listed
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.figure import Figure
from cohelm.core.keys import free_slug
from cohelm.core.prose import Prose, joined

COLUMNS: dict[str, Any] = {
    "move": pl.String, "means": pl.String, "settles": pl.Boolean, "leaves_open": pl.List(pl.String),
    "brings": pl.List(pl.String),
}  # fmt: skip
Place = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Offer:
    """A move, and what the questions about rights say once it is made.

    `settles`: the concern is gone; `leaves` what is still said of the rights that it touches, `brings`
    what was not said before.
    """

    move: Move
    settles: bool
    leaves: tuple[str, ...]
    brings: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Resolve:
    """The moves that are offered for a concern, the plainest first, each tried on the whole plan."""

    on: date
    concern: str
    subject: str
    called: str
    offered: Figure
    moves: pl.DataFrame
    offers: list[Offer]
    standing: list[tuple[str, str]]

    @property
    def sentence(self) -> str:
        """The concern, and how many ways out there are."""
        if not self.concern and not self.standing:
            return Prose("No concern with rights stands: there is none to settle")
        if not self.concern:
            return Prose(
                "Say which concern with rights: {concerns} on record",
                concerns=counted(len(self.standing), "concern"),
            )
        settling = sum(one.settles for one in self.offers)
        if not settling:
            ways = Prose("nothing that could be tried would settle it")
        elif settling == 1:
            ways = Prose("one way would settle it")
        else:
            ways = Prose("{number} ways would settle it", number=settling)
        return joined((self.subject, ways), ": ")


def resolve(
    enterprise: Enterprise,
    *,
    on: date,
    concern: Annotated[str, "The concern, as its code and its first item: RGT004:right:ID."] = "",
) -> Resolve:
    """Lays each move on the plan and asks every question about rights again.

    Raises UnknownName for a concern that does not stand. Cost: all questions, once for each move.
    """
    standing = dict(_standing(enterprise, on))
    listed_ = [(key, of[0].message) for key, of in standing.items()]
    if not concern:
        none = Figure.unknown(Prose("no concern was named"), on=on)
        return Resolve(on, "", "", "", none, pl.DataFrame(schema=COLUMNS), [], listed_)
    concern = concern.strip()
    if concern not in standing:
        raise UnknownName.of("concern with rights", concern, standing)
    of, rights = standing[concern], rights_on(enterprise, on)
    before = {_place(one): one for one in _findings(enterprise, on)}
    offers = [_offer(enterprise, on, move, of, before) for one in of for move in moves(rights, one)]
    rows = [
        {"move": one.move.name, "means": one.move.sentence, "settles": one.settles,
         "leaves_open": list(one.leaves), "brings": list(one.brings)}
        for one in offers
    ]  # fmt: skip
    formula = Prose(
        "{offers} moves laid on the plan one by one, all questions asked again each time",
        offers=len(offers),
    )
    number = Figure(len(offers), formula=formula, counted=of[0].rights, on=on)
    said = joined((Prose(TITLES[of[0].code]), listed([one.message for one in of])), ", ")
    name = rights.enterprise.name(concern.partition(":")[2])
    title = Prose("{name}, {title:a}", name=name, title=Prose(TITLES[of[0].code]))
    return Resolve(
        on, concern, title, said, number, pl.DataFrame(rows, schema=COLUMNS), offers, listed_
    )


def decided(
    enterprise: Enterprise, found: Resolve, chosen: Offer, *, reason: str, by: str
) -> ChangeSet:
    """The changes of a move with the decision that records it: what was weighed, why, and by whom."""
    name = f"{chosen.move.sentence}: {found.called}"[:200]
    key = f"decision:{free_slug(name, set(enterprise.table('decision').ids))}"
    plain = {
        "name": name, "status": "accepted", "context": found.called, "outcome": chosen.move.sentence,
        "options": [one.move.sentence for one in found.offers],
        "decided_on": found.on.isoformat(),
        "consequences": "; ".join((*chosen.leaves, *chosen.brings)) or None,
        "description": reason or None,
    }  # fmt: skip
    subject_ = found.concern.partition(":")[2]
    made = ItemChange(key, None, {field: value for field, value in plain.items() if value})
    links = [LinkChange(key, "about", subject_, 0, None, {})] if subject_ in enterprise else []
    links += [LinkChange(key, "decided_by", by, 0, None, {})] if by in enterprise else []
    return ChangeSet((*chosen.move.changes, made, *links))


def chosen_of(found: Resolve, number: str) -> Offer:
    """The offer of a number, counted from 1. Raises UnknownName."""
    known = [str(at + 1) for at in range(len(found.offers))]
    if number not in known:
        raise UnknownName.of("move", number, known)
    return found.offers[int(number) - 1]


def _standing(enterprise: Enterprise, on: date) -> Iterator[tuple[str, list[Finding]]]:
    by: dict[str, list[Finding]] = {}
    for one in _findings(enterprise, on):
        by.setdefault(
            f"{one.code}:{subject(one)}" if one.rights or one.items else one.code, []
        ).append(one)
    yield from sorted(by.items())


def _findings(enterprise: Enterprise, on: date) -> list[Finding]:
    return [
        one
        for of in QUESTIONS
        for one in findings_on(enterprise, of, on).findings
        if one.code in RULES
    ]


def _offer(
    enterprise: Enterprise, on: date, move: Move, of: list[Finding], before: dict[Place, Finding]
) -> Offer:
    after = _findings(enterprise.with_changes(move.changes), on)
    touched = {one.subject for one in move.changes}
    # what the move does not reach needs no saying again: only that of the rights that it touches, and
    # what was to be settled
    asked = {_place(one) for one in of}
    still = [
        one for one in after
        if _place(one) in asked or (_place(one) in before and touched & set(one.rights))
    ]  # fmt: skip
    other = [one for one in after if _place(one) not in before]
    rest = [one for one in other if _is_rest(one, before.values())]
    new = [one for one in other if one not in rest]
    stands = any(subject(one) == subject(of[0]) for one in after if one.code == of[0].code)
    settles = not stands and not any(_is_rest(one, of) for one in rest)
    return Offer(move, settles, _said([*still, *rest]), _said(new))


def _is_rest(one: Finding, before: Iterable[Finding]) -> bool:
    """Whether a finding is what is left of one that was there."""
    return bool(one.code in ON_ITEMS and one.items) and any(
        known.code == one.code and known.verb == one.verb and set(one.items) <= set(known.items)
        for known in before
    )


def _said(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(f"{one.code} {one.message}" for one in findings)


def _place(one: Finding) -> Place:
    return one.code, one.rights, one.items
