"""Budget against actual, from a general ledger: months down the rows or across the columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cohelm.core.documents import Contents, Document, Named, Observed
from cohelm.core.money import Money
from cohelm.core.schema import Schema
from cohelm.formats.cells import text_of
from cohelm.formats.known.concepts import concepts
from cohelm.formats.known.figures import Figures, sum_by_currency
from cohelm.formats.known.known import Known, Role
from cohelm.formats.known.periods import Period, period_of
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping, table_name
from cohelm.formats.numbers import read_number

METRICS = ("budget", "actual", "forecast")
ROLES = (
    Role("account", "text", ("account", "account number", "gl account", "general ledger account",
         "cost element", "cost type", "ledger account", "nominal code", "ledger code",
         "nominal account"), tells=1.0),
    Role("account_name", "text", ("account name", "account description", "cost element name",
         "account text", "account title", "general ledger account name", "account label",
         "nominal description"), tells=0.8),
    Role("cost_centre", "code", ("cost center", "cost center number", "cost object"), tells=1.0),
    Role("cost_centre_name", "text", ("cost center name", "cost center description",
         "cost object name", "co object name"), tells=0.5),
    Role("department", "text", ("department", "business unit", "division", "organisational unit",
         "area"), tells=0.4),
    Role("vendor", "name", ("vendor", "vendor name", "business partner", "partner"), tells=0.2,
         like="company"),
    Role("day", "day", ("posting date", "document date", "booking date", "date", "entry date"),
         tells=0.4),
    Role("period", "text", ("period", "month", "posting period", "fiscal period", "year month",
         "quarter", "fiscal month"), tells=0.8),
    Role("year", "number", ("year", "fiscal year", "annual"), tells=0.6),
    Role("measure", "word", ("version", "scenario", "value type", "amount type", "measure",
         "budget actual", "data type"), tells=0.8),
    Role("budget", "money", ("budget", "budget amount", "budget value", "approved budget",
         "budget cost"), tells=1.6, by_period="may"),
    Role("actual", "money", ("actual", "actual amount", "actual cost", "actual value", "spent",
         "actual spend"), tells=1.6, by_period="may"),
    Role("forecast", "money", ("forecast", "forecast amount", "outlook", "estimate", "expected"),
         tells=1.0, by_period="may"),
    Role("variance", "money", ("variance", "variance amount", "deviation", "difference",
         "budget variance", "remaining", "available"), tells=0.8, by_period="may"),
    Role("debit", "money", ("debit", "debit amount", "dr"), tells=1.6),
    Role("credit", "money", ("credit", "credit amount", "cr"), tells=1.4),
    Role("amount", "money", ("amount", "value", "amount in local currency", "balance"),
         tells=0.6),
    Role("currency", "currency", ("currency", "currency code", "local currency"), tells=0.3),
    Role("document", "code", ("document number", "journal", "journal number", "journal entry",
         "posting number", "voucher", "entry number", "transaction number"), tells=0.6),
    Role("text", "text", ("text", "posting text", "description", "line text"), tells=0.1),
)  # fmt: skip
MEANT = {"budget": "budget", "actual": "actual", "forecast": "forecast", "outlook": "forecast"}
CLOSING = range(13, 17)
YEARS = range(1990, 2101)


@dataclass(frozen=True)
class Column:
    """One column of amounts: what they are, and of which stretch of time where its header says so."""

    metric: str
    at: int
    period: Period | None = None


def read_ledger(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """Each amount as a `budget`, `actual` or `forecast` of a cost centre, department or vendor.

    Amounts of a quarter or year stand at its first day. Debit less credit is actual. Rows whose
    time, item or meaning cannot be told are left out and said with their money.
    """
    del schema
    figures = Figures.of(table, mapping, home)
    figures.find_totals(
        ("account", "account_name", "cost_centre", "department", "text", "period", "vendor"),
        ("document",),
    )
    items = _items(figures)
    for column in _columns(figures):
        _take(figures, items, column)
    if figures.has("debit") or figures.has("credit"):
        _take_journal(figures, items)
    _number(figures.contents)
    return figures.contents


def _columns(figures: Figures) -> list[Column]:
    """The columns of amounts that are taken; sums over others of them are left out, and said."""
    found: list[Column] = []
    for metric in METRICS:
        places = figures.places.get(metric, [])
        found += [Column(metric, at, period_of(figures.table.header[at])) for at in places]
    if not found and figures.has("amount") and not figures.has("debit"):
        at = figures.places["amount"][0]
        found.append(Column("", at, period_of(figures.table.header[at])))
    kept: list[Column] = []
    for column in found:
        same = [one for one in found if one.metric == column.metric and one is not column]
        if _adds_up(column, same, figures.table.header[column.at]):
            note = "it adds up columns beside it: left out, so that nothing counts twice"
            figures.contents.notes.append(figures.table.note(note, column.at))
        else:
            kept.append(column)
    return kept


def _adds_up(column: Column, others: Sequence[Column], header: str) -> bool:
    """Whether a column is the sum of others: a year beside its months, or what is called a total."""
    if not any(one.period for one in others):
        return False
    if column.period is None or {"total", "ytd", "cumulative", "sum"} & set(concepts(header)):
        return True
    mine = column.period
    return any(
        one.period and one.period.months < mine.months
        and one.period.year == mine.year and mine.month <= one.period.month < mine.month + mine.months
        for one in others
    )  # fmt: skip


def _items(figures: Figures) -> list[Named]:
    """What each row's money is of: its vendor, else its cost centre, else its department."""
    centres, names = figures.texts("cost_centre"), figures.texts("cost_centre_name")
    departments, vendors = figures.texts("department"), figures.texts("vendor")
    seen: set[tuple[str, str]] = set()
    items: list[Named] = []
    for row in range(len(figures.table.rows)):
        kind, name = ("vendor", vendors[row]) if vendors[row] else ("department", "")
        name = name or names[row] or departments[row] or centres[row]
        items.append(
            Named(name, (kind,)) if name else Named("organisation", ("organisation",), make=True)
        )
        if name and row not in figures.totals and (kind, name.casefold()) not in seen:
            seen.add((kind, name.casefold()))
            values = {"name": name}
            if kind == "department" and centres[row]:
                values["cost_centre"] = centres[row]
            place = figures.table.places[row]
            document = Document(kind, "", values, figures.table.where, place)
            figures.contents.documents.append(document)
    return items


