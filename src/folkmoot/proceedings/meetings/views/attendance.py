"""Who comes, who is there, and who came over a year."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import factor_step
from folkmoot.body.forums.models import Forum
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import EVERYONE, SIGNED_IN, Request, SignedIn, open_to, send_on
from folkmoot.ground.people.models import Person
from folkmoot.ground.people.queries import with_email
from folkmoot.ground.tables import csv_file
from folkmoot.proceedings.meetings.actions.check_in import check_in_somebody, come_back, go_out
from folkmoot.proceedings.meetings.actions.coming import say_coming, send_apologies
from folkmoot.proceedings.meetings.forms.people import EnterSomebody
from folkmoot.proceedings.meetings.models import Attendance, Meeting, Mode
from folkmoot.proceedings.meetings.permits import may_arrange, require_may_arrange
from folkmoot.proceedings.meetings.queries.absences import away_without_a_word
from folkmoot.proceedings.meetings.queries.attendance import (
    Report,
    attendance_report,
    attendances_of,
    bodies_at,
    members_of_interest,
    people_to_expect,
)
from folkmoot.proceedings.meetings.queries.chairs import chair_in_the_group
from folkmoot.proceedings.meetings.queries.clauses import clause_here, clause_named
from folkmoot.proceedings.meetings.queries.coming import (
    check_in_opens_at,
    coming,
    deputies_asked,
)
from folkmoot.proceedings.meetings.queries.lists import forums_that_met
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of, title_of
from folkmoot.proceedings.meetings.queries.sight import Sight, sight_of
from folkmoot.proceedings.meetings.views.audiences import ARRANGERS
from folkmoot.proceedings.meetings.views.people import ASKED, act
from folkmoot.proceedings.meetings.views.seeing import one_meeting

A_PAGE = 25


def looks_after(request: Request, meeting: Meeting) -> bool:
    """Test whether somebody is looking who looks after a meeting, with their second factor."""
    person = request.user
    return (
        isinstance(person, Person)
        and may_arrange(person, meeting.forum, at=timezone.now())
        and factor_step(request) is None
    )


@open_to(EVERYONE)
def who(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show who comes or was there: organisations to all, names to members, needs to few."""
    if step := factor_step(request):
        return redirect(step)
    meeting, at = one_meeting(assembly, reference), timezone.now()
    sight = sight_of(request.user, assembly, at=at)
    keeps = looks_after(request, meeting)
    named = request.GET.get("named", "").strip()[:100]
    given: dict[str, Any] = {
        "meeting": meeting,
        "title": title_of(meeting),
        "coming": coming(meeting, sight=sight, at=at),
        "keeps": keeps,
        "named": named,
        "is_member": sight.is_member,
        "is_over": meeting.closed_at is not None,
        "clause": clause_here(meeting, "attendance", at=at),
    }
    if sight.is_member or keeps:
        rows = Paginator(attendances_of(meeting, named=named), A_PAGE)
        given["page_obj"] = rows.get_page(request.GET.get("page"))
    else:
        given["bodies"] = bodies_at(meeting) if meeting.closed_at is not None else []
    if sight.is_member and meeting.closed_at is not None:
        given["away"] = [one.membership.organisation.name for one in away_without_a_word(meeting)]
    if keeps:
        expected = Paginator(people_to_expect(meeting, at=at, named=named), A_PAGE)
        given |= {
            "expected": expected.get_page(request.GET.get("more")),
            "deputies": deputies_asked(meeting),
            "is_open": meeting.closed_at is None and check_in_opens_at(meeting) <= at,
            "opens_at": check_in_opens_at(meeting),
            "modes": [(mode.value, mode.label) for mode in Mode],
        }
    return render(request, "meetings/who.html", given)


