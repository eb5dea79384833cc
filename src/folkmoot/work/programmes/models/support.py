"""Support that infrastructure bodies give, the services they run, and where things began."""

from django.db import models
from django.db.models import F, Q


class Function(models.TextChoices):
    """The five tasks of a body that supports the sector."""

    SUPPORT = "support", "support for groups that exist"
    DEVELOPMENT = "development", "development of new groups"
    LINKS = "links", "links between groups and with public bodies"
    ADVOCACY = "advocacy", "speaking up for the sector"
    PARTNERSHIP = "partnership", "partnership with others"


class SupportGiven(models.Model):
    """One piece of support that a body gave. What a group told in it is not kept here."""

    class Stage(models.TextChoices):
        EXISTING = "existing", "a group that exists"
        NEW = "new", "a new group"
        SEVERAL = "several", "several groups, or the sector"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="support_given"
    )
    body = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="support_given"
    )
    function = models.CharField(max_length=12, choices=Function)
    stage = models.CharField(max_length=10, choices=Stage)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="support_taken",
    )
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    minutes = models.PositiveIntegerField(null=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(function="support") | Q(stage="existing"),
                name="support_is_for_groups_that_exist",
            ),
            models.CheckConstraint(
                condition=~Q(function="development") | Q(stage="new"),
                name="development_is_for_new_groups",
            ),
        ]
        indexes = [models.Index(fields=["assembly", "-on", "-id"], name="support_given_latest")]

    def __str__(self) -> str:
        return f"support {self.pk} by organisation {self.body_id}"


class Service(models.Model):
    """A service that a body runs: support for groups, or straight for the public; never both."""

    class Kind(models.TextChoices):
        SUPPORT = "support", "support for groups"
        PUBLIC = "public", "a service straight for the public"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="services"
    )
    body = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="services"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    function = models.CharField(max_length=12, choices=Function, blank=True)
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    contact = models.CharField(max_length=200, help_text="A number or address anybody may use.")
    areas = models.ManyToManyField("places.Area", related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The first day it is run no more.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="support") & ~Q(function="")) | Q(kind="public", function=""),
                name="support_has_a_function_and_a_public_service_none",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="service_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["assembly", "kind", "name", "id"], name="services_by_name")]

    def __str__(self) -> str:
        return f"service {self.pk} of organisation {self.body_id}"


class Baseline(models.Model):
    """How things stood in a place on a day, so that what comes after can be held against it."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="baselines"
    )
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    groups = models.PositiveIntegerField(help_text="Groups on the register that work there.")
    helped = models.PositiveIntegerField(help_text="Of them, helped in the year before.")
    services = models.PositiveIntegerField(help_text="Support services that reach it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "area", "on"], name="baseline_is_taken_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"baseline of area {self.area_id} on {self.on}"
