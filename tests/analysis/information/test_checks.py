import pytest

from tests.analysis.finding import items, only
from tests.making import enterprise


@pytest.mark.parametrize(
    ("values", "raised"),
    [
        ({"personal": True}, True),
        ({"personal": True, "retention_months": 6}, False),
        ({"personal": True, "retention_months": 0}, False),
        ({"personal": False}, False),
        ({}, False),
    ],
)
def test_data_about_people_need_a_retention(values, raised):
    assert bool(items("INF001", enterprise(data_set={"d": values}))) is raised


def test_personal_data_with_no_retention_is_said_so():
    concern = only("INF001", enterprise(data_set={"d": {"name": "Applicants", "personal": True}}))
    assert concern.message == "data_set:d holds personal data and has no retention"
    assert concern.business.startswith(
        "The data set 'Applicants' tells of people, and nobody has said how long it may be kept."
    )
