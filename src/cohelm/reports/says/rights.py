"""What matrices and limits of authority say: nobody accountable, two accountable, above every limit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from cohelm.analysis.rights.held import rights_on
from cohelm.analysis.rights.right import Right
from cohelm.analysis.wording import counted, listed
from cohelm.core.money import Money
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose
from cohelm.reports.says.amounts import alone, amounts_of, said_of, worded
from cohelm.reports.says.applications import applications
from cohelm.reports.says.saying import Lists, Said, Urgency, ahead


def of_rights(lists: Lists) -> Iterator[Said]:
    """Rights that nobody or two are accountable for, who has most, and what none of them covers."""
    rights = [one for one in rights_on(lists.enterprise, lists.on).all if one.limit is None]
    if not rights:
        return
    yield from _named(rights, [one for one in rights if not one.accountable], "nobody")
    two = [one for one in rights if len(one.accountable) > 1]
    yield from _named(rights, two, Prose("more than one"))
    load = Counter(holder for one in rights for holder in one.accountable)
    if len(load) > 1:
        holder, number = min(load.items(), key=lambda one: (-one[1], one[0]))
        keys = [one.key for one in rights if holder in one.accountable]
        text = Prose(
            "{holder} is accountable for {number} of {decisions}",
            holder=lists.name(holder),
            number=number,
            decisions=counted(len(rights), "decision"),
        )
        yield Said(text + ", " + ahead(load.values(), number), None, None, keys, Urgency.WHOLE)
    yield from _uncovered(lists, rights)


def _named(rights: Sequence[Right], bad: Sequence[Right], who: str) -> Iterator[Said]:
    if bad:
        has = Plural("has", "have", number=len(bad))
        text = Prose(
            "{bad} of {decisions} {has} {who} accountable",
            bad=len(bad),
            decisions=counted(len(rights), "decision"),
            has=has,
            who=who,
        )
        full = text + ": " + listed([one.name for one in bad])
        yield Said(full, None, None, [one.key for one in bad], Urgency.GAP)


def _uncovered(lists: Lists, rights: Sequence[Right]) -> Iterator[Said]:
    """Applications of the other list that no right covers, where any right says what it is about."""
    covered = frozenset[int]().union(*(one.covered for one in rights))
    if not covered or not lists.has("application"):
        return
    known = {lists.enterprise.nodes.key(node) for node in covered}
    bare = applications(lists).filter([key not in known for key in lists.of("application")["key"]])
    if len(bare):
        amounts = amounts_of(bare, "key")
        cost = Prose(" with {amounts} a year", amounts=said_of(amounts)) if amounts else ""
        is_ = Plural("is", "are", number=len(bare))
        text = Prose(
            "{applications}{cost} {is_} covered by no right: nobody decides",
            applications=counted(len(bare), "application"),
            cost=cost,
            is_=is_,
        )
        keys = bare["key"].to_list()
        yield Said(
            Prose("{text} on them", text=text),
            alone(amounts),
            None,
            keys,
            Urgency.GAP,
            together=True,
        )


def of_limits(lists: Lists) -> Iterator[Said]:
    """Up to which amount somebody may decide, where two may, and who may most."""
    rights = [one for one in rights_on(lists.enterprise, lists.on).all if one.accountable]
    statements = dict(lists.of("right").select("key", "statement").iter_rows())
    groups: dict[str, list[Right]] = defaultdict(list)
    for one in rights:
        groups[str(statements.get(one.key) or one.name)].append(one)
    ends = [
        (what, most, of) for what, of in sorted(groups.items()) for most in _highest(of) if most
    ]
    if ends:
        what, most, _ = min(ends, key=lambda one: (one[1].amount, one[0]))
        text = Prose(
            "In {ends} of {decisions} nobody may go above a limit:",
            ends=len(ends),
            decisions=counted(len(groups), "decision"),
        )
        text += Prose(" the lowest is {most}, for {what}", most=worded(most), what=what)
        keys = [one.key for _, _, of in ends for one in of]
        yield Said(text, most, None, keys, Urgency.GAP)
    yield from _doubled(groups)
    yield from _widest(lists, rights)


def _highest(of: Sequence[Right]) -> Iterator[Money | None]:
    """The highest limit of the rights of one decision; None where one has none or currencies differ."""
    limits = [one.limit for one in of]
    stated = [one for one in limits if one is not None]
    if len(stated) == len(limits) and len({one.currency for one in stated}) == 1:
        yield max(stated, key=lambda one: one.amount)


def _doubled(groups: dict[str, list[Right]]) -> Iterator[Said]:
    """Decisions that two different holders may take up to the same amount."""
    found: dict[str, tuple[Decimal, Money, list[str]]] = {}
    for what, of in sorted(groups.items()):
        same: dict[tuple[str, Decimal], list[Right]] = defaultdict(list)
        for one in of:
            if one.limit is not None:
                same[one.limit.currency, one.limit.amount].append(one)
        for (currency, amount), rights in same.items():
            if (
                len({holder for one in rights for holder in one.accountable}) > 1
                and len(rights) > 1
            ):
                keys = [one.key for one in rights]
                found[what] = (amount, Money(amount, currency), keys)
    if found:
        what, (_, money, _) = max(found.items(), key=lambda one: (one[1][0], one[0]))
        have = Plural("has", "have", number=len(found))
        text = Prose(
            "{decisions} {have} two who may take it up to the same amount",
            decisions=counted(len(found), "decision"),
            have=have,
        )
        text += Prose(", such as {what}, {money}", what=what, money=worded(money))
        keys = [key for _, _, rights in found.values() for key in rights]
        yield Said(text, money, None, keys, Urgency.GAP)


def _widest(lists: Lists, rights: Sequence[Right]) -> Iterator[Said]:
    """Who may decide up to the highest limit, of limits in one currency."""
    stated = [(one.limit, one) for one in rights if one.limit is not None]
    if len(stated) < 2 or len({money.currency for money, _ in stated}) > 1:
        return
    money, right = max(stated, key=lambda one: (one[0].amount, one[1].key))
    who = listed([lists.name(one) for one in right.accountable])
    text = Prose(
        "The highest limit is {money}: {who}, {name}", money=worded(money), who=who, name=right.name
    )
    yield Said(text, money, None, [right.key], Urgency.WHOLE)
