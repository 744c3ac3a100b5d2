"""Delegations of authority, worked by hand."""

from __future__ import annotations

import pytest

from cohelm.formats.amounts import Manner
from cohelm.formats.known.granted import holders_in
from cohelm.formats.known.grants import grants_in, says_grant
from tests.formats.known.reading import proposed, read, rights, said

GRID = """Decision,Team lead,Head of IT,CIO,CFO
Approve purchase orders,"up to 10,000","up to 50,000","up to 250,000",unlimited
Sign contracts,-,"up to 25,000","up to 250,000 jointly with CFO","> 250,000"
"""


def limits(text: str) -> dict[str, tuple[list[str], str | None]]:
    contents, _ = read(text)
    return {name: (one["accountable"], one.get("limit")) for name, one in rights(contents).items()}


@pytest.mark.slow
def test_a_cell_of_a_grid_is_a_right_with_its_limit() -> None:
    contents, mapping = read(GRID)
    assert mapping.shape == "authority_grid"
    assert limits(GRID) == {
        "Approve purchase orders: Team lead": (["Team lead"], "10000 EUR"),
        "Approve purchase orders: Head of IT": (["Head of IT"], "50000 EUR"),
        "Approve purchase orders: CIO": (["CIO"], "250000 EUR"),
        "Approve purchase orders: CFO": (["CFO"], None),
        "Sign contracts: Head of IT": (["Head of IT"], "25000 EUR"),
        "Sign contracts: CIO and CFO": (["CIO", "CFO"], "250000 EUR"),
        "Sign contracts: CFO": (["CFO"], None),
    }
    assert "1 rights begin at an amount" in said(contents)
    assert "1 rights need two who sign together" in said(contents)
    assert not proposed(contents).problems


@pytest.mark.slow
def test_a_grid_of_roles_by_decisions_is_the_same_on_its_side() -> None:
    assert limits("""Role,Approval limit (k€),Contract signature (k€)
Team lead,10,no authority
Head of IT,50,25
CIO,1000,unlimited
""") == {
        "Approval limit: Team lead": (["Team lead"], "10000 EUR"),
        "Approval limit: Head of IT": (["Head of IT"], "50000 EUR"),
        "Approval limit: CIO": (["CIO"], "1000000 EUR"),
        "Contract signature: Head of IT": (["Head of IT"], "25000 EUR"),
        "Contract signature: CIO": (["CIO"], None),
    }


def test_bands_of_amounts_with_marks() -> None:
    assert limits("""Spending approval,,,
Amount,Head of IT,CIO,CEO
"up to 50,000",x,,
"50,000 - 250,000",,x,
"> 250,000",,x,x
""") == {
        "Spending approval: Head of IT": (["Head of IT"], "50000 EUR"),
        "Spending approval: CIO": (["CIO"], "250000 EUR"),
        "Spending approval: CIO and CEO": (["CIO", "CEO"], None),
    }


@pytest.mark.slow
def test_a_list_of_decisions_with_who_and_how_far() -> None:
    text = """Transaction type;Approver;Limit;Currency;Second signature
Purchase of hardware;Head of IT;50.000;EUR;
Purchase of hardware;two of: CIO, CFO, CEO;1 Mio;EUR;
Approve travel;Team lead or Head of IT;2.000;EUR;
Sign licence contract;CIO;unlimited;;CFO
"""
    contents, mapping = read(text)
    assert mapping.shape == "authority"
    assert limits(text) == {
        "Purchase of hardware: Head of IT": (["Head of IT"], "50000 EUR"),
        "Purchase of hardware: CIO and CFO and CEO": (["CIO", "CFO", "CEO"], "1000000 EUR"),
        "Approve travel: Team lead and Head of IT": (["Team lead", "Head of IT"], "2000 EUR"),
        "Sign licence contract: CIO and CFO": (["CIO", "CFO"], None),
    }
    assert rights(contents)["Purchase of hardware: Head of IT"]["verb"] == "buy"
    assert "of whom one will do" in said(contents)


