import django.db.models.deletion
import pgvector.django.halfvec
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="source",
            index=models.Index(fields=["title"], name="source_title"),
        ),
        migrations.CreateModel(
            name="TitleVector",
            fields=[
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="title_vector",
                        serialize=False,
                        to="evidence.source",
                    ),
                ),
                ("encoder", models.CharField(max_length=60)),
                ("embedding", pgvector.django.halfvec.HalfVectorField(dimensions=384)),
            ],
        ),
    ]
