"""What endoflife.date says: its product pages, both answers of its API, and its lists of releases."""

from cohelm.formats.endoflife.answers import is_answer, read_answer
from cohelm.formats.endoflife.pages import is_page, read_page

__all__ = ["is_answer", "is_page", "read_answer", "read_page"]
