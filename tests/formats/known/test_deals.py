"""Deals out of a system for sales: headers made of many words for each column, stages of many systems."""

from __future__ import annotations

import csv
import io
import random

import pytest

from cohelm.core.documents import Contents, Named
from cohelm.formats.known.deals import status_of
from cohelm.formats.mapping import Mapping
from cohelm.formats.tables import read_table_file
from cohelm.kinds import built_in_schema
from tests.tables import table

SCHEMA = built_in_schema()
# For each field, words by which systems head it: one is taken at random, in one of four spellings.
HEADERS = {
    "name": ("Opportunity Name", "Deal Name", "Opportunity", "Deal Title"),
    "stage": ("Stage", "Deal Stage", "Sales Stage", "Opportunity Stage", "Pipeline Stage"),
    "amount": ("Amount", "Deal Amount", "Deal Value", "Opportunity Amount", "Expected Revenue"),
    "closes_on": ("Close Date", "Expected Close Date", "Closed Date", "Closing Date"),
    "reason": ("Closed Lost Reason", "Loss Reason", "Lost Reason", "Reason Lost"),
    "wants": ("Missing Feature", "Wanted Feature", "Feature Request", "Product Gap"),
    "product": ("Product", "Product Name"),
    "promised_for": ("Promised Date", "Promised Delivery Date", "Committed Date"),
}
ROWS = (
    ("Quay frame", "Closed Won", "12000 EUR", "2026-04-17", "", "", "Lift", ""),
    ("Nord frame", "Closed Lost", "8000.50 EUR", "2026-05-02", "Had no interface", "Interface",
     "Lift", ""),
    ("Tower", "Negotiation", "500 EUR", "2026-12-18", "", "Night plan", "Power", "2027-01-31"),
    ("Mill", "On hold", "70 EUR", "2026-12-19", "Waits", "Night plan", "Power", ""),
    ("Town", "Prospecting", "900 EUR", "2027-02-01", "", "", "Lift", ""),
)  # fmt: skip
SPELLINGS = (str, str.upper, str.lower, lambda text: text.replace(" ", "_"))


def drawn_up(seed: int) -> bytes:
    """A file of deals whose headers and order of columns are drawn by a seed."""
    draw = random.Random(seed)
    spelt = draw.choice(SPELLINGS)
    order = draw.sample(range(len(HEADERS)), len(HEADERS))
    header = [spelt(draw.choice(words)) for words in HEADERS.values()]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header[at] for at in order)
    writer.writerows([row[at] for at in order] for row in ROWS)
    return text.getvalue().encode()


def read(content: bytes) -> tuple[Contents, Mapping]:
    contents, (mapping,), _ = read_table_file("x.csv", content, SCHEMA)
    return contents, mapping


@pytest.mark.slow
@table("seed", range(12))
def test_a_list_of_deals_is_told_by_its_content_whatever_heads_it(seed: int) -> None:
    contents, mapping = read(drawn_up(seed))
    assert mapping.shape == "deals"
    assert not contents.problems
    won, lost, promised, stalled, bare = (one.values for one in contents.documents)
    assert [one["status"] for one in (won, lost, promised, stalled, bare)] == [
        "won", "lost", "open", "stalled", "open",
    ]  # fmt: skip
    (wanted,) = lost.pop("wants")
    assert (wanted.text, wanted.kinds[0], wanted.make) == ("Interface", "demand", True)
    assert lost == {
        "name": "Nord frame", "stage": "Closed Lost", "status": "lost", "amount": "8000.50 EUR",
        "closes_on": "2026-05-02", "reason": "Had no interface",
        "product": [Named("Lift", ("product",), make=True)],
    }  # fmt: skip
    assert promised["promised_for"] == "2027-01-31"


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        ("closedwon", "won"), ("6 - Closed Lost", "lost"), ("Verloren", "lost"), ("Gagné", "won"),
        ("Deferred", "stalled"), ("On-Hold", "stalled"), ("Negotiation/Review", "open"),
        ("contractsent", "open"), ("Wonderful pitch", "open"),
    ],
)  # fmt: skip
def test_a_stage_says_the_status(stage: str, status: str) -> None:
    assert status_of(stage) == status


@pytest.mark.slow
def test_a_status_alone_is_read_by_its_words_and_kept_as_the_stage() -> None:
    text = b"Deal,Deal status,Amount,Close date,Loss reason\nA,Lost to a rival,5 EUR,2026-01-02,Price\n"
    text += b"B,Won,6 EUR,2026-01-03,\n"
    contents, mapping = read(text)
    assert mapping.shape == "deals"
    first, second = (one.values for one in contents.documents)
    assert (first["status"], first["stage"]) == ("lost", "Lost to a rival")
    assert second["status"] == "won"


@pytest.mark.slow
def test_what_is_read_as_open_is_said_and_what_is_no_day_or_money_is_refused_with_its_place() -> (
    None
):
    text = b"Deal name,Stage,Amount,Close date,Loss reason\nA,Handshake,lots,soon,\n"
    text += b"B,Closed won,6 EUR,2026-01-03,\nC,Closed lost,7 EUR,2026-01-04,Price\n"
    contents, _ = read(text)
    assert any("read as open: Handshake" in note.message for note in contents.notes)
    assert {(one.row, one.value) for one in contents.problems} == {(2, "lots"), (2, "soon")}
