"""Next month's file from the command line: updated, what moved, what is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Answer, session

ORG = ["--org", "acme.db"]
OCTOBER = """Contract;Vendor;Annual cost;End date;Notice days
Phones;Telco;312000 EUR;2027-03-31;90
Fax;Telco;10000 EUR;2027-01-31;30
Maps;Geo;5000 EUR;2028-01-31;30
"""
# another name, another order of rows and columns, one renamed column
NOVEMBER = """Vendor;Contract;End date;Annual cost;Notice days;Remark
Geo;Maps;2028-01-31;5000 EUR;30;-
Sky;Cloud;2029-12-31;70000 EUR;60;-
Telco;Phones;2028-03-31;340000 EUR;90;-
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "contracts-10.csv").write_text(OCTOBER)
    (tmp_path / "export (3).csv").write_text(NOVEMBER)
    return tmp_path


def brought(folder: Path, *more: list[str]) -> list[Answer]:
    first = ["import", "contracts-10.csv", "--as", "contract", *ORG]
    again = ["import", "export (3).csv", "--as", "contract", *ORG]
    return session(first, again, *more, folder=folder)


@pytest.mark.slow
def test_the_next_edition_updates_the_items_and_says_what_moved(folder: Path) -> None:
    _, again, listed = brought(folder, ["list", "contract", *ORG, "--json"])
    said = again.out.replace("\u00a0", " ")
    assert "2 new, 1 changed, 1 the same" in said  # the vendor too
    assert (
        "Annual cost in all: 327,000 € → 415,000 € (+88,000 €: +70,000 € new, +28,000 € changed,"
        " \u221210,000 € no longer there)."
    ) in said
    assert "1 new contract: Cloud (70,000 €)." in said
    assert "Annual cost of Phones: 312,000 € → 340,000 € (+28,000 €)." in said
    assert "End of Phones: 31 Mar 2027 → 31 Mar 2028." in said
    assert "Fax (10,000 €)" in said
    assert {one["id"] for one in listed.json["items"]} == {"phones", "fax", "maps", "cloud"}


@pytest.mark.slow
def test_what_a_list_lacks_is_asked_about_until_somebody_tells(folder: Path) -> None:
    moved = ["moved", *ORG, "--json"]
    _, _, asked, _, after_keep = brought(
        folder, moved, ["moved", "--keep", "contract:fax", *ORG], moved
    )
    assert asked.json["lists"][0]["missing"] == ["contract:fax"]
    assert after_keep.json["lists"][0]["missing"] == []


@pytest.mark.slow
def test_it_is_asked_again_with_the_edition_after(folder: Path) -> None:
    (folder / "december.csv").write_text(NOVEMBER.replace("340000", "350000"))
    third = ["import", "december.csv", "--as", "contract", *ORG, "--json"]
    _, _, answer, _, found = brought(
        folder, third, ["moved", "--remove", "contract:fax", *ORG], ["moved", *ORG, "--json"]
    )
    list_: dict[str, Any] = answer.json["moved"][0]
    assert list_["missing"] == ["contract:fax"]
    assert list_["totals"] == [
        {"field": "annual_cost", "was": "415000 EUR", "is": "425000 EUR", "new": "0 EUR",
         "changed": "10000 EUR", "missing": "0 EUR"},
    ]  # fmt: skip
    assert found.json["lists"][0]["missing"] == []


@pytest.mark.slow
def test_an_edition_that_is_undone_is_none(folder: Path) -> None:
    _, again, *_ = brought(folder)
    batch = again.out.split("batch ")[1].split(":")[0]
    _, after, third = session(
        ["undo", batch, *ORG], ["moved", *ORG, "--json"],
        ["import", "export (3).csv", "--as", "contract", *ORG, "--json"], folder=folder,
    )  # fmt: skip
    assert [one["file"] for one in after.json["lists"]] == ["contracts-10.csv"]
    assert third.json["moved"][0]["totals"][0]["is"] == "415000 EUR"


