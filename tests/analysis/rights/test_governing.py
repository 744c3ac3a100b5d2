"""Archetypes beside the published table, two offices compared, a role described."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.rights.archetypes import PUBLISHED, archetype_of, archetypes, published
from cohelm.analysis.rights.compare import compare
from cohelm.analysis.rights.description import description
from cohelm.core.errors import UnknownName, UsageError
from tests.analysis.rights.making import plan, right
from tests.making import enterprise

ON = date(2026, 11, 23)


def test_every_column_of_the_published_table_adds_up_to_a_hundred() -> None:
    columns = [one for one in published().columns if one != "archetype"]
    assert len(columns) == 10
    assert {published()[one].sum() for one in columns} == {100}


def test_the_published_table_has_the_known_shape() -> None:
    def most(at: int, place: int) -> set[str]:
        shares = {name: of[at][place] for name, of in PUBLISHED.items()}
        return {name for name, share in shares.items() if share == max(shares.values())}

    assert [most(at, 0) for at in range(5)] == [{"federal"}] * 5
    assert [most(at, 1) for at in range(5)] == [
        {"duopoly"}, {"IT monarchy"}, {"IT monarchy"}, {"federal"}, {"business monarchy", "duopoly"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("groups", "name"),
    [((), "anarchy"), (("it",), "IT monarchy"), (("business",), "business monarchy"),
     (("unit",), "feudal"), (("business", "unit"), "federal"), (("it", "business", "unit"), "federal"),
     (("it", "business"), "duopoly"), (("it", "unit"), "duopoly")],
)  # fmt: skip
def test_an_archetype_is_who_takes_part(groups: tuple[str, ...], name: str) -> None:
    assert archetype_of(groups) == name


def test_a_decision_is_named_by_all_its_rights_and_a_forum_by_its_members() -> None:
    organisation = enterprise(
        office={"cio": {}},
        role={"cio": {"office": "office:cio"}, "ceo": {}, "sales": {}},
        department={"sales": {"led_by": "role:sales"}},
        forum={"board": {"members": ["role:ceo", "role:sales"]}},
        right={
            "a": {"domain": "architecture", "verb": "decide", "accountable": ["role:cio"]},
            "b": {"domain": "investment", "verb": "decide", "accountable": ["forum:board"],
                  "consulted": ["role:cio", "role:ceo"]},
            "c": {"domain": "applications", "verb": "decide", "accountable": []},
        },
    )  # fmt: skip
    rows = {(r["decision"], r["part"]): r for r in archetypes(organisation, on=ON).here.to_dicts()}
    assert rows["architecture", "decides"]["archetype"] == "IT monarchy"
    assert rows["architecture", "decides"]["published_percent"] == 73
    assert rows["investment and prioritisation", "decides"]["archetype"] == "federal"
    assert rows["investment and prioritisation", "is heard"]["archetype"] == "duopoly"
    assert rows["business application needs", "decides"]["archetype"] == "anarchy"
    assert rows["principles", "decides"]["archetype"] is None


RIGHTS: dict[str, Any] = {
    "a": {**right(), "domain": "estate"},
    "b": {**right("run", "role:cto"), "domain": "estate", "limit": "5 EUR"},
    "c": {**right("run", "role:cio"), "domain": "estate", "responsible": ["role:cto"]},
    "d": {**right("run", "forum:board"), "domain": "estate"},
}


def test_two_offices_are_compared_by_what_each_decides_alone_and_what_they_share() -> None:
    found = compare(plan(RIGHTS), on=ON, first="cio", second="cto")
    assert found.decides.select("verb", "first", "second", "shared").rows() == [
        ("approve", 1, 0, 0), ("run", 0, 1, 1),
    ]  # fmt: skip
    assert found.shared == ("right:c",)
    assert found.sentence == (
        "The cio answers alone for 1 right, the cto for 1, and both have a part in 1"
    )


def test_an_office_is_not_compared_with_itself_nor_with_one_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="named twice"):
        compare(plan(RIGHTS), on=ON, first="cio", second="office:cio")
    with pytest.raises(UnknownName):
        compare(plan(RIGHTS), on=ON, first="cdo")


def test_a_role_is_described_without_naming_who_fills_it() -> None:
    organisation = plan(RIGHTS)
    said = description(organisation, on=ON, role="cto").markdown(organisation)
    assert "# cto\n" in said
    assert "## Decides\n\n- b (run, 5 €): `application`" in said
    assert "## Does the work of\n\n- c (run, any amount): `application`" in said
    assert "p-cto" not in said
