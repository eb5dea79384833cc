"""Champions: asked by anybody, answering, and what to do where a compact was not followed; and joining."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, factor_step
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.queries.choices import compact_of
from folkmoot.rules.findings import Refusal
from folkmoot.work.compact import permits
from folkmoot.work.compact.actions import backing as actions
from folkmoot.work.compact.actions import champions as asking
from folkmoot.work.compact.forms import backing as forms
from folkmoot.work.compact.models import Accord, ChampionQuestion, Signatory
from folkmoot.work.compact.queries import champions as queries
from folkmoot.work.compact.queries.backing import backing_of, is_filled

BOTH = ("GET", "POST")


def _one(assembly: Assembly, slug: str) -> Accord:
    found = Accord.objects.select_related("assembly")
    return get_object_or_404(found, assembly=assembly, slug=slug)


def _body(accord: Accord, number: int) -> Signatory:
    found = Signatory.objects.select_related(
        "accord__assembly", "champion_person", "organisation", "accord__owner_group"
    )
    return get_object_or_404(found, accord=accord, pk=number, succeeded_by=None)


def _page(accord: Accord, page: str = "champions") -> dict[str, Any]:
    url = reverse(f"compact:{page}", args=[accord.assembly, accord.slug])
    return {
        "to": (f"compact:{page}", accord.assembly.slug, accord.slug),
        "back": url,
        "caption": accord.title,
        "crumbs": [
            (accord.title, reverse("compact:accord", args=[accord.assembly, accord.slug])),
            (_("Champions") if page == "champions" else _("Who backs it"), url),
        ],
    }


def _person(request: Request) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


@open_to(EVERYONE)
def champions(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show whom to turn to, step by step, where a compact was not followed, and what was answered."""
    found = _one(assembly, slug)
    on = day_in(assembly, at=timezone.now())
    person = _person(request)
    page = Paginator(queries.answered_in_public(found), 25)
    lessons = Paginator(queries.lessons_of_compact(assembly), 10)
    keys = {"first": "talk-to-a-champion", "champions": "champions", "gaps": "champion-gaps",
            "outside": "public-law", "best": "best-practice"}  # fmt: skip
    given = {
        "accord": found,
        "backing": backing_of(found),
        "page_obj": page.get_page(request.GET.get("page")),
        "lessons": lessons.get_page(request.GET.get("lesson")),
        "waiting": queries.still_asked(found),
        "has_compact": compact_of(assembly, on=on) is not None,
        "clauses": {name: clause_adopted(assembly, key, on=on) for name, key in keys.items()},
        "person": person,
        **_page(found),
    }
    return render(request, "compact/champions.html", given)