def _take(figures: Figures, items: Sequence[Named], column: Column) -> None:
    """The amounts of one column as observations."""
    amounts = figures.amounts(column.at)
    metrics = [column.metric] * len(amounts)
    if not column.metric:
        metrics = _stated_metrics(figures)
    days = _days(figures, column)
    _observe(figures, items, amounts, metrics, days)
    figures.tell_totals(amounts, column.at)


def _take_journal(figures: Figures, items: Sequence[Named]) -> None:
    """Debit less credit of every line, as actual."""
    sides = [
        figures.amounts(figures.places[one][0]) if figures.has(one) else None
        for one in ("debit", "credit")
    ]
    debits, credits = (one or [None] * len(items) for one in sides)
    amounts = [_less(one, other) for one, other in zip(debits, credits, strict=True)]
    days = _days(figures, Column("actual", -1))
    _observe(figures, items, amounts, ["actual"] * len(items), days)
    table = figures.table
    figures.contents.notes.append(table.note("debit less credit is read as actual cost"))
    if amounts and sum_by_currency(debits) == sum_by_currency(credits):
        note = "debits and credits are equal: a whole journal, of which only some accounts are cost"
        figures.contents.notes.append(table.note(note))


def _less(debit: str | None, credit: str | None) -> str | None:
    if debit is None or credit is None:
        return debit or (
            str(replace(Money.parse(credit), amount=-Money.parse(credit).amount))
            if credit
            else None
        )
    one, other = Money.parse(debit), Money.parse(credit)
    return str(one + Money(-other.amount, other.currency))


def _observe(
    figures: Figures,
    items: Sequence[Named],
    amounts: Sequence[str | None],
    metrics: Sequence[str],
    days: Sequence[str | None],
) -> None:
    table = figures.table
    source = table.called or table_name(table.file, table.sheet)
    accounts = figures.texts("account")
    names, centres = figures.texts("account_name"), figures.texts("cost_centre")
    untimed, unmeant = [], []
    for row, amount in enumerate(amounts):
        if amount is None or row in figures.totals:
            continue
        if not days[row]:
            untimed.append(row)
        elif not metrics[row]:
            unmeant.append(row)
        else:
            values = {
                "item": items[row], "time": days[row], "source": source, "amount": amount,
                "account": accounts[row] or names[row] or None,
                "cost_centre": centres[row] or None,
            }  # fmt: skip
            stated = {name: value for name, value in values.items() if value is not None}
            figures.contents.observed.append(
                Observed(metrics[row], stated, table.where, table.places[row])
            )
    figures.left_out(untimed, amounts, "no month or year can be read")
    figures.left_out(unmeant, amounts, "nothing says whether they are budget or actual")


