"""A table that stands in one column is parted again; what is no table stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from cohelm.formats.onecolumn import parted
from cohelm.formats.sheets import Sheet
from tests.tables import table

WHOLE = [["Vendor", "Contract", "End"], ["Acme, Ltd", "A", "2027"], ["Birch", "B", "2028"]]


@table(
    "rows, expected",
    [
        ([["Vendor,Contract,End"], ['"Acme, Ltd",A,2027'], ["Birch,B,2028"]], WHOLE),
        ([["Vendor;Contract;End"], ["Acme, Ltd;A;2027", None], ["Birch;B;2028"]], WHOLE),
        ([["Vendor\tContract\tEnd"], ["Acme, Ltd\tA\t2027"], ["Birch\tB\t2028"]], WHOLE),
        ([["My list"], ["Vendor|Contract|End"], ["Acme, Ltd|A|2027"], [""], ["Birch|B|2028"],
          ["C|D|2029"], ["E|F|2030"]],
         [["My list"], *WHOLE[:2], [], WHOLE[2], ["C", "D", "2029"], ["E", "F", "2030"]]),
        # Names with a comma here and there, two columns of which one is used once, a number: no table.
        ([["Name"], ["Acme, Ltd, Bremen"], ["Birch"], ["Cedar"]], None),
        ([["a,b,c"], ["d,e,f", "x"], ["g,h,i"]], None),
        ([["a,b,c"], [5], ["g,h,i"]], None),
        ([["a,b,c"], ["d,e,f"]], None),
    ],
)  # fmt: skip
def test_one_column_is_parted_where_a_mark_makes_a_table(
    rows: Sequence[Sequence[str | int | None]], expected: list[list[str]] | None
) -> None:
    sheet = Sheet("S", rows)
    found = parted("book.xlsx", sheet)
    if expected is None:
        assert found is sheet
    else:
        assert found.rows == expected
        assert "book.xlsx:S: all stands in one column" in str(found.notes[0])
