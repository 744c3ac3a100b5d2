"""The changes of a batch are found by their numbers, which are in a row: no index, no look at each."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One index and one constraint less."""

    dependencies = [("store", "0008_undone_at_once")]
    operations = [
        migrations.AlterField(
            "change",
            "batch",
            models.ForeignKey(
                "store.batch",
                django.db.models.deletion.PROTECT,
                related_name="+",
                db_index=False,
                db_constraint=False,
            ),
        ),
    ]
