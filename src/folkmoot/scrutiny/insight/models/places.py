"""What is kept of a place beside its figures."""

from django.db import models
from django.db.models import Q


class PlaceProfile(models.Model):
    """What is there in a place, then what it lacks, and where need is hidden."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="place_profiles"
    )
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="profiles")
    strengths = models.TextField()
    needs = models.TextField(blank=True)
    deprived = models.JSONField(default=list, help_text="The places in it in greater need, named.")
    hidden_need = models.TextField(blank=True, help_text="Need in the country that figures miss.")
    source = models.CharField(max_length=300)
    looked_at_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assembly", "area"], name="place_has_one_profile"),
            models.CheckConstraint(condition=~Q(strengths=""), name="profile_opens_with_strengths"),
        ]

    def __str__(self) -> str:
        return f"profile of {self.area_id}"
