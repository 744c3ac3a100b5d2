"""Capital and operating money beside each other in a list of initiatives."""

from __future__ import annotations

import pytest

from tests.formats.known.reading import read

ROWS = (("New ERP", "200", "100"), ("Portal", "50", "150"), ("Lake", "", "80"))
SUMS, ALONE = ("300", "200", "80"), ("200", "50", "")


def listed(head: str, *more: tuple[str, ...]) -> str:
    lines = [f"Project;Sponsor;Start;End;{head}"]
    for n, (name, once, yearly) in enumerate(ROWS):
        rest = ";".join(column[n] for column in more)
        lines.append(f"{name};CIO;2027-01-01;2027-12-31;{once};{yearly};{rest}".rstrip(";"))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("text", "expected", "said"),
    [
        (listed("CapEx;OpEx"), (200, 300, None), "it is read as CapEx and OpEx"),
        (listed("Capital expenditure;Operating expenditure;Total cost", SUMS), (200, 300, None), "EUR"),
        (listed("CAPEX (k€);OPEX (k€);Total cost (k€)", ALONE), (200_000, 200_000, 100_000),
         "the cost a year afterwards"),
    ],
)  # fmt: skip
def test_operating_money_is_a_part_of_the_whole_or_comes_afterwards(
    text: str, expected: tuple[int | None, ...], said: str
) -> None:
    contents, mapping = read(text)
    assert mapping.shape == "initiatives"
    first = contents.documents[0].values
    found = tuple(first.get(name) for name in ("capital_cost", "total_cost", "run_cost"))
    assert found == tuple(one and f"{one} EUR" for one in expected)
    assert any(said in note.message for note in contents.notes)
    lake = contents.documents[2].values
    assert lake.get("capital_cost") is None  # what a row leaves open is not made up
    assert lake.get("total_cost") == (None if "k€" in text else "80 EUR")
