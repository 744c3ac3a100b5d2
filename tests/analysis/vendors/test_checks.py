import pytest

from tests.analysis.finding import items, only
from tests.making import enterprise


@pytest.mark.parametrize(
    "way_out", [{"end": "2027-12-31"}, {"notice_days": 0}, {"notice_months": 3}]
)
def test_an_end_or_a_notice_term_is_a_way_out(way_out):
    organisation = enterprise(contract={"a": way_out, "b": {"renewal": "tacit"}})
    assert items("VND001", organisation) == ["contract:b"]


def test_a_contract_without_a_way_out_is_said_with_its_money():
    concern = only("VND001", enterprise(contract={"maps": {"annual_cost": "36000 EUR"}}))
    assert concern.message == "contract:maps has neither an end nor a notice term"
    assert "It costs 36,000 EUR a year." in concern.business
    assert concern.business.endswith("Not on record: a day, an office and an owner.")


def test_an_ended_contract_that_is_retired_raises_nothing():
    assert items("VND001", enterprise(contract={"c": {"lifecycle": "end_of_life"}})) == []
