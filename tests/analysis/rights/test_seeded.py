"""Every fault that is put into an organisation is found, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from cohelm.analysis.rights.questions import QUESTIONS
from cohelm.core.enterprise import Enterprise
from tests.analysis.rights.faults import seeded
from tests.analysis.rights.seeding import Said
from tests.making import enterprise_of_documents

ON = date(2026, 11, 23)
CODES = {f"RGT{number:03}" for number in range(1, 22)}


def found_in(plan: Enterprise) -> set[Said]:
    return {
        (row["code"], tuple(row["rights"]), tuple(row["items"] if row["code"] != "RGT021"
                                                  else sorted(row["items"])))
        for question in QUESTIONS
        for row in question(plan, on=ON).concerns.iter_rows(named=True)
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_every_seeded_fault_is_found_and_none_besides(seed: int) -> None:
    made = seeded(slices=12, per_slice=6, each=2, seed=seed)
    plan = enterprise_of_documents(made.documents, observed={"approval": made.approvals})
    found = found_in(plan)
    assert {code for code, *_ in made.expected} == CODES
    assert sorted(found - made.expected) == []
    assert sorted(made.expected - found) == []


@pytest.mark.slow
def test_an_organisation_in_order_has_no_concern() -> None:
    made = seeded(slices=12, per_slice=6, each=0, seed=1)
    plan = enterprise_of_documents(made.documents, observed={"approval": made.approvals})
    assert {one[0] for one in found_in(plan)} <= {"RGT010"}
