"""Files as lists, read as `look` reads them."""

from datetime import date

from cohelm.core.schema import Schema
from cohelm.formats.detect import ReadFiles, read_files
from cohelm.reports.looked import Looked, look_at

ON = date(2026, 11, 24)


def looked(**texts: str) -> Looked:
    """A look at CSV files by their names, on 24 November 2026."""
    files = [(f"{name}.csv", text.encode()) for name, text in texts.items()]

    def read(schema: Schema) -> ReadFiles:
        return read_files(files, schema)

    return look_at(read, on=ON)


def said(**texts: str) -> list[tuple[str, list[str]]]:
    """The sentences with the rows behind each, as `file:row`."""
    return [
        (one.text, [f"{file.removesuffix('.csv')}:{row}" for file, row in one.rows])
        for one in looked(**texts).sentences
    ]
