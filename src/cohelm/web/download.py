"""What is taken out as a file of its own, rather than shown."""

from __future__ import annotations

from django.http import HttpResponse


def csv_file(text: str, name: str) -> HttpResponse:
    """A CSV with a byte order mark, by which spreadsheets know that it is UTF-8."""
    return HttpResponse(
        text.encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
