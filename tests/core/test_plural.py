"""A count says one of one thing, and several of none and of many."""

import pytest

from cohelm.core.plural import in_number


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 rows are out"),
        (1, "1 row is out"),
        (2, "2 rows are out"),
        (1000, "1,000 rows are out"),
    ],
)
def test_a_count_is_said_in_its_number(count: int, said: str) -> None:
    assert in_number(count, "row is out", "rows are out") == said
