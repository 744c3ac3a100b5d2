"""What tables mean, guessed; judged on ugly tables whose truth is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.core.documents import Document, Named
from cohelm.formats.tables import read_table_file
from cohelm.kinds import built_in_schema
from tests.formats.ugly import KINDS, Kind, Ugly, ugly

SCHEMA = built_in_schema()


def differences(table: Ugly) -> list[str]:
    """What was read otherwise than it is: nothing when all records came in as they are."""
    contents, (mapping, *more), _ = read_table_file(table.name, table.content, SCHEMA)
    if more:
        return [f"{1 + len(more)} tables instead of one"]
    if mapping.kind != table.kind:
        return [f"kind {mapping.kind or 'none'} instead of {table.kind}: {mapping.reasons}"]
    wrong = [str(problem) for problem in contents.problems]
    by_name = {str(one.values.get("name")): one for one in contents.documents}
    if len(contents.documents) != len(table.truth):
        wrong.append(f"{len(contents.documents)} records instead of {len(table.truth)}")
    for record in table.truth:
        found = by_name.get(record["name"])
        if found is None:
            wrong.append(f"no record '{record['name']}'")
            continue
        wrong += [
            f"{means} of '{record['name']}' is {said(found, means)!r} instead of {value!r}"
            for means, value in record.items()
            if said(found, means) != plain(value, means)
        ]
    return wrong


def said(document: Document, means: str) -> Any:
    if means == "id":
        return next(iter((document.values.get("external_ids") or {}).values()), None)
    value = document.values.get(means)
    if isinstance(value, list) and value and isinstance(value[0], Named):
        return value[0].text
    return value


def plain(value: Any, means: str) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value} EUR" if means in ("annual_cost", "total_cost") else value


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_ugly_table_is_read_as_it_is_meant(kind: Kind, seed: int) -> None:
    assert differences(ugly(kind, seed)) == []


@pytest.mark.campaign
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_hundreds_of_ugly_tables_are_read_as_they_are_meant(kind: Kind) -> None:
    wrong = {seed: found for seed in range(400) if (found := differences(ugly(kind, seed)))}
    assert len(wrong) <= 4, {seed: found[:2] for seed, found in wrong.items()}


@pytest.mark.slow
def test_contracts_of_which_each_firm_has_one_are_no_list_of_firms() -> None:
    rows = "".join(
        f"Müller {n} GmbH;Wartung {n};01.01.2024;31.12.2026;1.2{n},50 EUR;3 Monate\n"
        for n in range(10, 22)
    )
    head = "Lieferant;Vertragsgegenstand;Beginn;Laufzeitende;Kosten pro Jahr;Kündigungsfrist\n"
    contents, (mapping,), _ = read_table_file("x.csv", (head + rows).encode("latin-1"), SCHEMA)
    assert (mapping.kind, mapping.shape) == ("contract", "contracts")
    assert contents.documents[0].values["annual_cost"] == "1210.50 EUR"


LIVES = {
    "a product and a day": "Product,End of support\nPostgres 12,2024-11-21\nPostgres 16,2028-11-09\n",
    "two days": "Vendor,Product,Version,End of life,Extended support until\n"
    "Oracle,Java SE,8,2022-03-31,2030-12-31\nMicrosoft,SQL Server,2016,2021-07-13,2026-07-14\n",
}


@pytest.mark.parametrize("lives", LIVES.values(), ids=LIVES)
def test_a_list_of_products_by_the_end_of_their_support_is_of_technologies(lives: str) -> None:
    contents, (mapping,), _ = read_table_file("list.csv", lives.encode(), SCHEMA)
    assert (mapping.kind, contents.problems) == ("technology", [])
    ends = [one.values.get("end_of_extended_support") or one.values.get("end_of_security_support")
            for one in contents.documents if one.kind == "technology"]  # fmt: skip
    last = [line.rpartition(",")[2] for line in lives.splitlines()[1:]]
    assert list(map(str, ends)) == last


def test_a_list_of_products_that_says_nothing_of_support_is_of_products() -> None:
    table = "Product,Launched,Support team\nWeb shop,2024-11-21,Desk\nApp,2025-01-01,Desk\n"
    _, (mapping, *_), _ = read_table_file("list.csv", table.encode(), SCHEMA)
    assert mapping.kind == "product"
