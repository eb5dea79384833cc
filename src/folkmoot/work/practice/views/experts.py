"""Experts by experience: what everybody may know, what each keeps of themselves, and the officers' pages."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS
from folkmoot.body.forums.queries.places import served_places
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.rules.findings import Refusal
from folkmoot.work.practice.actions import experts as actions
from folkmoot.work.practice.forms import people as forms
from folkmoot.work.practice.models import Expert, Part, Piece
from folkmoot.work.practice.queries import experts as queries
from folkmoot.work.practice.queries.clauses import clause_for, expiry
from folkmoot.work.practice.views.frame import BOTH, deed, in_words, paged, who


@open_to(EVERYONE)
def experts(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what experts by experience are, and the work that asks for them; never who they are."""
    me = who(request, assembly)
    given = {
        "page_obj": paged(request, queries.pieces(assembly)),
        "number": queries.told_number(assembly, on=me.on),
        "fewest": queries.FEWEST_TOLD,
        "today": me.on,
        "who": me,
        "clause": clause_for(assembly, "experts", on=me.on),
    }
    return render(request, "practice/experts.html", given)


def _own(request: SignedIn, assembly: Assembly) -> Expert:
    found = queries.expert_of(assembly, request.user)
    if found is None:
        raise Refusal("not-permitted", None, {"who": _("somebody who is on the list")})
    return found


