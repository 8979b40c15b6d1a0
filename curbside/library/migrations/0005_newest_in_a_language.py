from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0004_signatures_joined")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["language", "-published_at", "-id"],
                name="entry_newest_in_language",
                condition=models.Q(state="published"),
            ),
        ),
    ]
