"""What is kept of networks that were there before, and of the contacts that came from each."""

from django.db import models
from django.db.models import Q


class Network(models.Model):
    """A network whose list of contacts was brought in."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="networks"
    )
    reference = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    keeper = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="network_has_its_own_reference"
            ),
            models.UniqueConstraint(fields=["assembly", "name"], name="network_is_named_once"),
        ]

    def __str__(self) -> str:
        return f"network {self.reference}"


class NetworkContact(models.Model):
    """A contact from the list of a network, who agreed to be brought in; it keeps that network."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="contacts")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="network_contacts"
    )
    name = models.CharField(max_length=200, blank=True, help_text="Officers only.")
    email = models.EmailField(blank=True, help_text="Officers only.")
    printed_as = models.CharField(max_length=400, help_text="As the list names the organisation.")
    consented_on = models.DateField()
    brought_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organisation", "email"],
                name="contact_of_a_network_is_kept_once",
            ),
            models.CheckConstraint(
                condition=~Q(printed_as=""), name="contact_keeps_its_printed_name"
            ),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk} of network {self.network_id}"