@pytest.mark.slow
def test_a_row_of_a_list_without_a_limit_is_no_right_without_end() -> None:
    text = """Transaction,Approver,From,Limit
Buy laptops,Team lead,,"up to 5,000"
Buy laptops,Head of IT,,tbd
Buy laptops,CIO,"5,000",
Buy laptops,CFO,,see manual
"""
    contents, _ = read(text)
    assert limits(text) == {
        "Buy laptops: Team lead": (["Team lead"], "5000 EUR"),
        "Buy laptops: CIO": (["CIO"], None),
    }
    assert "2 rows left out: no limit can be read (row 3, 5)" in said(contents)
    assert [one.value for one in contents.problems] == ["see manual"]
    assert "1 rights begin at an amount" in said(contents)


def test_what_is_no_limit_is_a_problem_at_its_cell() -> None:
    contents, _ = read(GRID + 'Hire staff,"up to 1,000",see manual,unlimited,unlimited\n')
    (problem,) = contents.problems
    assert (problem.row, problem.column, problem.value) == (4, "Head of IT", "see manual")


def test_a_column_without_a_unit_beside_others_with_one_is_said() -> None:
    text = (
        "Role,Approval limit (k€),Travel limit\nHead of unit,5,300\nTeam lead,10,500\nCIO,50,900\n"
    )
    contents, _ = read(text)
    assert rights(contents)["Approval limit: CIO"]["limit"] == "50000 EUR"
    assert rights(contents)["Travel limit: CIO"]["limit"] == "900 EUR"
    assert "and these none: taken as they stand: Travel limit" in said(contents)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Cost,CIO,CTO,CFO\nLicences,1000,2000,500\nCloud,3000,400,20\n",
        "Role,Salary,Bonus\nHead of IT,90000,9000\nTeam lead,70000,3000\n",
        "Department,2025,2026\nFinance,1000,2000\nLegal,3000,400\n",
    ],
)
def test_budgets_and_salaries_are_no_authority(text: str) -> None:
    _, mapping = read(text)
    assert not mapping.shape.startswith("authority")


def test_words_of_limits() -> None:
    assert all(
        map(
            says_grant,
            ("up to 50k", "≤ 1 Mio", "unlimited", "10,000 – 50,000", "no authority", "bis 5 Tsd."),
        )
    )
    assert not any(map(says_grant, ("50000", "Head of IT", "", "2026-03-01", "from the CIO")))


def test_names_are_parted_only_where_all_parts_are_titles() -> None:
    assert holders_in("Head of Research and Development") == (
        ["Head of Research and Development"],
        "",
    )
    assert holders_in("CIO and CFO") == (["CIO", "CFO"], "both")


def test_posts_are_kept_without_their_delegates_and_the_ranks_above() -> None:
    text = """Decision,Approver role,Approval limit
Buy laptops,CFO or delegate,"up to 5,000"
Hire staff,VP and above,"up to 9,000"
Sign a lease,any two directors,"up to 20,000"
Buy software,CEO / president,unlimited
Buy desks,"CIO (or designee), and CFO","up to 8,000"
"""
    contents, _ = read(text)
    assert {name: who for name, (who, _) in limits(text).items()} == {
        "Buy laptops: CFO": ["CFO"],
        "Hire staff: VP": ["VP"],
        "Sign a lease: Director": ["Director"],
        "Buy software: CEO and president": ["CEO", "president"],
        "Buy desks: CIO and CFO": ["CIO", "CFO"],
    }
    for told in (
        "1 rights may be taken by a delegate too",
        "1 rights belong to all posts above as well",
        "1 rights need two of one post",
        "1 rights name several of whom one will do",
        "1 rights need two who sign together",
    ):
        assert told in said(contents)


def test_the_end_of_a_long_cell_says_who_signs_as_well() -> None:
    told = "The project office keeps the figures of the programme. " * 40
    (grant,), _, _ = grants_in(
        [f"{told}Up to 500 jointly with the CFO"], "Limit", Manner(home="EUR")
    )
    assert grant is None  # a narrative is no amount, whatever it ends with
    (grant,), _, _ = grants_in(["Unlimited jointly with the CFO"], "Limit", Manner(home="EUR"))
    assert grant is not None
    assert grant.jointly == "the CFO"
    assert says_grant(f"{told}500 and above")
    assert says_grant(f"{told}In 2012 costs rose from 10 to 20.")
    assert not says_grant(f"{told}Costs of 2012 rose.")
    assert not says_grant(f"{told}1,000 and above all the office{' of the programme' * 20}")
