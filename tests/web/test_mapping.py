"""What columns were taken for, as a form, where a table has a known shape."""

from __future__ import annotations

from cohelm.formats.mapping import ColumnUse, Mapping
from cohelm.kinds import built_in_schema
from cohelm.web.mapping import corrected, tables

SCHEMA = built_in_schema()
SPEND = Mapping(
    "",
    (ColumnUse("Kreditor", "role", "vendor"), ColumnUse("Netto"), ColumnUse("Tag", "role", "day")),
    table="ap",
    shape="spend",
)


def test_a_column_of_a_known_shape_can_be_each_of_its_roles() -> None:
    (form,) = tables([SPEND], SCHEMA)
    assert form.shape == "Invoices or purchase orders"
    assert [one.chosen for one in form.columns] == ["role:vendor", "ignored", "role:day"]
    ((title, options),) = form.options
    assert title == form.shape
    assert ("role:amount", "Amount") in options


def test_a_person_gives_a_column_its_role_and_takes_another_s_away() -> None:
    stated = {"t0c1": "role:amount", "t0c2": "ignored"}
    (mapping,) = corrected([SPEND], stated, SCHEMA, [])
    assert [(one.use, one.name) for one in mapping.columns] == [
        ("role", "vendor"),
        ("role", "amount"),
        ("ignored", ""),
    ]
    assert (mapping.kind, mapping.shape) == ("", "spend")
