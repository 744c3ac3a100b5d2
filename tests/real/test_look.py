"""What files that others published say at once, against what plain Python makes of their rows.

Nothing here reads a file with what it checks: rows come from the csv module, days and amounts from
rules of one line each.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from cohelm.core.schema import Schema
from cohelm.formats.detect import ReadFiles, read_files
from cohelm.reports.looked import Looked, look_at

ON = date(2026, 11, 24)
pytestmark = pytest.mark.slow


def looked(*paths: Path, currency: str = "", factor: int = 1) -> Looked:
    files = [(path.name, path.read_bytes()) for path in paths]

    def read(schema: Schema) -> ReadFiles:
        return read_files(files, schema, currency=currency, factor=factor)

    return look_at(read, on=ON, settled=frozenset(["currency"] if currency else []))


def texts(found: Looked) -> list[str]:
    return [one.text for one in found.sentences]


def behind(found: Looked, at: int, file: str = "") -> list[int]:
    """The rows behind a sentence that is counted from 1."""
    return [row for name, row in found.sentences[at - 1].rows if not file or name == file]


def rows(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding=encoding))))


def number(text: str) -> Decimal | None:
    """The number of a cell that is one, with or without a sign and separators."""
    bare = re.sub(r"[^0-9.]", "", text) if re.fullmatch(r"\W*[\d,.\s]+", text.strip()) else ""
    return Decimal(bare) if bare else None


def numbered(text: str, form: str) -> date | None:
    """The day of a cell; None where it says something else."""
    try:
        return datetime.strptime(text.strip(), form).date()
    except ValueError:
        return None


def said(amount: Decimal) -> str:
    """An amount to the unit, as a sentence has it."""
    return f"{amount.quantize(Decimal(1)):,}"


def in_words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def whole(count: int, costs: Iterable[Decimal | None], sign: str) -> str:
    """The sum of a list, and how many of it state none."""
    stated = list(costs)
    bare = sum(one is None for one in stated)
    more = f" ({bare} more state no amount)" if bare else ""
    return f"{said(sum((one for one in stated if one is not None), Decimal(0)))} {sign}{more}"


def late(every: list[tuple[date | None, Decimal | None]], sign: str) -> tuple[str, list[int]]:
    """What is past its day, and the rows of a file with a line of headers that it stands in."""
    over = [(at + 2, day, cost) for at, (day, cost) in enumerate(every) if day and day < ON]
    first = min(day for _, day, _ in over)
    amounts = whole(len(over), (cost for *_, cost in over), sign)
    text = (
        f"{len(over)} initiatives with {amounts} were to end before {in_words(ON)}, the first by "
        f"{in_words(first)}; none of them is said to be done"
    )
    return text, [row for row, *_ in over]


def dearest(names: list[str], costs: list[Decimal | None], sign: str) -> tuple[str, str, list[int]]:
    """The two sentences on the dearest and the ten dearest, and the rows of the ten."""
    total = sum((one for one in costs if one is not None), Decimal(0))
    known = sorted(
        ((cost, at) for at, cost in enumerate(costs) if cost is not None), key=lambda one: -one[0]
    )
    worth = known[0][0]
    equal = sum(cost == worth for cost, _ in known) - 1
    too = f" (and as much to {equal} other{'s' if equal > 1 else ''})" if equal else ""
    # of several that are as dear, any may be named: the file tells no order
    name = "|".join(sorted(names[at] for cost, at in known if cost == worth))
    share = (worth / total * 100).quantize(Decimal(1))
    ten = sum((cost for cost, _ in known[:10]), Decimal(0))
    of_ten = (ten / total * 100).quantize(Decimal(1))
    return (
        f"{said(worth)} {sign} of the cost goes to {name}{too}: {share} % of "
        f"{whole(len(costs), costs, sign)}",
        f"The ten dearest of {len(known)} initiatives take {of_ten} % of the cost: {said(ten)} {sign}",
        sorted(at + 2 for _, at in known[:10]),
    )


def either(sentence: str) -> list[str]:
    """A sentence with each of the names that may stand in it."""
    head, _, tail = sentence.partition(" goes to ")
    names, mark, rest = tail.partition(" (and as much")
    return [f"{head} goes to {one}{mark}{rest}" for one in names.split("|")] if mark else [sentence]


@pytest.mark.parametrize(
    ("file", "doubted"),
    [("gc-it-projects-2016.csv", "2016-06-09"), ("gc-it-projects-2019.csv", "2019-05-01")],
)
def test_projects_told_to_a_parliament(real_data: Path, file: str, doubted: str) -> None:
    path = real_data / "ca-it-projects" / file
    if not path.exists():
        pytest.skip(f"{file} is not there")
    stated = rows(path)
    costs = [number(one["totalBudget"]) for one in stated]
    days = [numbered(one["estimatedCompletionDate"], "%B %d, %Y") for one in stated]
    by_key: dict[str, int] = {one["uniqueId"]: at for at, one in enumerate(stated)}
    assert len(by_key) == len(stated)
    found = looked(path)  # whose dollar it is, its rows tell
    assert (found.understood, found.of, len(found.sentences)) == (len(stated), len(stated), 5)
    assert [(one.asks, one.answer) for one in found.doubts] == [("on", doubted)]
    first, of_late = late(list(zip(days, costs, strict=True)), "CAD")
    names = [one["projectName"] for one in stated]
    top, ten, of_ten = dearest(names, costs, "CAD")
    assert texts(found)[0] == first
    assert behind(found, 1) == of_late
    total = f"{len(stated)} initiatives cost {whole(len(stated), costs, 'CAD')}"
    assert total in texts(found)
    (goes,) = [one for one in texts(found) if "of the cost goes to" in one]
    assert goes in either(top)
    assert ten in texts(found)
    assert behind(found, texts(found).index(ten) + 1) == of_ten
    soon = [at for at, day in enumerate(days) if day and day >= ON and (day - ON).days <= 365]
    bare = [at for at, day in enumerate(days) if day is None]
    (other,) = [one for one in texts(found) if one not in (first, total, goes, ten)]
    if soon:
        nearest = min(soon, key=lambda at: days[at] or ON)
        amounts = whole(len(soon), (costs[at] for at in soon), "CAD")
        assert other.startswith(f"{len(soon)} initiatives with {amounts} end within a year; next ")
        assert other.endswith(f"on {in_words(days[nearest] or ON)}")
    else:
        amounts = whole(len(bare), (costs[at] for at in bare), "CAD")
        assert other == f"{len(bare)} initiatives with {amounts} say no last day"
        assert behind(found, texts(found).index(other) + 1) == [at + 2 for at in bare]


def test_a_sign_that_several_countries_write_is_asked_about_where_the_file_does_not_tell(
    real_data: Path,
) -> None:
    paths = ("ca-it-projects/gc-it-projects-2019.csv", "us-it-dashboard/contracts.csv")
    asked = {one: [doubt.asks for doubt in looked(real_data / one).doubts] for one in paths}
    assert ["currency" in one for one in asked.values()] == [False, True]


def dashboard(path: Path) -> tuple[list[dict[str, str]], list[Decimal | None], list[date | None]]:
    stated = rows(path)
    costs = [number(one["Planned Cost ($ M)"]) for one in stated]
    days = [numbered(one["Completion Date (B1)"][:10], "%Y-%m-%d") for one in stated]
    return stated, [one * 10**6 if one is not None else None for one in costs], days


def test_projects_of_a_dashboard_in_millions(real_data: Path) -> None:
    path = real_data / "us-it-dashboard" / "projects.csv"
    stated, costs, days = dashboard(path)
    expected = [number(one["Projected/Actual Cost ($ M)"]) for one in stated]
    over = {
        at: now * 10**6 - planned
        for at, (now, planned) in enumerate(zip(expected, costs, strict=True))
        if now is not None and planned is not None and now * 10**6 > planned
    }
    most = max(over, key=lambda at: over[at])
    first, of_late = late(list(zip(days, costs, strict=True)), "US$")
    names = [one["Project Name"] for one in stated]
    top, ten, of_ten = dearest(names, costs, "US$")
    found = looked(path)
    assert (found.understood, found.of) == (460, 460)
    assert texts(found) == [
        first,
        f"{said(sum(over.values(), Decimal(0)))} US$ more than planned is expected for {len(over)} "
        f"initiatives, most for {names[most]}: {said(over[most])} US$",
        f"460 initiatives cost {whole(460, costs, 'US$')}",
        ten,
        top,
    ]
    assert behind(found, 1) == of_late
    assert behind(found, 2) == sorted(at + 2 for at in over)
    assert behind(found, 4) == of_ten


class Agreed:
    """A contract of the dashboard: all rows of one number and vehicle, or one row without a number."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.amount: Decimal | None = None
        self.end: date | None = None
        self.vendor = ""

    def add(self, row: int, of: dict[str, str]) -> None:
        amount = number(of["Action Obligation Amount (In $ million) (USAspending)"])
        if amount is not None:
            self.amount = max(amount * 10**6, self.amount or Decimal(0))
        end = numbered(of["Contract End Date (USAspending)"], "%m/%d/%Y")
        self.end = self.end or (end if end != date(1970, 1, 1) else None)
        self.vendor = self.vendor or of["Vendor Name (USAspending)"].strip()
        self.rows.append(row)


