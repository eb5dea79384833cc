"""How a forum comes to be, is looked at again, and ends."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import officers
from folkmoot.body.forums.actions.rulings import (
    require_administration,
    require_approvals,
    require_parts,
)
from folkmoot.body.forums.events import (
    AdministrationAccepted,
    ForumApproved,
    ForumClosed,
    ForumPlaced,
    ForumProposed,
    ForumRecognised,
    ForumReviewed,
)
from folkmoot.body.forums.models import Approval, Forum, Office
from folkmoot.body.forums.permits import (
    require_may_answer_for,
    require_may_approve,
    require_may_keep,
    require_may_propose,
)
from folkmoot.body.forums.queries import clause_of, people_of, state_of
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal
from folkmoot.rules.periods import local_day

RESERVED = {"appendix", "group", "import", "interim", "propose", "routes", "speaks", "structure"}
UNCHAIRED = {Forum.Kind.HUB, Forum.Kind.NETWORK, Forum.Kind.PARTNERSHIP}
PARTED = {Forum.Kind.TASK, Forum.Kind.JOINT}


def day_of(assembly: Assembly, at: datetime) -> date:
    """Return the day of a moment on an assembly's own clock."""
    return local_day(at, ZoneInfo(assembly.time_zone))


@transaction.atomic
def propose_forum(
    *,
    assembly: Assembly,
    name: str,
    kind: str,
    description: str = "",
    intended_for: str = "",
    not_for: str = "",
    faces: str = "",
    grew_from: str = "",
    is_system_wide: bool = False,
    parents: Iterable[Forum] = (),
    areas: Iterable[Area] = (),
    review_on: date | None = None,
    by: Person,
    at: datetime,
) -> Forum:
    """
    Put a forum on the register as a draft, with its offices.

    It stays a draft until its administration is accepted and it is recognised.

    :raises Refusal: if `by` may not propose it, its name is taken, or it lacks a part
        that the agreement asks of its kind.
    """
    on, above, places = day_of(assembly, at), list(parents), list(areas)
    require_may_propose(by, assembly, above, on=on)
    slug = slugify(name)[:100].strip("-")
    if not slug or slug in RESERVED or Forum.objects.filter(assembly=assembly, slug=slug).exists():
        raise Refusal("forum-name-taken", None, {"name": name})
    forum = Forum.objects.create(
        assembly=assembly,
        slug=slug,
        name=name.strip(),
        kind=kind,
        description=description.strip(),
        intended_for=intended_for.strip(),
        not_for=not_for.strip(),
        faces=faces.strip(),
        grew_from=grew_from.strip(),
        is_system_wide=is_system_wide,
        review_on=review_on,
        proposed_on=on,
    )
    forum.parents.set(above)
    forum.areas.set(places)
    clause = require_parts(forum, on=on)
    open_offices(forum)
    event = ForumProposed(
        forum=slug,
        name=forum.name,
        kind=forum.get_kind_display(),
        parents=[parent.name for parent in above],
        areas=[area.name for area in places],
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    tell(officers(assembly, on=on), event, assembly=assembly.slug, at=at)
    return forum


def open_offices(forum: Forum) -> None:
    """Give a forum the offices of its kind; those it has are left as they are."""
    roles = [] if forum.kind in UNCHAIRED else [Office.Role.CHAIR, Office.Role.VICE_CHAIR]
    if forum.kind == Forum.Kind.BOARD:
        roles.append(Office.Role.BOARD_MEMBER)
    for role in roles:
        Office.objects.get_or_create(forum=forum, role=role)


@transaction.atomic
def accept_administration(
    *, forum: Forum, body: Organisation, officer_name: str, by: Person, at: datetime
) -> Forum:
    """
    Have a support body take on a forum's administration.

    :raises Refusal: if `by` may not answer for the body, or the agreement does not give
        the task to it.
    """
    assembly = forum.assembly
    on = day_of(assembly, at)
    require_may_answer_for(by, assembly, body, on=on)
    _require_not_closed(forum, on=on)
    clause = require_administration(forum, body, on=on)
    forum.support_organisation = body
    forum.support_officer_name = officer_name.strip()
    forum.support_is_to_be_confirmed, forum.support_as_written = False, ""
    forum.administration_accepted_on = on
    forum.save()
    event = AdministrationAccepted(
        forum=forum.slug, name=forum.name, body=body.name, officer=officer_name.strip()
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause, acting=body.name)
    tell(officers(assembly, on=on), event, assembly=assembly.slug, at=at)
    return forum


@transaction.atomic
def approve_forum(*, forum: Forum, by_forum: Forum, by: Person, at: datetime) -> Approval:
    """
    Record that a local forum or the co-ordination group agrees to a forum for the whole area.

    Approving twice is approving once.

    :raises Refusal: if `by` may not speak for that forum, it has no say, or the forum
        is no draft.
    """
    assembly = forum.assembly
    on = day_of(assembly, at)
    require_may_approve(by, by_forum, on=on)
    has_say = by_forum.kind in (Forum.Kind.LOCAL, Forum.Kind.COORDINATION)
    is_live = state_of(by_forum, on=on) in ("recognised", "under review")
    clause = clause_of(assembly, "approval.group", on=on)
    if not has_say or not is_live or by_forum.assembly_id != forum.assembly_id:
        raise Refusal("approver-has-no-say", clause, {"approver": by_forum.name})
    _require_draft(forum, on=on)
    approval, is_new = Approval.objects.get_or_create(
        forum=forum, by_forum=by_forum, defaults={"on": on}
    )
    if is_new:
        event = ForumApproved(forum=forum.slug, name=forum.name, approved_by=by_forum.name)
        record(event, assembly=assembly.slug, by=by, at=at, under=clause, acting=by_forum.name)
        tell(officers(assembly, on=on), event, assembly=assembly.slug, at=at)
    return approval


@transaction.atomic
@recording_last()
def recognise_forum(*, forum: Forum, by: Person, at: datetime) -> Forum:
    """
    Bring a draft to life as a recognised forum, from today.

    :raises Refusal: if `by` is no support officer, it is no draft, nobody runs its
        administration, it lacks a part of its kind, there would be too many local forums,
        or an approval for a forum of the whole area is missing.
    """
    assembly = forum.assembly
    on = day_of(assembly, at)
    require_officer(by, assembly, on=on)
    _require_draft(forum, on=on)
    clause = require_administration(forum, forum.support_organisation, on=on)
    clause = require_parts(forum, on=on) or clause
    clause = require_approvals(forum, on=on) or clause
    forum.recognised_on = on
    forum.save(update_fields=["recognised_on"])
    event = ForumRecognised(forum=forum.slug, name=forum.name, kind=forum.get_kind_display())
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    tell(officers(assembly, on=on), event, assembly=assembly.slug, at=at)
    publish(event, about=forum, by=by, at=at)
    return forum


@transaction.atomic
def review_forum(
    *, forum: Forum, found: str, next_review_on: date, by: Person, at: datetime
) -> Forum:
    """
    Record that a forum was looked at and goes on, until a day ahead.

    :raises Refusal: if `by` may not, or the next day is not ahead.
    """
    on = day_of(forum.assembly, at)
    require_may_keep(by, forum, on=on)
    _require_not_closed(forum, on=on)
    if next_review_on <= on:
        raise Refusal("review-not-ahead", None, {"on": on})
    forum.review_on = next_review_on
    forum.save(update_fields=["review_on"])
    event = ForumReviewed(
        forum=forum.slug, name=forum.name, review_on=next_review_on, found=found.strip()
    )
    clause = clause_of(forum.assembly, "task_group.parts", on=on)
    record(event, assembly=forum.assembly.slug, by=by, at=at, under=clause)
    return forum


@transaction.atomic
@recording_last()
def close_forum(*, forum: Forum, report: str, by: Person, at: datetime) -> Forum:
    """
    Close a forum from today, with its final report back to those it belonged to.

    :raises Refusal: if `by` may not, it is closed already, or there is no report.
    """
    on = day_of(forum.assembly, at)
    require_may_keep(by, forum, on=on)
    _require_not_closed(forum, on=on)
    clause = clause_of(forum.assembly, "task_group.parts", on=on)
    if not report.strip():
        raise Refusal("report-missing", clause, {"forum": forum.name})
    members = people_of(forum, on=on)
    forum.closed_on, forum.closing_report = on, report.strip()
    forum.save(update_fields=["closed_on", "closing_report"])
    event = ForumClosed(forum=forum.slug, name=forum.name, report=forum.closing_report)
    record(event, assembly=forum.assembly.slug, by=by, at=at, under=clause)
    tell(members, event, assembly=forum.assembly.slug, at=at)
    publish(event, about=forum, by=by, at=at)
    return forum


@transaction.atomic
def place_forum(*, forum: Forum, areas: Iterable[Area], by: Person, at: datetime) -> Forum:
    """
    Tie a forum to other areas than it served.

    :raises Refusal: if `by` is no support officer.
    """
    on, places = day_of(forum.assembly, at), list(areas)
    require_officer(by, forum.assembly, on=on)
    _require_not_closed(forum, on=on)
    before = sorted(area.name for area in forum.areas.all())
    after = sorted(area.name for area in places)
    if before == after:
        return forum
    forum.areas.set(places)
    event = ForumPlaced(forum=forum.slug, name=forum.name, areas=after, before=before)
    clause = clause_of(forum.assembly, "forums.local", on=on)
    record(event, assembly=forum.assembly.slug, by=by, at=at, under=clause)
    return forum


def _require_draft(forum: Forum, *, on: date) -> None:
    if state_of(forum, on=on) != "draft":
        raise Refusal("forum-not-a-draft", None, {"forum": forum.name})


def _require_not_closed(forum: Forum, *, on: date) -> None:
    if state_of(forum, on=on) == "closed":
        raise Refusal("forum-not-live", None, {"forum": forum.name, "on": on})
