"""Reviews of how money is given, and talks about it: positions, what was agreed, and what came of it."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.forums.queries.places import served_places
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.work.funding import permits
from folkmoot.work.funding.actions import together as actions
from folkmoot.work.funding.forms import together as forms
from folkmoot.work.funding.forms.monitoring import OnDay
from folkmoot.work.funding.models import Topic, TopicEntry
from folkmoot.work.funding.queries.agreements import state_of_step
from folkmoot.work.funding.queries.clauses import clause_for
from folkmoot.work.funding.views.frame import BOTH, may, page_of, today
from folkmoot.work.funding.views.tables import Cell, Table, show

CLAUSES = {Topic.Kind.TALKS: "talks", Topic.Kind.REVIEW: "review"}


def _tells(request: Request, assembly: Assembly) -> bool:
    person = request.user
    on = today(assembly)
    return isinstance(person, Person) and permits.tells_topics(person, assembly, on=on)


def _require(request: SignedIn, assembly: Assembly) -> None:
    permits.require_tells_topics(request.user, assembly, on=today(assembly))


@open_to(EVERYONE)
def topics(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the reviews and talks about money, and how much of what was agreed is done."""
    on = today(assembly)
    found = Topic.objects.filter(assembly=assembly).prefetch_related("entries")
    shown = page_of(found.order_by("-begun_on", "-pk"), request)
    rows = []
    for one in shown:
        agreed = [entry for entry in one.entries.all() if entry.kind == "agreement"]
        done = sum(entry.done_on is not None for entry in agreed)
        is_late = any(entry.due_on and not entry.done_on and entry.due_on < on for entry in agreed)
        rows.append(
            (
                Cell(one.title, url=may(request, assembly, "topic", "", one.pk)[0],
                     hint=one.get_kind_display()),
                capfirst(one.get_about_display()),
                one.with_whom or "–",
                Cell(_("%(done)d of %(all)d done") % {"done": done, "all": len(agreed)},
                     state="overdue" if is_late else ""),
            )
        )  # fmt: skip
    begin = may(request, assembly, "begin_topic", _("Begin a review or talks"))
    return show(
        request,
        heading=_("Reviews and talks about money"),
        lead=_("Fairer ways to buy services, share out money and decide: what each side thinks, "
               "what is agreed, and whether it is then done."),
        clauses=[clause_for(assembly, name, on=on) for name in ("talks", "review")],
        links=[begin if _tells(request, assembly) else None],
        tables=[Table(_("Reviews and talks"),
                      [_("What"), _("About"), _("With"), _("Agreed")], rows,
                      _("Nothing is begun."), shown)],
    )  # fmt: skip


def _one(assembly: Assembly, number: int) -> Topic:
    return get_object_or_404(Topic.objects.select_related("assembly"), assembly=assembly, pk=number)


@open_to(EVERYONE)
def topic(request: Request, assembly: Assembly, number: int) -> HttpResponse:
    """Show a review or talks: positions, findings, what was agreed, what changed, what came of it."""
    found, on = _one(assembly, number), today(assembly)
    tells = _tells(request, assembly)
    by_kind: dict[str, list[TopicEntry]] = {}
    for one in found.entries.select_related("area").order_by("on", "pk"):
        by_kind.setdefault(one.kind, []).append(one)
    tables = [
        Table(
            capfirst(label),
            [_("Words"), _("Whose"), _("Told"), _("Followed through")],
            [
                (
                    Cell(one.words, hint=one.area.name if one.area else ""),
                    one.side,
                    Cell(day=one.on),
                    _through(request, assembly, one, tells=tells, on=on),
                )
                for one in by_kind[kind]
            ],
        )
        for kind, label in TopicEntry.Kind.choices
        if kind in by_kind
    ]
    tell = may(request, assembly, "tell_topic", _("Tell something"), found.pk)
    return show(
        request,
        heading=found.title,
        caption=capfirst(found.get_kind_display()),
        clauses=[clause_for(assembly, CLAUSES[Topic.Kind(found.kind)], on=on)],
        links=[tell if tells else None],
        facts=[
            (_("About"), found.get_about_display()),
            (_("With"), found.with_whom or "–"),
            (_("Begun on"), Cell(day=found.begun_on)),
            *([] if tables else [(_("Told so far"), _("Nothing yet."))]),
        ],
        tables=tables,
        crumbs=[may(request, assembly, "topics", _("Reviews and talks about money"))],
    )


def _through(
    request: Request, assembly: Assembly, one: TopicEntry, *, tells: bool, on: date
) -> Cell:
    if one.due_on is None:
        return Cell("–")
    state = state_of_step(one.due_on, one.done_on, on=on)
    done = may(request, assembly, "follow_through", _("Say that it is done"), one.topic_id, one.pk)
    return Cell(day=one.done_on or one.due_on, state=state,
                action=done if tells and one.done_on is None else None)  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def begin_topic(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Begin a review or talks."""
    _require(request, assembly)
    form, at = forms.BeginTopic(posted(request)), timezone.now()
    return act(
        request,
        form=form,
        do=lambda: actions.begin_topic(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Begin a review or talks"),
        button=_("Begin"),
        done=_("It is begun."),
        to=lambda made: ("funding:topic", assembly.slug, made.pk),
        clause=clause_for(assembly, "talks", on=today(assembly)),
        back=may(request, assembly, "topics", "")[0],
    )


@open_to(KNOWN, methods=BOTH)
def tell_topic(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Tell something in a review or talks."""
    _require(request, assembly)
    found, at = _one(assembly, number), timezone.now()
    form = forms.TellTopic(posted(request), areas=served_places(assembly))
    return act(
        request,
        form=form,
        do=lambda: actions.tell_topic(topic=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Tell something"),
        caption=found.title,
        button=_("Tell it"),
        done=_("It is told."),
        to=("funding:topic", assembly.slug, found.pk),
        clause=clause_for(assembly, CLAUSES[Topic.Kind(found.kind)], on=today(assembly)),
        back=may(request, assembly, "topic", "", found.pk)[0],
    )


@open_to(KNOWN, methods=BOTH)
def follow_through(request: SignedIn, assembly: Assembly, number: int, part: int) -> HttpResponse:
    """Say that something that was agreed is done."""
    _require(request, assembly)
    entry = get_object_or_404(
        TopicEntry.objects.select_related("topic__assembly"),
        topic__assembly=assembly, topic=number, pk=part,
    )  # fmt: skip
    form, at = OnDay(posted(request), initial={"on": today(assembly)}), timezone.now()
    return act(
        request,
        form=form,
        do=lambda: actions.follow_through(
            entry=entry, done_on=form.cleaned_data["on"], by=request.user, at=at
        ),
        heading=_("Say that it is done"),
        facts=[(_("What was agreed"), entry.words)],
        button=_("Keep it"),
        done=_("It is done."),
        to=("funding:topic", assembly.slug, number),
        back=may(request, assembly, "topic", "", number)[0],
    )