def agreed(path: Path) -> list[Agreed]:
    """The contracts, each once: a number that says nothing (TBD) is that of no other contract."""
    found: dict[tuple[str, ...], Agreed] = defaultdict(Agreed)
    for row, of in enumerate(rows(path), 2):
        number_, vehicle = of["Contract Number (PIID)"].strip(), of["IDV PIID"].strip()
        known = number_ not in ("", "TBD", "N/A", "NA", "n/a", "tbd")
        key = (number_, vehicle) if known else ("", of["Contract ID"])
        found[key].add(row, of)
    return list(found.values())


def amounts_of(contracts: list[Agreed]) -> str:
    return whole(len(contracts), (one.amount for one in contracts), "US$")


def test_contracts_of_a_dashboard_each_once_at_its_largest(real_data: Path) -> None:
    path = real_data / "us-it-dashboard" / "contracts.csv"
    contracts = agreed(path)
    over = [one for one in contracts if one.end and one.end < ON]
    bare = [one for one in contracts if one.end is None]
    found = looked(path)
    assert (found.understood, found.of, len(found.sentences)) == (727, 727, 5)
    last = max(one.end for one in over if one.end)
    assert texts(found)[0] == (
        f"{len(over)} of {len(contracts)} contracts with {amounts_of(over)} are over by their dates, "
        f"the last since {in_words(last)}"
    )
    assert behind(found, 1) == sorted(row for one in over for row in one.rows)
    named = [one for one in over if one.vendor]
    by_vendor: Counter[str] = Counter()
    for one in named:
        by_vendor[one.vendor] += one.amount or Decimal(0)  # type: ignore[assignment]
    vendor, most = by_vendor.most_common(1)[0]
    total = sum((one.amount for one in named if one.amount), Decimal(0))
    share = (Decimal(most) / total * 100).quantize(Decimal(1))
    assert (
        f"{said(Decimal(most))} US$ of what is over went to {vendor}: {share} % of {amounts_of(named)}"
        in texts(found)
    )
    assert (
        f"{len(bare)} contracts with {amounts_of(bare)} say no last day: what renews is not known"
        in texts(found)
    )
    (spelt,) = [one for one in texts(found) if "two spellings" in one]
    one, _, other = spelt.partition(": ")[2].partition(" first, with")[0].partition(" and ")
    assert {one, other} <= {agreed_.vendor for agreed_ in contracts}
    assert plain(one) == plain(other)


