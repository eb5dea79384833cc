from django.db import models


class Letter(models.Model):
    """Something to tell one person, written down in the same act that it tells of."""

    to = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="letters")
    assembly = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(sent_at=None), name="letters_still_to_send"
            ),
            models.Index(fields=["to", "-written_at", "-id"], name="letters_to_a_person"),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}: {self.kind}"


class Posted(models.Model):
    """A message as it left, kept only in a demonstration, where no post is delivered."""

    to = models.CharField(max_length=300)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    posted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-posted_at", "-id"], name="posted_latest_first")]

    def __str__(self) -> str:
        return f"posted message {self.pk}"
