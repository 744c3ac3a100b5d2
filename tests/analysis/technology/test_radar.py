"""The radar and what is in use, on small organisations."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.technology.radar import Radar, radar
from cohelm.core.audience import Audience
from cohelm.core.errors import UsageError
from cohelm.kinds.rings import QUADRANTS, RINGS, Rings
from tests.making import enterprise

ON = date(2026, 11, 23)
OLD, NEW = "2026-05-15", "2026-11-15"


def asked(
    technologies: dict[str, Any], rings: dict[str, tuple[int | None, int | None]] | None = None,
    *, edition: date | None = None, **more: Any,
) -> Radar:  # fmt: skip
    readings = [
        {"item": f"technology:{name}", "time": day, "source": "radar", "value": ring}
        for name, both in (rings or {}).items()
        for day, ring in zip((OLD, NEW), both, strict=True)
        if ring is not None
    ]
    plan = enterprise(
        metric={"radar-ring": {}},
        technology=technologies,
        observed={"radar-ring": readings},
        **more,
    )
    return radar(plan, on=ON, edition=edition)


@pytest.mark.slow
def test_rings_and_movement_come_from_the_last_two_editions() -> None:
    rings = {"a": (2, 3), "b": (3, 0), "c": (1, 1), "d": (None, 1)}
    found = asked({name: {} for name in rings}, rings)
    assert found.blips.select("technology", "ring", "before", "movement").rows() == [
        ("technology:a", "adopt", "trial", "moved in"),
        ("technology:c", "assess", "assess", "no change"),
        ("technology:d", "assess", None, "new"),
        ("technology:b", "hold", "adopt", "moved out"),
    ]
    assert (found.edition, found.before) == (date(2026, 11, 15), date(2026, 5, 15))


@pytest.mark.parametrize("before", RINGS)
@pytest.mark.parametrize("ring", RINGS)
def test_movement_is_the_sign_of_the_steps_and_mirrors(before: str, ring: str) -> None:
    mirror = {"moved in": "moved out", "moved out": "moved in", "no change": "no change"}
    of = Rings(RINGS, QUADRANTS)
    assert of.movement(ring, before) == mirror[of.movement(before, ring) or ""]


@pytest.mark.slow
def test_to_adopt_and_used_by_nothing_is_told_from_what_is_used() -> None:
    found = asked(
        {"a": {}, "b": {}}, {"a": (3, 3), "b": (3, 3)}, application={"crm": {"uses": ["a"]}}
    )
    assert found.unused.counted == ("technology:b",)
    assert found.blips["used_by"].to_list() == [1, 0]


@pytest.mark.slow
def test_on_hold_is_spreading_only_by_a_use_that_began_after_the_edition_before() -> None:
    old = {"uses": [{"to": "a", "from": OLD}, {"to": "b", "from": "2026-05-16"}, "c"]}
    found = asked(
        {"a": {}, "b": {}, "c": {}}, dict.fromkeys("abc", (0, 0)), application={"crm": old}
    )
    assert found.spreading.counted == ("technology:b",)


@pytest.mark.slow
def test_work_that_brings_in_what_is_on_hold_is_spreading_and_ended_work_is_not() -> None:
    work = {"x": {"introduces": ["technology:a"]},
            "y": {"introduces": ["technology:b"], "status": "done"}}  # fmt: skip
    found = asked({"a": {}, "b": {}}, dict.fromkeys("ab", (0, 0)), initiative=work)
    assert found.spreading.counted == ("technology:a",)


@pytest.mark.slow
def test_in_use_and_on_no_radar_is_listed_the_most_used_first() -> None:
    use = {"one": {"uses": ["b", "c"]}, "two": {"uses": ["c"]}}
    found = asked({"a": {"ring": "trial"}, "b": {}, "c": {}}, application=use)
    assert found.beside.rows() == [("technology:c", 2), ("technology:b", 1)]
    assert found.off_radar.value == 2


@pytest.mark.slow
def test_a_retired_user_is_no_use() -> None:
    gone = {"uses": ["a"], "lifecycle": {"end_of_life": "2026-01-01"}}
    found = asked({"a": {"ring": "adopt"}}, application={"crm": gone})
    assert found.unused.counted == ("technology:a",)


def test_where_no_use_is_on_record_nobody_can_say_what_nobody_uses() -> None:
    found = asked({"a": {}, "b": {}}, {"a": (2, 3), "b": (0, 0)}, application={"crm": {}})
    assert [one.value for one in (found.unused, found.spreading, found.off_radar)] == [None] * 3
    assert found.blips["used_by"].to_list() == found.blips["new_uses"].to_list() == [None, None]
    assert found.sentence == (
        "2 technologies on the radar; nobody can say which are in use: nothing on record says what "
        "uses which technology; 1 moved since 15 May 2026"
    )


def test_without_editions_its_own_ring_stands_and_no_movement_is_claimed() -> None:
    found = asked({"a": {"ring": "trial", "rationale": "It works."}, "b": {"ring": "adopt"}})
    assert found.blips["movement"].to_list() == [None, None]
    assert found.unexplained.counted == ("technology:b",)
    assert found.before is None


def test_an_earlier_edition_can_be_asked_for_and_one_that_never_was_is_refused() -> None:
    rings = {"a": (2, 3)}
    found = asked({"a": {}, "b": {"ring": "adopt"}}, rings, edition=date(2026, 5, 15))
    assert found.blips.select("technology", "ring").rows() == [("technology:a", "trial")]
    assert found.editions == (date(2026, 5, 15), date(2026, 11, 15))
    with pytest.raises(UsageError, match="no edition of 2026-01-01"):
        asked({"a": {}}, rings, edition=date(2026, 1, 1))


def test_no_radar_at_all_is_said() -> None:
    found = radar(enterprise(), on=ON)
    assert found.sentence == "No technology stands on a radar"
    assert found.unused.value is None


@pytest.mark.slow
def test_the_sentence_counts_what_does_not_fit() -> None:
    found = asked(
        {"a": {}, "b": {}}, {"a": (2, 3), "b": (0, 0)}, application={"crm": {"uses": ["b"]}}
    )
    assert found.sentence == (
        "1 technology to adopt that nobody uses, 0 on hold and still spreading, "
        "0 in use and on no radar; 1 moved since 15 May 2026"
    )


OWN = {"currency": "EUR", "radar_rings": ["Use", "Try", "Avoid"], "radar_quadrants": ["Data", "UI"]}


@pytest.mark.slow
def test_rings_and_quadrants_can_be_ones_own_in_name_and_number() -> None:
    found = asked(
        {"a": {"own_quadrant": "data"}, "b": {"own_ring": "USE", "tags": ["quadrant=UI"]},
         "c": {"ring": "hold"}},
        {"a": (0, 1)}, organisation={"organisation": OWN},
        application={"crm": {"uses": [{"to": "technology:a", "from": "2026-06-01"}]}},
    )  # fmt: skip
    assert found.blips.select("number", "technology", "ring", "quadrant", "movement").rows() == [
        (1, "technology:b", "Use", "UI", "new"),
        (2, "technology:a", "Try", "Data", "moved in"),
    ]
    assert found.unused.counted == ("technology:b",)
    assert (found.rings, found.quadrants) == (("Avoid", "Try", "Use"), ("Data", "UI"))
    assert "1 technology to 'Use' that nobody uses, 0 in 'Avoid' and still" in found.sentence


@pytest.mark.slow
def test_a_reading_beyond_the_rings_is_none_of_them() -> None:
    found = asked({"a": {}}, {"a": (None, 3)}, organisation={"organisation": OWN})
    assert len(found.blips) == 0


@pytest.mark.slow
@pytest.mark.parametrize(("reviewed", "old"), [("2025-11-23", 0), ("2025-11-22", 1), (None, 1)])
def test_a_place_not_reviewed_for_a_year_is_old(reviewed: str | None, old: int) -> None:
    stated = {"reviewed_on": reviewed} if reviewed else {}
    assert asked({"a": {"ring": "adopt", **stated}}).unreviewed.value == old


@pytest.mark.slow
def test_owner_decision_and_the_rings_before_stand_with_each_blip() -> None:
    found = asked(
        {"a": {"owner": "role:cto", "rationale": "It works."}, "b": {}},
        {"a": (1, 3), "b": (1, 1)}, role={"cto": {}},
        decision={"choice": {"about": ["technology:a"]}},
    )  # fmt: skip
    first, second = found.blips.to_dicts()
    assert first["owner"] == "role:cto"
    assert first["decisions"] == ["decision:choice"]
    assert first["history"] == "assess 2026-05, adopt 2026-11"
    assert second["history"] == "assess 2026-05"
    assert found.unowned.counted == found.undecided.counted == ("technology:b",)


@pytest.mark.slow
def test_versions_spread_where_more_are_in_use_than_at_the_edition_before() -> None:
    def use(version: str, since: str) -> dict[str, Any]:
        return {"to": "technology:java", "version": version, "from": since}

    found = asked(
        {"java": {}, "db": {}, "db-14": {"release_of": "technology:db", "version": "14"},
         "db-16": {"release_of": "technology:db", "version": "16"}, "one": {}},
        {"java": (3, 3)},
        application={
            "a": {"uses": [use("8", "2020-01-01"), "technology:db-14"]},
            "b": {"uses": [use("17", "2026-06-01"), "technology:db-16"]},
            "c": {"uses": [use("8", "2021-01-01"), {"to": "technology:one", "version": "1"}]},
            "gone": {"uses": [use("6", "2010-01-01")], "lifecycle": "end_of_life"},
        },
    )  # fmt: skip
    assert found.versions.rows() == [
        ("technology:db", ["14", "16"], 2, 2, 2),
        ("technology:java", ["17", "8"], 2, 1, 3),
    ]
    assert found.spread.counted == ("technology:java",)


def test_without_an_edition_before_nobody_knows_whether_versions_spread() -> None:
    assert asked({"a": {"ring": "adopt"}}).spread.value is None


@pytest.mark.slow
def test_what_speaks_against_it_stands_with_each_blip() -> None:
    plan = enterprise(
        technology={"a": {"ring": "adopt", "end_of_security_support": "2027-01-31"},
                    "b": {"ring": "hold"}},
        vulnerability={"one": {"affects": ["technology:a"]}, "two": {"affects": ["technology:a"]},
                       "old": {"affects": ["technology:b"], "status": "fixed"}},
    )  # fmt: skip
    shown = radar(plan, on=ON).blips.select("ends", "weaknesses")
    assert shown.rows() == [(date(2027, 1, 31), 2), (None, 0)]
    assert (
        radar(plan.seen_by(Audience.of("money")), on=ON).blips["weaknesses"].to_list() == [None] * 2
    )


def told(edition: date | None = None) -> dict[str, str | None]:
    """Why each stands there, where two editions say why of `a`, the first of `b`, and none of `c`."""
    said = {"a": ("Try it.", "It works."), "b": ("New.", None), "c": (None, None)}
    readings = [
        {"item": f"technology:{name}", "time": day, "source": "radar", "value": 1,
         **({"rationale": why} if why else {})}
        for name, both in said.items() for day, why in zip((OLD, NEW), both, strict=True)
    ]  # fmt: skip
    plan = enterprise(
        metric={"radar-ring": {}}, technology={one: {"rationale": "Today's."} for one in said},
        observed={"radar-ring": readings},
    )  # fmt: skip
    return dict(
        radar(plan, on=ON, edition=edition).blips.select("technology", "rationale").iter_rows()
    )


def test_an_edition_says_why_as_it_was_said_then_and_only_the_last_what_is_said_today() -> None:
    assert told(date(2026, 5, 15)) == {
        "technology:a": "Try it.", "technology:b": "New.", "technology:c": None,
    }  # fmt: skip
    last = {"technology:a": "It works.", "technology:b": "Today's.", "technology:c": "Today's."}
    assert told() == told(date(2026, 11, 15)) == last


def test_a_quadrant_by_number_is_a_place_among_ones_own_and_none_of_the_usual_four() -> None:
    numbered = {
        "a": {"own_quadrant": "0"}, "b": {"own_quadrant": "1"}, "c": {"own_quadrant": "2"},
        "d": {"own_quadrant": "ui"}, "e": {"own_quadrant": "9" * 5_000},
    }  # fmt: skip
    technologies = {name: {"ring": "trial", **of} for name, of in numbered.items()}
    own = asked(technologies, organisation={"organisation": {"radar_quadrants": ["Data", "UI"]}})
    assert own.blips["quadrant"].to_list() == ["Data", "UI", None, "UI", None]
    assert asked(technologies).blips["quadrant"].to_list() == [None] * 5
    called = {"organisation": {"radar_quadrants": ["1", "0"]}}  # a name goes before a place
    assert asked(technologies, organisation=called).blips["quadrant"].to_list()[:2] == ["0", "1"]
