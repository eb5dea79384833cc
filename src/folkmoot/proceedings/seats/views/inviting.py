"""Invitations from boards: asked, looked at, answered, and published as they were."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.ground.tables import csv_file
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.seats.actions import answering, inviting
from folkmoot.proceedings.seats.forms.inviting import Answer, Ask, Assess, Route
from folkmoot.proceedings.seats.models import Invitation
from folkmoot.proceedings.seats.permits.inviting import (
    may_ask,
    require_may_ask,
    require_may_decide,
)
from folkmoot.proceedings.seats.queries import choices
from folkmoot.proceedings.seats.queries import inviting as queries

BOTH = ("GET", "POST")
HEAD = (
    "invitation", "body", "partner", "level", "asked", "seats", "table", "influence",
    "days of papers", "answer", "answered", "failed", "reasons",
)  # fmt: skip


def one_invitation(assembly: Assembly, reference: str) -> Invitation:
    """Return an invitation by its reference, or answer that there is none. One query."""
    return get_object_or_404(queries.invitation_named(assembly, reference))


def _page(invitation: Invitation) -> dict[str, Any]:
    url = reverse("seats:invitation", args=[invitation.assembly, invitation.reference])
    return {
        "to": ("seats:invitation", invitation.assembly.slug, invitation.reference),
        "back": url,
        "caption": invitation.body_name,
        "crumbs": [(f"{invitation.body_name} ({invitation.reference})", url)],
    }


@open_to(EVERYONE)
def invitations(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what boards asked and what the assembly answered, with the refusals counted."""
    at = timezone.now()
    on = day_of(assembly, at)
    found = queries.invitations(assembly)
    if (answer := request.GET.get("answer", "")) in ("accepted", "declined"):
        found = found.filter(answer=answer)
    elif answer == "open":
        found = found.filter(answer="", withdrawn_at=None)
    if request.GET.get("as") == "csv":
        rows = (_row(one, at=at) for one in found)
        return csv_file(f"{assembly.slug}-invitations", HEAD, rows, is_private=False)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    person = request.user
    given = {
        "page_obj": page,
        "rows": [(one, queries.state_of(one, on=on), queries.share_of_table(one)) for one in page],
        "answer": answer,
        "refusals": queries.refusals(assembly, on=on),
        "may_ask": isinstance(person, Person) and may_ask(person, assembly, at=at),
        "query": request.GET.urlencode(),
    }
    return render(request, "seats/invitations.html", given)


def _row(one: Invitation, *, at: datetime) -> list[object]:
    failed = queries.looked_at_as_asked(one, on=day_of(one.assembly, at)).failed
    answered = one.answered_at
    return [
        one.reference,
        one.body_name,
        one.get_partner_type_display(),
        one.get_level_display(),
        day_of(one.assembly, one.asked_at).isoformat(),
        "any" if one.seats_offered is None else one.seats_offered,
        one.table_size,
        one.get_influence_display(),
        one.papers_days,
        one.answer or ("withdrawn" if one.withdrawn_at else "open"),
        day_of(one.assembly, answered).isoformat() if answered else "",
        "; ".join(failed),
        one.reasons,
    ]


