"""The organisation in SQL: tables of what an audience sees, and read-only questions over them.

    SELECT owner, count(*) FROM application GROUP BY owner ORDER BY 2 DESC

SQLite, in memory and in a process of its own that can be killed: it is in Python already, what a
statement may touch is asked of us word by word, and its limits are many. No file, network, attaching or
pragma is ever allowed.
"""

from cohelm.core.sql.ask import Limits, Table, ask
from cohelm.core.sql.tables import Column, columns_of, tables_of

__all__ = ["Column", "Limits", "Table", "ask", "columns_of", "tables_of"]
