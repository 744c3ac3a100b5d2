"""Matrices of responsibilities, worked by hand."""

from __future__ import annotations

import pytest

from cohelm.formats.known.activities import domain_in, kinds_of, verb_in
from cohelm.formats.known.letters import letters_in, scheme_of
from tests.formats.known.reading import proposed, read, rights, said

RACI = """RACI for IT 2026,,,,,
R = Responsible; A = Accountable; C = Consulted; I = Informed,,,,,
,,,,,
Nr,Activity,CIO,CTO,Head of Operations,Architecture Board
Vendor management,,,,,
1.1,Approve new vendors,A,C,R,I
1.2,Sign contracts,A,A,R,
Operations,,,,,
2.1,Approve production changes,I,C,A/R,
2.2,Run incident reviews,,I,R,C
2.3,Budget approval,"A, R",C*,I,
"""


@pytest.mark.slow
def test_letters_become_the_parts_of_a_right() -> None:
    contents, mapping = read(RACI)
    assert (mapping.shape, mapping.kind) == ("matrix", "")
    found = rights(contents)
    assert list(found) == ["Approve new vendors", "Sign contracts", "Approve production changes",
                           "Run incident reviews", "Budget approval"]  # fmt: skip
    assert found["Approve new vendors"] == {
        "name": "Approve new vendors", "statement": "Approve new vendors", "verb": "approve",
        "domain": "vendors", "tags": ["Vendor management"], "accountable": ["CIO"],
        "responsible": ["Head of Operations"], "consulted": ["CTO"], "informed": ["Architecture Board"],
    }  # fmt: skip
    assert (
        found["Budget approval"]["accountable"]
        == found["Budget approval"]["responsible"]
        == ["CIO"]
    )
    assert found["Approve production changes"]["domain"] == "operations"


def test_nobody_and_several_accountable_are_kept_and_said() -> None:
    contents, _ = read(RACI)
    found = rights(contents)
    assert "accountable" not in found["Run incident reviews"]
    assert found["Sign contracts"]["accountable"] == ["CIO", "CTO"]
    assert "1 of 5 activities name nobody accountable: Run incident reviews" in said(contents)
    assert "1 of 5 activities name several accountable: Sign contracts" in said(contents)
    assert "left open until a condition says it" in said(contents)


def test_holders_are_made_as_what_they_are() -> None:
    contents, _ = read(RACI)
    made = set(proposed(contents).new)
    assert {"role:cio", "role:cto", "role:head-of-operations", "forum:architecture-board"} <= made
    assert not proposed(contents).problems


def test_a_known_forum_of_the_name_is_found_and_none_is_made() -> None:
    contents, _ = read(RACI)
    proposal = proposed(contents, forum={"arb": {"name": "Architecture Board"}})
    assert not any(key.startswith("forum:") for key in proposal.new)


def test_rapid_is_read_by_its_own_letters() -> None:
    contents, _ = read("""Decision,Product Owner,CFO,CIO,Platform team
Choose a cloud provider,R,A,D,P
Retire a product,R,I,D,
Set prices,R,I,D,P
""")
    assert rights(contents)["Choose a cloud provider"] == {
        "name": "Choose a cloud provider", "statement": "Choose a cloud provider", "verb": "decide",
        "accountable": ["CIO"], "responsible": ["Platform team"], "consulted": ["Product Owner", "CFO"],
    }  # fmt: skip
    assert "read as RAPID: R (recommends) as consulted" in said(contents)


def test_daci_has_one_approver_and_a_driver_that_does_the_work() -> None:
    contents, _ = read("""Task,CTO,Team lead,CIO
Plan the release,A,D,I
Select tools,A,D,C
""")
    found = rights(contents)["Select tools"]
    assert (found["accountable"], found["responsible"], found["consulted"]) == (
        ["CTO"], ["Team lead"], ["CIO"],
    )  # fmt: skip


@pytest.mark.slow
def test_a_matrix_on_its_side_is_turned() -> None:
    contents, _ = read("""Role,Approve budgets,Hire developers,Run servers
CIO,A,C,I
CTO,C,A,C
Head of Operations,I,R,A
Team lead,R,,R
""")
    found = rights(contents)
    assert list(found) == ["Approve budgets", "Hire developers", "Run servers"]
    assert found["Run servers"]["accountable"] == ["Head of Operations"]


def test_an_activity_of_nobody_between_others_is_kept() -> None:
    contents, _ = read("""Activity,CIO,CTO,CFO
Sourcing,,,
Buy laptops,A,R,C
Dispose of laptops,,,
Security,,,
Review access,A,R,I
Audit suppliers,A,C,R
""")
    found = rights(contents)
    assert "accountable" not in found["Dispose of laptops"]
    assert found["Dispose of laptops"]["tags"] == ["Sourcing"]
    assert found["Review access"]["tags"] == ["Security"]


def test_a_letter_of_no_scheme_is_a_problem_at_its_cell() -> None:
    contents, _ = read("""Activity,CIO,CTO,CFO
Buy laptops,A,R,C
Review access,A,R,I
Audit suppliers,A,Q,R
Train users,R,A,I
""" + "".join(f"Review area {at},A,R,C\n" for at in range(8)))  # fmt: skip
    (problem,) = contents.problems
    assert (problem.row, problem.column, problem.value) == (4, "CTO", "Q")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Project,Budget,Schedule,Risk\nBilling,R,A,G\nPortal,A,A,G\nLake,G,R,R\n",
        "Application,Criticality,Class\nBilling,A,C\nPortal,B,A\nLake,C,A\n",
        "Student,Maths,Physics\nEva,A,C\nBob,A,A\nIda,C,A\n",
        "Server,Backup,Patched\nsrv-1,Y,N\nsrv-2,N,N\n",
    ],
)
def test_states_grades_and_marks_are_no_matrix(text: str) -> None:
    _, mapping = read(text)
    assert mapping.shape != "matrix"


def test_the_same_letters_in_no_scheme_are_none() -> None:
    assert scheme_of({"R", "A", "P", "C"}, [], []) is None
    assert scheme_of({"R", "A", "I"}, ["RAPID"], []).name == "RAPID"  # type: ignore[union-attr]
    assert scheme_of({"R", "A", "I"}, [], []).name == "RACI"  # type: ignore[union-attr]


def test_cells_are_read_as_people_write_them() -> None:
    assert (
        letters_in("R/A")
        == letters_in("AR")
        == letters_in("Accountable, Responsible")
        == {"A", "R"}
    )
    assert letters_in("-") == letters_in("") == frozenset()
    assert letters_in("x") is letters_in("Anna") is letters_in("B") is None


def test_words_tell_verb_field_and_holder_only_where_they_are_clear() -> None:
    assert (verb_in("Change management"), verb_in("Change firewall rules")) == ("", "change")
    assert (verb_in("Handle breaches"), verb_in("Accept risks")) == ("", "accept_risk")
    assert domain_in("Buy network hardware for the security team") == ""
    assert kinds_of("Platform team", accountable=False)[0] == "team"
    assert kinds_of("Platform team")[0] == "role"


@pytest.mark.slow
def test_a_holder_with_a_delegate_or_the_ranks_above_is_the_post_itself() -> None:
    text = RACI.replace("CIO,CTO,Head of Operations", "CIO or delegate,CTO,Director and above")
    contents, _ = read(text)
    found = rights(contents)["Approve new vendors"]
    assert (found["accountable"], found["responsible"]) == (["CIO"], ["Director"])
    assert "not kept with a holder: CIO or delegate; Director and above" in said(contents)
