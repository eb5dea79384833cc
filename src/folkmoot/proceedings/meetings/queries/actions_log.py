"""The action log: what was undertaken, by whom, by when, and what became of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.proceedings.meetings.models import Action, Meeting
from folkmoot.proceedings.meetings.queries.clauses import clause_on
from folkmoot.proceedings.meetings.queries.sight import Sight
from folkmoot.rules.findings import Clause

OPEN = Q(done_on=None, dropped_on=None)
STATES = ("open", "overdue", "done", "dropped", "all")
LOG = "action-log"


def log_clause(assembly: Assembly, *, on: date) -> Clause | None:
    """Return the clause that puts the action log on every agenda, or None. One query."""
    return clause_on(assembly, LOG, on=on)


def actions_of(assembly: Assembly, *, on: date) -> QuerySet[Any]:
    """
    Return every action of an assembly's forums: the open ones first, the longest due first.

    Each knows whether it `is_overdue`, and whether the person it names still acts for its
    owner (`has_person`): one that names nobody stays with the organisation. One query.
    """
    acting = Authority.objects.standing_on(on).filter(
        person=OuterRef("person"), organisation=OuterRef("organisation")
    )
    found = Action.objects.filter(forum__assembly=assembly).annotate(
        is_open=Case(
            When(OPEN, then=Value(True)), default=Value(False), output_field=BooleanField()
        ),
        is_overdue=Case(
            When(OPEN & Q(due_on__lt=on), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
        has_person=Exists(acting),
    )
    fetched = found.select_related("forum", "organisation", "person", "item", "meeting")
    return fetched.order_by("-is_open", F("due_on").asc(nulls_last=True), "number", "pk")


def open_actions(forum: Forum, *, on: date) -> QuerySet[Any]:
    """
    Return what is still to be done for a forum, the longest due first. One query.

    This is what stands under the action log of its next agenda; narrow it with
    `readable_actions` before somebody reads it.
    """
    return actions_of(forum.assembly, on=on).filter(OPEN, forum=forum)


def readable_actions(actions: QuerySet[Any], sight: Sight) -> QuerySet[Any]:
    """
    Narrow actions to those that somebody may read. No query of its own.

    Those of an item follow the item; the others are for members. The public reads those of
    public items, once the notes are approved.
    """
    of_items = Q(item__visibility__in=sight.levels) & ~Q(item__in=sight.left)
    if sight.is_member:
        return actions.filter(Q(item=None) | of_items)
    return actions.filter(of_items, item__isnull=False, meeting__notes_approved_at__isnull=False)


def in_state(actions: QuerySet[Any], state: str, *, on: date) -> QuerySet[Any]:
    """Narrow actions to those that stand in a way: open, overdue, done, dropped or all."""
    return actions.filter(
        {
            "open": OPEN,
            "overdue": OPEN & Q(due_on__lt=on),
            "done": Q(done_on__isnull=False),
            "dropped": Q(dropped_on__isnull=False),
        }.get(state, Q())
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How many actions of a forum are open, overdue, and were closed in the last year."""

    forum: Forum
    open: int
    overdue: int
    done: int
    dropped: int


def numbers_by_forum(assembly: Assembly, *, on: date) -> list[Numbers]:
    """Return how the actions of each forum stand, by its name, where it has any. One query."""
    year = on - timedelta(days=365)
    counted = Forum.objects.filter(assembly=assembly, actions__isnull=False).annotate(
        open=Count("actions", Q(actions__done_on=None, actions__dropped_on=None)),
        overdue=Count(
            "actions",
            Q(actions__done_on=None, actions__dropped_on=None, actions__due_on__lt=on),
        ),
        done=Count("actions", Q(actions__done_on__gte=year)),
        dropped=Count("actions", Q(actions__dropped_on__gte=year)),
    )
    return [
        Numbers(
            forum=forum,
            open=forum.open,
            overdue=forum.overdue,
            done=forum.done,
            dropped=forum.dropped,
        )
        for forum in counted.order_by("name", "pk")
    ]


def owners_of(assembly: Assembly, sight: Sight) -> QuerySet[Organisation]:
    """Return the organisations that own actions that somebody may read, by name. One query."""
    seen = readable_actions(Action.objects.filter(forum__assembly=assembly), sight)
    return Organisation.objects.filter(pk__in=seen.values("organisation_id")).order_by("name", "pk")


def action_named(assembly: Assembly, number: int) -> QuerySet[Any]:
    """Return the action with a key, and what its page tells of it. One query, or none."""
    return Action.objects.filter(forum__assembly=assembly, pk=number).select_related(
        "forum__assembly", "organisation", "person", "item", "meeting__assembly"
    )


def open_actions_of(organisation: Organisation) -> list[Action]:
    """Return what an organisation still has to do, in every assembly. One query."""
    found = Action.objects.filter(OPEN, organisation=organisation)
    fetched = found.select_related("forum__assembly", "organisation", "meeting")
    return list(fetched.order_by("pk"))


def actions_agreed_in(meeting: Meeting) -> list[Action]:
    """Return the actions that a meeting agreed, in the order of their numbers. One query."""
    found = Action.objects.filter(meeting=meeting).select_related("organisation", "item")
    return list(found.order_by("number", "pk"))
