from django.db import models
from django.db.models import Q


class Emergency(models.Model):
    """Something that hits a place, from the call to the day it is stood down; or an exercise of it."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="emergencies"
    )
    reference = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    situation = models.TextField(help_text="What everybody may know, and what to do.")
    is_exercise = models.BooleanField(default=False)
    areas = models.ManyToManyField("places.Area", related_name="+")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="emergency_has_its_own_reference"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("opened_at")),
                name="emergency_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "-opened_at", "-id"], name="emergencies_latest")
        ]

    def __str__(self) -> str:
        return f"emergency {self.reference}"


class News(models.Model):
    """News of an emergency, for everybody."""

    emergency = models.ForeignKey(Emergency, on_delete=models.CASCADE, related_name="news")
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["emergency", "-at", "-id"], name="emergency_news_latest")]

    def __str__(self) -> str:
        return f"news {self.pk} of {self.emergency_id}"


class Resource(models.Model):
    """Something that others can use: a leaflet, a list, a van on loan."""

    emergency = models.ForeignKey(Emergency, on_delete=models.CASCADE, related_name="resources")
    title = models.CharField(max_length=200)
    words = models.TextField()
    link = models.URLField(max_length=400, blank=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["emergency", "at"], name="emergency_resources")]

    def __str__(self) -> str:
        return f"resource {self.pk} of {self.emergency_id}"


class Worry(models.Model):
    """Something wrong on the spot, which is passed to a council or to the NHS for its reply."""

    emergency = models.ForeignKey(Emergency, on_delete=models.CASCADE, related_name="worries")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    partner = models.CharField(max_length=200, help_text="Which council or NHS body is to reply.")
    words = models.TextField()
    raised_at = models.DateTimeField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reply="", replied_at=None)
                | (~Q(reply="") & Q(replied_at__isnull=False)),
                name="reply_to_a_worry_has_words_and_a_time",
            )
        ]
        indexes = [models.Index(fields=["emergency", "raised_at"], name="emergency_worries")]

    def __str__(self) -> str:
        return f"worry {self.pk} of {self.emergency_id}"


class Lesson(models.Model):
    """What is to be done better next time, who sees to it, and by when."""

    emergency = models.ForeignKey(Emergency, on_delete=models.CASCADE, related_name="lessons")
    words = models.TextField()
    action = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"lesson {self.pk} of {self.emergency_id}"
