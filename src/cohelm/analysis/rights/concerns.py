"""What is wrong with decision rights, as checks: evidence, a business sentence, a remedy to try."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from cohelm.analysis.day import Mask
from cohelm.analysis.money import in_words
from cohelm.analysis.rights.conflicts import conflicts
from cohelm.analysis.rights.covered import Covered
from cohelm.analysis.rights.found import TITLES, Finding, Found
from cohelm.analysis.rights.gaps import gaps
from cohelm.analysis.rights.held import Rights, rights_on
from cohelm.analysis.rights.limits import limits
from cohelm.analysis.rights.load import load
from cohelm.analysis.rights.moves import first_move
from cohelm.analysis.rights.overlaps import overlaps
from cohelm.analysis.rights.practice import practice
from cohelm.analysis.rights.same import same
from cohelm.analysis.subjects import A_DAY, AN_AMOUNT, AN_OFFICE, cost_column
from cohelm.analysis.wording import day_in_words, listed, worded
from cohelm.core.audience import Audience
from cohelm.core.columns import MONEY
from cohelm.core.concern import Check, Concern, Severity
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose, joined

MOST_ITEMS = 200
"""So many items stand in a concern; the number of all is in its evidence."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How one code is raised. `business` has {what}, {who}, {verb}, {rights} and {said} filled in."""

    severity: Severity
    question: Callable[..., Found]
    why: str
    business: str


RULES: Mapping[str, Rule] = {
    "RGT001": Rule(
        "act", gaps, "What nobody answers for is decided by whoever is asked, or not at all.",
        "Nobody answers for '{rights}', which is about {what}.",
    ),
    "RGT002": Rule(
        "act", gaps, "A right whose holder is missing stands still until somebody is named.",
        "'{rights}' waits for somebody: nobody fills {who}. It is about {what}.",
    ),
    "RGT003": Rule(
        "watch", gaps, "What no right covers is decided case by case, by whoever speaks first.",
        "Nobody is named to {verb} {what}.",
    ),
    "RGT004": Rule(
        "act", overlaps, "Two who are accountable can each say no, and neither has to say yes.",
        "More than one answers for '{rights}', which is about {what}: {who}.",
    ),
    "RGT005": Rule(
        "act", overlaps, "Where two rights name different people, whom one asks decides the answer.",
        "{who} may each {verb} {what}, and neither has to ask the other.",
    ),
    "RGT006": Rule(
        "watch", overlaps, "Where both offices act on one thing, work is done twice or not at all.",
        "Two offices act where it comes to {verb} {what}, and no forum joins them.",
    ),
    "RGT007": Rule(
        "act", limits, "Beyond every limit nobody may say yes: it waits, or is waved through.",
        "Nobody may {verb} {what}: it is more than any limit allows.",
    ),
    "RGT008": Rule(
        "watch", limits, "Who still acts by a delegation that has run out acts without a right.",
        "{said}, and the delegation is still on record.",
    ),
    "RGT009": Rule(
        "act", conflicts, "One person who asks and approves, or approves and pays, is checked by nobody.",
        "One person may {verb} {what}, with nobody between.",
    ),
    "RGT010": Rule(
        "watch", load, "Decisions wait where too many of them are one role's.",
        "{who} answers for far more rights than others do, and what waits, waits there.",
    ),
    "RGT011": Rule(
        "info", load, "A right that nobody has looked at for a year is likely to be wrong by now.",
        "'{rights}' has not been looked at for a year: nobody knows whether it still holds.",
    ),
    "RGT012": Rule(
        "watch", load, "Two offices that decide together need a place in which they do.",
        "Two offices act together on '{rights}', about {what}, and no forum is named.",
    ),
    "RGT013": Rule(
        "act", practice, "Rights that practice passes over protect nobody.",
        "Somebody whom '{rights}' does not name said yes to {what}.",
    ),
    "RGT014": Rule(
        "act", practice, "A limit that is passed over in practice is none.",
        "Beyond the limit of '{rights}', somebody said yes to {what}.",
    ),
    "RGT015": Rule(
        "info", practice, "Where a right is never used it is forgotten, or something else decides.",
        "'{rights}' was not used for a year, while others of its kind were.",
    ),
    "RGT016": Rule(
        "watch", same, "One right written down twice is changed in one place and not in the other.",
        "'{rights}' seem to be one right in other words: both are about {what}.",
    ),
    "RGT017": Rule(
        "act", limits, "Amounts between two limits are nobody's to decide.",
        "{said}.",
    ),
    "RGT018": Rule(
        "watch", limits, "Where limits cross, the one who asks chooses who decides.",
        "{said}.",
    ),
    "RGT019": Rule(
        "act", load, "A decision that waits past its day is a decision too, which nobody took.",
        "{said}.",
    ),
    "RGT020": Rule(
        "act", gaps, "A right whose condition cannot be read covers nothing.",
        "'{rights}' decides nothing: what it is about cannot be read.",
    ),
    "RGT021": Rule(
        "act", limits, "A right that is lent in a circle is everybody's and nobody's.",
        "{said}: nobody can say whose it is.",
    ),
}  # fmt: skip
"""By code."""


