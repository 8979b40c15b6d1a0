"""Parts know whether they are Markdown, and entries made of older replies show them as typed."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def tell_apart(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """As the replies of the consult say."""
    part_model = apps.get_model("publishing", "Part")
    reply_model = apps.get_model("consult", "Reply")
    shown_model = apps.get_model("library", "Reply")
    part_model.objects.filter(key__startswith="reply-").update(in_markdown=True)
    for reply in reply_model.objects.filter(marked=False).select_related("question").iterator():
        question = reply.question
        key = f"reply-{reply.round}"
        part_model.objects.filter(publication__question=question, key=key).update(in_markdown=False)
        if question.entry_id is not None:
            shown_model.objects.filter(
                entry=question.entry_id, doctor__user=reply.doctor_id, date=reply.at.date()
            ).update(marked=False)


class Migration(migrations.Migration):
    dependencies = [
        ("consult", "0005_marked_replies"),
        ("publishing", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="part",
            name="in_markdown",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
    ]
