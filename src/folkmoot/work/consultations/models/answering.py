"""What is kept of what somebody answered: by which way, as what, and word for word."""

from django.db import models
from django.db.models import Q

from folkmoot.work.consultations.models.asking import Question, Statement
from folkmoot.work.consultations.models.planning import Consultation


class Response(models.Model):
    """
    What one organisation, one person or one group answered, until the close as often changed.

    An organisation has one, by whichever way it comes, so that it counts once.
    """

    class As(models.TextChoices):
        ORGANISATION = "organisation", "an organisation"
        PERSON = "person", "a person with experience of it"
        GROUP = "group", "a group that talked it over"
        EMPLOYEE = "employee", "an employee of the body that asks"

    class Channel(models.TextChoices):
        WEB = "web", "on this site"
        LINK = "link", "by the link of a letter"
        PHONE = "phone", "by phone"
        PAPER = "paper", "on paper"
        ROOM = "room", "at a meeting"
        VOICE = "voice", "by voice message"
        EMAIL = "email", "by e-mail"

    class State(models.TextChoices):
        DRAFT = "draft", "a draft"
        SENT = "sent", "sent"
        WITHDRAWN = "withdrawn", "taken back"

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="responses"
    )
    answers_as = models.CharField(max_length=15, choices=As)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="consultation_responses",
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, null=True, related_name="+")
    present = models.PositiveSmallIntegerField(null=True, help_text="How many talked it over.")
    held_on = models.DateField(null=True)
    channel = models.CharField(max_length=10, choices=Channel)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    receipt = models.CharField(max_length=12, unique=True)
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    signed_off_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_down_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    size_band = models.CharField(max_length=10, blank=True, help_text="As it was when sent.")
    place = models.CharField(max_length=40, blank=True, help_text="The code of its first district.")
    themes = models.JSONField(default=list)
    communities = models.JSONField(default=list)
    rating = models.PositiveSmallIntegerField(null=True, help_text="How it was asked: 1 to 5.")
    rating_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "organisation"],
                condition=Q(answers_as="organisation"),
                name="organisation_answers_a_consultation_once",
            ),
            models.UniqueConstraint(
                fields=["consultation", "person"],
                condition=Q(answers_as="person", person__isnull=False),
                name="person_answers_a_consultation_once",
            ),
            models.CheckConstraint(
                condition=~Q(answers_as="organisation") | Q(organisation__isnull=False),
                name="response_of_an_organisation_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
                name="sent_response_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["consultation", "state", "answers_as"], name="responses_by_state")
        ]

    def __str__(self) -> str:
        return f"response {self.pk} to {self.consultation_id}"


class Answer(models.Model):
    """What a response says to one question."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    value = models.JSONField(null=True, help_text="A number, an option, or several in order.")
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question"], name="response_answers_a_question_once"
            )
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Stance(models.Model):
    """What a response thinks of a statement: agree 1, pass 0, disagree -1."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="stances")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="stances")
    value = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "statement"], name="response_votes_on_a_statement_once"
            ),
            models.CheckConstraint(
                condition=Q(value__in=(-1, 0, 1)), name="stance_is_one_of_three"
            ),
        ]

    def __str__(self) -> str:
        return f"stance {self.pk}"


class Reached(models.Model):
    """That somebody went to an organisation that had not answered, and how."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="reached")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    how = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["consultation", "organisation"], name="reached_by_whom")]

    def __str__(self) -> str:
        return f"{self.organisation_id} reached for {self.consultation_id}"
