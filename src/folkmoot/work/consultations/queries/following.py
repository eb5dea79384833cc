"""What was done with what people said, whose answer is overdue, and how asking gets better."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Avg, Count, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.reckoning.texts import grouped
from folkmoot.rules.obligations import Obligation
from folkmoot.work.consultations.models import (
    Answer,
    Consultation,
    FollowUp,
    Heading,
    MethodChange,
    Point,
    Question,
    Response,
    Statement,
)
from folkmoot.work.consultations.queries.planning import book_of, feedback_due, standing


def points_of(consultation: Consultation) -> list[Point]:
    """Return the main points, in order, each with how far it has come. Two queries."""
    latest = FollowUp.objects.order_by("-at", "-pk")
    found = consultation.points.select_related("heading")
    return list(found.prefetch_related(Prefetch("follow_ups", latest)).order_by("number"))


@dataclass(frozen=True, slots=True)
class Texts:
    """
    What was answered to one question in words.

    :param headings: the officers' own, each with its answers.
    :param terms: groups of those under no heading, by the term they share.
    :param rest: those under no heading and in no group.
    """

    question: Question
    headings: list[tuple[Heading, list[Answer]]]
    terms: list[tuple[str, list[Answer]]]
    rest: list[Answer]
    count: int


def texts_of(consultation: Consultation) -> list[Texts]:
    """Return the answers in words, grouped. Six queries, however many answers."""
    headings = {one.pk: one for one in consultation.headings.order_by("name", "pk")}
    answers = (
        Answer.objects.filter(
            question__consultation=consultation, response__state=Response.State.SENT
        )
        .exclude(words="")
        .select_related("response")
        .prefetch_related("filed")
        .order_by("response__sent_at", "pk")
    )
    by_question: dict[int, list[Answer]] = {}
    for answer in answers:
        by_question.setdefault(answer.question_id, []).append(answer)
    found = []
    for question in consultation.questions.order_by("number"):
        said = by_question.get(question.pk, [])
        if not said:
            continue
        under: dict[int, list[Answer]] = {}
        loose: dict[int, Answer] = {}
        for answer in said:
            keys = [one.heading_id for one in answer.filed.all()]
            for key in keys:
                under.setdefault(key, []).append(answer)
            if not keys:
                loose[answer.pk] = answer
        terms = grouped({key: answer.words for key, answer in loose.items()})
        grouped_terms = [(one.term, [loose.pop(key) for key in one.texts]) for one in terms]
        found.append(
            Texts(
                question,
                [(headings[key], under[key]) for key in headings if key in under],
                grouped_terms,
                list(loose.values()),
                len(said),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Method:
    """How asking was rated, by what depth, and what was changed for it."""

    rated: list[Consultation]
    changes: list[MethodChange]
    by_kind: list[tuple[str, int]]
    by_depth: list[tuple[str, int]]
    by_direction: list[tuple[str, int]]
    by_level: list[tuple[str, int]]
    year: int


def method_of(assembly: Assembly, *, year: int) -> Method:
    """
    Return how views were asked for in a year: consultations and other engagement apart. Three
    queries.
    """
    sent = Q(responses__state=Response.State.SENT, responses__rating__isnull=False)
    published = Consultation.objects.filter(
        assembly=assembly, published_at__isnull=False, withdrawn_at=None, opens_on__year=year
    ).annotate(
        **{
            "rating": Avg("responses__rating", filter=sent),
            "ratings": Count("responses", filter=sent),
        }
    )
    found = list(published.order_by("opens_on", "pk"))

    def counted(name: str, choices: list[tuple[str, str]]) -> list[tuple[str, int]]:
        number = Counter(getattr(one, name) for one in found)
        return [(str(label), number[value]) for value, label in choices]

    changes = assembly.method_changes.select_related("learned_from")
    return Method(
        found,
        list(changes.filter(made_at__year=year).order_by("-made_at", "-pk")),
        counted("kind", Consultation.Kind.choices),
        counted("depth", Consultation.Depth.choices),
        counted("direction", Consultation.Direction.choices),
        counted("level", Consultation.Level.choices),
        year,
    )


def obligations_of_consultations(
    assembly: Assembly, *, on: date, is_open: bool = False
) -> list[Obligation]:
    """Return by when people are told what came of what they said. Three queries."""
    closed = Consultation.objects.filter(
        assembly=assembly,
        published_at__isnull=False,
        closes_on__lt=on,
        withdrawn_at=None,
        kind=Consultation.Kind.CONSULTATION,
    )
    if is_open:
        closed = closed.filter(answered_on=None)
    found = []
    for one in closed.select_related("assembly").order_by("closes_on", "pk"):
        due = feedback_due(one, book_of(one, on=on))
        if due is not None:
            found.append(
                Obligation(
                    what=_("Publish what was said to %(title)s and what was done with it")
                    % {"title": one.title},
                    who=one.owner_name,
                    clause=due[1],
                    due_on=due[0],
                    done_on=one.answered_on,
                )
            )
    return found


def waiting_in_consultations(
    organisation: Organisation | None, assembly: Assembly, *, at: datetime, person: Person
) -> list[DeskItem]:
    """Return what waits: to be answered, to be closed, statements to look at. Five queries at most."""
    on = day_in(assembly, at=at)
    going = Consultation.objects.filter(
        assembly=assembly,
        published_at__isnull=False,
        closed_at=None,
        withdrawn_at=None,
        opens_on__lte=on,
    )
    found = list(going.select_related("owner").order_by("closes_on", "pk"))
    items = []
    answered: set[int] = set()
    if organisation is not None and found:
        answered = set(
            organisation.consultation_responses.filter(
                consultation__in=found, state=Response.State.SENT
            ).values_list("consultation_id", flat=True)
        )
    offered = dict(
        Statement.objects.filter(consultation__in=found, state=Statement.State.WAITING)
        .values_list("consultation")
        .annotate(number=Count("pk"))
        .order_by("consultation")
    )
    runs_all = bool(found) and is_officer(person, assembly, on=on)
    for one in found:
        is_owner = organisation is not None and one.owner_id == organisation.pk
        runs = runs_all or is_owner or one.entered_by_id == person.pk
        url = reverse("consultations:consultation", args=[assembly, one.reference])
        state = standing(one, on=on)
        if state == "open" and organisation is not None and one.pk not in answered:
            items.append(
                DeskItem(
                    verb_phrase=_("Answer: %(title)s") % {"title": one.title},
                    due=one.closes_on,
                    minutes=one.minutes_short,
                    url=reverse("consultations:answer", args=[assembly, one.reference]),
                )
            )
        if runs and state == "to close":
            items.append(
                DeskItem(
                    verb_phrase=_("Close: %(title)s") % {"title": one.title},
                    due=one.closes_on,
                    minutes=10,
                    url=reverse("consultations:close", args=[assembly, one.reference]),
                )
            )
        waiting = offered.get(one.pk, 0)
        if runs and waiting:
            items.append(
                DeskItem(
                    verb_phrase=_("Look at the statements offered: %(title)s")
                    % {"title": one.title},
                    due=one.closes_on,
                    minutes=waiting,
                    url=url,
                )
            )
    return items