def plain(name: str) -> str:
    return re.sub(r"[^A-Z]", "", name.upper())


def test_projects_and_contracts_that_share_their_investments(real_data: Path) -> None:
    folder = real_data / "us-it-dashboard"
    stated, costs, _ = dashboard(folder / "projects.csv")
    contracts, listed = agreed(folder / "contracts.csv"), rows(folder / "contracts.csv")
    header = "Unique Investment Identifier"
    in_projects = {one[header] for one in stated}
    in_contracts = {one[header] for one in listed}
    both = in_projects & in_contracts
    assert len(both) == 91
    mine = [cost for one, cost in zip(stated, costs, strict=True) if one[header] in both]
    theirs = [one for one in contracts if any(listed[row - 2][header] in both for row in one.rows)]
    found = looked(folder / "projects.csv", folder / "contracts.csv")
    (shared,) = [one for one in found.sentences if "in both" in one.text]
    assert shared.text == (
        f"91 of the same {header} stand in both: {whole(len(mine), mine, 'US$')} in projects.csv "
        f"({len(in_projects - both)} more stand there alone) and {amounts_of(theirs)} in contracts.csv "
        f"({len(in_contracts - both)} more stand there alone)"
    )
    assert [row for name, row in shared.rows if name == "projects.csv"] == [
        at for at, one in enumerate(stated, 2) if one[header] in both
    ]


