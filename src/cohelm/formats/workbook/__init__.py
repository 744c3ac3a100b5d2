"""The organisation as one workbook of our own: a sheet a kind, and back without a change.

    write_workbook(enterprise, Path("acme.xlsx"))
    contents = read_workbook(Path("acme.xlsx").read_bytes(), "acme.xlsx", schema)

A column that is not there is left as it is in the store; an emptied cell empties. A row that is not
there says nothing. What a cell cannot hold stands in the sheet `_long`, and `_meta` says the rest.
"""

from cohelm.formats.workbook.reading import read_workbook
from cohelm.formats.workbook.writing import is_workbook, write_workbook

__all__ = ["is_workbook", "read_workbook", "write_workbook"]
