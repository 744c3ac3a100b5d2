"""What files would change: new, changed, the same, wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cohelm.core.audience import PUBLIC
from cohelm.core.changes import ItemChange, LinkChange
from cohelm.core.documents import Contents, Document, Named, Observed
from cohelm.core.enterprise import Enterprise
from cohelm.core.proposal import Proposal, propose
from cohelm.kinds import built_in_schema
from tests.making import enterprise

EMPTY = Enterprise.empty(built_in_schema())


def document(key: str, *, whole: bool = False, **values: Any) -> Document:
    kind, _, id_ = key.partition(":")
    return Document(kind, id_, values, "file.csv", 2, whole)


def proposed(plan: Enterprise, *documents: Document, **more: Any) -> Proposal:
    return propose(plan, Contents(list(documents), **more))


def test_new_changed_and_the_same_are_told_apart() -> None:
    plan = enterprise(application={"crm": {"users": 3}, "erp": {"users": 4}})
    found = proposed(
        plan,
        document("application:crm", name="crm", users=3),
        document("application:erp", name="erp", users=5),
        document("application:wiki", name="wiki"),
    )
    assert (found.new, found.changed, found.same) == (
        ("application:wiki",),
        ("application:erp",),
        1,
    )
    assert found.changes.changes[0] == ItemChange("application:erp", {"users": 4}, {"users": 5})


def test_an_item_is_found_by_its_external_id_then_by_its_name() -> None:
    plan = enterprise(
        application={"crm": {"name": "CRM", "external_ids": {"cmdb": "7"}}, "erp": {"name": "ERP"}}
    )
    found = proposed(
        plan,
        document("application:", name="Renamed", external_ids={"cmdb": "7"}),
        document("application:", name=" erp ", users=2),
    )
    assert found.new == ()
    assert found.changed == ("application:crm", "application:erp")


def test_what_a_part_does_not_say_stays_and_what_a_whole_does_not_say_goes() -> None:
    plan = enterprise(
        server={"s": {}},
        application={"crm": {"users": 3, "hosting": "saas", "runs_on": ["server:s"]}},
    )
    part = plan.with_changes(proposed(plan, document("application:crm", users=4)).changes)
    assert part.document("application:crm") == {
        "name": "crm", "users": 4, "hosting": "saas", "runs_on": ["server:s"]
    }  # fmt: skip
    whole = proposed(plan, document("application:crm", whole=True, name="crm", users=4))
    assert plan.with_changes(whole.changes).document("application:crm") == {
        "name": "crm",
        "users": 4,
    }
    assert any(isinstance(one, LinkChange) and one.after is None for one in whole.changes)


def test_what_a_file_only_guesses_holds_where_nothing_is_said() -> None:
    guessed = replace(
        document("application:crm", name="crm.json", users=4), fallback=frozenset({"name", "users"})
    )
    known = enterprise(application={"crm": {"name": "Customers"}})
    assert known.with_changes(proposed(known, guessed).changes).plain("application:crm") == {
        "name": "Customers", "users": 4,
    }  # fmt: skip
    assert proposed(EMPTY, guessed).new == ("application:crm",)


def test_a_wrong_row_is_refused_whole_and_the_others_come_in() -> None:
    found = proposed(
        EMPTY,
        document("application:bad", name="Bad", users=-1),
        document("application:odd", name="Odd", colour="red"),
        document("application:good", name="Good", depends_on=["application:bad"]),
    )
    assert found.new == ("application:good",)
    texts = [problem.message for problem in found.problems]
    assert texts[0] == "'-1' is not accepted for users: a whole number of at least 0"
    assert "there is no field 'colour'" in texts[1]
    assert "application:bad was refused" in texts[2]
    assert [one for one in found.changes if isinstance(one, LinkChange)] == []


def test_a_named_target_is_found_made_or_a_problem() -> None:
    plan = enterprise(vendor={"acme": {"name": "Acme Ltd"}})
    make = Named("Newcomer", ("vendor",), make=True)
    found = proposed(
        plan,
        document("application:a", name="A", provided_by=[Named("acme ltd", ("vendor",))]),
        document("application:b", name="B", provided_by=[make]),
        document("application:c", name="C", provided_by=[make]),
        document("application:d", name="D", provided_by=[Named("Nobody", ("vendor",))]),
    )
    after = plan.with_changes(found.changes)
    assert after.targets("application:a", "provided_by") == ["vendor:acme"]
    assert after.targets("application:b", "provided_by") == ["vendor:newcomer"]
    assert after.targets("application:c", "provided_by") == ["vendor:newcomer"]
    assert [problem.value for problem in found.problems] == ["Nobody"]
    assert "made from provided_by" in found.notes[0].message


def test_what_two_files_say_differently_of_an_item_is_told_and_the_later_counts() -> None:
    first = [document(f"application:{n}", name=n, users=1, hosting="saas") for n in "abc"]
    users = {"a": 2, "b": 3, "c": 1}
    later = [
        replace(document(f"application:{n}", name=n.upper(), users=many), file="new.csv", row=row)
        for row, (n, many) in enumerate(users.items(), 2)
    ]
    found = proposed(EMPTY, *first, *later)
    (note,) = found.differing
    assert found.notes == (note,)
    assert str(note.message) == (
        "2 items say something else for users than in file.csv: the later counts"
    )
    assert (note.file, note.row, note.column) == ("new.csv", 2, "users")
    assert EMPTY.with_changes(found.changes).plain("application:a")["users"] == 2
    assert proposed(EMPTY, *first, *first).differing == ()


def test_a_row_older_than_the_store_is_a_conflict_and_not_an_overwrite() -> None:
    plan = enterprise(application={"crm": {"users": 3}})
    newer = ItemChange("application:crm", {"users": 3}, {"users": 9})
    plan = plan.with_changes(type(proposed(plan).changes)((newer,)), versions=[12])
    stale = proposed(plan, document("application:crm", users=5), revision=11)
    assert stale.conflicts == ("application:crm",)
    assert len(stale.changes) == 0
    assert "changed after this file was written" in stale.problems[0].message
    assert proposed(plan, document("application:crm", users=5), revision=12).conflicts == ()
    assert proposed(plan, document("application:crm", users=9), revision=11).conflicts == ()


def test_an_id_of_an_unseen_item_is_answered_with_a_suffix() -> None:
    plan = enterprise(application={"crm": {"name": "Secret", "clearance": "security"}})
    seen = plan.seen_by(PUBLIC)
    contents = Contents([Document("application", "", {"name": "CRM"})])
    found = propose(seen, contents, taken=lambda kind, id_: id_ in plan.table(kind))
    assert found.new == ("application:crm-2",)


def test_observations_are_told_apart_by_their_key() -> None:
    plan = enterprise(metric={"m": {}}, application={"crm": {}})
    row = {"item": "application:crm", "time": "2026-01-31", "value": "3"}
    contents = Contents(observed=[Observed("m", row)])
    after = plan.with_changes(propose(plan, contents).changes)
    assert propose(after, contents).same == 1
    corrected = Contents(observed=[Observed("m", row | {"value": "4"})])
    found = propose(after, corrected)
    assert len(found.changed) == 1
    assert after.with_changes(found.changes).observations("m")["value"].to_list() == [4.0]
    wrong = Contents(observed=[Observed("m", row | {"item": "application:none"})])
    assert "there is no item" in propose(plan, wrong).problems[0].message


def test_of_an_observation_that_is_read_twice_the_later_counts_and_that_is_said() -> None:
    plan = enterprise(metric={"m": {}}, application={"crm": {}})
    row = {"item": "application:crm", "time": "2026-01-31"}

    def read(before: Enterprise, *values: str) -> Proposal:
        rows = [
            Observed("m", row | {"value": one}, "a.csv", at) for at, one in enumerate(values, 2)
        ]
        return propose(before, Contents(observed=rows))

    found = read(plan, "3", "4", "5")
    assert [(one.before, one.after) for one in found.changes] == [(None, {"value": 5.0})]
    assert (len(found.new), found.same) == (1, 0)
    assert [str(one) for one in found.notes] == [
        "a.csv:3:m: 2 observations are there twice with other values: the later counts"
    ]
    again = read(plan, "3", "3")
    assert (len(again.changes), len(again.new), again.same, again.notes) == (1, 1, 1, ())
    there = plan.with_changes(again.changes)
    back = read(there, "4", "3")
    assert (list(back.changes), back.changed, back.same) == ([], (), 1)
    assert len(back.notes) == 1


def test_fields_of_ones_own_come_with_the_file_that_uses_them() -> None:
    own = {"application": {"colour": {"type": "choice", "choices": ["red"]}}}
    found = proposed(
        EMPTY, document("application:a", name="A", colour="red"),
        settings={"name": "Acme", "own_fields": own},
    )  # fmt: skip
    assert found.problems == ()
    assert EMPTY.with_changes(found.changes).plain("application:a")["colour"] == "red"


def test_of_a_file_signs_that_nobody_sees_are_left_out_and_said_and_of_a_writer_refused() -> None:
    stated = {"name": "Del\x7feted", "tags": ["a\u202eb"], "external_ids": {"cmdb": "7\0"}}
    read = Document("application", "crm", stated, "file.csv", 2)
    found = proposed(EMPTY, read)
    (change,) = found.changes
    assert isinstance(change, ItemChange)
    assert change.after == {"name": "Deleted", "tags": ["ab"], "external_ids": {"cmdb": "7"}}
    assert {(one.row, one.column) for one in found.notes} == {
        (2, "name"), (2, "tags"), (2, "external_ids"),
    }  # fmt: skip
    assert found.problems == ()
    assert proposed(EMPTY, replace(read, file="")).new == ()


def test_links_to_what_was_refused_are_refused_with_it_and_the_others_come_in() -> None:
    found = proposed(
        EMPTY,
        document("application:wrong", name="Wrong", users="many"),
        document("application:worse", name="Worse", users="more"),
        document(
            "application:crm",
            name="CRM",
            depends_on=["application:wrong", "application:good", "application:worse"],
        ),
        document("application:good", name="Good"),
    )
    links = [one.target for one in found.changes if isinstance(one, LinkChange)]
    refused = [
        (one.column, one.value) for one in found.problems if "so is the link" in str(one.message)
    ]
    assert (found.new, links) == (("application:crm", "application:good"), ["application:good"])
    assert refused == [
        ("depends_on", "application:wrong"), ("depends_on", "application:worse"),
    ]  # fmt: skip
