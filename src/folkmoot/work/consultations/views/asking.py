"""What is asked and in which forms: questions, statements, formats promised, wished for, delivered."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.work.consultations.actions import formats, questions
from folkmoot.work.consultations.forms import planning as forms
from folkmoot.work.consultations.models import (
    FormatRequest,
    PromisedFormat,
    Question,
    Statement,
)
from folkmoot.work.consultations.queries.clauses import clause_for
from folkmoot.work.consultations.views.frame import BOTH, one, page, person_of, run


@open_to(KNOWN, methods=BOTH)
def question(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Add a question."""
    found, at = run(request, assembly, reference), timezone.now()
    form = forms.AskQuestion(posted(request))
    return act(
        request,
        form=form,
        do=lambda: questions.ask_question(
            consultation=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Add a question"),
        button=_("Add it"),
        done=_("It is added."),
        clause=clause_for(assembly, "plain", on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def drop(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Take a question out, before anybody answers it."""
    found, at = run(request, assembly, reference), timezone.now()
    asked = get_object_or_404(
        Question.objects.select_related("consultation__assembly", "consultation__owner"),
        consultation=found,
        number=number,
    )
    form = Agree(posted(request), label=_("Take the question out"))
    return act(
        request,
        form=form,
        do=lambda: questions.drop_question(question=asked, by=request.user, at=at),
        heading=_("Take the question out"),
        facts=[(_("Question"), asked.words)],
        button=_("Take it out"),
        done=_("It is taken out."),
        warns=True,
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def state(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Put a statement to all."""
    found, at = run(request, assembly, reference), timezone.now()
    form = forms.StateIt(posted(request))
    return act(
        request,
        form=form,
        do=lambda: questions.state(consultation=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Add a statement"),
        lead=_("People agree, disagree or pass. One thought in each."),
        button=_("Add it"),
        done=_("It is added."),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def offer(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Offer a statement for all to vote on."""
    found, at = one(assembly, reference), timezone.now()
    acting = request.acting_for
    form = forms.StateIt(posted(request))
    return act(
        request,
        form=form,
        do=lambda: questions.offer_statement(
            consultation=found,
            organisation=acting.organisation if acting else None,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("Offer a statement"),
        lead=_("It is looked at before others see it. If it is not shown, the reason is."),
        button=_("Offer it"),
        done=_("It is offered, and waits to be looked at."),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def look_at(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Show a statement that was offered, or not."""
    found, at = run(request, assembly, reference), timezone.now()
    offered = get_object_or_404(
        Statement.objects.select_related("consultation__assembly", "consultation__owner"),
        consultation=found,
        number=number,
    )
    form = forms.LookAtStatement(posted(request))
    return act(
        request,
        form=form,
        do=lambda: questions.look_at_statement(
            statement=offered,
            is_shown=form.cleaned_data["is_shown"] == "yes",
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=at,
        ),
        heading=_("Look at a statement"),
        facts=[(_("Statement"), offered.words)],
        button=_("Keep it"),
        done=_("It is kept."),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def promise(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Promise the papers in another form."""
    found, at = run(request, assembly, reference), timezone.now()
    form = forms.PromiseFormat(posted(request))
    return act(
        request,
        form=form,
        do=lambda: formats.promise_format(
            consultation=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Promise the papers in another form"),
        button=_("Promise it"),
        done=_("It is promised."),
        clause=clause_for(assembly, "plain", on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def out(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Enter that a promised form of the papers is out."""
    found, at = run(request, assembly, reference), timezone.now()
    promised = get_object_or_404(
        PromisedFormat.objects.select_related("consultation__assembly", "consultation__owner"),
        consultation=found,
        pk=number,
    )
    form = forms.FormatOut(posted(request), initial={"ready_on": day_in(assembly, at=at)})
    return act(
        request,
        form=form,
        do=lambda: formats.format_is_out(
            promised=promised, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter that it is out: %(format)s") % {"format": promised.get_kind_display()},
        button=_("Enter it"),
        done=_("It is entered."),
        clause=clause_for(assembly, "plain", on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(EVERYONE, methods=BOTH)
def wish(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Ask for the papers in another form; anybody may."""
    found, at = one(assembly, reference), timezone.now()
    form = forms.WishFormat(posted(request))
    return act(
        request,
        form=form,
        do=lambda: formats.wish_format(
            consultation=found, by=person_of(request), at=at, **form.cleaned_data
        ),
        heading=_("Ask for another form of the papers"),
        lead=found.contact,
        button=_("Ask for it"),
        done=_("The support officers are told, and get in touch with you."),
        clause=clause_for(assembly, "plain", on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def deliver(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Enter that who asked for another form has it."""
    found, at = run(request, assembly, reference), timezone.now()
    wished = get_object_or_404(
        FormatRequest.objects.select_related("consultation__assembly", "consultation__owner"),
        consultation=found,
        pk=number,
    )
    form = forms.Delivered(posted(request), initial={"delivered_on": day_in(assembly, at=at)})
    return act(
        request,
        form=form,
        do=lambda: formats.deliver_format(
            wished=wished, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter that they have it"),
        facts=[
            (_("Form"), wished.get_kind_display()),
            (_("Wish"), wished.wish),
            (_("How to reach them"), wished.contact),
        ],
        button=_("Enter it"),
        done=_("It is entered, and how to reach them is deleted."),
        **page(found),
    )
