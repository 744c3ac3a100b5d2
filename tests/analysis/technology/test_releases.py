"""Which release something uses, and until when that is supported."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.technology.obsolescence import obsolescence
from cohelm.analysis.technology.releases import parts_of, release_of
from tests.making import enterprise

ON = date(2026, 11, 29)
CAPSTAN: dict[str, dict[str, Any]] = {
    "capstan": {"package": "pkg:generic/capstan", "tags": ["purl=pkg:deb/debian/capstan"]},
    "capstan-3": {
        "version": "3", "release_of": "capstan", "end_of_security_support": "2025-01-31",
    },
    "capstan-3.1": {
        "version": "3.1", "release_of": "capstan", "end_of_security_support": "2028-01-31",
    },
}  # fmt: skip


def exposed(uses: Any, **more: Any) -> tuple[list[str], tuple[str, ...]]:
    technology = {**CAPSTAN, **more}
    found = obsolescence(enterprise(application={"crm": uses}, technology=technology), on=ON)
    return found.exposed["technology"].to_list(), found.undated


def using(version: str | None) -> dict[str, Any]:
    return {"uses": [{"to": "technology:capstan", **({"version": version} if version else {})}]}


@pytest.mark.parametrize("version", ["3", "3.0.9", "v3.2", "3.10.1", "1:3.0-2+b1", "3.0rc1"])
def test_a_use_in_a_version_rests_on_the_release_that_it_belongs_to(version: str) -> None:
    assert exposed(using(version)) == (["technology:capstan-3"], ())


@pytest.mark.parametrize("version", ["3.1", "3.1.4", "V3.1.0-rc.1", "3.1+deb12u1"])
def test_the_release_that_says_more_of_the_version_is_meant(version: str) -> None:
    assert exposed(using(version)) == ([], ())


@pytest.mark.parametrize("version", [None, "2.9", "30", "latest"])
def test_a_version_of_no_release_is_undated(version: str | None) -> None:
    assert exposed(using(version)) == ([], ("technology:capstan",))


@pytest.mark.parametrize(
    ("component", "ended"),
    [
        ({"package": "pkg:generic/capstan@3.0.1?arch=x", "version": "3.0.1"}, True),
        ({"package": "pkg:deb/debian/capstan@3.0.1", "version": "3.0.1"}, True),
        ({"package": "pkg:deb/debian/capstan@3.1.1", "version": "3.1.1"}, False),
    ],
)
def test_a_component_ends_with_the_release_of_its_package(
    component: dict[str, Any], ended: bool
) -> None:
    found, undated = exposed({"contains": ["technology:part"]}, part=component)
    assert found == (["technology:capstan-3"] if ended else [])
    assert undated == ()


def test_a_component_of_another_package_or_without_a_version_is_undated() -> None:
    for part in ({"package": "pkg:npm/capstan@3.0.1", "version": "3.0.1"},
                 {"package": "pkg:generic/capstan"}, {"version": "3.0.1"}):  # fmt: skip
        found, undated = exposed({"contains": ["technology:part"]}, part=part)
        assert (found, undated) == ([], ("technology:part",))


def test_an_end_of_its_own_comes_before_that_of_the_release() -> None:
    own = {
        "package": "pkg:generic/capstan@3.0", "version": "3.0",
        "end_of_security_support": "2026-11-01",
    }  # fmt: skip
    assert exposed({"contains": ["technology:part"]}, part=own)[0] == ["technology:part"]


def test_beginnings_are_compared_by_numbers_not_by_letters() -> None:
    releases = [(parts_of(one), at) for at, one in enumerate(["1", "1.0.2", "22.04", "8"])]
    assert release_of("1.0.2k-fips", releases) == 1
    assert release_of("1.0.20", releases) == 0
    assert release_of("10.2", releases) is None
    assert release_of("22.4.1", releases) == 2
    assert release_of("1.8.0_292", releases) == 3
    assert release_of("", releases) is None