@open_to(ARRANGERS, methods=ASKED)
def enter(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Enter somebody: they rang, wrote, or stand at the door; with an account or without."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    require_may_arrange(request.user, meeting.forum, at=at)
    is_open = meeting.closed_at is None and check_in_opens_at(meeting) <= at
    form = EnterSomebody(posted(request), bodies=members_of_interest(meeting), is_open=is_open)

    def put_down() -> Attendance:
        typed = form.cleaned_data
        whose: dict[str, Any] = {
            "meeting": meeting,
            "person": with_email(typed["email"]) if typed["email"] else None,
            "name": typed["name"],
            "organisation": form.body,
            "by": request.user,
            "at": timezone.now(),
        }
        is_deputy = typed["part"] == "deputy"
        if typed["says"] == "present":
            return check_in_somebody(**whose, mode=typed["mode"], is_deputy=is_deputy)
        if typed["says"] == "apology":
            return send_apologies(**whose, words=typed["needs"], channel=typed["channel"])
        return say_coming(
            **whose,
            mode=typed["mode"],
            needs=typed["needs"],
            is_deputy=is_deputy,
            channel=typed["channel"],
        )

    return act(
        request,
        meeting,
        form=form,
        do=put_down,
        heading=_("Enter somebody"),
        button=_("Put it down"),
        done=_("It is put down."),
        to=("meetings:who", assembly.slug, reference),
        clause=clause_here(meeting, "attendance", at=at),
    )


@open_to(ARRANGERS, methods=("POST",))
def let_in(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Check in one of those who are expected, by one button."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    # The button carries the key of an authority: who, and for which organisation.
    key, mode = request.POST.get("who", ""), request.POST.get("mode", Mode.ROOM.value)
    expected = people_to_expect(meeting, at=at)
    authority = get_object_or_404(expected, pk=key if key.isdecimal() else 0)
    check_in_somebody(
        meeting=meeting,
        person=authority.person,
        name=authority.person.name or authority.person.email,
        organisation=authority.organisation,
        mode=mode if mode in Mode.values else Mode.ROOM.value,
        by=request.user,
        at=at,
    )
    return _back(request, assembly, reference)


@open_to(SIGNED_IN, methods=("POST",))
def move(
    request: SignedIn, assembly: Assembly, reference: str, number: int, deed: str
) -> HttpResponse:
    """Put down that somebody is there, has left, or is back, by one button."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    rows = meeting.attendances.select_related("person", "organisation", "meeting")
    attendance = get_object_or_404(rows, pk=number)
    if deed == "there":
        check_in_somebody(
            meeting=meeting,
            person=attendance.person,
            name=attendance.name,
            organisation=attendance.organisation,
            mode=attendance.mode,
            is_deputy=attendance.is_deputy,
            by=request.user,
            at=at,
        )
    elif deed == "out":
        go_out(attendance=attendance, by=request.user, at=at)
    elif deed == "back":
        come_back(attendance=attendance, by=request.user, at=at)
    else:
        raise Http404
    return _back(request, assembly, reference)


def _back(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    return send_on(request, "meetings:who", assembly.slug, reference)


def _asked(request: Request, assembly: Assembly) -> tuple[list[Forum], Forum | None]:
    """Return the forums to choose from and the one asked about: the first, unless one is named."""
    forums = forums_that_met(assembly)
    slug = request.GET.get("forum", "")
    chosen = next((forum for forum in forums if forum.slug == slug), None)
    return forums, chosen or (forums[0] if forums and not slug else None)


@open_to(EVERYONE)
def report(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how each member of a forum came to its meetings, over twelve months."""
    if step := factor_step(request):
        return redirect(step)
    at = timezone.now()
    forums, forum = _asked(request, assembly)
    if forum is None and forums:
        raise Http404
    sight, on = sight_of(request.user, assembly, at=at), day_of(assembly, at)
    given: dict[str, Any] = {"forums": forums, "forum": forum, "is_member": sight.is_member}
    book = book_for(assembly, on=on)
    clauses = (clause_named(book, key) for key in ("attendance", "deputies", "absence"))
    given["clauses"] = [clause for clause in clauses if clause is not None]
    if forum is not None:
        found = attendance_report(forum, on=on)
        given |= {
            "report": found,
            "in_group": chair_in_the_group(forum, on=on),
            "page_obj": Paginator(found.members, A_PAGE).get_page(request.GET.get("page")),
        }
        if sight.is_member:
            people = Paginator(found.people, A_PAGE)
            given["people"] = people.get_page(request.GET.get("people"))
    return render(request, "meetings/attendance.html", given)


@open_to(EVERYONE)
def report_csv(request: Request, assembly: Assembly) -> HttpResponse:
    """The same report, as a table to take away; persons for members alone."""
    if step := factor_step(request):
        return redirect(step)
    at = timezone.now()
    _forums, forum = _asked(request, assembly)
    if forum is None:
        raise Http404
    sight = sight_of(request.user, assembly, at=at)
    found = attendance_report(forum, on=day_of(assembly, at))
    if request.GET.get("of") == "people":
        if not sight.is_member:
            raise Http404
        return _people_sheet(assembly, found)
    return _members_sheet(assembly, found, sight)


def _members_sheet(assembly: Assembly, found: Report, sight: Sight) -> HttpResponse:
    head = [_("organisation"), _("class"), _("meetings"), _("present"), _("by deputy"),
            _("apologies"), _("without a word"), _("rate in per cent"),
            _("by the same person")]  # fmt: skip
    if sight.is_member:
        head.append(_("who"))
    rows = [
        [row.organisation, row.membership_class, row.meetings, row.present, row.deputy,
         row.apology, row.unexplained, row.rate,
         row.by_usual_person, *([row.usual_person] if sight.is_member else [])]
        for row in found.members
    ]  # fmt: skip
    return csv_file(f"{assembly.slug}-{found.forum.slug}-attendance", head, rows)


def _people_sheet(assembly: Assembly, found: Report) -> HttpResponse:
    head = [_("person"), _("organisation"), _("present"), _("as deputy"), _("apologies")]
    rows = [
        [row.name, row.organisation, row.present, row.deputy, row.apology] for row in found.people
    ]
    return csv_file(f"{assembly.slug}-{found.forum.slug}-people", head, rows)
