"""The meetings of a board: which, what was on the table, who came, and how early papers were."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.asking import SayWhy
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.ground.tables import csv_file
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.queries.standing import seats_of, standing_of
from folkmoot.proceedings.voice.actions import sittings as deeds
from folkmoot.proceedings.voice.forms.sittings import Meeting, Table
from folkmoot.proceedings.voice.models import Sitting
from folkmoot.proceedings.voice.permits import may_keep_sittings, require_may_keep_sittings
from folkmoot.proceedings.voice.queries import sittings as queries
from folkmoot.proceedings.voice.queries.clauses import clause_of
from folkmoot.proceedings.voice.queries.telling import told_of
from folkmoot.proceedings.voice.views.acts import (
    BOTH,
    board_page,
    one_board,
    one_sitting,
    sitting_page,
)

A_YEAR = timedelta(days=366)


@open_to(EVERYONE)
def board(request: Request, assembly: Assembly, body: str) -> HttpResponse:
    """Show the meetings of a board, with how early its papers were out."""
    at = timezone.now()
    on = day_of(assembly, at)
    found = one_board(assembly, body)
    page = Paginator(queries.sittings_of(found), 25).get_page(request.GET.get("page"))
    person = request.user if isinstance(request.user, Person) else None
    given = {
        "body": found,
        "page_obj": page,
        "rows": [(one, queries.lead_days(one)) for one in page],
        "lead": queries.lead_asked(assembly, on=on),
        "today": on,
        "standings": [
            standing_of(one, on=on) for one in seats_of(assembly, on=on).filter(body=found)
        ],
        "may_keep": person is not None and may_keep_sittings(person, found, at=at),
    }
    return render(request, "voice/board.html", given)


@open_to(EVERYONE)
def sitting(request: Request, assembly: Assembly, body: str, day: str) -> HttpResponse:
    """Show one meeting of a board: its papers, what was on the table, who came, what was told."""
    at = timezone.now()
    on = day_of(assembly, at)
    found = one_sitting(assembly, body, day)
    person = request.user if isinstance(request.user, Person) else None
    given: dict[str, Any] = {
        "sitting": found,
        "body": found.body,
        "lead_days": queries.lead_days(found),
        "lead": queries.lead_asked(assembly, on=on),
        "matters": list(found.matters.order_by("position")),
        "is_over": found.on <= on,
        "today": on,
        "told": told_of(found, on=on),
        "calls": list(found.calls.order_by("closes_at", "pk")),
        "may_keep": person is not None and may_keep_sittings(person, found.body, at=at),
        "person": person,
    }
    return render(request, "voice/sitting.html", given)


@open_to(KNOWN, methods=BOTH)
def enter(request: SignedIn, assembly: Assembly, body: str) -> HttpResponse:
    """Enter a meeting of a board."""
    found, at = one_board(assembly, body), timezone.now()
    require_may_keep_sittings(request.user, found, at=at)
    form = Meeting(posted(request), is_new=True)
    page = board_page(found)
    page["to"] = lambda sitting: (
        "voice:sitting", assembly.slug, body, sitting.on.isoformat(),
    )  # fmt: skip
    return act(
        request,
        form=form,
        do=lambda: deeds.enter_sitting(body=found, by=request.user, at=at, **form.told()),
        heading=_("Enter a meeting of the board"),
        button=_("Enter it"),
        done=_("The meeting is entered."),
        clause=clause_of(assembly, "papers-in-time", on=day_of(assembly, at)),
        **page,
    )


@open_to(KNOWN, methods=BOTH)
def change(request: SignedIn, assembly: Assembly, body: str, day: str) -> HttpResponse:
    """Change what is known of a meeting of a board."""
    found, at = one_sitting(assembly, body, day), timezone.now()
    require_may_keep_sittings(request.user, found.body, at=at)
    form = Meeting(
        posted(request),
        is_new=False,
        initial={name: getattr(found, name) for name in Meeting.KEPT},
    )
    return act(
        request,
        form=form,
        do=lambda: deeds.change_sitting(sitting=found, by=request.user, at=at, **form.told()),
        heading=_("Change what is known of the meeting"),
        button=_("Keep it"),
        done=_("It is kept."),
        clause=clause_of(assembly, "papers-in-time", on=day_of(assembly, at)),
        **sitting_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def table(request: SignedIn, assembly: Assembly, body: str, day: str) -> HttpResponse:
    """Write down what was on a board's table, and what came of it."""
    found, at = one_sitting(assembly, body, day), timezone.now()
    require_may_keep_sittings(request.user, found.body, at=at)
    form = Table(posted(request), matters=list(found.matters.order_by("position")))
    return act(
        request,
        form=form,
        do=lambda: deeds.set_matters(sitting=found, matters=form.told(), by=request.user, at=at),
        heading=_("What was on the table"),
        lead=_("A line for each matter; what has no title is left out."),
        button=_("Keep it"),
        done=_("It is kept."),
        **sitting_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def cancel(request: SignedIn, assembly: Assembly, body: str, day: str) -> HttpResponse:
    """Write down that a meeting of a board does not take place."""
    found, at = one_sitting(assembly, body, day), timezone.now()
    require_may_keep_sittings(request.user, found.body, at=at)
    form = SayWhy(posted(request), label=_("Why does it not take place?"))
    return act(
        request,
        form=form,
        do=lambda: deeds.cancel_sitting(
            sitting=found, because=form.cleaned_data["because"], by=request.user, at=at
        ),
        heading=_("The meeting does not take place"),
        button=_("Write it down"),
        done=_("It is written down, and nobody counts as away from it."),
        warns=True,
        **sitting_page(found),
    )


@open_to(EVERYONE)
def lead_times(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how early the papers of each board came in the past year."""
    on = day_of(assembly, timezone.now())
    asked = queries.lead_asked(assembly, on=on)
    days = int(str(asked.value)) if asked is not None else None
    rows = queries.lead_times(assembly, asked=days, since=on - A_YEAR, on=on)
    if request.GET.get("as") == "csv":
        head = ("board", "meetings", "papers known", "median days", "shortest", "in time")
        lines = (
            (one.body.name, one.sittings, one.known, one.median_days, one.shortest, one.in_time)
            for one in rows
        )
        return csv_file(f"{assembly.slug}-papers-in-time", head, lines, is_private=False)
    return render(request, "voice/lead_times.html", {"rows": rows, "lead": asked})


def sittings_to_choose(body_key: int) -> list[Sitting]:
    """Return the latest meetings of a board that a form lets somebody choose from. One query."""
    found = Sitting.objects.filter(body=body_key, cancelled_at=None).select_related("body")
    return list(found.order_by("-on")[:40])
