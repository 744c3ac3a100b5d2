"""What cloud bills say: the largest service, what rose since the month before, what no tag claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cohelm.analysis.wording import MONTHS, counted
from cohelm.core.money import Money
from cohelm.core.prose import Prose, joined
from cohelm.formats.cells import is_unknown, text_of
from cohelm.formats.dates import read_day
from cohelm.formats.known.focus import VENDORS
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping as Meaning
from cohelm.formats.numbers import decimal_mark, read_number
from cohelm.formats.sheets import Cell
from cohelm.formats.words import tokens
from cohelm.reports.says.amounts import share_in_words, worded
from cohelm.reports.says.saying import Lists, Said, Urgency

SHAPE = "focus"
COSTS = ("billed", "effective", "contracted", "list")
"""What a charge may cost, the first that a bill states."""
ACCOUNTS = ("sub_account", "account_name", "account")
NO_TAGS = frozenset(("", "{}", "[]", "null", "none"))


@dataclass(frozen=True, slots=True)
class Charge:
    """One row of a bill: from whom, for which account and service, in which month, and how much.

    `tagged` is None where the bill has no column of tags.
    """

    place: tuple[str, int]
    vendor: str
    account: str
    service: str
    month: str
    money: Money
    tagged: bool | None


def charges(table: Table, mapping: Meaning) -> list[Charge]:
    """The rows of a bill that state a month, a cost and its currency."""
    at = {use.name: table.header.index(use.header) for use in mapping.columns if use.use == "role"}
    cost = next((at[one] for one in COSTS if one in at), None)
    if cost is None or "start" not in at or "currency" not in at:
        return []
    tags = next((n for n, head in enumerate(table.header) if "tag" in tokens(head)), None)
    mark, _ = decimal_mark(table.values(cost), "")
    found = []
    for place, row in zip(table.places, table.rows, strict=True):
        amount, day = read_number(row[cost], mark), read_day(row[at["start"]])
        code = (text_of(row[at["currency"]]) or "").strip().upper()
        if amount is None or day is None or is_unknown(code):
            continue
        service = _first(row, at, ("service",))
        tagged = None
        if tags is not None:
            tagged = (text_of(row[tags]) or "").strip().lower() not in NO_TAGS
        money = Money(amount.value, code)
        vendor, account = _first(row, at, VENDORS), _first(row, at, ACCOUNTS)
        found.append(
            Charge((table.where, place), vendor, account, service, day.day[:7], money, tagged)
        )
    return found


def _first(row: Sequence[Cell], at: Mapping[str, int], roles: Sequence[str]) -> str:
    """What the first of the roles says that says anything."""
    said = ((text_of(row[at[role]]) or "").strip() for role in roles if role in at)
    return next((one for one in said if one and not is_unknown(one) and one != "NULL"), "")


def of_cloud(lists: Lists) -> Iterator[Said]:
    """Said of each currency on its own; a month is a calendar month of the charges."""
    by_currency: dict[str, list[Charge]] = defaultdict(list)
    for table, mapping in lists.tables:
        if mapping.shape == SHAPE:
            for one in charges(table, mapping):
                by_currency[one.money.currency].append(one)
    for currency, of in sorted(by_currency.items()):
        yield from _largest(currency, of, "vendor", Prose("goes to"))
        yield from _largest(currency, of, "service", Prose("is for"))
        yield from _largest(currency, of, "account", Prose("is of the account"))
        yield from _risen(currency, of)
        yield from _untagged(currency, of)
        yield from _credited(currency, of)
        yield from _whole(currency, of)


def _sum(of: Sequence[Charge]) -> Decimal:
    return sum((one.money.amount for one in of), Decimal(0))


def _said(text: str, currency: str, amount: Decimal, of: Sequence[Charge], how: Urgency) -> Said:
    rows = tuple(one.place for one in of)
    return Said(text, Money(amount, currency), None, (), how, rows=rows)


def _whole(currency: str, of: Sequence[Charge]) -> Iterator[Said]:
    """What all of the bill comes to, and whose it is where it is of one vendor."""
    vendors = {one.vendor for one in of}
    whose = (
        Prose(" by {vendors}", vendors=next(iter(vendors)))
        if len(vendors) == 1 and "" not in vendors
        else ""
    )
    amount = _sum(of)
    text = Prose(
        "{amount} is billed{whose} {months}",
        amount=worded(Money(amount, currency)),
        whose=whose,
        months=_months(of),
    )
    text += ": " + counted(len(of), "charge")
    yield _said(text, currency, amount, of, Urgency.MORE)


def _by(of: Sequence[Charge], name: str) -> Mapping[str, list[Charge]]:
    found: dict[str, list[Charge]] = defaultdict(list)
    for one in of:
        found[getattr(one, name)].append(one)
    return found


def _largest(currency: str, of: Sequence[Charge], part: str, said: str) -> Iterator[Said]:
    """The vendor or the service with the largest share, of several."""
    parts = {name: some for name, some in _by(of, part).items() if name}
    whole = _sum(of)
    if len(parts) < 2 or whole <= 0:
        return
    name = min(parts, key=lambda one: (-_sum(parts[one]), one))
    amount = _sum(parts[name])
    share = share_in_words(amount, whole)
    text = Prose(
        "{amount} of the bill {said} {name}: {share} of {whole} {months}",
        amount=worded(Money(amount, currency)),
        said=said,
        name=name,
        share=share,
        whole=worded(Money(whole, currency)),
        months=_months(of),
    )
    yield _said(text, currency, amount, parts[name], Urgency.WHOLE)


def _months(of: Sequence[Charge]) -> str:
    months = sorted(_by(of, "month"))
    if len(months) == 1:
        return Prose("in {month}", month=_month(months[0]))
    return Prose("from {month} to {last}", month=_month(months[0]), last=_month(months[-1]))


def _month(text: str) -> str:
    return joined((Prose(MONTHS[int(text[5:7]) - 1]), text[:4]))


def _risen(currency: str, of: Sequence[Charge]) -> Iterator[Said]:
    """What the last month cost more than the one before, and the service that did most of it."""
    months = _by(of, "month")
    if len(months) < 2:
        return
    before, last = sorted(months)[-2:]
    risen = _sum(months[last]) - _sum(months[before])
    then, now = _by(months[before], "service"), _by(months[last], "service")
    rises = {name: _sum(now.get(name, [])) - _sum(then.get(name, [])) for name in {*then, *now}}
    most = min(rises, key=lambda one: (-abs(rises[one]), one))
    way = "more" if risen >= 0 else "less"
    text = Prose(
        "{month} cost {risen} {way} than {before}",
        month=_month(last),
        risen=worded(Money(abs(risen), currency)),
        way=way,
        before=_month(before),
    )
    text += Prose(
        ", most by {most}: {rises}", most=most, rises=worded(Money(rises[most], currency))
    )
    yield _said(text, currency, risen, [*months[before], *months[last]], Urgency.GAP)


def _untagged(currency: str, of: Sequence[Charge]) -> Iterator[Said]:
    bare = [one for one in of if one.tagged is False]
    if bare and len(bare) < len(of):
        amount = _sum(bare)
        text = Prose("{amount} of the bill carries no tag", amount=worded(Money(amount, currency)))
        text += Prose(": {bare:,} of {charges}", bare=len(bare), charges=counted(len(of), "charge"))
        yield _said(text, currency, amount, bare, Urgency.GAP)


def _credited(currency: str, of: Sequence[Charge]) -> Iterator[Said]:
    back = [one for one in of if one.money.amount < 0]
    if back:
        amount = -_sum(back)
        text = Prose(
            "{amount} came back by {charges}",
            amount=worded(Money(amount, currency)),
            charges=counted(len(back), "charge"),
        )
        yield _said(Prose("{text} below nought", text=text), currency, amount, back, Urgency.WHOLE)
