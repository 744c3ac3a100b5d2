"""What a kind takes: its canonical plain form, and what is wrong in words that say the mend."""

from __future__ import annotations

from typing import Any

import pytest

from cohelm.core.validation import accepted, canonical, canonical_link, canonical_observation
from tests.core.kinds_for_tests import SCHEMA

APPLICATION = SCHEMA.kind("application")
READING = SCHEMA.observation("uptime")
BIG = 2**63 - 1


def plain(**values: Any) -> dict[str, Any]:
    found, wrong = canonical(APPLICATION, {"name": "CRM", **values})
    assert wrong == []
    assert found is not None
    return {name: value for name, value in found.items() if name != "name"}


def whys(**values: Any) -> list[str]:
    found, wrong = canonical(APPLICATION, {"name": "CRM", **values})
    assert found is None
    return [why for _, _, why in wrong]


@pytest.mark.parametrize(
    ("name", "stated", "kept"),
    [
        ("users", "12", 12), ("users", 12.0, 12), ("load", "0.5", 0.5), ("load", 1, 1.0),
        ("exposed", "true", True), ("exposed", False, False), ("users", 0, 0),
        ("started", "2026-01-31", "2026-01-31"), ("annual_cost", "1e3 EUR", "1000 EUR"),
        ("code", " CR ", "CR"), ("tags", ["a"], ["a"]), ("lifecycle", "active", {"stated": "active"}),
        ("lifecycle", {"active": "2026-01-31"}, {"active": "2026-01-31"}),
        ("settings", {"a": {"b": [1, None]}}, {"a": {"b": [1, None]}}),
        ("users", BIG, BIG),
    ],
)  # fmt: skip
def test_a_value_has_one_plain_form(name: str, stated: Any, kept: Any) -> None:
    assert plain(**{name: stated}) == {name: kept}
    assert type(plain(**{name: stated})[name]) is type(kept)


@pytest.mark.parametrize(
    "written",
    ["2026-01-31T08:00:00Z", "2026-01-31T08:00:00", "2026-01-31 10:00:00+02:00",
     "2026-01-31T08:00:00+00:00", "2026-01-31T08:00Z"],
)  # fmt: skip
def test_a_moment_is_in_utc_however_it_was_written(written: str) -> None:
    assert plain(checked_at=written) == {"checked_at": "2026-01-31T08:00:00Z"}


@pytest.mark.parametrize(
    ("name", "empty"),
    [("users", None), ("notes", ""), ("notes", "  "), ("tags", []), ("external_ids", {})],
)
def test_an_empty_value_is_left_out(name: str, empty: object) -> None:
    assert plain(**{name: empty}) == {}


def test_no_and_zero_are_values() -> None:
    assert plain(exposed=False, users=0, load=0) == {"exposed": False, "users": 0, "load": 0.0}


def test_what_is_canonical_stays_as_it_is() -> None:
    first = plain(checked_at="2026-01-31T08:00:00.5", annual_cost="0.5 EUR", lifecycle="plan")
    assert plain(**first) == first


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("users", -1, "'-1' is not accepted for users: a whole number of at least 0"),
        ("users", "many", "'many' is not accepted for users: a whole number of at least 0"),
        ("users", 1.5, "a whole number of at least 0"),
        ("load", 1.1, "'1.1' is not accepted for load: a number from 0 to 1"),
        ("rating", "nan", "'nan' is not accepted for rating: a number from -5 to 5"),
        ("rating", "inf", "a number from -5 to 5"),
        ("exposed", "maybe", "'maybe' is not accepted for exposed: true or false"),
        ("started", "31.01.2026", "a day such as 2026-12-31"),
        ("started", "2026-02-30", "a day such as 2026-12-31"),
        ("checked_at", "soon", "a moment such as 2026-12-31T14:00:00Z"),
        ("annual_cost", 5, "'5' is not accepted for annual_cost: an amount and a currency, such as"),
        ("hosting", "moon", "'moon' is not accepted for hosting: one of saas, cloud, own"),
        ("criticality", "High", "one of low, medium, high, critical"),
        ("lifecycle", "dead", "a phase (plan, phase_in, active, phase_out, end_of_life) or days"),
        ("lifecycle", {"activ": "2026-01-01"}, "or days by phase"),
        ("tags", "a", "'a' is not accepted for tags: a list of words"),
        ("tags", ["a", 5], "'a, 5' is not accepted for tags: a list of words"),
        ("external_ids", "A-17", "words by name, such as {cmdb: A-17}"),
        ("external_ids", {"cmdb": 17}, "words by name, such as {cmdb: A-17}"),
        ("settings", "a", "'a' is not accepted for settings: a mapping"),
        ("name", "", "text that is not empty"),
        ("name", "   ", "text that is not empty"),
        ("name", "x" * 301, "text of at most 300 characters"),
        ("name", 365, "'365' is not accepted for name: text, in quotes where it looks like a number"),
        ("notes", True, "'True' is not accepted for notes: text"),
        ("code", "crm", "text that fits ^[A-Z]{2,4}$. Its short code."),
        ("clearance", "secret", "Who may see it: open, between, people"),
        ("users", BIG + 1, "a whole number of at most 9,223,372,036,854,775,807"),
        ("settings", {"phone": [10**25]}, "what is no quantity is written as text"),
        ("colour", "red", "there is no field 'colour'."),
        ("run_on", ["server:a"], "there is no field 'run_on'. Did you mean 'runs_on'?"),
        ("critcality", "high", "there is no field 'critcality'. Did you mean 'criticality'?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_the_value_and_what_is_accepted(
    name: str, value: Any, why: str
) -> None:
    (found,) = whys(**{name: value})
    assert why in found