def raised_by(code: str) -> Check:
    """The check of a code."""
    rule = RULES[code]

    def find(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
        yield from _concerns(enterprise, code, rule, on)

    return Check(code, TITLES[code], rule.severity, rule.why, find)


def findings_on(enterprise: Enterprise, question: Callable[..., Found], on: date) -> Found:
    """The answer to a question about rights, computed once for all its codes."""
    known: dict[object, Found] = rights_on(enterprise, on).__dict__.setdefault("_found", {})
    if question not in known:
        known[question] = question(enterprise, on=on)
    return known[question]


def subject(finding: Finding) -> str:
    """The item that a finding is first about: a right; a delegation or a decision where it is theirs."""
    own = finding.code in ("RGT008", "RGT019")
    return finding.items[0] if own else finding.rights[0]


def _concerns(enterprise: Enterprise, code: str, rule: Rule, on: date) -> Iterator[Concern]:
    rights = rights_on(enterprise, on)
    by_subject: dict[str, list[Finding]] = {}
    for one in findings_on(enterprise, rule.question, on).findings:
        if one.code == code:
            by_subject.setdefault(subject(one), []).append(one)
    for key, of in by_subject.items():
        yield _concern(rights, key, rule, of)


def _concern(rights: Rights, key: str, rule: Rule, of: list[Finding]) -> Concern:
    """Findings about one subject as one concern, so that one acceptance covers one concern."""
    first = of[0]
    keys = dict.fromkeys(right for one in of for right in one.rights)
    items = dict.fromkeys(item for one in of for item in one.items)
    every = [one for one in dict.fromkeys((key, *keys, *items)) if one in rights.enterprise]
    business = joined(dict.fromkeys(_business(rights, rule, one) for one in of))
    offer = first_move(rights, first)
    evidence: dict[str, object] = {
        "verb": first.verb, "rights": list(keys), "number_of_items": len(items),
        "remedy": offer.sentence if offer else Prose("none that could be said without asking"),
    }  # fmt: skip
    people = sorted({person for one in of for person in one.people})
    if people and names_people(rights.enterprise.audience):
        evidence["people"] = people
    return Concern(
        first.code, rule.severity, tuple(every[:MOST_ITEMS]),
        joined((key, joined((one.message for one in of), "; ")), " – "),
        joined((business, _facts(rights, key, Covered.of(_nodes(rights, items))))), rights.office_of(key),
        {name: value for name, value in evidence.items() if value}, offer.changes if offer else None,
    )  # fmt: skip


def names_people(audience: Audience) -> bool:
    """Whether persons are named in what is wrong: to office leads and audit, and in one's own files."""
    named = bool({"people", "audit"} & audience.clearances)
    return named or (audience.everything and not audience.withheld)


def _business(rights: Rights, rule: Rule, one: Finding) -> str:
    name = rights.enterprise.name
    who = dict.fromkeys(key for right in one.rights for key in _accountable(rights, right))
    if one.code == "RGT010":
        who = dict.fromkeys(one.items)
    kinds = {key.partition(":")[0] for key in one.items}
    noun, plural = "item", "items"
    if len(kinds) == 1:
        spec = rights.enterprise.schema.kind(next(iter(kinds)))
        noun, plural = spec.label.lower(), spec.plural
    what = Prose("nothing yet")
    if one.items:
        many = len(one.items)
        what = Prose("{many} {noun}", many=many, noun=Plural(noun, plural, number=many))
    verb = listed([worded(name) for name in one.verb.split(", ") if name]) or Prose("decide")
    business = Prose(
        rule.business,
        what=what, who=listed([name(key) for key in who]), verb=verb, said=one.message,
        rights="' and '".join(name(key) for key in one.rights[:3]),
    )  # fmt: skip
    return Prose("{business:A}", business=business)


def _accountable(rights: Rights, right: str) -> tuple[str, ...]:
    return rights.by_key[right].accountable if right in rights.by_key else ()


def _nodes(rights: Rights, keys: Mapping[str, None]) -> Iterator[int]:
    return (node for key in keys if (node := rights.node(key)) is not None)


def _facts(rights: Rights, key: str, items: Covered) -> str:
    """What is at stake, by when, and whose it is, a sentence each; then what is not on record."""
    among = items.mask(len(rights.enterprise.nodes))
    money, when = _stake(rights, among), _by_when(rights, among)
    office = rights.office_of(key)
    said = {
        AN_AMOUNT: Prose("At stake: {amounts}.", amounts=in_words(money)) if money else "",
        A_DAY: Prose("The first day among them is {day}.", day=day_in_words(when)) if when else "",
        AN_OFFICE: Prose(
            "It falls to the office '{office}'.", office=rights.enterprise.name(office)
        )
        if office
        else "",
    }
    missing = [what for what, text in said.items() if not text]
    rest = [Prose("Not on record: {missing}.", missing=listed(missing))] if missing else []
    return joined([*filter(None, said.values()), *rest])


def _stake(rights: Rights, among: Mask) -> list[Money]:
    """What the live items of a mask cost, a sum a currency."""
    costs = rights.day.kept("costs by node", lambda: _costs(rights))
    chosen = among[costs["node"].to_numpy()]
    if not chosen.any():
        return []
    found = costs.filter(chosen).group_by("currency").agg(pl.col("amount").sum())
    return [Money(amount, currency) for currency, amount in found.sort("currency").iter_rows()]


def _costs(rights: Rights) -> pl.DataFrame:
    """What each live item costs: `node`, `amount`, `currency`."""
    frames = [pl.DataFrame(schema={"node": pl.Int32, "cost": MONEY})]
    for kind in rights.kinds:
        live = rights.live(kind)
        column = cost_column(live)
        if column is not None:
            frames.append(live.select("node", column.alias("cost")).drop_nulls())
    return pl.concat(frames).unnest("cost").drop_nulls()


def _by_when(rights: Rights, among: Mask) -> date | None:
    """The first day to come on which something is due among the live items of a mask, or ends."""
    days = rights.day.kept("days by node", lambda: _days(rights))
    chosen = among[days["node"].to_numpy()]
    return days["day"][int(chosen.argmax())] if chosen.any() else None


def _days(rights: Rights) -> pl.DataFrame:
    """The days to come on which a live item is due or ends: `node`, `day`; the first day first."""
    frames = [pl.DataFrame(schema={"node": pl.Int32, "day": pl.Date})]
    for kind in rights.kinds:
        live = rights.live(kind)
        schema = live.schema
        frames += [
            live.select("node", day=name).filter(pl.col("day") >= rights.on)
            for name in ("due", "end")
            if schema.get(name) == pl.Date
        ]
    return pl.concat(frames).sort("day")


CHECKS: tuple[Check, ...] = tuple(raised_by(code) for code in RULES)
