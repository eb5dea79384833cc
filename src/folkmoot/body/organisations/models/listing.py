from django.db import models
from django.db.models import Q

from folkmoot.body.organisations.models.organisation import Organisation


class Listing(models.Model):
    """An organisation belongs to the area that an assembly speaks for."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="listings", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="listings"
    )
    listed_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "organisation"],
                name="organisation_is_listed_once_in_an_assembly",
            )
        ]

    def __str__(self) -> str:
        return f"organisation {self.organisation_id} in assembly {self.assembly_id}"


class Shelf(models.Model):
    """
    Where the directory of an assembly keeps a listed organisation, in order of name.

    It stands once under `all`, and once under each of its form, size, themes and places, a
    place counting for every area around it. A page of the directory is then a slice of one
    index, however long the register is.
    """

    assembly = models.ForeignKey(
        "assemblies.Assembly",
        on_delete=models.CASCADE,
        related_name="shelves",
        db_index=False,
        db_constraint=False,  # made from rows that have theirs, in the same act
    )
    facet = models.CharField(max_length=80, help_text="all, form:cic, size:micro, place:E07000197")
    sort_name = models.CharField(max_length=120)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="shelves",
        db_index=False,
        db_constraint=False,
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["assembly", "facet", "sort_name", "organisation"], name="shelf_in_order"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "assembly", "facet"],
                name="organisation_stands_once_on_a_shelf",
            )
        ]

    def __str__(self) -> str:
        return f"organisation {self.organisation_id} under {self.facet} of {self.assembly_id}"


class Tally(models.Model):
    """How many organisations stand on a shelf, kept in the act that puts them there."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.CASCADE, related_name="tallies"
    )
    facet = models.CharField(max_length=80)
    organisations = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assembly", "facet"], name="shelf_is_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisations} under {self.facet} of assembly {self.assembly_id}"


class Estimate(models.Model):
    """How many organisations somebody has published that there are: never counted by us."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.CASCADE, related_name="estimates"
    )
    organisations = models.PositiveIntegerField()
    source = models.CharField(max_length=300, help_text="Who says so, and where.")
    as_at_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "source"], name="estimate_of_a_source_is_kept_once"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="estimate_says_who_made_it"),
        ]

    def __str__(self) -> str:
        return f"estimate {self.pk} for assembly {self.assembly_id}"


class SupportBody(models.Model):
    """
    An infrastructure body that an assembly recognises: it keeps the register and gives support.

    `side` is the part of the area it stands for where a quorum counts sides.
    """

    class Kind(models.TextChoices):
        GENERALIST = "generalist", "helps every kind of group"
        SPECIALIST = "specialist", "helps groups of one kind"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="support_bodies"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="supports"
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.GENERALIST)
    sub_sector = models.CharField(
        max_length=120, blank=True, help_text="Which groups a specialist body is for."
    )
    services = models.CharField(
        max_length=400, blank=True, help_text="What it offers: advice, training, a newsletter."
    )
    short_name = models.CharField(max_length=40, blank=True)
    side = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "organisation"], name="support_body_is_recognised_once"
            )
        ]

    def __str__(self) -> str:
        return f"support body {self.pk} of assembly {self.assembly_id}"


class HelpRequest(models.Model):
    """
    A group asked an infrastructure body for help.

    What it wrote, and who it is, went to that body in a letter and is not kept here.
    """

    body = models.ForeignKey(SupportBody, on_delete=models.PROTECT, related_name="requests")
    asked_on = models.DateField()
    form_key = models.CharField(
        max_length=40,
        unique=True,
        help_text="Made when the form was shown, so that sending it twice asks once.",
    )

    def __str__(self) -> str:
        return f"request {self.pk} to support body {self.body_id}"