def test_a_list_in_millions_that_does_not_say_so_is_doubted_and_right_once_told(
    real_data: Path,
) -> None:
    path = real_data / "uk-gmpp" / "uk_2019.csv"
    stated = rows(path, "cp1252")
    bare = [number(one["wlc_baseline_incl_NCG"]) for one in stated]
    days = [numbered(one["end_date"], "%d.%m.%y") for one in stated]
    doubted = looked(path)
    assert "unit" in [one.asks for one in doubted.doubts]
    assert all(one.endswith("its unit is in doubt)") for one in texts(doubted))
    costs = [one * 10**6 if one is not None else None for one in bare]
    found = looked(path, factor=10**6)
    first, of_late = late(list(zip(days, costs, strict=True)), "£")
    top, ten, of_ten = dearest([one["project_name"] for one in stated], costs, "£")
    soon = [at for at, day in enumerate(days) if day and day >= ON and (day - ON).days <= 365]
    assert texts(found)[0] == first
    assert behind(found, 1) == of_late
    assert texts(found)[1].startswith(
        f"{len(soon)} initiatives with {whole(len(soon), (costs[at] for at in soon), '£')} end within"
    )
    assert texts(found)[2:] == [f"133 initiatives cost {whole(133, costs, '£')}", ten, top]
    assert behind(found, 4) == of_ten


def test_a_list_that_lies_on_its_side(real_data: Path) -> None:
    path = real_data / "uk-gmpp" / "uk_2014.csv"
    lines = list(csv.reader(io.StringIO(path.read_text(encoding="cp1252"))))
    by_head = {line[0]: line[1:] for line in lines if line and line[0]}
    names = [one for one in by_head["Project name"] if one.strip()]
    (costly,) = [head for head in by_head if head.startswith("Total budgeted whole life costs")]
    (ending,) = [head for head in by_head if head.startswith("Project - End Date")]
    costs = [number(one) for one in by_head[costly][: len(names)]]
    costs = [one * 10**6 if one is not None else None for one in costs]
    found = looked(path)
    assert (found.understood, len(found.sentences)) == (199, 5)
    top, ten, _ = dearest([" ".join(one.split()) for one in names], costs, "£")
    assert f"199 initiatives cost {whole(199, costs, '£')}" in texts(found)
    assert ten in texts(found)
    assert top in texts(found)
    days = [british(one) for one in by_head[ending][: len(names)]]
    first, _ = late(list(zip(days, costs, strict=True)), "£")
    assert texts(found)[0] == first
    undated = [cost for day, cost in zip(days, costs, strict=True) if day is None]
    assert (
        f"{len(undated)} initiatives with {whole(len(undated), undated, '£')} say no last day"
        in (texts(found))
    )


def british(text: str) -> date | None:
    forms = ("%d/%m/%Y", "%d/%m/%y", "%d-%b-%y", "%d %B %Y", "%d.%m.%Y", "%Y-%m-%d")
    return next((day for form in forms if (day := numbered(text, form))), None)


