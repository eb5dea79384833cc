from django.db import models
from django.db.models import F, Q


class Campaign(models.Model):
    """A push to bring people to volunteering, with a page of its own that is told apart."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="campaigns"
    )
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    words = models.TextField()
    channel = models.CharField(max_length=200, blank=True, help_text="Posters, radio, a fair.")
    theme = models.ForeignKey(
        "organisations.Theme", on_delete=models.PROTECT, null=True, related_name="+"
    )
    from_on = models.DateField()
    until_on = models.DateField(help_text="The first day on which it no longer runs.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "slug"], name="campaign_has_its_own_address"
            ),
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")), name="campaign_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"campaign {self.slug}"


class Proposal(models.Model):
    """Something planned by somebody that would affect volunteers, and what was done about it."""

    class Effect(models.TextChoices):
        GOOD = "good", "would help"
        MIXED = "mixed", "would help some and hinder others"
        BAD = "bad", "would hinder"
        UNKNOWN = "unknown", "not known yet"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="volunteering_proposals"
    )
    reference = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    proposed_by = models.CharField(max_length=200)
    tier = models.CharField(max_length=40, help_text="local, regional or national")
    effect = models.CharField(max_length=8, choices=Effect)
    impact = models.TextField(help_text="What it would mean for volunteers.")
    answer_by = models.DateField(null=True)
    response = models.TextField(blank=True)
    responded_on = models.DateField(null=True)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, null=True, related_name="proposals"
    )
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="proposal_has_its_own_address"
            ),
            models.CheckConstraint(
                condition=Q(response="", responded_on=None)
                | (~Q(response="") & Q(responded_on__isnull=False)),
                name="response_to_a_proposal_has_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "-entered_at", "-id"], name="proposals_latest_first")
        ]

    def __str__(self) -> str:
        return f"proposal {self.reference}"


class InformedPlan(models.Model):
    """A plan that what is known of volunteering here helped to shape."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="informed")
    tier = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    what = models.TextField(help_text="What in it comes from us.")
    link = models.URLField(blank=True)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "name"], name="plan_is_informed_once_by_a_proposal"
            )
        ]

    def __str__(self) -> str:
        return f"plan {self.pk} informed by {self.proposal_id}"


class ProgrammeCost(models.Model):
    """What one head of cost of a volunteer programme came to in a span of time."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="volunteering_costs"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="volunteering_costs"
    )
    programme = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField(help_text="The year in which it was spent.")
    head = models.CharField(max_length=60)
    pence = models.PositiveBigIntegerField()
    funder_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "organisation", "programme", "year", "head"],
                name="head_of_cost_is_told_once_a_year",
            )
        ]

    def __str__(self) -> str:
        return f"cost {self.pk} of {self.programme}"


class Practice(models.Model):
    """When an organisation last looked at how it treats its volunteers, and when it looks again."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="practices"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="practices"
    )
    looked_on = models.DateField()
    review_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "organisation"], name="organisation_has_one_checklist"
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("looked_on")), name="checklist_is_looked_at_again_later"
            ),
        ]

    def __str__(self) -> str:
        return f"checklist of organisation {self.organisation_id}"


class PracticeItem(models.Model):
    """One point of the checklist: whether it is so, by what that is seen, where it is learned."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="items")
    item = models.CharField(max_length=40)
    is_met = models.BooleanField(null=True)
    evidence = models.TextField(blank=True)
    training_link = models.URLField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "item"], name="point_is_answered_once"),
            models.CheckConstraint(
                condition=~Q(is_met=True) | ~Q(evidence=""), name="point_that_is_met_has_evidence"
            ),
        ]

    def __str__(self) -> str:
        return f"point {self.item} of {self.practice_id}"
