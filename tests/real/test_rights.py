"""Rights out of a published text, and published estates as the items that rights cover.

What is joint was read in the text: "the CFO and CIO jointly shall", "shall work with the CIO", "CIO and
CHCO shall". The owners are counted in the catalogue's own lines, without what reads it.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

from cohelm.analysis.rights.gaps import gaps
from cohelm.analysis.rights.load import load
from cohelm.analysis.rights.overlaps import overlaps
from cohelm.analysis.rights.who_decides import who_decides
from cohelm.core.documents import Contents, Document
from cohelm.core.enterprise import Enterprise
from cohelm.core.proposal import propose
from cohelm.formats.detect import read_paths
from cohelm.formats.mapping import Mapping
from cohelm.formats.mappings import read_mappings, write_mappings
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA, ON = built_in_schema(), date(2026, 11, 23)
JOINT = {"A1", "A2", "C2", "D2", "E2", "F1", "F2", "N1", "N2", "O1", "O2", "P1", "P2"}


def planned(contents: Contents, before: Enterprise | None = None) -> Enterprise:
    before = before or enterprise()
    return before.with_changes(propose(before, contents).changes)


def reviewed(path: str) -> tuple[Mapping, ...]:
    """The draft of a prose file, as a person hands it back who found nothing to correct."""
    draft = write_mappings(read_paths([path], SCHEMA).mappings)
    return read_mappings(draft.replace("reviewed: false", "reviewed: true"), SCHEMA, where="draft")


def test_the_thirty_duties_become_rights_of_the_officers_joint_ones_as_such(
    real_data: Path,
) -> None:
    path = str(real_data / "fitara-common-baseline" / "attachment-a.md")
    assert (
        list(read_paths([path], SCHEMA).contents.documents) == []
    )  # nothing before it is reviewed
    plan = planned(read_paths([path], SCHEMA, mappings=reviewed(path)).contents)
    by_number = {str(plan.name(key)).split()[0]: key for key in plan.keys("right")}
    stated = re.findall(r"^ ?- ([A-Q][12])\.", Path(path).read_text("utf-8"), re.MULTILINE)
    assert sorted(by_number) == sorted(stated)
    assert len(stated) == 30
    holders = {number: plan.targets(key, "accountable") for number, key in by_number.items()}
    assert {number for number, of in holders.items() if len(of) > 1} == JOINT
    assert all("role:cio" in holders[number] for number in JOINT - {"D2", "E2"})
    assert {plan.name(key) for key in plan.keys("office")} >= {"CIO", "CFO", "CAO", "CHCO"}
    twice = overlaps(plan, on=ON).concerns
    named = {row["rights"][0] for row in twice.to_dicts() if row["code"] == "RGT004"}
    assert named == {by_number[number] for number in JOINT}
    # all but one are of two offices; program managers, in E2, are of none
    joint = [
        row["rights"][0] for row in load(plan, on=ON).concerns.to_dicts() if row["code"] == "RGT012"
    ]
    assert set(joint) == {by_number[number] for number in JOINT - {"E2"}}


def test_owners_of_a_catalogue_cover_what_they_own_and_the_rest_is_a_gap(real_data: Path) -> None:
    folder = real_data / "backstage-giantswarm"
    files = [str(folder / f"{one}.yaml") for one in ("components", "groups")]
    plan = planned(read_paths(files, SCHEMA).contents)
    text = (folder / "components.yaml").read_text("utf-8")
    owners = Counter(re.findall(r"^\s+owner: \S*?([^/:\s]+)\s*$", text, re.MULTILINE))
    groups = (folder / "groups.yaml").read_text("utf-8")
    known = set(re.findall(r"^\s+name: (\S+)\s*$", groups, re.MULTILINE))
    owned = {one: number for one, number in owners.items() if one.casefold() in
             {name.casefold() for name in known}}  # fmt: skip
    teams = {key: key.partition(":")[2] for key in plan.keys("team")}
    rights = [
        Document("right", f"change-{team}", {
            "name": f"Change what {team} owns", "verb": "change", "reviewed_on": "2026-10-01",
            "covers": f"application where owner = 'team:{team}'", "accountable": [f"role:lead-{team}"],
        })
        for team in teams.values()
    ]  # fmt: skip
    roles = [Document("role", f"lead-{team}", {"name": f"Lead {team}"}) for team in teams.values()]
    plan = planned(Contents(documents=[*roles, *rights]), plan)
    (bare,) = [row for row in gaps(plan, on=ON).concerns.to_dicts() if row["code"] == "RGT003"]
    assert len(bare["items"]) == 319 - sum(owned.values())
    assert f"nobody is named to change {len(bare['items'])} of 319 applications" == bare["message"]
    assert overlaps(plan, on=ON).number.value == 0
    one = next(key for key in plan.keys("application") if plan.targets(key, "owner"))
    owner = plan.targets(one, "owner")[0].partition(":")[2]
    assert who_decides(plan, on=ON, verb="change", item=one).accountable == (f"role:lead-{owner}",)


def test_machines_of_a_dump_have_two_who_decide_where_two_rights_meet(real_data: Path) -> None:
    """63 devices and 180 virtual machines, by its README: one right on all, one on the virtual ones."""
    (path,) = (real_data / "netbox-demo").glob("*.json")
    plan = planned(read_paths([str(path)], SCHEMA).contents)
    rights = {
        "all": "server", "virtual": "server where virtual = true",
        "placed": "server where located_in.name != ''",
    }  # fmt: skip
    documents = [
        *(Document("role", one, {"name": one}) for one in rights),
        *(Document("right", one, {"name": one, "verb": "run", "covers": covers,
                                  "accountable": [f"role:{one}"], "reviewed_on": "2026-10-01"})
          for one, covers in rights.items()),
    ]  # fmt: skip
    plan = planned(Contents(documents=documents), plan)

    def named(virtual: bool) -> Counter[tuple[str, ...]]:
        machines = [
            key for key in plan.keys("server") if bool(plan.plain(key).get("virtual")) is virtual
        ]
        answers = (who_decides(plan, on=ON, verb="run", item=one) for one in machines[:40])
        return Counter(answer.accountable for answer in answers)

    # those are parts of all machines, and go before the right on all
    assert named(True) == Counter({("role:virtual",): 40})
    assert named(False) == Counter({("role:placed",): 40})
    found = overlaps(plan, on=ON)
    assert [row["code"] for row in found.concerns.to_dicts()] == []
    assert gaps(plan, on=ON).concerns.filter(code="RGT003").is_empty()
