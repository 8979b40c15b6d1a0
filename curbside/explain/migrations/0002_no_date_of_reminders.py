from django.db import migrations


class Migration(migrations.Migration):
    """Whom a reminder went to, and when, is kept with the mail."""

    dependencies = [
        ("explain", "0001_explainers"),
    ]

    operations = [
        migrations.RemoveField(model_name="version", name="reminded_on"),
    ]
