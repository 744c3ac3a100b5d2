"""ArchiMate models: the Open Group's exchange file, Archi's own file and Archi's three tables."""

from cohelm.formats.archimate.archi import is_archi, read_archi
from cohelm.formats.archimate.exchange import is_exchange, read_exchange
from cohelm.formats.archimate.tables import read_archi_tables
from cohelm.formats.archimate.writing import write_exchange

__all__ = [
    "is_archi",
    "is_exchange",
    "read_archi",
    "read_archi_tables",
    "read_exchange",
    "write_exchange",
]
