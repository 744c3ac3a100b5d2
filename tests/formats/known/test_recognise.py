"""Known shapes, told from headers and values together."""

from __future__ import annotations

import numpy as np

from cohelm.formats.known.catalogue import BY_NAME, KNOWN
from cohelm.formats.known.recognise import Recognised, best_pairs, recognise
from cohelm.formats.layout import Table
from cohelm.formats.profile import TableProfile
from cohelm.formats.sheets import Cell

ROWS: tuple[tuple[Cell, ...], ...] = (
    ("Acme GmbH", "RE-1001", "2026-01-13", "1200.50", "EUR"),
    ("Delta Systems Inc", "RE-1002", "2026-02-14", "99.10", "USD"),
    ("Nordic Data AS", "RE-1003", "2026-02-20", "740.00", "EUR"),
)


def seen(header: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...] = ROWS) -> Recognised:
    places = range(2, len(rows) + 2)
    table = Table("x.csv", "", header, rows, places, tuple(range(1, len(header) + 1)))
    return recognise(TableProfile.of(table), KNOWN)


def test_headers_and_values_together_tell_the_shape_and_the_roles() -> None:
    found = seen(("Supplier", "Invoice no.", "Invoice date", "Net amount", "Currency"))
    assert found.shape == "spend"
    assert found.columns == {
        "vendor": ("Supplier",),
        "invoice": ("Invoice no.",),
        "day": ("Invoice date",),
        "amount": ("Net amount",),
        "currency": ("Currency",),
    }
    assert found.sure > 0.6
    assert "Invoices or purchase orders" in found.reasons[0]


def test_a_header_that_says_nothing_is_told_by_its_values() -> None:
    found = seen(("Who", "Voucher", "Invoice date", "Net amount", "C"))
    assert found.shape == "spend"
    assert found.columns["vendor"] == ("Who",)
    assert found.columns["currency"] == ("C",)


def test_the_order_of_the_columns_does_not_matter() -> None:
    order = (3, 0, 4, 2, 1)
    header = ("Lieferant", "Belegnr.", "Buchungsdatum", "Nettobetrag", "Whg.")
    plain = seen(header)
    turned = seen(
        tuple(header[at] for at in order), tuple(tuple(row[at] for at in order) for row in ROWS)
    )
    assert turned.columns == plain.columns
    assert turned.shape == plain.shape == "spend"


def test_too_little_leaves_it_unsure_and_says_so() -> None:
    found = seen(("Name", "Key", "When", "How much", "In"))
    assert found.shape == ""
    assert found.reasons


def test_of_two_shapes_as_likely_that_is_meant_whose_rows_the_headers_name() -> None:
    header = ("RFC no.", "Class of change", "CI", "Risk", "Short description", "Status reason",
              "Scheduled start date", "Scheduled end date", "Assignment group", "Approval")  # fmt: skip
    rows = tuple(
        (f"CHG00{at}", "Normal", "Payroll", "High", "Patch", "Successful", f"2025-05-0{at}",
         f"2025-05-0{at + 1}", "Network", "Approved")
        for at in range(1, 5)
    )  # fmt: skip
    assert seen(header, rows).shape == "changes"


def test_the_name_of_a_project_is_no_person_s() -> None:
    header = ("Project title", "Work ID", "Work manager", "Start", "End")
    rows = tuple(
        (f"Renew {what}", f"PRJ-{at}00", who, f"2025-0{at}-01", f"2026-0{at}-01")
        for at, (what, who) in enumerate(
            (("Payroll", "Eva Rossi"), ("Billing", "Bob Lind"), ("Intranet", "Anna Smith")), 1
        )
    )
    assert seen(header, rows).shape == "initiatives"


def test_an_empty_table_is_no_shape() -> None:
    assert seen((), ()).shape == ""


def test_every_role_is_named_once_and_every_shape_can_be_read() -> None:
    assert len(BY_NAME) == len(KNOWN)
    for known in KNOWN:
        names = [role.name for role in known.roles]
        assert len(names) == len(set(names)), known.name
        assert bool(known.read) != bool(known.kind), known.name
        assert {name for group in known.one_of for name in group} <= set(names)


def test_pairs_are_those_that_gain_the_most_together() -> None:
    # 5 + 4 beats 6 + 1, although 6 is the best of all.
    gain = np.array([[5.0, 6.0, 0.0], [1.0, 4.0, 0.0]])
    assert best_pairs(gain) == [(0, 0), (1, 1)]
    assert sorted(best_pairs(gain.T)) == [(0, 0), (1, 1)]
