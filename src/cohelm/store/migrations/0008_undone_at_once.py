"""Which batch took another back, and which edition follows another, without a look at all of them."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two indexes."""

    dependencies = [("store", "0007_jobs_seen")]
    operations = [
        migrations.AlterField("batch", "undoes", models.BigIntegerField(null=True, db_index=True)),
        migrations.AlterField(
            "edition", "follows", models.BigIntegerField(null=True, db_index=True)
        ),
    ]
