"""What somebody has answered so far, and which statements to put to them first."""

from django.db.models import Count, QuerySet

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.models import Person
from folkmoot.work.consultations.models import Consultation, Question, Response, Statement

MOST_STATEMENTS = 15


def questions_of(consultation: Consultation, *, is_short: bool = False) -> list[Question]:
    """Return what is asked, in order: all, or what the short form asks. One query."""
    found = consultation.questions.order_by("number")
    return [one for one in found if one.is_short] if is_short else list(found)


def response_of(consultation: Consultation, organisation: Organisation) -> Response | None:
    """Return what an organisation answered or began to answer. Three queries."""
    return with_answers(
        consultation.responses.filter(
            organisation=organisation, answers_as=Response.As.ORGANISATION
        )
    ).first()


def response_of_person(consultation: Consultation, person: Person) -> Response | None:
    """Return what a person answered for themselves. Three queries."""
    return with_answers(
        consultation.responses.filter(person=person, answers_as=Response.As.PERSON)
    ).first()


def with_answers(found: QuerySet[Response]) -> QuerySet[Response]:
    """Return responses with what they say, the first begun first."""
    return (
        found.select_related("organisation", "forum")
        .prefetch_related("answers", "stances")
        .order_by("begun_at", "pk")
    )


def statements_for(consultation: Consultation, response: Response | None) -> list[Statement]:
    """
    Return the statements to put to somebody: those they voted on, then those seen least.

    What few have voted on comes first, so that what a quiet voice offered is seen as much as the
    rest. Fifteen at most, so that nobody is asked for an hour. Two queries.
    """
    voted = {one.statement_id for one in response.stances.all()} if response else set()
    shown = consultation.statements.filter(state=Statement.State.SHOWN)
    found: list[Statement] = []
    found += shown.annotate(votes=Count("stances")).order_by("votes", "number")
    mine = [one for one in found if one.pk in voted]
    unseen = [one for one in found if one.pk not in voted]
    return sorted(mine, key=lambda one: one.number) + unseen[: max(0, MOST_STATEMENTS - len(mine))]


def waiting_statements(consultation: Consultation) -> list[Statement]:
    """Return the statements that wait to be looked at, the oldest first. One query."""
    waiting = consultation.statements.filter(state=Statement.State.WAITING)
    return list(waiting.select_related("offered_by").order_by("offered_at", "pk"))
