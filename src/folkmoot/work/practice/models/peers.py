"""What is kept of members who want to be found by others, and of what they tell each other."""

from django.db import models


class Peer(models.Model):
    """Somebody who agreed to be found by members, with the way to reach them that they chose."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="peers"
    )
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="peers"
    )
    role = models.CharField(max_length=200)
    about = models.TextField()
    contact = models.CharField(max_length=300)
    themes = models.ManyToManyField("organisations.Theme", related_name="+", blank=True)
    consented_at = models.DateTimeField()
    expires_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "person", "organisation"], name="peer_is_listed_once"
            )
        ]

    def __str__(self) -> str:
        return f"peer {self.pk}"


class Share(models.Model):
    """News, a question or what works, told to members."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="shares"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=200)
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["assembly", "-at", "-id"], name="shares_latest_first")]

    def __str__(self) -> str:
        return f"share {self.pk}"


class ShareReply(models.Model):
    """A member replies to what another shared."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="replies")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["share", "at", "id"], name="replies_in_order")]

    def __str__(self) -> str:
        return f"reply {self.pk} to share {self.share_id}"