@pytest.mark.slow
def test_a_dry_run_says_what_it_would_continue_and_keeps_nothing(folder: Path) -> None:
    first = ["import", "contracts-10.csv", "--as", "contract", *ORG]
    dry = ["import", "export (3).csv", "--as", "contract", *ORG, "--dry-run"]
    _, answer, moved = session(first, dry, ["moved", *ORG, "--json"], folder=folder)
    assert "export (3).csv continues contracts-10.csv of " in answer.err
    assert " (contract): " in answer.err
    assert "1 no longer in it" in answer.err
    assert [one["file"] for one in moved.json["lists"]] == ["contracts-10.csv"]


@pytest.mark.slow
def test_a_list_of_other_items_with_the_same_columns_is_another_list(folder: Path) -> None:
    (folder / "france.csv").write_text(
        OCTOBER.replace("Phones", "Téléphones")
        .replace("Fax", "Télécopie")
        .replace("Maps", "Cartes")
    )
    _, _, other, moved = brought(
        folder, ["import", "france.csv", "--as", "contract", *ORG, "--json"],
        ["moved", *ORG, "--json"],
    )  # fmt: skip
    assert other.json["moved"] == []
    assert [one["file"] for one in moved.json["lists"]] == ["france.csv", "export (3).csv"]


@pytest.mark.slow
def test_since_a_batch_all_that_was_written_after_it_counts(folder: Path) -> None:
    first = ["import", "contracts-10.csv", "--as", "contract", *ORG]
    made, _, since, none = session(
        first, ["import", "export (3).csv", "--as", "contract", *ORG],
        ["moved", "--since", "1", *ORG, "--json"], ["moved", "--since", "999", *ORG], folder=folder,
    )  # fmt: skip
    assert "batch 1:" in made.out
    contracts = next(one for one in since.json["moved"] if one["kind"] == "contract")
    assert contracts["new"] == ["contract:cloud"]
    assert {(one["field"], one["by"]) for one in contracts["changed"]} == {
        ("annual_cost", "28000 EUR"), ("end", None),
    }  # fmt: skip
    assert none.code == 2
    assert "there is no batch 999" in none.err


@pytest.mark.slow
def test_the_same_file_again_moved_nothing(folder: Path) -> None:
    first = ["import", "contracts-10.csv", "--as", "contract", *ORG]
    (folder / "tools.csv").write_text("name,users\nSaw,3\nFile,4\n")
    second = ["import", "tools.csv", "--as", "application", *ORG]
    _, _, again, _, both = session(first, second, first, second, ["moved", *ORG], folder=folder)
    assert "nothing to write" in again.out
    assert again.out.count("Nothing moved in contracts-10.csv, ") == 1
    assert both.out.count("Nothing moved") == 1  # one sentence for the two lists
    assert "tools.csv, " in both.out
    assert "; contracts-10.csv, " in both.out


@pytest.mark.slow
def test_a_value_that_the_newest_edition_repeats_keeps_its_source_and_stands_in_it(
    folder: Path,
) -> None:
    show = ["show", "contract:maps", "--sources", *ORG]
    _, _, shown, as_json = brought(folder, show, [*show, "--json"])
    assert "contracts-10.csv, row 4" in shown.out
    assert "In the newest edition of export (3).csv, row 2" in shown.out
    assert [(one["file"], one["row"]) for one in as_json.json["stated_in"]] == [
        ("export (3).csv", 2)
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("absent", "said", "is_there"),
    [
        ("ask", "Fax (10,000", True), ("kept", "No longer listed and taken to be still there: 1", True),
        ("removed", "No longer listed and removed: 1 item, as batch", False),
    ],
)  # fmt: skip
def test_what_absence_means_can_be_said_beforehand(
    folder: Path, absent: str, said: str, is_there: bool
) -> None:
    first = ["import", "contracts-10.csv", "--as", "contract", *ORG]
    again = ["import", "export (3).csv", "--as", "contract", "--absent", absent, *ORG]
    _, brought_again, listed, moved = session(
        first, again, ["list", "contract", *ORG, "--json"], ["moved", *ORG], folder=folder
    )
    everything = (brought_again.out + brought_again.err).replace("\u00a0", " ")
    assert said in everything
    assert ("Fax" in listed.out) is is_there
    assert ("no longer in the file" in moved.out) is (absent == "ask")
    (folder / "december.csv").write_text(
        NOVEMBER.replace("Geo;Maps;2028-01-31;5000 EUR;30;-\n", "")
    )
    later = ["import", "december.csv", "--as", "contract", *ORG]
    kept_with_it, listed = session(later, ["list", "contract", *ORG, "--json"], folder=folder)
    assert (said.partition(":")[0] in kept_with_it.err) is (absent != "ask")
    assert ("Maps" in listed.out) is is_there