def test_a_name_that_is_missing_is_said() -> None:
    assert canonical(APPLICATION, {}) == (None, [("name", "", "name is missing")])


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert len(whys(users=-1, load=7, hosting="moon")) == 3


def test_a_long_value_is_shown_shortened() -> None:
    _, wrong = canonical(APPLICATION, {"name": "x" * 5000})
    assert len(wrong[0][1]) == 200
    assert len(wrong[0][2]) < 300


def test_a_link_is_its_target_its_first_day_and_what_it_says() -> None:
    spec = SCHEMA.relation("application", "runs_on")
    stated = {"to": "server:a", "from": "2026-01-10", "until": "2026-02-28", "hard": True, "k": 2}
    assert canonical_link(spec, stated) == (
        ("server:a", 20260110, {"hard": True, "k": 2, "until": 20260228}), []
    )  # fmt: skip
    assert canonical_link(spec, {"to": "server:a"}) == (("server:a", 0, {}), [])


@pytest.mark.parametrize(
    ("relation", "stated", "why"),
    [
        ("runs_on", {"from": "soon"}, "from: 'soon' is not accepted for from: a day such as"),
        ("runs_on", {"from": "2026-02-01", "until": "2026-01-31"},
         "until: '2026-01-31' is not accepted for until: it is before 2026-02-01, the first day"),
        ("runs_on", {"k": 0}, "k: '0' is not accepted for k: a whole number of at least 1"),
        ("runs_on", {"k": 2**64}, "k: '18446744073709551616' is not accepted for k"),
        ("runs_on", {"hrad": True}, "there is no field 'hrad'. Did you mean 'hard'?"),
        ("serves", {"share": 1.5}, "share: '1.5' is not accepted for share: a number from 0 to 1"),
        ("depends_on", {"share": 1}, "there is no field 'share'"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_link_is_said_with_its_relation(
    relation: str, stated: dict[str, Any], why: str
) -> None:
    spec = SCHEMA.relation("application", relation)
    found, wrong = canonical_link(spec, {"to": "server:a", **stated})
    assert found is None
    assert [(name, why in text) for name, _, text in wrong] == [(relation, True)]


def test_a_link_may_hold_for_one_day() -> None:
    spec = SCHEMA.relation("application", "runs_on")
    day = {"to": "server:a", "from": "2026-01-31", "until": "2026-01-31"}
    assert canonical_link(spec, day) == (("server:a", 20260131, {"until": 20260131}), [])


def observed(**values: Any) -> tuple[dict[str, Any] | None, list[str]]:
    stated = {"item": "server:a", "time": "2026-01-31", "value": "3", **values}
    found, wrong = canonical_observation(READING.fields, READING.model, stated)
    return found, [why for _, _, why in wrong]


def test_an_observation_keeps_a_day_as_a_day_and_a_moment_in_utc() -> None:
    key = {"item": "server:a", "value": 3.0}
    assert observed() == ({**key, "time": "2026-01-31"}, [])
    moment = observed(time="2026-01-31T10:30:00+02:00", closed="2026-01-31T10:30:00")
    assert moment == (
        {**key, "time": "2026-01-31T08:30:00Z", "closed": "2026-01-31T10:30:00Z"}, []
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"time": "soon"}, "'soon' is not accepted for time: a day, or a moment such as"),
        ({"item": 7}, "'7' is not accepted for item: text, in quotes where it looks like a number"),
        ({"value": "hot"}, "'hot' is not accepted for value: a number"),
        ({"value": "nan"}, "'nan' is not accepted for value: a number"),
        ({"valeu": 1}, "there is no field 'valeu'. Did you mean 'value'?"),
    ],
)
def test_what_is_wrong_with_an_observation_is_said_once(values: dict[str, Any], why: str) -> None:
    found, whys = observed(**values)
    assert found is None
    assert len(whys) == 1
    assert why in whys[0]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("users", "a whole number of at least 0"), ("load", "a number from 0 to 1"),
        ("hosting", "one of saas, cloud, own"), ("notes", "text"), ("exposed", "true or false"),
    ],
)  # fmt: skip
def test_what_a_field_takes_is_said_in_words(name: str, words: str) -> None:
    assert accepted(SCHEMA.field("application", name)) == words


@pytest.mark.parametrize(
    ("name", "stated", "sign"),
    [
        ("notes", "Nul\0", "U+0000 stands at character 4"),
        ("notes", "CRM\u202eexe", "U+202E stands at character 4"),
        ("notes", "a\n\tb\x1b[2J", "U+001B stands at character 5"),
        ("tags", ["fine", "\u2066x"], "U+2066 stands at character 1"),
        ("external_ids", {"cmdb": "\x7f"}, "U+007F stands at character 1"),
    ],
)
def test_a_sign_that_nobody_sees_is_refused_and_not_shown(
    name: str, stated: Any, sign: str
) -> None:
    (why,) = whys(**{name: stated})
    assert sign in why
    assert not set(why) & set("\0\u202e\x1b\u2066\x7f")


def test_lines_and_marks_of_other_scripts_are_no_control_signs() -> None:
    for text in ("a\n\tb", "\u200fשלום", "👩\u200d💻"):
        assert plain(notes=text) == {"notes": text}