def test_a_cloud_bill(real_data: Path) -> None:
    path = real_data / "focus" / "focus_sample_dev.csv"
    stated = rows(path)
    costs = [Decimal(one["BilledCost"]) for one in stated]
    total = sum(costs, Decimal(0))

    def most(head: str) -> tuple[str, str]:
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for one, cost in zip(stated, costs, strict=True):
            if one[head] != "NULL":
                sums[one[head]] += cost
        name = max(sums, key=lambda one: sums[one])
        share = (sums[name] / total * 100).quantize(Decimal(1))
        return cents(sums[name]), f"{name}: {share} % of {cents(total)} in September 2024"

    def picked(test: Callable[[int], bool]) -> tuple[str, list[int]]:
        at = [n for n in range(len(stated)) if test(n)]
        return cents(abs(sum((costs[n] for n in at), Decimal(0)))), [n + 2 for n in at]

    bare, untagged = picked(lambda n: stated[n]["Tags"] in ("NULL", "", "{}"))
    back, credited = picked(lambda n: costs[n] < 0)
    found = looked(path)
    assert (found.understood, found.of, found.doubts) == (148, 148, ())
    vendor, of_vendor = most("ProviderName")
    service, of_service = most("ServiceName")
    account, of_account = most("SubAccountName")
    assert set(texts(found)) == {
        f"{bare} of the bill carries no tag: {len(untagged)} of 148 charges",
        f"{vendor} of the bill goes to {of_vendor}",
        f"{service} of the bill is for {of_service}",
        f"{account} of the bill is of the account {of_account}",
        f"{back} came back by {len(credited)} charges below nought",
    }
    assert behind(found, 1) == untagged


def cents(amount: Decimal) -> str:
    return f"{amount.quantize(Decimal('0.01'))} US$"


def test_a_portfolio_without_money_says_what_hangs_on_what(real_data: Path) -> None:
    path = real_data / "waltz" / "sample-data-v1.xlsx"
    book = openpyxl.load_workbook(path, read_only=True)
    sheets = {
        one.title: [tuple(map(str, line)) for line in one.iter_rows(min_row=2, values_only=True)]
        for one in book.worksheets
    }
    apps = {line[0]: line[1] for line in sheets["apps"]}
    can = {line[0]: line[1] for line in sheets["capabilities"]}
    serving = {(app, what) for app, what in sheets["app-cap"] if app in apps and what in can}
    counts = Counter(what for _, what in serving)
    number_ = max(counts.values())
    bare = [one for one in can if one not in counts]
    partners: dict[str, set[str]] = defaultdict(set)
    flows: Counter[str] = Counter()
    for source, target, _ in sheets["flows"]:
        partners[source].add(target)
        partners[target].add(source)
        flows.update([source, target])
    hub = max(len(one) for one in partners.values())
    data = {line[0]: line[2] for line in sheets["data-types"]}
    moved = Counter(line[2] for line in sheets["flows"])
    times = max(moved.values())
    serve, unserved, exchanges, moves, alone = texts(looked(path))
    assert serve in {
        f"{number_} applications serve {can[what]}, {ahead(counts, number_)}: which of them does what "
        "another does?"
        for what in counts
        if counts[what] == number_
    }
    assert unserved == f"{len(bare)} of {len(can)} capabilities are served by no application"
    assert exchanges in {
        f"{apps[one]} exchanges data with {hub} other applications, "
        f"{ahead({key: len(of) for key, of in partners.items()}, hub)}, by {flows[one]} interfaces"
        for one in partners
        if len(partners[one]) == hub
    }
    assert moves in {
        f"{data[one]} moves by {times} interfaces, {ahead(moved, times)}"
        for one in moved
        if moved[one] == times
    }
    assert alone == (
        f"{len(apps) - len(partners)} of {len(apps)} applications exchange no data with another"
    )


def ahead(counts: dict[str, int], most: int) -> str:
    equal = sum(one == most for one in counts.values()) - 1
    others = f"as many as {equal} other{'s' if equal > 1 else ''}"
    return others if equal else "more than any other"