@open_to(KNOWN, methods=BOTH)
def ask(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Let a public body ask for representatives."""
    at = timezone.now()
    on = day_of(assembly, at)
    require_may_ask(request.user, assembly, at=at)
    form = Ask(
        posted(request),
        bodies=choices.bodies_to_choose(assembly),
        areas=choices.areas_to_choose(assembly),
        answer_by=queries.usual_answer_by(on),
    )
    book = book_for(assembly, on=on)
    return act(
        request,
        form=form,
        do=lambda: inviting.receive_invitation(
            assembly=assembly, by=request.user, at=at, **form.told()
        ),
        heading=_("Ask for representatives"),
        lead=_(
            "The sector decides whether to be represented and by whom. It looks at whether the "
            "voice would count, whether papers come in time, and whether one person would sit "
            "there alone. Your answers are public, and so is the answer to you."
        ),
        button=_("Send the invitation"),
        done=_("The invitation has a number, and those who decide have been told."),
        to=lambda invitation: ("seats:invitation", assembly.slug, invitation.reference),
        clause=clause_with_key(book, "invitations") if book is not None else None,
        back=reverse("seats:invitations", args=[assembly]),
    )


@open_to(EVERYONE)
def invitation(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show what a board asked, what the agreement says of it, and what was answered."""
    at = timezone.now()
    on = day_of(assembly, at)
    found = one_invitation(assembly, reference)
    person = request.user if isinstance(request.user, Person) else None
    decides = person is not None and queries.may_decide(person, assembly, at=at)
    is_open = not found.answer and found.withdrawn_at is None
    given = {
        "invitation": found,
        "state": queries.state_of(found, on=on),
        "looked": queries.looked_at_as_asked(found, reason=found.alone_because, on=on),
        "share": queries.share_of_table(found),
        "areas": list(found.areas.order_by("name", "pk")),
        "seats": list(found.seats.select_related("body").order_by("reference")),
        "decides": decides and is_open,
        "may_withdraw": is_open
        and person is not None
        and (decides or person.pk == found.asked_by_id),
    }
    return render(request, "seats/invitation.html", given)


@open_to(KNOWN, methods=BOTH)
def route(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Record which forum would elect."""
    found, at = one_invitation(assembly, reference), timezone.now()
    require_may_decide(request.user, assembly, at=at)
    on = day_of(assembly, at)
    book = book_for(assembly, on=on)
    form = Route(posted(request), forums=choices.forums_to_choose(assembly, on=on))
    return act(
        request,
        form=form,
        do=lambda: inviting.route_invitation(
            invitation=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Which forum would elect"),
        button=_("Record it"),
        done=_("It is recorded."),
        clause=clause_with_key(book, "which-forum-elects") if book is not None else None,
        **_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def assess(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Write down whether a seat would be for show."""
    found, at = one_invitation(assembly, reference), timezone.now()
    require_may_decide(request.user, assembly, at=at)
    looked = queries.looked_at_as_asked(found, on=day_of(assembly, at))
    failed = ", ".join(looked.failed) or _("nothing")
    form = Assess(posted(request))
    return act(
        request,
        form=form,
        do=lambda: inviting.assess_invitation(
            invitation=found,
            is_tokenistic=form.cleaned_data["finding"] == "yes",
            words=form.cleaned_data["words"],
            by=request.user,
            at=at,
        ),
        heading=_("Would it be for show?"),
        facts=[(_("Missing, by the tests of the agreement"), failed)],
        button=_("Write it down"),
        done=_("It is written down."),
        clause=looked.token.clause if looked.token is not None else None,
        **_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def answer(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Record what the assembly decided, and tell the body why."""
    found, at = one_invitation(assembly, reference), timezone.now()
    require_may_decide(request.user, assembly, at=at)
    on = day_of(assembly, at)
    looked = queries.looked_at_as_asked(found, on=on)
    failed = looked.failed
    draft = ""
    if looked.token is not None and not looked.token.holds:
        draft = _(
            "Thank you for asking us. We cannot take up the seat as it is offered, because this is "
            "missing: %(failed)s. We would gladly look at it again once that has changed."
        ) % {"failed": ", ".join(looked.token.facts["failed"])}
    is_alone = looked.alone is not None and found.seats_offered == 1
    form = Answer(posted(request), draft=draft, is_alone=is_alone)
    book = book_for(assembly, on=on)

    def do() -> Invitation:
        typed = form.cleaned_data
        return answering.answer_invitation(
            invitation=found,
            accepts=typed["answer"] == "accept",
            reasons=typed["reasons"],
            alone_because=typed.get("alone_because", ""),
            decided_by=typed["decided_by"],
            motion=typed["motion"],
            by=request.user,
            at=at,
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Answer the invitation"),
        facts=[
            (_("Missing, by the tests of the agreement"), ", ".join(failed) or _("nothing")),
            (_("Which forum would elect"), found.forum.name if found.forum else _("not yet said")),
        ],
        button=_("Record the answer, and tell the body"),
        done=_("The answer is recorded, published, and on its way to the body."),
        clause=clause_with_key(book, "alliance-decides", "invitations") if book else None,
        **_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def withdraw(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Have a body take its invitation back."""
    found, at = one_invitation(assembly, reference), timezone.now()
    if request.user.pk != found.asked_by_id:
        require_may_decide(request.user, assembly, at=at)
    form = Agree(posted(request), label=_("Take the invitation back"))
    return act(
        request,
        form=form,
        do=lambda: inviting.withdraw_invitation(invitation=found, by=request.user, at=at),
        heading=_("Take the invitation back"),
        button=_("Take it back"),
        done=_("The invitation is taken back."),
        warns=True,
        **_page(found),
    )
