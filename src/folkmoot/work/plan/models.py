"""What is kept of plans: priorities, actions with what makes them doable, progress, and how days moved."""

from django.db import models
from django.db.models import Q


class Plan(models.Model):
    """
    What several bodies will do together by when: a strategy's plan, a work plan, a set-up tracker.

    Who signs it off for the sector, and when, is kept with it.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", "a plan"
        WORK_PLAN = "work-plan", "a work plan for a year"
        SET_UP = "set-up", "what is still to be set up"
        THEMES = "themes", "themes and places agreed together"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="plans"
    )
    slug = models.SlugField(max_length=90)
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    from_on = models.DateField()
    until_on = models.DateField()
    watched_by = models.CharField(max_length=200, help_text="Who watches how far it comes.")
    entered_at = models.DateTimeField()
    looked_at_on = models.DateField(null=True, help_text="When both sides last looked at it.")
    looked_at_words = models.TextField(blank=True, help_text="What they found.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assembly", "slug"], name="plan_has_its_own_address"),
            models.CheckConstraint(
                condition=Q(until_on__gt=models.F("from_on")), name="plan_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.slug}"


class SignOff(models.Model):
    """That a side agreed to a plan: the sector, a partner, a group of champions."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sign_offs")
    name = models.CharField(max_length=200)
    is_of_sector = models.BooleanField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "name"], name="side_signs_a_plan_off_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} signed off {self.plan_id}"


class Action(models.Model):
    """One thing to do under a priority, with all that makes it doable and checkable."""

    class State(models.TextChoices):
        DRAFT = "draft", "a draft"
        READY = "ready", "ready"
        DONE = "done", "done"
        DROPPED = "dropped", "dropped"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField()
    priority = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    owner = models.CharField(max_length=200, blank=True)
    is_of_sector = models.BooleanField(default=False)
    measure = models.TextField(blank=True)
    target = models.CharField(max_length=300, blank=True)
    means = models.TextField(blank=True, help_text="What it takes: people, money, rooms.")
    due_on = models.DateField(null=True)
    clause_key = models.CharField(max_length=80, blank=True, help_text="Which clause it serves.")
    left_open = models.TextField(blank=True, help_text="What the source leaves open.")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    commissioning = models.CharField(
        max_length=300, blank=True, help_text="What a public body buys that is linked to it."
    )
    evidence = models.TextField(blank=True, help_text="Why here: need, deprivation, what was told.")
    consultation = models.ForeignKey(
        "consultations.Consultation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    told_on = models.DateField(help_text="When something was last told of it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="action_has_its_number"),
            models.CheckConstraint(
                condition=Q(state="draft") | (~Q(owner="") & Q(due_on__isnull=False)),
                name="ready_action_has_an_owner_and_a_day",
            ),
        ]
        indexes = [models.Index(fields=["plan", "due_on"], name="plan_actions_by_day")]

    def __str__(self) -> str:
        return f"action {self.number} of {self.plan_id}"


class ActionNews(models.Model):
    """How far an action has come, by what that is seen; and each time its day was moved, why."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="news")
    on = models.DateField()
    words = models.TextField()
    link = models.URLField(blank=True)
    was_due_on = models.DateField(null=True)
    due_on = models.DateField(null=True, help_text="The new day, where it was moved.")

    class Meta:
        indexes = [models.Index(fields=["action", "-on", "-id"], name="action_news_latest_first")]

    def __str__(self) -> str:
        return f"news {self.pk} of {self.action_id}"
