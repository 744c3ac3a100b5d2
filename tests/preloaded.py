"""What the programs of tests import sooner or later; nothing that reads settings."""

from __future__ import annotations

import gc
from importlib import import_module

from cohelm.analysis.catalogue import ANALYSES
from cohelm.cli.app import COMMANDS
from cohelm.formats.known.catalogue import KNOWN
from cohelm.formats.known.saying import meant_phrases, words_of
from cohelm.formats.vocabulary import vocabulary_of
from cohelm.kinds import built_in_schema

OF_DJANGO = (
    "core.management",
    "db.migrations.executor",
    "db.backends.sqlite3.base",
    "db.models",
    "db.models.sql.compiler",
    "shortcuts",
    "contrib.auth.hashers",
    "test",
)
OF_OTHERS = ("csp.constants", "django_htmx", "jwt", "requests", "rich.console", "rich.table")
OURS = (
    "analysis.portfolio.triage",
    "analysis.rights.acts",
    "analysis.security.golive",
    "formats.detect",
    "formats.editions",
    "formats.workbook",
    "reports.looked",
    "reports.moved",
    "reports.brief.pack",
    "store.migrate",
)

for name in sorted({module for module, _ in COMMANDS.values()}):
    import_module(f"cohelm.cli.{name}")
for name in OURS:
    import_module(f"cohelm.{name}")
for name in OF_DJANGO:
    import_module(f"django.{name}")
for name in OF_OTHERS:
    import_module(name)
for one in ANALYSES:
    _ = one.function
for kind in built_in_schema().kinds.values():
    kind.model.model_rebuild()
# by which the columns of any file are found: worked out once, not in each program that brings one
_ = vocabulary_of(built_in_schema()).heading
words_of(KNOWN)
for known in KNOWN:
    for role in known.roles:
        meant_phrases(role)
# the programs are short: no garbage is sought in what they have from here
gc.freeze()
gc.set_threshold(50_000, 20, 50)
