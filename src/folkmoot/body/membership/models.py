import secrets
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

# Letters and figures that nobody mistakes for one another when they are read out.
PLAIN = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_receipt() -> str:
    """Make the word by which a signature is found again: three times four characters."""
    return "-".join("".join(secrets.choice(PLAIN) for _ in range(4)) for _ in range(3))


def new_address() -> str:
    """Make the end of the address of an invitation, which tells nothing."""
    return secrets.token_hex(6)


class Channel(models.TextChoices):
    """How something reached the assembly: every way counts the same."""

    WEB = "web", "on the web"
    EMAIL = "e-mail", "by e-mail"
    PHONE = "phone", "by telephone"
    PAPER = "paper", "on paper"
    MEETING = "meeting", "at a meeting"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def standing_on(self, day: date) -> Self:
        """Those admitted by a day and not yet ceased: [admitted_on, ceases_on)."""
        return self.filter(Q(ceases_on=None) | Q(ceases_on__gt=day), admitted_on__lte=day)

    def in_good_standing_on(self, day: date) -> Self:
        """
        Those standing on a day, neither suspended nor left out while their notice runs.

        A member that has yet to sign a new version of the agreement is among them.
        """
        suspended = Suspension.objects.filter(
            Q(until_on=None) | Q(until_on__gt=day), membership=OuterRef("pk"), from_on__lte=day
        )
        left_out = Q(excluded_on__isnull=False, excluded_on__lte=day)
        return self.standing_on(day).filter(~left_out, ~Exists(suspended))


class Membership(models.Model):
    """
    One organisation's time as a member under a signed agreement.

    What state it is in (active, suspended, in notice, ended) follows from its dates.
    """

    class Class(models.TextChoices):
        FULL = "full", "full member"
        ASSOCIATE = "associate", "associate member"

    class Ended(models.TextChoices):
        RESIGNED = "resigned", "resigned"
        EXPELLED = "expelled", "expelled"
        LAPSED = "lapsed", "lapsed"
        CORRECTED = "corrected", "entered in error"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="memberships"
    )
    membership_class = models.CharField(max_length=10, choices=Class)
    admitted_on = models.DateField()
    notice_given_on = models.DateField(null=True)
    notice_channel = models.CharField(max_length=10, choices=Channel, blank=True)
    notice_words = models.TextField(blank=True, help_text="What the member wrote; not public.")
    ceases_on = models.DateField(null=True, help_text="The first day it is no longer a member.")
    ended_because = models.CharField(max_length=10, choices=Ended, blank=True)
    ended_reason = models.TextField(blank=True, help_text="Not public.")
    ended_decided_by = models.CharField(max_length=200, blank=True)
    excluded_on = models.DateField(
        null=True, help_text="When the chair left it out of business for the rest of its notice."
    )
    excluded_because = models.TextField(blank=True, help_text="Not public.")
    excluded_decided_by = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True, help_text="When an officer confirmed its class.")
    asked_version = models.CharField(
        max_length=20, blank=True, help_text="The last version it was asked to sign."
    )

    # Put there by queries.with_state and with_last_signature, for the day that is asked about.
    state: str
    is_suspended: bool
    is_signed: bool
    signed_on: date | None
    signed_version: str | None

    objects = models.Manager.from_queryset(MembershipQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(membership_class__in=["full", "associate"]),
                name="membership_is_full_or_associate",
            ),
            models.CheckConstraint(
                condition=Q(ceases_on=None) | Q(ceases_on__gte=F("admitted_on")),
                name="membership_ceases_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ceases_on=None, ended_because="")
                | (Q(ceases_on__isnull=False) & ~Q(ended_because="")),
                name="membership_that_ceases_says_why",
            ),
            models.CheckConstraint(
                condition=Q(excluded_on=None, excluded_because="")
                | (Q(excluded_on__isnull=False) & ~Q(excluded_because="")),
                name="exclusion_in_notice_says_why",
            ),
            models.CheckConstraint(
                condition=Q(notice_given_on=None) | Q(ceases_on__isnull=False),
                name="notice_to_leave_has_its_end",
            ),
            models.CheckConstraint(
                condition=Q(excluded_on=None) | Q(notice_given_on__isnull=False),
                name="only_a_member_in_notice_is_left_out",
            ),
            models.UniqueConstraint(
                fields=["assembly", "organisation"],
                condition=Q(ceases_on=None),
                name="organisation_is_a_member_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "assembly"], name="memberships_of_a_body"),
            models.Index(fields=["assembly", "ceases_on"], name="memberships_of_an_assembly"),
        ]

    def __str__(self) -> str:
        return f"membership {self.pk} of organisation {self.organisation_id}"


class AgreementText(models.Model):
    """The words of a version as they were signed, kept once for all who signed them."""

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the text.")
    document = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    text = models.TextField()

    def __str__(self) -> str:
        return f"text of {self.document} version {self.version}"


class Declaration(models.Model):
    """A signature under one version of the agreement: five details, and the text's digest."""

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="declarations"
    )
    document = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    text_digest = models.CharField(
        max_length=64, help_text="SHA-256 of the text that was shown; see AgreementText."
    )
    signer_name = models.CharField(max_length=200)
    signer_role = models.CharField(max_length=200)
    organisation_name = models.CharField(max_length=400)
    signed_on = models.DateField()
    has_authority = models.BooleanField()
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WEB)
    entered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="declarations_entered"
    )
    entered_at = models.DateTimeField()
    receipt = models.CharField(max_length=20, unique=True, default=new_receipt)
    form_key = models.CharField(
        max_length=40,
        unique=True,
        null=True,
        help_text="Made when the form was shown, so that sending it twice signs once.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(has_authority=True), name="declaration_is_signed_with_authority"
            ),
            models.UniqueConstraint(
                fields=["membership", "document", "version"],
                name="version_is_signed_once_by_a_member",
            ),
        ]

    def __str__(self) -> str:
        return f"declaration {self.pk} of membership {self.membership_id}"


class Suspension(models.Model):
    """A time in which a member may not vote or stand, while a breach is looked into."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="suspensions")
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The first day it no longer applies.")
    reason = models.TextField(help_text="Not public.")
    case = models.CharField(
        max_length=200, blank=True, help_text="By what the case about the breach is known."
    )
    decided_by = models.CharField(max_length=200, blank=True, help_text="The chair who decided.")
    decided_on = models.DateField(null=True)
    lifted_by = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="suspension_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="suspension_says_why"),
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(until_on=None),
                name="member_is_suspended_once_at_a_time",
            ),
        ]

    def applies_on(self, day: date) -> bool:
        """Tell whether a day is in its time: [from_on, until_on)."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)

    def __str__(self) -> str:
        return f"suspension {self.pk} of membership {self.membership_id}"


class Invitation(models.Model):
    """An officer asked a body to join; the answer, or that none has come."""

    class Answer(models.TextChoices):
        WAITING = "", "no answer yet"
        ACCEPTED = "accepted", "accepted"
        DECLINED = "declined", "declined"
        WITHDRAWN = "withdrawn", "withdrawn"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="invitations"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="invitations"
    )
    reference = models.CharField(max_length=20, unique=True, default=new_address)
    to_name = models.CharField(max_length=200)
    to_email = models.EmailField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    chased_at = models.DateTimeField(null=True, help_text="When it was last asked again.")
    times_chased = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answer_to_an_invitation_has_its_time",
            ),
            models.UniqueConstraint(
                fields=["assembly", "organisation"],
                condition=Q(answer=""),
                name="organisation_is_invited_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk} to organisation {self.organisation_id}"
