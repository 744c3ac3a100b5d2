"""A file that others made, told by its content, and read as sheets of rows."""

from __future__ import annotations

from cohelm.core.errors import InputError
from cohelm.formats.sheets import ACCEPTED, MOST_BYTES, Container, Sheet, locked

DOCUMENTS = ((b"word/document", "a text document (DOCX)"), (b"ppt/", "a presentation (PPTX)"))
"""What an archive of another office program is, by a name in its directory."""
# What other files begin with, and what a person can do about it.
FOREIGN = (
    (b"%PDF", "a PDF document", "Export the table behind it as CSV or XLSX."),
    (b"\x89PNG", "a picture", "Export the table behind it as CSV or XLSX."),
    (b"\xff\xd8\xff", "a picture", "Export the table behind it as CSV or XLSX."),
    (b"GIF8", "a picture", "Export the table behind it as CSV or XLSX."),
    (b"\x1f\x8b", "compressed with gzip", "Unpack it first."),
    (b"BZh91AY&SY", "compressed with bzip2", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it first."),
    (b"Rar!", "a RAR archive", "Unpack it first."),
    (b"SQLite format 3", "an SQLite database", "Export its tables as CSV."),
    (b"PAR1", "a Parquet file", "Export it as CSV."),
)


def read_sheets(name: str, content: bytes) -> tuple[Sheet, ...]:
    """All sheets of a file, in its order, hidden ones included; what the file is tells its content.

    `name` is only used in messages. Raises InputError for a file that is empty, too large, damaged,
    locked by a password or of another kind.
    """
    # Each reader is imported when it is needed: the command line starts fast without them.
    from cohelm.formats.prose import is_prose, read_prose_sheets

    if is_prose(content):
        return read_prose_sheets(name, content)
    container = container_of(name, content)
    if container == "text":
        from cohelm.formats.delimited import read_delimited

        return (read_delimited(name, content),)
    from cohelm.formats.spreadsheet import read_spreadsheet

    return read_spreadsheet(name, content, container)


def container_of(name: str, content: bytes) -> Container:
    """What a file is, from its first bytes. Raises InputError when no table can be in it."""
    if not content.strip(b"\0 \t\r\n"):
        raise InputError("the file is empty", where=name, accepted=ACCEPTED)
    if len(content) > MOST_BYTES:
        raise InputError(
            f"the file has {len(content) / 2**20:,.0f} MB",
            where=name,
            accepted=f"at most {MOST_BYTES // 2**20} MB",
            mend="Split it, or leave out the columns that nobody needs.",
        )
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_container(name, content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise locked(name)
        return "xls"
    for start, what, mend in FOREIGN:
        if content.startswith(start):
            if start == b"%PDF" and b"/Encrypt" in content:
                what = "a PDF document that is encrypted"
            raise InputError(f"the file is {what}", where=name, accepted=ACCEPTED, mend=mend)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise InputError(
            "the file is a page or an XML document, whatever its ending says",
            where=name,
            accepted=ACCEPTED,
            mend="Open it in a spreadsheet program and save it as XLSX.",
        )
    return "text"


def _zip_container(name: str, content: bytes) -> Container:
    # The names stand uncompressed in the directory at the end of an archive.
    directory = content[-min(len(content), 2**20) :]
    if b"xl/workbook.bin" in directory:
        raise InputError(
            "the workbook is in the binary form XLSB",
            where=name,
            accepted=ACCEPTED,
            mend="Save it as XLSX.",
        )
    if b"xl/" in directory:
        return "xlsx"
    if b"content.xml" in directory and b"opendocument.spreadsheet" in content[:200]:
        return "ods"
    for inside, what in DOCUMENTS:
        if inside in directory:
            raise InputError(
                f"the file is {what}",
                where=name,
                accepted=ACCEPTED,
                mend="Copy the table in it to a spreadsheet and save that as XLSX.",
            )
    raise InputError(
        "the file is an archive without a workbook in it, or it is damaged",
        where=name,
        accepted=ACCEPTED,
        mend="Unpack an archive first; save a damaged workbook again.",
    )
