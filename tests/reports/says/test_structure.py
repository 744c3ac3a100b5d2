"""What an estate without money says, counted by hand."""

from datetime import date

from cohelm.reports.says.saying import Lists
from cohelm.reports.says.structure import of_structure
from tests.making import enterprise

ON = date(2026, 11, 24)
FLOWS = {
    "one": {"provider": "application:a", "consumer": "application:b", "carries": ["data_set:x"]},
    "two": {"provider": "application:c", "consumer": "application:a", "carries": ["data_set:x"]},
}


def said(**kinds: dict[str, dict[str, object]]) -> dict[str, list[str]]:
    return {one.text: list(one.keys) for one in of_structure(Lists(enterprise(**kinds), ON))}


def test_what_most_applications_do_and_what_none_does_is_said_with_its_items() -> None:
    pay = {"supports": ["capability:pay"]}
    found = said(
        application={"a": pay, "b": pay, "c": pay, "d": {}},
        capability={"pay": {}, "ship": {}},
    )
    assert found == {
        "3 applications serve pay, more than any other: which of them does what another does?": [
            "capability:pay",
            "application:a",
            "application:b",
            "application:c",
        ],
        "1 of 2 capabilities is served by no application": ["capability:ship"],
        "1 of 4 applications serves no capability": ["application:d"],
    }  # fmt: skip


def test_two_that_do_the_same_are_too_few_to_say() -> None:
    pay = {"supports": ["capability:pay"]}
    found = said(application={"a": pay, "b": pay}, capability={"pay": {}})
    assert found == {}


def test_who_exchanges_most_and_what_moves_most_is_said() -> None:
    found = said(
        application={"a": {}, "b": {}, "c": {}, "d": {}}, interface=FLOWS, data_set={"x": {}}
    )
    assert found == {
        "a exchanges data with 2 other applications, more than any other, by 2 interfaces": [
            "application:a", "interface:one", "interface:two",
        ],
        "1 of 4 applications exchanges no data with another": ["application:d"],
        "x moves by 2 interfaces, more than any other": [
            "data_set:x", "interface:one", "interface:two",
        ],
    }  # fmt: skip


def test_nothing_is_said_of_links_that_no_file_states() -> None:
    assert said(application={"a": {}, "b": {}}, capability={"pay": {}}) == {}
