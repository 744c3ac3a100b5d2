import pytest

from tests.analysis.finding import items, only
from tests.making import enterprise


def owned_by(owner, criticality="critical", **documents):
    application = {"pay": {"name": "Payments", "criticality": criticality, "owner": owner}}
    return enterprise(application=application, **documents)


@pytest.mark.parametrize(
    ("left", "raised"), [("2026-11-22", True), ("2026-11-23", False), (None, False)]
)
def test_a_person_is_there_up_to_and_including_the_last_day(left, raised):
    organisation = owned_by("person:p", person={"p": {"left_on": left}})
    assert bool(items("PPL001", organisation)) is raised


@pytest.mark.parametrize(
    ("criticality", "raised"),
    [("critical", True), ("high", True), ("medium", False), ("low", False), (None, False)],
)
def test_only_important_applications_are_raised(criticality, raised):
    organisation = owned_by("role:r", criticality, role={"r": {}})
    assert bool(items("PPL001", organisation)) is raised


@pytest.mark.parametrize(
    ("person", "raised"),
    [
        ({"fills": "role:r"}, False),
        ({"fills": {"to": "role:r", "until": "2026-11-23"}}, False),
        ({"fills": {"to": "role:r", "until": "2026-11-22"}}, True),
        ({"fills": {"to": "role:r", "from": "2026-11-24"}}, True),
        ({"fills": "role:r", "left_on": "2026-11-22"}, True),
        ({}, True),
    ],
)
def test_a_role_is_filled_by_somebody_who_is_there_on_the_day(person, raised):
    organisation = owned_by("role:r", role={"r": {}}, person={"p": person})
    assert bool(items("PPL001", organisation)) is raised


def test_one_of_two_who_fill_a_role_is_enough():
    organisation = owned_by(
        "role:r",
        role={"r": {}},
        person={"a": {"fills": "role:r", "left_on": "2026-01-31"}, "b": {"fills": "role:r"}},
    )
    assert items("PPL001", organisation) == []


def test_a_team_is_always_there_and_no_owner_at_all_is_another_check():
    assert items("PPL001", owned_by("team:t", team={"t": {}})) == []
    assert items("PPL001", owned_by(None)) == []


def test_the_person_is_not_named():
    organisation = owned_by(
        "person:p", person={"p": {"name": "Robin Vale", "left_on": "2026-01-31"}}
    )
    concern = only("PPL001", organisation)
    assert concern.message == "application:pay is critical and its owner has left"
    assert "Robin Vale" not in concern.business
    assert "person:p" not in str(concern)


def test_the_role_that_nobody_fills_is_named():
    concern = only("PPL001", owned_by("role:lead", role={"lead": {"name": "Payments lead"}}))
    assert concern.message == (
        "application:pay is critical and its owner is a position that nobody fills (role:lead)"
    )
    assert "Its owner is 'Payments lead'." in concern.business
