"""Lists of applications: what runs, for whom, by whom, at what cost."""

from __future__ import annotations

from cohelm.formats.known.known import Known, Role

ROLES = (
    Role("name", "text", ("application", "application name", "system", "system name", "software",
         "name", "title", "product name", "it system", "tool", "tool name", "software product",
         "solution", "platform"), tells=1.0, shown=True),
    Role("description", "text", ("description", "purpose", "short description", "function",
         "usage", "scope", "detail", "summary", "about", "subject", "task"), tells=0.1,
         like="sentence"),
    Role("criticality", "word", ("criticality", "business criticality", "importance",
         "protection need", "business impact", "tier", "priority", "service tier",
         "protection class", "protection"), tells=1.4, like="level"),
    Role("annual_cost", "money", ("annual cost", "run cost", "operation cost", "opex", "annual opex",
         "annual operation cost", "annual run cost", "annual amount", "annual spend", "tco",
         "annual commitment", "cost of ownership"),
         tells=0.6),
    Role("users", "number", ("users", "user count", "number of users", "user", "seats",
         "headcount"), tells=1.2, like="count"),
    Role("hosting", "word", ("hosting", "hosting model", "deployment", "operation model", "run",
         "run place", "platform type", "delivery model", "operation type", "operation mode",
         "operation place"), tells=1.4, like="hosting"),
    Role("version", "text", ("version", "release", "version number", "version status",
         "installed version"), tells=0.8, like="version"),
    Role("provided_by", "company", ("vendor", "manufacturer", "vendor name", "software house",
         "publisher"), tells=0.3, like="company"),
    Role("owner", "name", ("responsible", "application responsible", "business responsible",
         "contact", "system responsible", "contact person"), tells=0.3, like="person"),
)  # fmt: skip

APPLICATIONS = Known(
    "applications", "Application list", ROLES, kind="application",
    one_of=(("name",), ("criticality", "users", "hosting", "version")),
    about=frozenset({"application", "software", "system"}),
)  # fmt: skip
