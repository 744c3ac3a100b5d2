"""What could be done about a concern with rights: the moves, each as a change set to try?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cohelm.analysis.money import in_words
from cohelm.analysis.rights.covered import Covered
from cohelm.analysis.rights.drafting import (
    drafted,
    fields_of,
    given,
    in_common,
    new_right,
)
from cohelm.analysis.rights.found import Finding
from cohelm.analysis.rights.held import Rights
from cohelm.analysis.rights.parting import parted
from cohelm.analysis.rights.right import Right
from cohelm.analysis.rights.winning import named
from cohelm.analysis.subjects import cost_column
from cohelm.analysis.wording import money_of
from cohelm.core.changes import ChangeSet
from cohelm.core.documents import Document
from cohelm.core.money import Money
from cohelm.core.removal import removal
from cohelm.core.said import Said


@dataclass(frozen=True, slots=True)
class Move:
    """One way to settle a concern: a word for it, what it means, and the changes."""

    name: str
    sentence: str
    changes: ChangeSet


Moves = Iterator[Move]


def first_move(rights: Rights, finding: Finding) -> Move | None:
    """The plainest of them; the others are not worked out."""
    find = OFFERS.get(finding.code)
    return next(find(rights, finding), None) if find else None


def moves(rights: Rights, finding: Finding) -> tuple[Move, ...]:
    """The moves that are offered for a finding, the plainest first; none where nobody can say."""
    find = OFFERS.get(finding.code)
    return tuple(find(rights, finding)) if find else ()


def _two(rights: Rights, finding: Finding) -> Moves:
    """Two accountable, two named, or both offices at work: give to one, split, or make it joint."""
    several = _rights(rights, finding)
    named_ = _named(rights, finding.code, several)
    for who in named_:
        documents = _given_to(rights, finding, several, who)
        if documents:
            said: str = Said("{who} decides; the others are heard", who=rights.enterprise.name(who))
            yield _move(rights, Said("give to {who}", who=who), said, documents)
    for name, said, documents in parted(rights, several, named_, _items(rights, finding)):
        yield _move(rights, name, said, documents)


def _given_to(
    rights: Rights, finding: Finding, several: Sequence[Right], who: str
) -> list[Document]:
    items = _items(rights, finding)
    also = _of_office(rights, several[0], who) if finding.code in ("RGT006", "RGT012") else None
    if len(several) == 1 or len({one.covered for one in several}) == 1 or finding.code == "RGT006":
        return [given(one, who, also=also) for one in several if one.accountable != (who,) or also]
    condition = in_common(rights, several, items)
    if condition is None:
        return []
    names = " and ".join(one.name for one in several)
    heard = [*named(several), *(key for one in several for key in one.consulted)]
    name = f"{finding.verb.replace('_', ' ').capitalize()} what is shared by {names}"[:200]
    return [new_right(rights, several[0], name, condition, who, heard=list(dict.fromkeys(heard)))]


def _of_office(rights: Rights, right: Right, who: str) -> Mapping[str, Sequence[str]]:
    """The work of a right left to one office; those of others are heard."""
    office = rights.office(who)
    kept = [one for one in right.responsible if rights.office(one) in ("", office)]
    lost = [one for one in right.responsible if one not in kept]
    heard = [one for one in (*right.consulted, *right.accountable, *lost) if one != who]
    return {"responsible": kept, "consulted": list(dict.fromkeys(heard))}


def _nobody(rights: Rights, finding: Finding) -> Moves:
    """Nobody accountable, or nobody who fills it: who does the work, who is above, who leads."""
    (one,) = _rights(rights, finding)
    above = [end for who in one.accountable for end in rights.enterprise.targets(who, "reports_to")]
    leads = [end for of in rights.leads for end in of]
    could = [key for key in (*one.responsible, *above, *leads) if key[:5] in ("role:", "forum")]
    for who in dict.fromkeys(could):
        if rights.persons(who) and who not in one.accountable:
            said = Said("{who} decides", who=rights.enterprise.name(who))
            yield _move(rights, Said("give to {who}", who=who), said, [given(one, who)])


def _uncovered(rights: Rights, finding: Finding) -> Moves:
    """A right on everything of the kind: those that are narrower go before it."""
    kind = finding.items[0].partition(":")[0]
    like = rights.by_key[finding.rights[0]]
    plural = rights.enterprise.schema.kind(kind).plural
    for lead in (end for of in rights.leads for end in of):
        name = Said(
            "{verb} all other {plural}",
            verb=finding.verb.replace("_", " ").capitalize(),
            plural=plural,
        )
        said = Said(
            "{lead} decides wherever nothing narrower says otherwise",
            lead=rights.enterprise.name(lead),
        )
        yield _move(
            rights,
            Said("give to {lead}", lead=lead),
            said,
            [new_right(rights, like, name, kind, lead)],
        )


def _beyond(rights: Rights, finding: Finding) -> Moves:
    """The highest limit raised, or what is beyond it given to who is above."""
    held = [one for one in _rights(rights, finding) if one.limit]
    dearest = _dearest(rights, finding)
    if not held or dearest is None:
        return
    top = max(held, key=lambda one: one.limit.amount if one.limit else Decimal(0))
    said = Said("{name} holds up to {dearest}", name=top.name, dearest=in_words([dearest]))
    yield _move(rights, Said("raise the limit"), said, [fields_of(top, limit=str(dearest))])
    above = [end for who in top.accountable for end in rights.enterprise.targets(who, "reports_to")]
    for who in dict.fromkeys(above):
        if top.covers and rights.persons(who):
            name = Said(
                "{name}, beyond {limit}", name=top.name, limit=in_words([top.limit or dearest])
            )
            said = Said("{who} decides beyond it", who=rights.enterprise.name(who))
            document = new_right(rights, top, name, top.covers, who, heard=top.accountable)
            yield _move(rights, Said("give to {who}", who=who), said, [document])


def _dearest(rights: Rights, finding: Finding) -> Money | None:
    if finding.code == "RGT014":
        return finding.amount
    nodes = list(_items(rights, finding))
    found: list[Money] = []
    for kind in {key.partition(":")[0] for key in finding.items}:
        live = rights.live(kind)
        column = cost_column(live)
        if column is not None:
            priced = live.filter(live["node"].is_in(nodes)).select(column.alias("cost"))["cost"]
            found += [money for one in priced.to_list() if (money := money_of(one))]
    return max(found, key=lambda one: one.amount) if len({m.currency for m in found}) == 1 else None


def _ended(rights: Rights, finding: Finding) -> Moves:
    changes = removal(finding.items[0], rights.enterprise)
    yield Move(Said("end it"), Said("What has run out is taken off the record"), changes)


def _opened(rights: Rights, finding: Finding) -> Moves:
    """A circle opened at one of its delegations."""
    plan = rights.enterprise
    for key in sorted(plan.sources(finding.rights[0], "right")):
        ends = {*plan.targets(key, "given_by"), *plan.targets(key, "given_to")}
        if key.startswith("delegation:") and ends <= set(finding.items):
            said = Said("{name} ends, and with it the circle", name=plan.name(key))
            yield Move(Said("end {key}", key=key), said, removal(key, plan))


def _practised(rights: Rights, finding: Finding) -> Moves:
    """What is done is written down."""
    for who in finding.roles:
        if who in rights.enterprise:
            documents = [given(one, who) for one in _rights(rights, finding)]
            said = Said("{who}, who decides in practice, is named", who=rights.enterprise.name(who))
            yield _move(rights, Said("give to {who}", who=who), said, documents)


def _retired(rights: Rights, finding: Finding) -> Moves:
    for one in _rights(rights, finding):
        ended = {"lifecycle": {"end_of_life": rights.on.isoformat()}}
        said = Said("{name} holds no longer", name=one.name)
        yield _move(rights, Said("retire {key}", key=one.key), said, [fields_of(one, **ended)])


def _met(rights: Rights, finding: Finding) -> Moves:
    """The lower limit brought to where the next right begins."""
    low, high = _rights(rights, finding)
    if finding.amount is not None and low.limit is not None:
        said = f"{low.name} holds up to where {high.name} begins"
        yield _move(
            rights, Said("let the limits meet"), said, [fields_of(low, limit=str(finding.amount))]
        )


OFFERS: Mapping[str, Callable[[Rights, Finding], Moves]] = {
    "RGT001": _nobody, "RGT002": _nobody, "RGT003": _uncovered, "RGT004": _two, "RGT005": _two,
    "RGT006": _two, "RGT007": _beyond, "RGT008": _ended, "RGT012": _two, "RGT013": _practised,
    "RGT014": _beyond, "RGT015": _retired, "RGT016": _retired, "RGT017": _met,
    "RGT018": _met, "RGT021": _opened,
}  # fmt: skip


def _move(rights: Rights, name: str, sentence: str, documents: Sequence[Document]) -> Move:
    # a right that stands in several documents is written one after the other
    merged: dict[str, Document] = {}
    rest = []
    for one in documents:
        if one.kind == "right" and one.id in merged:
            known = merged[one.id]
            merged[one.id] = Document(
                "right", one.id, {**known.values, **one.values}, covers=known.covers | one.covers
            )
        elif one.kind == "right" and one.id:
            merged[one.id] = one
        else:
            rest.append(one)
    return Move(name, sentence, drafted(rights, [*rest, *merged.values()]))


def _rights(rights: Rights, finding: Finding) -> list[Right]:
    return [rights.by_key[key] for key in finding.rights]


def _items(rights: Rights, finding: Finding) -> Covered:
    nodes = (rights.node(key) for key in finding.items)
    return Covered.of(node for node in nodes if node is not None)


def _named(rights: Rights, code: str, several: Sequence[Right]) -> list[str]:
    """Who could have it: the accountable, or, where two offices meet, one of each office."""
    who = [key for key in named(several) if key.startswith(("role:", "forum:"))]
    if code in ("RGT004", "RGT005"):
        return who
    by_office: dict[str, str] = {}
    for key in (*who, *(key for one in several for key in one.responsible)):
        if key.startswith("role:") and rights.office(key):
            by_office.setdefault(rights.office(key), key)
    return list(by_office.values())
