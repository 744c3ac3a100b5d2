"""Lists of applications: what runs, for whom, by whom, at what cost."""

from __future__ import annotations

from cohelm.formats.known.known import Known, Role

ROLES = (
    Role("name", "text", ("application", "application name", "system", "system name", "software",
         "name", "title", "product name", "it system", "tool", "tool name"), tells=1.0, shown=True),
    Role("description", "text", ("description", "purpose", "short description"), tells=0.1),
    Role("criticality", "word", ("criticality", "business criticality", "importance", "protection need"),
         tells=1.4),
    Role("annual_cost", "money", ("annual cost", "run cost", "operation cost", "annual operation cost",
         "annual run cost", "annual amount", "annual spend", "tco"), tells=0.6),
    Role("users", "number", ("users", "user count", "number of users", "user", "seats"), tells=1.2),
    Role("hosting", "word", ("hosting", "hosting model", "deployment", "operation model"), tells=1.4),
    Role("version", "text", ("version", "release"), tells=0.8),
    Role("provided_by", "company", ("vendor", "manufacturer", "vendor name"), tells=0.3),
    Role("owner", "name", ("responsible", "application responsible", "business responsible", "contact",
         
         "system responsible", "contact person"), tells=0.3),
)  # fmt: skip

APPLICATIONS = Known(
    "applications", "Application list", ROLES, kind="application",
    one_of=(("name",), ("criticality", "users", "hosting", "version")),
    about=frozenset({"application", "software", "system"}),
)  # fmt: skip
