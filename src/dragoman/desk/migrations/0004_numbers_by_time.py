from typing import Any

from django.db import migrations


def _empty(apps: Any, editor: Any) -> None:
    """Throw the index away: its passages had numbers that said nothing of time. The desk builds it again."""
    editor.execute("DELETE FROM desk_words")
    apps.get_model("desk", "IndexedPassage").objects.all().delete()
    apps.get_model("desk", "IndexedInterview").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0003_job_asked'),
    ]

    operations = [
        migrations.RunPython(_empty, migrations.RunPython.noop),
    ]