@open_to(KNOWN)
def expert_me(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show somebody what is kept of them, what they are asked for, and what was done."""
    me = who(request, assembly)
    found = queries.expert_of(assembly, request.user)
    given = {
        "expert": found,
        "has_expired": found is not None and found.expires_on <= me.on,
        "parts": list(found.parts.select_related("piece").order_by("-asked_at", "-pk"))
        if found
        else [],
        "deeds": queries.deeds_of(found) if found else [],
        "clause": clause_for(assembly, "experts", on=me.on),
    }
    return render(request, "practice/expert_me.html", given)


@open_to(KNOWN, methods=BOTH)
def expert_register(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Say what one wants to be asked for; again changes it and renews the consent."""
    me = who(request, assembly)
    held = queries.expert_of(assembly, request.user)
    names = ("interests", "support_needs", "level_from", "level_to")
    shown = {name: getattr(held, name) for name in names} if held else {"level_to": 4}
    if held:
        shown |= {"area": held.area_id, "themes": list(held.themes.all())}
        shown |= {"communities": list(held.communities.all())}
    form = forms.RegisterExpert(
        posted(request),
        areas=served_places(assembly),
        expires=in_words(expiry(assembly, on=me.on)),
        initial=shown,
    )
    return act(
        request,
        form=form,
        do=lambda: actions.register_expert(
            assembly=assembly, by=request.user, at=me.at, **form.told()
        ),
        heading=_("What you know from your own life"),
        lead=_("Only support officers and you read it. You can take it away at any time."),
        button=_("Keep it"),
        done=_("It is kept. You are asked when something fits."),
        **deed(assembly, "experts", "expert_me"),
    )


@open_to(KNOWN, methods=BOTH)
def expert_withdraw(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Leave the list."""
    found, me = _own(request, assembly), who(request, assembly)
    form = Agree(posted(request), label=_("I no longer agree that this is kept"))
    return act(
        request,
        form=form,
        do=lambda: actions.withdraw_expert(expert=found, by=request.user, at=me.at),
        heading=_("Leave the list"),
        lead=_("What you said is gone at once. Only what was paid to you stays, for the accounts."),
        button=_("Leave the list"),
        done=_("You left the list, and what you said is gone."),
        warns=True,
        **deed(assembly, "experts", "experts"),
    )


@open_to(KNOWN, methods=BOTH)
def part_answer(request: SignedIn, assembly: Assembly, part: int) -> HttpResponse:
    """Say yes or no to a piece of work."""
    rows = Part.objects.select_related("piece__assembly", "expert__person")
    found = get_object_or_404(rows, pk=part, piece__assembly=assembly)
    if found.expert.person_id != request.user.pk:
        raise Refusal("not-permitted", None, {"who": _("whoever was asked")})
    me = who(request, assembly)
    form = forms.AnswerPart(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.answer_part(
            part=found,
            takes_part=form.cleaned_data["takes_part"] == "yes",
            by=request.user,
            at=me.at,
        ),
        heading=_("Do you take part?"),
        facts=[(_("Work"), found.piece.title), (_("Why you"), found.why)],
        button=_("Answer"),
        done=_("Your answer is kept."),
        **deed(assembly, "experts", "expert_me"),
    )


@open_to(OFFICERS)
def expert_list(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show officers who agrees to be asked, and what they need."""
    me = who(request, assembly)
    given = {
        "page_obj": paged(request, queries.experts(assembly, on=me.on)),
        "clause": clause_for(assembly, "experts", on=me.on),
    }
    return render(request, "practice/expert_list.html", given)


@open_to(OFFICERS, methods=BOTH)
def expert_deed(request: SignedIn, assembly: Assembly, expert: int) -> HttpResponse:
    """Write down training, thanks or a payment."""
    rows = Expert.objects.select_related("assembly", "person")
    found = get_object_or_404(rows, assembly=assembly, pk=expert, withdrawn_at=None)
    me = who(request, assembly)
    form = forms.KeepDeed(
        posted(request), pieces=list(queries.pieces(assembly)[:100]), initial={"on": me.on}
    )
    return act(
        request,
        form=form,
        do=lambda: actions.keep_deed(expert=found, by=request.user, at=me.at, **form.told()),
        heading=_("Write down training, thanks or a payment"),
        facts=[(_("Who"), found.person.name)],
        button=_("Write it down"),
        done=_("It is written down."),
        **deed(assembly, "experts", "expert_list"),
    )


@open_to(OFFICERS, methods=BOTH)
def piece_add(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter a piece of work that asks for experts by experience."""
    me = who(request, assembly)
    form = forms.OpenPiece(posted(request), areas=served_places(assembly))
    page = deed(assembly, "experts", "experts")
    page["to"] = lambda made: ("practice:piece", assembly.slug, made.reference)
    return act(
        request,
        form=form,
        do=lambda: actions.open_piece(
            assembly=assembly, by=request.user, at=me.at, **form.cleaned_data
        ),
        heading=_("Enter work that asks for experts by experience"),
        button=_("Enter it"),
        done=_("It is entered. Those who fit are below."),
        **page,
    )


def _piece(assembly: Assembly, reference: str) -> Piece:
    rows = Piece.objects.select_related("assembly", "area")
    return get_object_or_404(rows, assembly=assembly, reference=reference)


@open_to(EVERYONE)
def piece(request: Request, assembly: Assembly, piece: str) -> HttpResponse:
    """Show a piece of work; to officers those who fit it, with why, and who was asked."""
    found, me = _piece(assembly, piece), who(request, assembly)
    is_open = me.on <= found.until_on
    parts = found.parts.select_related("expert__person").order_by("asked_at", "pk")
    given = {
        "piece": found,
        "is_open": is_open,
        "who": me,
        "fits": queries.fitting(found, on=me.on) if me.is_officer and is_open else [],
        "parts": list(parts) if me.is_officer else [],
        "clause": clause_for(assembly, "experts", on=me.on),
    }
    return render(request, "practice/piece.html", given)


@open_to(OFFICERS, methods=BOTH)
def piece_ask(request: SignedIn, assembly: Assembly, piece: str, expert: int) -> HttpResponse:
    """Ask somebody who fits to take part."""
    found, me = _piece(assembly, piece), who(request, assembly)
    fit = next((f for f in queries.fitting(found, on=me.on) if f.expert.pk == expert), None)
    if fit is None:
        raise Refusal("not-on-the-list", None, {})
    form = Agree(posted(request), label=_("Ask them, and tell them why"))
    return act(
        request,
        form=form,
        do=lambda: actions.ask_expert(
            piece=found, expert=fit.expert, why=fit.why, by=request.user, at=me.at
        ),
        heading=_("Ask them to take part"),
        facts=[(_("Who"), fit.expert.person.name), (_("Why"), fit.why),
               (_("What they need"), fit.expert.support_needs or "–")],
        button=_("Ask them"),
        done=_("They are asked, by letter."),
        **deed(assembly, "experts", "piece", found.reference, caption=found.title),
    )  # fmt: skip
