"""What forums send each other: the list, sending, answering."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries import live_forums
from folkmoot.ground import doing
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.ground.words import as_html
from folkmoot.proceedings.meetings.actions.referrals import (
    answer_referral,
    send_referral,
    send_through_representative,
)
from folkmoot.proceedings.meetings.forms.papers import (
    AnswerReferral,
    Refer,
    ThroughRepresentative,
)
from folkmoot.proceedings.meetings.models import AgendaItem, Referral
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.permits.agenda import may_answer, require_not_left
from folkmoot.proceedings.meetings.queries.arranging import forums_to_arrange
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.referrals import (
    may_read,
    one_referral,
    referrals_in,
    referrals_of,
)
from folkmoot.proceedings.meetings.queries.sight import Sight, sight_of
from folkmoot.proceedings.meetings.views.seeing import crumbs, one_item, one_meeting, title
from folkmoot.rules.findings import Refusal

ASKED = ("GET", "POST")
A_PAGE = 25


def _member_sight(request: SignedIn, assembly: Assembly) -> Sight:
    """:raises Refusal: unless the person acts for a member, or holds a post."""
    sight = sight_of(request.user, assembly, at=timezone.now())
    if not sight.is_member:
        who = _("somebody who acts for a member of this assembly")
        raise Refusal("not-permitted", None, {"who": who})
    return sight


@open_to(KNOWN)
def referrals(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show members what forums sent each other, with the answers, the latest first."""
    sight, at = _member_sight(request, assembly), timezone.now()
    slug = request.GET.get("forum", "")
    forum = Forum.objects.filter(assembly=assembly, slug=slug).order_by("pk").first()
    found = referrals_of(forum) if forum is not None else referrals_in(assembly)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    given = {
        "page_obj": page,
        "rows": [(referral, may_read(referral, sight)) for referral in page],
        "forum": forum,
        "forums": live_forums(assembly, on=day_of(assembly, at)),
        "may_send": bool(forums_to_arrange(assembly, request.user, at=at)),
    }
    return render(request, "meetings/referrals.html", given)


@open_to(KNOWN)
def referral(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Show what one forum sent another, and its answer."""
    found = _readable(request, assembly, number)
    given: dict[str, Any] = {
        "referral": found,
        "text": as_html(found.text, under=1),
        "answer": as_html(found.answer),
        "may_answer": found.answered_at is None
        and may_answer(request.user, found, at=timezone.now()),
    }
    return render(request, "meetings/referral.html", given)


def _readable(request: SignedIn, assembly: Assembly, number: int) -> Referral:
    found = get_object_or_404(one_referral(assembly, number))
    sight = sight_of(request.user, assembly, at=timezone.now())
    if found.representative_id != request.user.pk and not may_read(found, sight):
        raise Http404
    return found


@open_to(KNOWN, methods=ASKED)
def send(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Ask what a forum sends to another, and send it."""
    own = _own_forums(request, assembly)
    return _send(request, assembly, own=own, item=None)


@open_to(KNOWN, methods=ASKED)
def send_from_item(
    request: SignedIn, assembly: Assembly, reference: str, number: int
) -> HttpResponse:
    """Ask what a forum sends on from one of its items, and send it."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    require_may_arrange(request.user, meeting.forum, at=at)
    item = one_item(meeting, number)
    require_not_left(request.user, item, at=at)
    own = Forum.objects.filter(pk=meeting.forum_id).order_by("pk")
    return _send(request, assembly, own=own, item=item)


def _send(
    request: SignedIn, assembly: Assembly, *, own: QuerySet[Forum], item: AgendaItem | None
) -> HttpResponse:
    others = live_forums(assembly, on=day_of(assembly, timezone.now()))
    if item is not None:
        others = others.exclude(pk=item.meeting.forum_id)
    form = Refer(
        posted(request),
        own=own,
        others=others,
        item=item,
        initial={"title": item.title if item is not None else ""},
    )
    home = reverse("meetings:referrals", args=[assembly])
    return doing.act(
        request,
        form=form,
        do=lambda: send_referral(
            from_forum=form.cleaned_data.get("from_forum") or item.meeting.forum,  # type: ignore[union-attr]  # one of the two is there
            to_forum=form.cleaned_data["to_forum"],
            kind=form.cleaned_data["kind"],
            title=form.cleaned_data["title"],
            text=form.cleaned_data["text"],
            from_item=item,
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Send something to another forum"),
        button=_("Send it"),
        done=_("It is sent, and stands on that forum's next agenda until it is answered."),
        to=lambda made: ("meetings:referral", assembly.slug, made.pk),
        lead=_(
            "It stands under a standing item of their next agenda. The answer comes back to yours."
        ),
        caption=title(item.meeting) if item is not None else "",
        crumbs=crumbs(item.meeting) if item is not None else [(_("Between forums"), home)],
        back=home,
    )


def _own_forums(request: SignedIn, assembly: Assembly) -> QuerySet[Forum]:
    """
    Return the forums whose meetings the person arranges, by name.

    :raises Refusal: if there is none.
    """
    own = forums_to_arrange(assembly, request.user, at=timezone.now())
    if not own:
        who = _("the chair or vice-chair of a forum, or a support officer,")
        raise Refusal("not-permitted", None, {"who": who})
    return Forum.objects.filter(pk__in=[forum.pk for forum in own]).order_by("name", "pk")


@open_to(KNOWN, methods=ASKED)
def through(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Ask what passes between a forum and its representative on an outside body, and pass it."""
    _member_sight(request, assembly)
    forums = live_forums(assembly, on=day_of(assembly, timezone.now()))
    form = ThroughRepresentative(
        posted(request), forums=forums, initial={"email": request.user.email}
    )
    home = reverse("meetings:referrals", args=[assembly])
    return doing.act(
        request,
        form=form,
        do=lambda: send_through_representative(
            forum=form.cleaned_data["forum"],
            representative=form.cleaned_data["email"],
            representative_on=form.cleaned_data["representative_on"],
            is_for_representative=form.cleaned_data["way"] == ThroughRepresentative.TO,
            title=form.cleaned_data["title"],
            text=form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Feedback from or to a representative"),
        button=_("Pass it on"),
        done=_("It is passed on."),
        to=lambda made: ("meetings:referral", assembly.slug, made.pk),
        lead=_("It stands under the representatives' item of the forum's next agenda."),
        crumbs=[(_("Between forums"), home)],
        back=home,
    )


@open_to(KNOWN, methods=ASKED)
def answer(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Ask for the answer to what was sent, and let it return."""
    found, at = _readable(request, assembly, number), timezone.now()
    if not may_answer(request.user, found, at=at):
        require_may_arrange(request.user, found.to_forum, at=at)
    form = AnswerReferral(posted(request), is_question=found.kind == Referral.Kind.CONSENSUS)
    agreed = {"yes": True, "no": False}
    home = reverse("meetings:referral", args=[assembly, found.pk])
    return doing.act(
        request,
        form=form,
        do=lambda: answer_referral(
            referral=found,
            answer=form.cleaned_data["answer"],
            agreed=agreed.get(form.cleaned_data.get("agreed", "")),
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Answer what was sent"),
        button=_("Answer it"),
        done=_("The answer goes back to whoever sent it."),
        to=("meetings:referral", assembly.slug, number),
        facts=[(_("From"), found.from_forum.name), (_("About"), found.title)],
        crumbs=[(found.title, home)],
        back=home,
    )
