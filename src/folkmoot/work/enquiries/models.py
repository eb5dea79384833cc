"""What is kept of what people bring to the door, who answers it, and what came of it."""

from django.db import models
from django.db.models import Q


class Enquiry(models.Model):
    """
    Something that somebody brings: a question, a challenge, an idea, a request, a wrong done to them.

    It has one owner, a day by which it is answered, a reply and an outcome. Who may read it is
    kept with it; what is told in confidence is read by support officers alone.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", "a question or a comment"
        ISSUE = "issue", "an issue of a member"
        SUPPORT = "support", "support for a service"
        CHALLENGE = "challenge", "a challenge to a service"
        IDEA = "idea", "an idea for a service"
        OFFER = "offer", "an offer to develop a service"
        PROPOSAL = "proposal", "an answer to a local problem"
        REQUEST = "request", "a public body asks the sector to take part"
        FORMAT = "format", "another form of a document"
        UNFAIRNESS = "unfairness", "unequal treatment or discrimination"

    class SeenBy(models.TextChoices):
        EVERYONE = "everyone", "everybody"
        MEMBERS = "members", "members"
        OFFICERS = "officers", "support officers alone"

    class Triage(models.TextChoices):
        URGENT = "urgent", "urgent"
        ORDINARY = "ordinary", "in turn"
        ELSEWHERE = "elsewhere", "for another body; they were told which"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="enquiries"
    )
    reference = models.SlugField(max_length=40)
    kind = models.CharField(max_length=12, choices=Kind)
    seen_by = models.CharField(max_length=10, choices=SeenBy)
    title = models.CharField(max_length=200)
    words = models.TextField()
    strengths = models.TextField(blank=True, help_text="What people have there, of a proposal.")
    needs = models.TextField(blank=True, help_text="What they need, of a proposal.")
    proof = models.TextField(blank=True, help_text="What a proposal rests on.")
    makers = models.TextField(blank=True, help_text="Who had a part in its design.")
    service = models.CharField(max_length=200, blank=True, help_text="Which service it is about.")
    partner = models.CharField(max_length=200, blank=True, help_text="Which body is to reply.")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    themes = models.ManyToManyField("organisations.Theme", related_name="+", blank=True)
    request_kind = models.CharField(max_length=40, blank=True)
    is_formal = models.BooleanField(
        default=False, help_text="Whether it is asked formally, through a recognised forum."
    )
    forum = models.ForeignKey(
        "forums.Forum", on_delete=models.PROTECT, null=True, related_name="enquiries"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="enquiries"
    )
    raised_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    contact = models.CharField(max_length=300, blank=True, help_text="Officers only.")
    received_at = models.DateTimeField()
    due_on = models.DateField()
    triage = models.CharField(max_length=10, choices=Triage, blank=True)
    owner = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    owner_name = models.CharField(max_length=200, blank=True, help_text="What they are, not who.")
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    is_in_answers = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="enquiry_has_its_own_reference"
            ),
            models.CheckConstraint(
                condition=~Q(kind="unfairness") | Q(seen_by="officers"),
                name="unfairness_is_told_in_confidence",
            ),
            models.CheckConstraint(
                condition=Q(is_formal=False) | Q(forum__isnull=False),
                name="formal_request_goes_through_a_forum",
            ),
            models.CheckConstraint(
                condition=Q(is_in_answers=False) | Q(replied_at__isnull=False),
                name="only_what_is_answered_is_among_the_answers",
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "-received_at", "-id"], name="enquiries_latest_first"),
            models.Index(fields=["assembly", "due_on"], name="enquiries_by_due_day"),
        ]

    def __str__(self) -> str:
        return f"enquiry {self.reference}"


class Backing(models.Model):
    """An organisation backs something that was brought, or takes part in doing it."""

    class As(models.TextChoices):
        SUPPORTER = "supporter", "supports it"
        PARTNER = "partner", "takes part in it"

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="backings")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="backings"
    )
    backs_as = models.CharField(max_length=10, choices=As)
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry", "organisation"], name="organisation_backs_something_once"
            )
        ]

    def __str__(self) -> str:
        return f"backing of {self.enquiry_id} by {self.organisation_id}"


class Progress(models.Model):
    """News of how far something has come."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="progress")
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["enquiry", "-at"], name="progress_latest_first")]

    def __str__(self) -> str:
        return f"news {self.pk} of {self.enquiry_id}"


class SentTo(models.Model):
    """A request was sent to an organisation that fits it."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="sent_to")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    why = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry", "organisation"], name="request_is_sent_once_to_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enquiry_id} sent to {self.organisation_id}"


class Following(models.Model):
    """An organisation follows one kind of request, and is told of each."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.CASCADE, related_name="followings"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="followings"
    )
    request_kind = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "organisation", "request_kind"],
                name="kind_of_request_is_followed_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} follows {self.request_kind}"


class NamedContact(models.Model):
    """Somebody whom the public may ring, who has agreed to stand here; confirmed again and again."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.CASCADE, related_name="named_contacts"
    )
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200)
    organisation_name = models.CharField(max_length=200)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    confirmed_on = models.DateField()
    confirm_by = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assembly", "name"], name="contact_is_named_once"),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email=""), name="contact_can_be_reached"
            ),
        ]

    def __str__(self) -> str:
        return f"named contact {self.pk}"