@open_to(EVERYONE, methods=BOTH)
def ask(request: Request, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Put a question to the champion of a body, without an account too."""
    found, at = _one(assembly, slug), timezone.now()
    on, person = day_in(assembly, at=at), _person(request)
    body = _body(found, number)
    form = forms.AskChampion(posted(request), is_known=person is not None)
    is_there = is_filled(body)
    given = _page(found)
    if is_there:
        lead = _("%(champion)s answers, in public or to you alone.") % {"champion": body.champion}
    else:
        lead = _(
            "This body has no champion who can be reached, so your question goes to the owner."
        )
    if person is not None:
        given["to"] = lambda made: ("compact:question", assembly.slug, slug, made.pk)
    return act(
        request,
        form=form,
        do=lambda: asking.ask_of_champion(signatory=body, by=person, at=at, **form.told()),
        heading=_("Ask the champion of %(body)s") % {"body": body.name},
        lead=lead,
        button=_("Send it"),
        done=_("It is received, and whoever answers is told."),
        clause=clause_adopted(assembly, "champions" if is_there else "champion-gaps", on=on),
        **given,
    )


def _question(request: Request, accord: Accord, number: int) -> ChampionQuestion:
    found = get_object_or_404(queries.questions(accord), pk=number)
    on = day_in(accord.assembly, at=timezone.now())
    if not permits.reads_question(_person(request), found, on=on):
        who = _("whoever asked, and the champion of %(body)s,")
        raise Refusal("not-permitted", None, {"who": who % {"body": found.signatory.name}})
    return found


@open_to(EVERYONE)
def question(request: Request, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Show a question to a champion, and the answer, to those who may read it."""
    accord, step = _one(assembly, slug), factor_step(request)
    if (
        step is not None
        and not queries.questions(accord).filter(pk=number, is_public=True).exists()
    ):
        # An officer reads what is not public only once they have shown their second factor.
        return redirect(step)
    found, person = _question(request, accord, number), _person(request)
    on = day_in(assembly, at=timezone.now())
    given = {
        "one": found,
        "accord": accord,
        "answers": person is not None
        and found.answered_at is None
        and permits.answers(person, found, on=on),
        "clause": clause_adopted(assembly, "champions", on=on),
        **_page(accord),
    }
    return render(request, "compact/question.html", given)


@open_to(KNOWN, methods=BOTH)
def answer(request: SignedIn, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Answer a question, as a champion or in their place."""
    accord, at = _one(assembly, slug), timezone.now()
    found = _question(request, accord, number)
    on = day_in(assembly, at=at)
    permits.require_answers(request.user, found, on=on)
    form = forms.AnswerAsChampion(posted(request), may_be_public=not found.is_private)
    facts = [(_("Asked"), found.title), (_("In full"), found.words)]
    if found.contact:
        facts.append(
            (_("How to reach them: write to them first, it is deleted then"), found.contact)
        )
    return act(
        request,
        form=form,
        do=lambda: asking.answer_as_champion(question=found, by=request.user, at=at, **form.told()),
        heading=_("Answer a question"),
        facts=facts,
        button=_("Answer"),
        done=_("It is answered."),
        clause=clause_adopted(assembly, "champions", on=on),
        **_page(accord) | {"to": ("compact:question", assembly.slug, slug, found.pk)},
    )


@open_to(KNOWN, methods=BOTH)
def tell(request: SignedIn, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Enter, as the champion of a body or for it, that it made a compact known."""
    found, at = _one(assembly, slug), timezone.now()
    body = _body(found, number)
    on = day_in(assembly, at=at)
    permits.require_may_tell_for(request.user, body, on=on)
    form = forms.TellOfOwn(posted(request), initial={"on": on})
    return act(
        request,
        form=form,
        do=lambda: actions.tell_of_it(
            accord=found, signatory=body, body=body.name, is_of_sector=body.is_of_sector,
            by=request.user, at=at, **form.cleaned_data,
        ),
        heading=_("Enter that %(body)s made it known") % {"body": body.name},
        button=_("Enter it"),
        done=_("It is entered, and counts in the yearly report."),
        clause=clause_adopted(assembly, "promote-public", on=on),
        **_page(found, "backing"),
    )  # fmt: skip


def _mine(request: SignedIn) -> Organisation:
    acting = request.acting_for
    if not acting:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for an organisation")})
    organisation: Organisation = acting.organisation
    return organisation


@open_to(KNOWN, methods=BOTH)
def adopt(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Enter, for an organisation, that it told of a compact or took it up in its own work."""
    found, at, body = _one(assembly, slug), timezone.now(), _mine(request)
    on = day_in(assembly, at=at)
    form = forms.TellOfOwn(posted(request), initial={"on": on, "kind": "adopted"})
    return act(
        request,
        form=form,
        do=lambda: actions.tell_of_it(
            accord=found, organisation=body, body=body.name, is_of_sector=True,
            by=request.user, at=at, **form.cleaned_data,
        ),
        heading=_("Enter what you did with it"),
        button=_("Enter it"),
        done=_("It is entered, and counts in the yearly report."),
        clause=clause_adopted(assembly, "adopt-sector", on=on),
        **_page(found, "backing") | {"caption": body.name},
    )  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def join(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Sign a compact for an organisation: it is open to every public body and every group."""
    found, at, body = _one(assembly, slug), timezone.now(), _mine(request)
    form = forms.Join(posted(request))
    return act(
        request,
        form=form,
        do=lambda: asking.join_compact(accord=found, organisation=body, by=request.user, at=at),
        heading=_("Sign %(title)s") % {"title": found.title},
        lead=_("It is good practice, not law. Whoever does not sign loses nothing by it."),
        button=_("Sign"),
        done=_("You stand among those who signed."),
        clause=clause_adopted(assembly, "best-practice", on=day_in(assembly, at=at)),
        **_page(found, "backing") | {"caption": body.name},
    )
