"""Files of tables as documents: what comes in, what is reported, what is said."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName
from cohelm.core.proposal import propose
from cohelm.formats.mapping import ColumnUse, Mapping
from cohelm.formats.tables import read_table_file
from cohelm.kinds import built_in_schema
from tests.formats.books import xlsx

SCHEMA = built_in_schema()


def read(text: str, name: str = "x.csv", **more: Any) -> tuple[Contents, tuple[Mapping, ...]]:
    return read_table_file(name, text.encode(), SCHEMA, **more)[:2]


def named(document: Document, relation: str) -> list[str]:
    return [one.text for one in document.values.get(relation, [])]


def notes(contents: Contents) -> str:
    return "\n".join(str(note) for note in contents.notes)


APPS = (
    "App ID,Application,Owner,Run cost (k€),Colour\nA-1,CRM,Ann Lee,12,red\nA-2,ERP,Bob Ray,TBD,\n"
)


@pytest.mark.slow
def test_a_plain_list_becomes_documents_with_their_places() -> None:
    contents, (mapping,) = read(APPS, "apps.csv")
    first, second = contents.documents
    assert mapping.kind == first.kind == "application"
    assert first.values == {
        "name": "CRM",
        "annual_cost": "12000 EUR",
        "owner": [Named("Ann Lee", ("person", "role", "team"), make=True)],
        "external_ids": {"application-id": "A-1"},
    }
    assert (first.id, first.file, first.row, first.whole) == ("", "apps.csv", 2, False)
    assert "annual_cost" not in second.values
    assert contents.problems == []


def test_what_is_unknown_or_not_understood_is_said() -> None:
    contents, _ = read(APPS, "apps.csv")
    assert "apps.csv:3:Run cost (k€): a cell says 'TBD': left empty" in notes(contents)
    assert "Colour: the column was not understood: 1 value is left out" in notes(contents)


def test_a_column_that_says_what_another_says_better_is_said_to_be_left_over_for_it() -> None:
    text = "Project,Start date,End date,Revised end date,Total cost\n" + "".join(
        f"P{n},2026-01-0{n},2027-01-0{n},2027-02-0{n},{n}0000 EUR\n" for n in range(1, 7)
    )
    contents, (mapping,) = read(text, "projects.csv", as_kind="initiative")
    said = {one.header: one.name for one in mapping.columns}
    assert (said["End date"], said["Revised end date"]) == ("end", "")
    expected = "another column says it better ('End date'): 6 values are left out"
    assert f"Revised end date: {expected}" in notes(contents)


def test_a_bad_value_is_a_problem_with_its_place_and_the_row_comes_in() -> None:
    contents, _ = read("Application,Users\nCRM,many\nERP,7\nHR,8\n", "apps.csv")
    assert [one.values.get("users") for one in contents.documents] == [None, 7, 8]
    (problem,) = contents.problems
    assert (problem.file, problem.row, problem.column, problem.value) == (
        "apps.csv", 2, "Users", "many",
    )  # fmt: skip
    assert problem.message.endswith("Accepted: a whole number of at least 0")


def test_a_row_without_name_and_id_is_reported_and_left_out() -> None:
    contents, _ = read("Application,Users,Hosting\nCRM,5,SaaS\n,7,SaaS\n", "apps.csv")
    assert len(contents.documents) == 1
    assert contents.problems[0].row == 3
    assert contents.problems[0].message == (
        "the row has no name and no id, nothing stands in 'Application': it is left out."
        " Accepted: a name or an id in each row"
    )


def test_a_name_past_what_the_kind_takes_does_not_take_the_row_s_other_values_down() -> None:
    text = f"App ID,Application,Users\nA-1,{'x' * 301},5\nA-2,ERP,7\nA-3,HR,9\nA-4,BI,9\n"
    contents, _ = read(text, "apps.csv")
    assert contents.documents[0].values == {
        "users": 5, "external_ids": {"application-id": "A-1"},
    }  # fmt: skip
    assert "301 characters" in contents.problems[0].message


def test_the_kind_can_be_said() -> None:
    text = "Name,Description\nAlpha,first of them\nBeta,second of them\n"
    assert read(text)[1][0].kind == ""
    contents, (mapping,) = read(text, as_kind="product")
    assert mapping.kind == "product"
    assert [one.kind for one in contents.documents] == ["product", "product"]


def test_a_kind_that_does_not_exist_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="application"):
        read(APPS, as_kind="aplication")


def test_a_table_that_is_not_understood_is_said_with_the_nearest_kind() -> None:
    contents, _ = read("Colour,Shade\nred,dark\nblue,light\n")
    assert contents.documents == []
    assert "the table was not understood: 2 rows are left out" in notes(contents)


def test_a_file_without_a_table_is_refused() -> None:
    with pytest.raises(InputError, match=r"x.csv: no table was found. Accepted: .* row of headers"):
        read("1,2\n3,4\n")


def test_a_corrected_mapping_holds_for_the_next_edition() -> None:
    _, (guessed,) = read(APPS, "apps-2025.csv")
    corrected = replace(
        guessed,
        columns=tuple(
            replace(one, use="field", name="tags") if one.header == "Colour" else one
            for one in guessed.columns
        ),
    )
    contents, (used,) = read(APPS.replace("red", "green"), "apps-2026.csv", mappings=[corrected])
    assert used.columns == corrected.columns
    assert contents.documents[0].values["tags"] == ["green"]


def test_a_kind_that_is_said_goes_before_a_kept_mapping() -> None:
    text = "Name,Description\nAlpha,first of them\nBeta,second of them\n"
    left_out = read(text)[1]
    assert read(text, mappings=left_out)[0].documents == []
    contents, _ = read(text, mappings=left_out, as_kind="product")
    assert len(contents.documents) == 2


def test_a_kept_mapping_of_another_table_may_be_out_of_date() -> None:
    old = Mapping("spaceship", (ColumnUse("Thrust", "field", "thrust"),), "ships")
    assert len(read(APPS, "apps.csv", mappings=[old])[0].documents) == 2
    with pytest.raises(UnknownName, match="spaceship"):
        read("Thrust\n5\n6\n", "ships.csv", mappings=[old])


def test_a_mapping_gives_the_currency_that_the_file_does_not() -> None:
    text = "Application,Annual cost\nCRM,12\nERP,13\n"
    contents, (guessed,) = read(text, "apps.csv")
    assert "nothing says their currency" in contents.problems[0].message
    said, _ = read(text, "apps.csv", mappings=[replace(guessed, currency="CHF", factor=1000)])
    assert said.documents[0].values["annual_cost"] == "12000 CHF"
    home, _ = read(text, "apps.csv", currency="SEK")
    assert home.documents[0].values["annual_cost"] == "12 SEK"
    assert "read as SEK" in notes(home)


def test_a_column_of_currencies_holds_for_the_amounts_beside_it() -> None:
    text = "Application,Annual cost,Currency\nCRM,12,EUR\nERP,13,USD\nHR,£5,EUR\n"
    contents, _ = read(text, "apps.csv")
    costs = [one.values["annual_cost"] for one in contents.documents]
    assert costs == ["12 EUR", "13 USD", "5 GBP"]


def test_a_column_of_our_own_keys_finds_the_items_themselves() -> None:
    mapping = replace(
        read("Key,Application\napplication:crm,CRM\n", "apps.csv", as_kind="application")[1][0],
        columns=(),
    )
    columns = (ColumnUse("Key", "key"), ColumnUse("Application", "field", "name"))
    contents, _ = read(
        "Key,Application\napplication:crm,CRM\n",
        "apps.csv",
        mappings=[replace(mapping, columns=columns)],
    )
    assert [one.id for one in contents.documents] == ["crm"]


def test_a_list_that_we_wrote_finds_its_items_by_their_ids() -> None:
    text = (
        "id,name,owner,lifecycle,annual_cost\n"
        "crm,CRM,person:ann,stated=active; end_of_life=2030-01-31,12 EUR\n"
        "erp-old,ERP (old),,active,\nhr,HR,,,\n"
    )
    contents, (mapping,) = read(text, "list.csv", as_kind="application")
    assert mapping.column("id").use == "key"  # type: ignore[union-attr]
    assert [one.id for one in contents.documents] == ["crm", "erp-old", "hr"]
    first = contents.documents[0].values
    assert first["lifecycle"] == {"stated": "active", "end_of_life": "2030-01-31"}
    assert named(contents.documents[0], "owner") == ["person:ann"]
    assert "external_ids" not in first


def test_numbers_of_another_system_are_not_our_ids() -> None:
    contents, _ = read("id,name\n1,CRM\n2,ERP\n3,HR\n", "applications.csv")
    assert [one.id for one in contents.documents] == ["", "", ""]
    assert contents.documents[0].values["external_ids"] == {"application-id": "1"}


def test_several_names_in_a_cell_are_several_links() -> None:
    contents, _ = read(
        "Application,Owner,Business capability\nCRM,Ann Lee,Selling; Billing\nERP,Bob Ray,Billing\n",
        "apps.csv",
    )
    assert [named(one, "supports") for one in contents.documents] == [
        ["Selling", "Billing"], ["Billing"],
    ]  # fmt: skip


@pytest.mark.slow
def test_a_code_is_never_made_into_an_item() -> None:
    contents, _ = read("Application,Business unit\nCRM,OU-001\nERP,OU-002\nHR,OU-001\n", "apps.csv")
    (one,) = contents.documents[0].values["used_by"]
    assert (one.text, one.kinds, one.make) == ("OU-001", ("department",), False)


@pytest.mark.slow
def test_names_that_stand_twice_with_other_ids_are_two_items() -> None:
    text = (
        "Project ID,Project name,Budget\nP-1,Maintenance,5 €\nP-2,Maintenance,6 €\nP-3,Other,7 €\n"
    )
    contents, _ = read(text, "projects.csv")
    assert [one.matches_name for one in contents.documents] == [False, False, True]


def test_a_name_that_stands_twice_without_an_id_is_taken_once_and_reported() -> None:
    contents, _ = read("Application,Users\nCRM,5\nERP,6\nCRM,5\ncrm,7\n", "apps.csv")
    assert [one.values["users"] for one in contents.documents] == [5, 6]
    (problem,) = contents.problems
    assert problem.row == 5
    assert "row 2 has the same name and says otherwise" in problem.message
    assert "1 rows repeat 1 items" in notes(contents)


CONTRACTS = """Entry ID,Contract number,Frame,Vendor,Project,Award amount ($ M),Start date
901,C1,F1,Acme,Alpha,1.5,2020-01-31
902,C1,F1,Acme,Beta,1.5,2020-01-31
903,C2,,Dell,Alpha,2,2020-02-01
904,C2,,Dell,Beta,3,2020-02-01
905,C3,F1,Acme,Gamma,4,2020-03-01
906,C3,F1,Acme,Beta,4,2020-03-01
907,C4,F2,Bell,Gamma,0.5,2020-04-01
908,TBD,F2,Bell,Gamma,0.25,2020-05-01
909,TBD,F3,Bell,Beta,0.25,2020-06-01
910,C5,F1,Acme,Alpha,1,2020-07-01
911,C5,F1,Acme,Gamma,1,2020-07-01
"""


@pytest.mark.slow
def test_rows_that_repeat_a_contract_with_its_whole_amount_are_one_contract() -> None:
    contents, (mapping,) = read(CONTRACTS, "contracts.csv")
    assert mapping.key == ("Contract number",)
    assert len(contents.documents) == 7
    first = contents.documents[0]
    assert named(first, "covers") == ["Alpha", "Beta"]
    assert first.values["total_value"] == "1500000 USD"
    assert contents.documents[1].values["total_value"] == "3000000 USD"


@pytest.mark.slow
def test_both_sums_are_said_and_which_is_used_and_why() -> None:
    contents, _ = read(CONTRACTS, "contracts.csv")
    # By row 1.5+1.5+2+3+4+4+0.5+0.25+0.25+1+1, by contract 1.5+3+4+0.5+0.25+0.25+1.
    (sums,) = [note for note in contents.notes if "add up" in note.message]
    assert sums.column == "Award amount ($ M)"
    assert "the rows add up to 19 million USD, the items to 10.5 million USD" in sums.message
    assert "the second is used, since" in sums.message


def test_a_placeholder_is_no_key() -> None:
    contents, _ = read(CONTRACTS, "contracts.csv")
    placeholders = [one for one in contents.documents if "number" not in one.values]
    assert [one.values["external_ids"] for one in placeholders] == [
        {"entry-id": "908"}, {"entry-id": "909"},
    ]  # fmt: skip


def test_lines_of_one_order_with_other_amounts_stay_lines() -> None:
    text = "Line ID,Contract number,Vendor,Amount ($)\n" + "\n".join(
        f"L{at},C{at // 2},Acme,{at + 1}" for at in range(12)
    )
    contents, (mapping,) = read(text, "contracts.csv")
    assert mapping.key == ()
    assert len(contents.documents) == 12


OTHER_SHEETS = {
    "Organisation units": ["Organisation units", "Departments", "Org structure", "business units"],
    "Business capabilities": ["Business capabilities", "Capability map", "caps"],
    "Applications": ["Applications", "Systems", "app list", "Software"],
    "Application capabilities": ["Application capabilities", "app to capability", "Links", "x"],
    "Data types": ["Data types", "data objects", "DataEntities"],
    "Data flows": ["Data flows", "Interfaces", "integrations"],
}
OTHER_HEADERS = {
    "ID": ["ID", "Identifier", "Key", "Ref", "Unique ID"],
    "Code": ["Code", "ID", "Key", "External ID"],
    "Name": ["Name", "Title", "Label", "Display name"],
    "Part of": ["Part of", "Parent", "Parent ID", "Reports to"],
    "Parent code": ["Parent code", "Parent", "Belongs to", "parentId"],
    "Used by unit": ["Used by unit", "Org unit", "Department", "orgUnitId"],
    "App": ["App", "Application", "App_Identifier", "system"],
    "From app": ["From app", "Source", "Source_App_ID", "Sender", "from"],
    "To app": ["To app", "Target", "Target_App_ID", "Receiver", "to"],
    "Data type": ["Data type", "Data", "Data_Type_ID", "data object"],
}


def workbook(rng: random.Random | None = None) -> bytes:
    """A portfolio whose sheets point to each other by id; shuffled with a seed."""
    units = [["Unit ID", "Unit name", "Part of"], ["U1", "Head office", ""], ["U2", "Sales", "U1"],
             ["U3", "Plants", "U1"], ["U4", "Night shift", "U3"]]  # fmt: skip
    caps = [["Code", "Capability", "Parent code"], ["B1", "Sell", ""], ["B2", "Make", ""],
            ["B3", "Quote", "B1"], ["B4", "Plan", "B2"]]  # fmt: skip
    words = ["quotes", "plans", "bills", "pays", "maps", "mails"]
    apps = [["ID", "Name", "Used by unit", "Notes on it: description"],
            *([f"A{n}", f"Tool {word}", f"U{n % 4 + 1}", f"Does {word} for everybody here"]
              for n, word in enumerate(words, 1))]  # fmt: skip
    uses = [["App", "Capability"], *([f"A{n}", f"B{m}"] for n in range(1, 7) for m in (1, 2, 4))]
    data = [
        ["ID", "Name", "Parent"],
        ["D1", "Customer", ""],
        ["D2", "Order", "D1"],
        ["D3", "Part", ""],
    ]
    flows = [["From app", "To app", "Data type"], ["A1", "A2", "D1"], ["A2", "A3", "D2"],
             ["A3", "A4", "D2"], ["A4", "A1", "D3"]]  # fmt: skip
    sheets = {"Organisation units": units, "Business capabilities": caps, "Applications": apps,
              "Application capabilities": uses, "Data types": data, "Data flows": flows}  # fmt: skip
    if rng is None:
        return xlsx(**sheets)
    names = list(sheets)
    rng.shuffle(names)
    shuffled: dict[str, Any] = {}
    for name in names:
        order = list(range(len(sheets[name][0])))
        rng.shuffle(order)
        head, *rows = ([row[at] for at in order] for row in sheets[name])
        rng.shuffle(rows)
        head = [rng.choice(OTHER_HEADERS.get(one, [one])) for one in head]
        called = rng.choice(OTHER_SHEETS[name])
        shuffled[called] = [["Our list"], [], head, *rows] if rng.random() < 0.3 else [head, *rows]
    return xlsx(**shuffled)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [None, *range(12)])
def test_sheets_that_point_to_each_other_come_in_with_nothing_asked(seed: int | None) -> None:
    content = workbook(None if seed is None else random.Random(seed))
    contents, *_ = read_table_file("portfolio.xlsx", content, SCHEMA)
    proposal = propose(Enterprise.empty(SCHEMA), contents)
    assert [str(problem) for problem in proposal.problems] == []
    found = Enterprise.empty(SCHEMA).with_changes(proposal.changes)
    counts = {kind: len(found.table(kind)) for kind in ("department", "capability", "application",
                                                        "data_set", "interface")}  # fmt: skip
    assert counts == {
        "department": 4, "capability": 4, "application": 6, "data_set": 3, "interface": 4,
    }  # fmt: skip
    assert found.targets("department:night-shift", "parent") == ["department:plants"]
    assert found.targets("capability:quote", "parent") == ["capability:sell"]
    assert found.targets("application:tool-quotes", "used_by") == ["department:sales"]
    assert sorted(found.targets("application:tool-quotes", "supports")) == [
        "capability:make", "capability:plan", "capability:sell",
    ]  # fmt: skip
    (flow,) = found.sources("data_set:customer", "carries")
    assert found.targets(flow, "provider") == ["application:tool-quotes"]
    assert found.targets(flow, "consumer") == ["application:tool-plans"]
    assert found.targets(flow, "carries") == ["data_set:customer"]
    assert found.name(flow) == "Tool quotes → Tool plans (Customer)"


@pytest.mark.slow
def test_the_same_workbook_again_changes_nothing() -> None:
    contents, mappings, _ = read_table_file("portfolio.xlsx", workbook(), SCHEMA)
    before = Enterprise.empty(SCHEMA)
    after = before.with_changes(propose(before, contents).changes)
    again, *_ = read_table_file("portfolio.xlsx", workbook(), SCHEMA, mappings=mappings)
    proposal = propose(after, again)
    assert (proposal.new, proposal.changed, len(proposal.changes)) == ((), (), 0)


@pytest.mark.slow
def test_a_link_to_something_that_is_not_there_is_a_problem_with_its_row() -> None:
    apps = [["App ID", "Application"], *([f"A{n}", f"Tool {n}"] for n in range(1, 12))]
    caps = [["Cap ID", "Capability"], *([f"B{n}", f"Make {n}"] for n in range(1, 5))]
    uses = [
        ["App ID", "Cap ID"],
        *([f"A{n}", f"B{n % 4 + 1}"] for n in range(1, 12)),
        ["A99", "B1"],
    ]
    content = xlsx(Applications=apps, Capabilities=caps, Links=uses)
    contents, *_ = read_table_file("x.xlsx", content, SCHEMA)
    (problem,) = propose(Enterprise.empty(SCHEMA), contents).problems
    assert (problem.file, problem.row, problem.value) == ("x.xlsx:Links", 13, "A99")


def test_a_link_table_alone_joins_by_name() -> None:
    text = "Application,Server\nCRM,srv-1\nCRM,srv-2\nERP,srv-1\n"
    contents, (mapping,) = read(text, "hosting.csv")
    assert (mapping.kind, mapping.links) == ("application", "runs_on")
    found = propose(Enterprise.empty(SCHEMA), contents)
    assert sorted(found.new) == [
        "application:crm", "application:erp", "server:srv-1", "server:srv-2",
    ]  # fmt: skip


@pytest.mark.slow
def test_further_columns_of_a_link_table_are_said_of_the_links() -> None:
    text = "Application,Server,Hard,Since\nCRM,srv-1,yes,2020-01-31\nCRM,srv-2,no,\nERP,srv-1,,\n"
    contents, (mapping,) = read(text, "hosting.csv")
    assert mapping.links == "runs_on"
    proposal = propose(Enterprise.empty(SCHEMA), contents)
    assert proposal.problems == ()
    found = Enterprise.empty(SCHEMA).with_changes(proposal.changes)
    ends = {end.other: end for end in found.links_of("application:crm", "runs_on")}
    assert (ends["server:srv-1"].says, ends["server:srv-1"].start) == ({"hard": True}, "2020-01-31")
    assert ends["server:srv-2"].says == {"hard": False}


@pytest.mark.slow
def test_a_later_edition_finds_its_items_by_their_ids() -> None:
    first, _ = read(
        "Project ID,Project name,Budget\nP1,Alpha,5 €\nP2,Beta,6 €\n", "projects-2025.csv"
    )
    empty = Enterprise.empty(SCHEMA)
    before = empty.with_changes(propose(empty, first).changes)
    text = "Project ID,Project name,Budget\nP3,Alpha,7 €\nP2,Beta two,6 €\n"
    second, _ = read(text, "projects-2026.csv")
    proposal = propose(before, second)
    assert proposal.new == ("initiative:alpha-2",)
    assert proposal.changed == ("initiative:beta",)


@pytest.mark.slow
@pytest.mark.parametrize("many", [10_000, pytest.param(100_000, marks=pytest.mark.campaign)])
def test_all_rows_of_a_large_workbook_are_read(many: int) -> None:
    rows: list[list[Any]] = [["Project ID", "Project name", "Description", "Department", "Vendor",
                              "Budget (k€)", "Start date", "End date", "Status", "Owner", "Share",
                              "Critical"]]  # fmt: skip
    rows += (
        [f"P-{n:06}", f"Project {n}", f"It does thing {n} for us", f"Unit {n % 57}", f"Maker {n % 801}",
         n / 100, date(2020, 1, 1 + n % 28), f"{n % 28 + 1:02}/{n % 12 + 1:02}/2026",
         "active" if n % 3 else "planned", f"Person {n % 400}", f"{n % 100}%", "yes" if n % 2 else "no"]
        for n in range(many)
    )  # fmt: skip
    content = xlsx(Projects=rows)
    contents, *_ = read_table_file("projects.xlsx", content, SCHEMA)
    assert len(contents.documents) == many
    assert contents.problems == []


HELD = "id,name,criticality\ncrm,CRM,high\nerp,ERP,critical\n"


@pytest.mark.parametrize(
    ("row", "item", "ids"),
    [
        ("crm,Customer desk,low", "crm", None),  # our own id finds it, and its name changes
        (
            "x-7,Customer desk,low",
            "customer-desk",
            {"application-id": "x-7"},
        ),  # an id of another tool
        ("crm,ERP,low", "erp", {"application-id": "crm"}),  # the name is that of another item
    ],
)
def test_a_bare_id_that_an_item_has_means_it(row: str, item: str, ids: Any) -> None:
    plan = Enterprise.empty(SCHEMA)
    plan = plan.with_changes(propose(plan, read(HELD)[0]).changes)
    text = f"id,name,criticality\n{row}\nz-9,Payroll office,high\nz-8,Fleet desk,high\n"
    found = propose(plan, read(text, "apps.csv", as_kind="application")[0])
    assert not found.problems
    after = plan.with_changes(found.changes)
    said = after.plain(f"application:{item}")
    assert (said["criticality"], said.get("external_ids")) == ("low", ids)