def _number(contents: Contents) -> None:
    """Gives observations of one item, time and account a number each, so that all are kept."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(contents.observed):
        item = one.values["item"]
        name = item.text.casefold() if isinstance(item, Named) else item
        account = one.values.get("account", "")
        groups[
            one.metric, name, one.values["time"], account, one.values.get("cost_centre", "")
        ].append(at)
    for (_, _, _, account, centre), places in groups.items():
        ordered = sorted(places, key=lambda at: str(contents.observed[at].values["amount"]))
        for n, at in enumerate(ordered):
            one = contents.observed[at]
            parts = (str(centre), str(account), f"#{n + 1}" if n else "")
            reference = " ".join(filter(None, parts))
            contents.observed[at] = replace(one, values={**one.values, "reference": reference})


def _stated_metrics(figures: Figures) -> list[str]:
    """What a row says that its amount is; for all rows what title, sheet or file say."""
    table = figures.table
    around = [
        *concepts(table.title),
        *concepts(table.sheet),
        *concepts(table.file.rpartition(".")[0]),
    ]
    told = {MEANT[word] for word in around if word in MEANT}
    default = told.pop() if len(told) == 1 else ""
    if not figures.has("measure"):
        if default:
            note = (
                f"the amounts are read as {default}, as a line above them or the file's name says"
            )
            figures.contents.notes.append(table.note(note))
        return [default] * len(table.rows)
    texts = figures.texts("measure")
    read = {text: next((MEANT[w] for w in concepts(text) if w in MEANT), "") for text in set(texts)}
    return [read[text] for text in texts]


def _days(figures: Figures, column: Column) -> list[str | None]:
    """The first day of the stretch of time of each row's amount."""
    if column.period and column.period.year:
        return [column.period.first.isoformat()] * len(figures.table.rows)
    years = _years(figures)
    if column.period:
        month = column.period.month
        return [date(year, month, 1).isoformat() if year else None for year in years]
    if figures.has("day"):
        return [day and f"{day[:7]}-01" for day in figures.days("day")]
    if figures.has("period"):
        return _periods(figures, years)
    if figures.has("year"):
        note = "only the year is stated: its amounts stand at its first day"
        figures.contents.notes.append(figures.table.note(note))
    return [date(year, 1, 1).isoformat() if year else None for year in years]


def _years(figures: Figures) -> list[int]:
    """The year of each row: its own, or the one that a line above the table names."""
    if figures.has("year"):
        at = figures.places["year"][0]
        return [_year_in(text_of(cell) or "") for cell in figures.table.values(at)]
    table = figures.table
    lines = [table.title, *table.remarks, table.sheet, table.file.rpartition(".")[0]]
    stated = Counter(period.year for line in lines if (period := period_of(line)) and period.year)
    year = next(iter(stated)) if len(stated) == 1 else 0
    if year:
        figures.contents.notes.append(
            table.note(f"the year is {year}, as a line above or the name says")
        )
    return [year] * len(table.rows)


def _year_in(text: str) -> int:
    period = period_of(text)
    if period and period.year:
        return period.year
    number = read_number(text)
    return int(number.value) if number and number.value in YEARS else 0


def _periods(figures: Figures, years: Sequence[int]) -> list[str | None]:
    """The first day of each row's month or quarter; a closing period is part of December."""
    found: list[str | None] = []
    closing = 0
    for cell, year in zip(figures.table.values(figures.places["period"][0]), years, strict=True):
        text = text_of(cell) or ""
        period = period_of(text[:10] if text[4:5] == "-" else text)
        number = int(text) if text.isdecimal() and len(text) <= 2 else 0
        if number in CLOSING:
            closing, number = closing + 1, 12
        if 1 <= number <= 12:
            period = Period(0, number, 1)
        stated = replace(period, year=period.year or year) if period else None
        found.append(stated.first.isoformat() if stated and stated.year else None)
    if closing:
        note = f"{closing} rows are of a closing period: read as part of December"
        figures.contents.notes.append(figures.table.note(note, figures.places["period"][0]))
    return found


LEDGER = Known(
    "ledger", "Budget against actual", ROLES, read_ledger,
    one_of=(("budget", "actual", "debit", "amount"),
            ("account", "account_name", "cost_centre", "measure", "document", "period")),
)  # fmt: skip
