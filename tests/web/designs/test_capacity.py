"""The page of capacity leaves out nothing of the loads, in two tables that a page has room for."""

from __future__ import annotations

from datetime import date

from cohelm.analysis.estate.capacity import capacity
from cohelm.reports.answers import label_of
from cohelm.web.designs.capacity import of_capacity
from tests.making import enterprise

MOST = 11
"""So many columns fit a page of 1280 pixels."""


def test_the_two_tables_of_the_loads_have_all_columns_between_them() -> None:
    plan = enterprise()
    result = capacity(plan, on=date(2026, 11, 29))
    headers = [[name for name, _ in one.header] for one in of_capacity(plan, result)["narrow"][:2]]
    assert {*headers[0], *headers[1]} == set(map(label_of, result.loads.columns))
    assert max(map(len, headers)) <= MOST