@pytest.mark.slow
def test_a_meaning_that_is_none_is_refused(folder: Path) -> None:
    (answer,) = session(["import", "contracts-10.csv", "--absent", "retird", *ORG], folder=folder)
    assert answer.code == 2
    assert "ask, kept, removed" in answer.err


def ledger(months: int, paid: dict[tuple[int, int], int], accounts: tuple[int, ...]) -> str:
    """A ledger by accounts alone: 1,200 planned and 1,000 paid a month, but for what `paid` says."""
    lines = ["Account no.;Month;Fiscal year;Budget (EUR);Actual costs (EUR)"]
    lines += [
        f"{account};{month};2026;1200,00;{paid.get((account, month), 1000)},00"
        for account in accounts
        for month in range(1, months + 1)
    ]
    return "\n".join(lines)


@pytest.mark.slow
def test_a_ledger_by_accounts_alone_is_updated_by_the_next_month_and_says_what_moved(
    tmp_path: Path,
) -> None:
    here, other = (651000, 652000), (710000, 720000, 730000)
    (tmp_path / "ledger_2026-09.csv").write_text(ledger(9, {}, here))
    (tmp_path / "books_2026-09.csv").write_text(ledger(9, {}, other))
    (tmp_path / "ledger_2026-10.csv").write_text(ledger(10, {(652000, 3): 1050}, here))
    *_, again, moved = session(
        ["import", "ledger_2026-09.csv", *ORG], ["import", "books_2026-09.csv", *ORG],
        ["import", "ledger_2026-10.csv", *ORG], ["moved", *ORG, "--json"],
        folder=tmp_path,
    )  # fmt: skip
    said = again.out.replace("\u00a0", " ")
    # two accounts of nine months, then two more months of 1,000 and 50 more in March
    assert "Actual in all: 18,000 € → 20,050 € (+2,050 €: +2,000 € new, +50 € changed)." in said
    assert "Budget in all: 21,600 € → 24,000 € (+2,400 €)." in said
    newest, *_ = moved.json["lists"]
    assert (newest["file"], newest["earlier"]) == ("ledger_2026-10.csv", "ledger_2026-09.csv")
    assert newest["missing"] == []
    assert [one["file"] for one in moved.json["lists"]] == [
        "ledger_2026-10.csv",
        "books_2026-09.csv",
    ]


@pytest.mark.slow
def test_a_file_of_several_lists_in_which_nothing_moved_is_named_once(tmp_path: Path) -> None:
    entity = "apiVersion: backstage.io/v1alpha1\nkind: {}\nmetadata:\n  name: {}\n{}"
    spec = "spec:\n  type: service\n  lifecycle: production\n  owner: crew\n"
    team = entity.format("Group", "crew", "spec:\n  type: team\n  children: []\n")
    (tmp_path / "all.yaml").write_text(team + "---\n" + entity.format("Component", "app", spec))
    _, again = session(*[["import", "all.yaml", *ORG]] * 2, folder=tmp_path)
    (line,) = [one for one in again.out.splitlines() if one.startswith("Nothing moved in ")]
    assert line.count("since all.yaml of ") == 1
    assert line.endswith(" (2 lists).")
