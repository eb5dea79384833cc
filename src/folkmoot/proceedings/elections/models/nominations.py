import uuid

from django.db import models
from django.db.models import Q


class Nomination(models.Model):
    """A person put forward by a member organisation, for a contest."""

    contest = models.ForeignKey("Contest", on_delete=models.PROTECT, related_name="nominations")
    membership = models.ForeignKey(
        "membership.Membership", on_delete=models.PROTECT, related_name="nominations"
    )
    nominee = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="nominations"
    )
    nominee_name = models.CharField(max_length=200)
    organisation_name = models.CharField(max_length=400)
    motivation = models.TextField()
    capability = models.TextField()
    interests = models.TextField(help_text="Declared for the role; 'none' is said, not left blank.")
    evidence = models.JSONField(default=dict, help_text="Each listed quality: what shows it.")
    confirms_capacity = models.BooleanField(help_text="There is time for all the role takes.")
    accepts_guidance = models.BooleanField()
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, default="web")
    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    fell_at = models.DateTimeField(null=True)
    fell_because = models.TextField(blank=True, help_text="Why it could not stand, in words.")
    key = models.UUIDField(unique=True, default=uuid.uuid4, help_text="Made with the form.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="withdrawal_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(fell_at=None, fell_because="")
                | (Q(fell_at__isnull=False) & ~Q(fell_because="")),
                name="nomination_that_fell_says_why",
            ),
            models.UniqueConstraint(
                fields=["contest", "nominee"],
                condition=Q(withdrawn_at=None, fell_at=None),
                name="person_stands_once_in_a_contest",
            ),
            models.UniqueConstraint(
                fields=["contest", "membership"],
                condition=Q(withdrawn_at=None, fell_at=None),
                name="member_puts_one_person_forward_in_a_contest",
            ),
        ]

    def __str__(self) -> str:
        return f"nomination {self.pk} in contest {self.contest_id}"
