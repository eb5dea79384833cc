"""Programmes: who provides, where, when, and what each provider counts."""

from django.db import models
from django.db.models import F, Q


class Programme(models.Model):
    """
    Something that a body pays for and many provide, for a time: a summer of meals and play.

    `eligible` is how many there are whom it is meant for; unknown is blank.
    """

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="programmes"
    )
    slug = models.SlugField(max_length=90)
    title = models.CharField(max_length=200)
    owner_name = models.CharField(max_length=200, help_text="The body whose programme it is.")
    about = models.TextField(blank=True)
    eligible_are = models.CharField(
        max_length=120, help_text="Whom it is meant for: children on free school meals."
    )
    eligible = models.PositiveIntegerField(null=True)
    eligible_source = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(help_text="The last day of it.")
    returns_by = models.DateField(help_text="Until when each provider tells its figures.")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "slug"], name="programme_has_its_own_address"
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="programme_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(returns_by__gte=F("until_on")), name="figures_follow_the_programme"
            ),
        ]
        indexes = [models.Index(fields=["assembly", "-from_on", "-id"], name="programmes_latest")]

    def __str__(self) -> str:
        return f"programme {self.slug}"


class Provider(models.Model):
    """An organisation that provides a programme; it is live from the day it was let begin."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="providers")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="programmes_provided"
    )
    entered_on = models.DateField()
    live_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation"], name="provider_is_in_a_programme_once"
            )
        ]

    def __str__(self) -> str:
        return f"organisation {self.organisation_id} in programme {self.programme_id}"


class Site(models.Model):
    """A place where a provider provides, and on how many days one can come."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(max_length=200)
    postcode = models.CharField(max_length=8, blank=True)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "name"], name="site_is_named_once")
        ]

    def __str__(self) -> str:
        return f"site {self.pk} of provider {self.provider_id}"


class Session(models.Model):
    """A run of sessions at a site: the same hours on so many days."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="sessions")
    from_on = models.DateField()
    until_on = models.DateField()
    days = models.PositiveSmallIntegerField(help_text="On how many days between the two.")
    hours = models.CharField(max_length=60, help_text="From when to when: 10 to 2.")
    places = models.PositiveIntegerField(null=True)
    has_meal = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="sessions_end_after_they_begin"
            ),
            models.CheckConstraint(condition=Q(days__gte=1), name="sessions_are_on_some_day"),
        ]

    def __str__(self) -> str:
        return f"sessions {self.pk} at {self.site_id}"


class Return(models.Model):
    """
    What a provider counted of a programme, as it typed it; each time is kept, the last counts.

    Nothing in it is put right by anybody else, and what is not known stays blank.
    """

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="returns")
    edition = models.PositiveSmallIntegerField()
    children = models.PositiveIntegerField(null=True)
    eligible_children = models.PositiveIntegerField(null=True)
    visits = models.PositiveIntegerField(null=True, help_text="Of eligible children only.")
    words = models.TextField(blank=True)
    looked_odd = models.JSONField(default=list, help_text="What looked odd and was sent as it is.")
    sent_at = models.DateTimeField()
    is_last = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "edition"], name="return_has_its_edition"),
            models.UniqueConstraint(
                fields=["provider"], condition=Q(is_last=True), name="one_return_counts"
            ),
            models.CheckConstraint(
                condition=Q(children=None)
                | Q(eligible_children=None)
                | Q(eligible_children__lte=F("children")),
                name="eligible_children_are_among_those_who_came",
            ),
        ]

    def __str__(self) -> str:
        return f"return {self.edition} of provider {self.provider_id}"


class ReportedFigures(models.Model):
    """Figures of a whole programme as somebody published them: shown beside ours, never mixed."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="reported")
    children = models.PositiveIntegerField(null=True)
    eligible_children = models.PositiveIntegerField(null=True)
    visits = models.PositiveIntegerField(null=True)
    providers = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=300)
    on = models.DateField()

    def __str__(self) -> str:
        return f"figures reported of programme {self.programme_id}"
