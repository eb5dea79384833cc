import re
import secrets

from django.db import models
from django.db.models import F, Q

from folkmoot.reckoning.registers.cells import folded

NOT_IN_ADDRESSES = re.compile(r"[^a-z0-9]+")


def new_reference(name: str) -> str:
    """Make an address for an organisation: its name and six characters that tell it apart."""
    words = NOT_IN_ADDRESSES.sub("-", folded(name)).strip("-")
    return f"{words[:60].strip('-') or 'organisation'}-{secrets.token_hex(4)}"


class Theme(models.Model):
    """A kind of activity that organisations can be found by."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.code


class Community(models.Model):
    """People whom organisations serve: carers, young people, a faith, a neighbourhood's tenants."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.code


class Organisation(models.Model):
    """
    A body on the register, member or not: from one person to a national charity's branch.

    Fields that only suit formal bodies may be blank. Unknown is a value of its own,
    which is counted, and never the same as none.
    """

    class LegalForm(models.TextChoices):
        INFORMAL = "informal", "informal group"
        INDIVIDUAL = "individual", "individual"
        ASSOCIATION = "association", "unincorporated association"
        CHARITY = "charity", "registered charity"
        CIO = "cio", "charitable incorporated organisation"
        CHARITABLE_COMPANY = "charitable-company", "charitable company"
        CIC = "cic", "community interest company"
        CBS = "cbs", "community benefit society"
        COOPERATIVE = "cooperative", "co-operative"
        SPORTS_CLUB = "casc", "community amateur sports club"
        SOCIAL_ENTERPRISE = "social-enterprise", "social enterprise of another form"
        FAITH = "faith", "faith group"
        MICRO = "micro-provider", "micro provider"
        STATUTORY = "statutory", "statutory body"
        PRIVATE = "private", "private company"
        UNKNOWN = "unknown", "not known"

    class SizeBand(models.TextChoices):
        """By yearly income, in the bands the sector counts by."""

        MICRO = "micro", "micro: under £10,000"
        SMALL = "small", "small: £10,000 to £100,000"
        MEDIUM = "medium", "medium: £100,000 to £1 million"
        LARGE = "large", "large: £1 million to £10 million"
        MAJOR = "major", "major: £10 million or more"
        UNKNOWN = "unknown", "not known"

    class Sector(models.TextChoices):
        VCSE = "vcse", "voluntary, community and social enterprise"
        STATUTORY = "statutory", "statutory"
        PRIVATE = "private", "private"

    class State(models.TextChoices):
        LISTED = "listed", "listed"
        CLAIMED = "claimed", "claimed"
        CLOSED = "closed", "closed"
        MERGED = "merged", "merged"

    reference = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=400)
    sort_name = models.CharField(
        max_length=120, blank=True, help_text="The name as lists are put in order by it."
    )
    legal_form = models.CharField(max_length=20, choices=LegalForm, default=LegalForm.UNKNOWN)
    sector = models.CharField(max_length=10, choices=Sector, default=Sector.VCSE)
    size_band = models.CharField(max_length=10, choices=SizeBand, default=SizeBand.UNKNOWN)
    income_pence = models.BigIntegerField(null=True)
    income_year_ends_on = models.DateField(null=True)
    about = models.TextField(blank=True)
    website = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    address = models.TextField(blank=True)
    registered_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.LISTED)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged_from", db_index=False
    )
    source = models.CharField(
        max_length=120, blank=True, help_text="The network or list it came from."
    )
    last_confirmed_on = models.DateField(null=True)
    row_digest = models.CharField(
        max_length=24, blank=True, help_text="The fingerprint of the row that was last read of it."
    )
    themes = models.ManyToManyField(Theme, related_name="organisations", blank=True)
    communities = models.ManyToManyField(Community, related_name="organisations", blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="organisations_merged_into_one",
            )
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into=None)),
                name="merged_organisation_says_into_which",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.reference})"


class Alias(models.Model):
    """Another name by which an organisation is or was known."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="aliases", db_index=False
    )
    name = models.CharField(max_length=400)
    kind = models.CharField(max_length=20, default="also known as")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="alias_is_listed_once_for_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"alias {self.pk} of organisation {self.organisation_id}"


class Identifier(models.Model):
    """
    A number on somebody's register, as an org-id pair: `GB-CHC` and `1000328`.

    A scheme that begins with `XX-` is a list's own and no org-id: it knows a row again
    when it is read a second time, and is never told to anybody as an identifier.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="identifiers"
    )
    scheme = models.CharField(max_length=20)
    number = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "number"], name="identifier_belongs_to_one_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme}-{self.number}"


class Working(models.Model):
    """Where an organisation is based, or works."""

    class Kind(models.TextChoices):
        BASE = "base", "based in"
        WORKS = "works", "works in"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="places")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="workings")
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "organisation", "kind"], name="place_is_said_once_of_each_kind"
            )
        ]

    def __str__(self) -> str:
        return f"organisation {self.organisation_id} {self.kind} area {self.area_id}"


class Link(models.Model):
    """How one organisation stands to another: a branch of it, a member of its network."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="links")
    to = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=30, default="part of")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "to", "kind"], name="link_is_said_once_of_each_kind"
            ),
            models.CheckConstraint(
                condition=~Q(organisation=F("to")), name="organisation_is_not_linked_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"organisation {self.organisation_id} {self.kind} {self.to_id}"


class Contact(models.Model):
    """A way to reach an organisation, shown to the public only where it has agreed."""

    class Kind(models.TextChoices):
        EMAIL = "email", "e-mail"
        PHONE = "phone", "telephone"
        POST = "post", "post"

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="contacts"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=300)
    public_since = models.DateField(null=True, help_text="When it agreed to be shown; blank is no.")

    def __str__(self) -> str:
        return f"contact {self.pk} of organisation {self.organisation_id}"
