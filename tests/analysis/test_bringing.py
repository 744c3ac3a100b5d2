"""Before a question can be answered, something has to be brought: each analysis says what."""

from __future__ import annotations

from cohelm.analysis.bringing import NEEDED, lacking
from cohelm.analysis.catalogue import ANALYSES
from cohelm.core.enterprise import Enterprise
from cohelm.kinds import built_in_schema
from tests.making import enterprise

BY_HAND = {"first_officer"}
"""What is answered by who asks, of an organisation of which nothing is known too."""


def test_each_analysis_says_what_it_cannot_do_without() -> None:
    schema = built_in_schema()
    assert NEEDED.keys() == {one.name for one in ANALYSES} - BY_HAND
    for one in NEEDED.values():
        assert one.kinds or one.observed
        assert set(one.kinds) <= schema.kinds.keys()
        assert all(schema.observation(metric) for metric in one.observed)


def test_a_question_lacks_its_list_until_one_thing_of_it_is_there() -> None:
    nothing = Enterprise.empty(built_in_schema())
    one = enterprise(contract={"c": {"name": "C"}})
    assert lacking(nothing, "contracts") == "a contract list"
    assert lacking(one, "contracts") is None
    assert lacking(one, "spend") is not None
    assert lacking(nothing, "first_officer") is None
