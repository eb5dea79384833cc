"""What is kept of joint commissioning, and of reviews and talks about how money is given."""

from django.db import models


class JointProposal(models.Model):
    """That bodies which pay for the same outcome in the same place do it together."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="joint_proposals"
    )
    title = models.CharField(max_length=200)
    outcome = models.CharField(max_length=200)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    body_name = models.CharField(max_length=200, help_text="Which body proposes it.")
    words = models.TextField()
    proposed_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(
                fields=["assembly", "-proposed_on", "-id"], name="joint_proposals_latest_first"
            )
        ]

    def __str__(self) -> str:
        return f"joint proposal {self.pk}"


class JointAnswer(models.Model):
    """What another body says to a proposal to do it together."""

    proposal = models.ForeignKey(JointProposal, on_delete=models.CASCADE, related_name="answers")
    body_name = models.CharField(max_length=200)
    joins = models.BooleanField()
    words = models.TextField(blank=True)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "body_name"], name="body_answers_a_proposal_once"
            )
        ]

    def __str__(self) -> str:
        return f"answer {self.pk} to {self.proposal_id}"


class Topic(models.Model):
    """A review of how money is given, or talks about it: followed from what is said to what is done."""

    class Kind(models.TextChoices):
        REVIEW = "review", "a review"
        TALKS = "talks", "talks"

    class About(models.TextChoices):
        MODELS = "models", "kinds of funding"
        COMMISSIONING = "commissioning", "how services are bought"
        MEASURES = "measures", "how results are measured"
        RESOURCING = "resourcing", "what the sector has to work with"
        GOVERNANCE = "governance", "who decides, and how"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="funding_topics"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    about = models.CharField(max_length=15, choices=About)
    title = models.CharField(max_length=200)
    with_whom = models.CharField(max_length=300, blank=True)
    begun_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["assembly", "-begun_on", "-id"], name="topics_latest_first")
        ]

    def __str__(self) -> str:
        return f"topic {self.title}"


class TopicEntry(models.Model):
    """One thing told under a topic: a position, what was found, agreed, changed, or came of it."""

    class Kind(models.TextChoices):
        POSITION = "position", "a position"
        FINDING = "finding", "what was found"
        AGREEMENT = "agreement", "what was agreed"
        CHANGE = "change", "what changed"
        RESULT = "result", "what came of it"

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind)
    side = models.CharField(max_length=200, help_text="Who says it, or does it.")
    words = models.TextField()
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    due_on = models.DateField(null=True, help_text="By when it is followed through.")
    done_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["topic", "on", "id"], name="topic_entries_in_order")]

    def __str__(self) -> str:
        return f"entry {self.pk} of {self.topic_id}"
