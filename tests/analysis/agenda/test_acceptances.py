from datetime import date

import pytest

from cohelm.analysis.checks import raised
from tests.analysis.finding import ON
from tests.making import enterprise

UNTIL = {"name": "Until the move", "code": "EST001", "until": "2026-11-23", "reason": "It moves."}


def accepted_with(*acceptances, on=ON):
    organisation = enterprise(
        application={"a": {}, "b": {}},
        acceptance={f"x{at}": one for at, one in enumerate(acceptances)},
    )
    return raised(organisation, on=on, codes=["EST001"])


@pytest.mark.parametrize(("day", "holds"), [(22, True), (23, True), (24, False)])
def test_an_acceptance_holds_up_to_and_including_its_last_day(day, holds):
    found = accepted_with(UNTIL | {"item": "application:a"}, on=date(2026, 11, day))
    standing = [one.items[0] for one in found.concerns]
    assert standing == (["application:b"] if holds else ["application:a", "application:b"])
    assert found.codes == {"EST001": len(standing)}


def test_an_accepted_concern_is_kept_apart_with_its_reason():
    (one,) = accepted_with(UNTIL | {"item": "application:a"}).accepted
    assert one.concern.items == ("application:a",)
    assert (one.acceptance, one.until, one.reason) == ("acceptance:x0", ON, "It moves.")


@pytest.mark.parametrize(
    "other",
    [
        {"code": "OWN001"}, {"item": "application:b"}, {"item": None},
        {"clearance": "draft:person:ann"}, {"lifecycle": "end_of_life"},
    ],
)  # fmt: skip
def test_another_code_another_item_a_draft_and_a_retired_one_cover_nothing(other):
    found = accepted_with(UNTIL | {"item": "application:a"} | other)
    assert "application:a" in [one.items[0] for one in found.concerns]


def test_of_two_acceptances_the_one_that_holds_longest_counts():
    early = UNTIL | {"item": "application:a"}
    (one,) = accepted_with(
        early | {"until": "2027-12-31"}, early | {"until": "2027-01-31"}
    ).accepted
    assert one.until == date(2027, 12, 31)
