from django.db import models


class Head(models.Model):
    """The last link of one assembly's chain: who holds its row writes the next entry."""

    assembly = models.CharField(max_length=60, unique=True)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"head of {self.assembly} at {self.number}"


class Entry(models.Model):
    """
    One thing that was done: written once, never changed.

    Names and references and not keys: an entry outlives the rows it speaks of,
    and a person in it can be forgotten without breaking the chain. `at` is text,
    exactly as it was hashed.
    """

    assembly = models.CharField(max_length=60)
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=80)
    at = models.CharField(max_length=40, help_text="The moment, in UTC, as it was hashed.")
    by = models.CharField(max_length=20, blank=True, help_text="A person's reference.")
    acting = models.CharField(max_length=200, blank=True, help_text="For whom, or as what.")
    under = models.TextField(blank=True)
    facts = models.JSONField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "number"], name="entry_has_its_own_number_in_an_assembly"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gt=0), name="entry_numbers_begin_at_one"
            ),
        ]
        indexes = [models.Index(fields=["assembly", "kind", "number"], name="entries_of_a_kind")]

    def __str__(self) -> str:
        return f"entry {self.number} of {self.assembly}: {self.kind}"
