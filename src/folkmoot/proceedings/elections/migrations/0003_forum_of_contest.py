import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


def name_the_forum(apps, schema_editor):
    """Every contest so far was for an office; its forum is the one that votes."""
    contests = apps.get_model("elections", "Contest")
    for contest in contests.objects.select_related("office").order_by("pk").iterator():
        contests.objects.filter(pk=contest.pk).update(forum=contest.office.forum_id)


class Migration(migrations.Migration):
    dependencies = [
        ("assemblies", "0001_initial"),
        ("elections", "0002_contest_amended"),
        ("forums", "0003_co_option"),
    ]

    operations = [
        migrations.AddField(
            model_name="contest",
            name="forum",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contests",
                to="forums.forum",
            ),
        ),
        migrations.RunPython(name_the_forum, migrations.RunPython.noop, elidable=True),
    ]
