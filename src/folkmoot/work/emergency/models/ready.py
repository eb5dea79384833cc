from django.db import models
from django.db.models import Q


class Help(models.TextChoices):
    """The kinds of help that groups give in an emergency."""

    FOOD = "food", "food and meals"
    TRANSPORT = "transport", "transport"
    ROOM = "room", "a room or a hall"
    ERRANDS = "errands", "shopping and errands"
    CALLS = "calls", "telephone calls and company"
    CARE = "care", "help for people who need care"
    LANGUAGES = "languages", "interpreting and languages"
    GOODS = "goods", "clothes, bedding and equipment"
    HANDS = "hands", "hands on the spot"
    ADVICE = "advice", "advice on money, housing and rights"
    NEWS = "news", "passing news on"


class Ready(models.Model):
    """Whom to ring at an organisation in an emergency, and what it can do; confirmed in calm times."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.CASCADE, related_name="ready"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="ready"
    )
    contact_name = models.CharField(max_length=200, help_text="Officers only.")
    phone = models.CharField(max_length=60, blank=True, help_text="Officers only.")
    email = models.EmailField(blank=True, help_text="Officers only.")
    hours = models.CharField(max_length=200, blank=True, help_text="When somebody answers.")
    helps = models.JSONField(help_text="Kinds of help, by their word.")
    capacity = models.TextField(blank=True, help_text="How much of it, and for how long.")
    confirmed_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "organisation"], name="organisation_is_ready_once"
            ),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email=""), name="ready_organisation_can_be_reached"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} is ready in {self.assembly_id}"
