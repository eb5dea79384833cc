from django.db import models


class Area(models.Model):
    """
    A place with a code: a county, a district, a ward, or a place board's area.

    Codes are the statistics office's where there is one (`E07000197`); an
    assembly's own areas have codes of its own making.
    """

    class Kind(models.TextChoices):
        COUNTRY = "country", "country"
        SYSTEM = "system", "health and care system"
        COUNTY = "county", "county"
        COUNCIL = "council", "council area"
        PLACE = "place", "place"
        DISTRICT = "district", "district"
        LOCALITY = "locality", "locality"
        WARD = "ward", "ward"
        NEIGHBOURHOOD = "neighbourhood", "neighbourhood"
        STREET = "street", "street"

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")

    class Meta:
        indexes = [models.Index(fields=["name", "id"], name="area_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")), name="area_is_not_inside_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
