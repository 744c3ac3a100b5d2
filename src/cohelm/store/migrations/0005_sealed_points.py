from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', "0004_comments_and_releases"),
    ]

    operations = [
        migrations.CreateModel(
            name='SealedPoints',
            fields=[
                ('office', models.CharField(max_length=120, primary_key=True, serialize=False)),
                ('author', models.CharField(max_length=200)),
                ('points', models.JSONField(default=dict)),
                ('sealed', models.DateTimeField()),
            ],
        ),
    ]
