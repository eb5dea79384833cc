"""What a provider counted, told on a phone; and the figures of a programme to take away."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.tables import csv_file
from folkmoot.rules.programmes.figures import Counts, impossible
from folkmoot.work.programmes.actions import figures as actions
from folkmoot.work.programmes.forms import programmes as forms
from folkmoot.work.programmes.models import Programme
from folkmoot.work.programmes.queries import programmes as queries
from folkmoot.work.programmes.queries.clauses import clause_for
from folkmoot.work.programmes.queries.oddities import in_words, looks_odd, with_days
from folkmoot.work.programmes.queries.training import trained_in
from folkmoot.work.programmes.views import frame
from folkmoot.work.programmes.views.frame import BOTH


@open_to(KNOWN, methods=BOTH)
def tell(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Tell what a provider counted."""
    provider, at = frame.one_provider(assembly, number), timezone.now()
    frame.require_provider(request, provider)
    programme = provider.programme
    last = provider.returns.filter(is_last=True).order_by("pk").first()

    def looks(children: int | None, meant: int | None, visits: int | None) -> list[str]:
        counts = Counts(children, meant, programme.eligible, visits)
        if impossible(counts):
            return []  # refused outright, with the clause
        full = with_days(provider, counts)
        return [in_words(fault, full, programme) for fault in looks_odd(provider, counts)]

    names = ("children", "eligible_children", "visits", "words")
    form = forms.TellFigures(
        posted(request),
        looks=looks,
        eligible_are=programme.eligible_are,
        initial={name: getattr(last, name) for name in names} if last else {},
    )
    return act(
        request,
        form=form,
        do=lambda: actions.tell_figures(
            provider=provider, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Tell your figures"),
        facts=[
            (_("Provider"), provider.organisation.name),
            (
                _("For the whole time"),
                f"{programme.from_on:%-d %B} – {programme.until_on:%-d %B %Y}",
            ),
        ],
        button=_("Send them"),
        done=_(
            "They are received as you typed them. You can send them again if something changes."
        ),
        clause=clause_for(assembly, "figures", on=frame.today(assembly)),
        **frame.programme_page(programme),
    )


@open_to(KNOWN, methods=BOTH)
def report(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Enter figures of a whole programme as somebody published them."""
    found, at = frame.one_programme(assembly, slug), timezone.now()
    frame.require_of(request, assembly, found.owner_name)
    form = forms.ReportFigures(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.report_figures(
            programme=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter figures that were published"),
        lead=_("They stand beside what the providers told, and are never mixed with it."),
        button=_("Enter them"),
        done=_("They are entered."),
        clause=clause_for(assembly, "figures", on=frame.today(assembly)),
        **frame.programme_page(found),
    )


def _lines(found: Programme, *, hides_few: bool) -> Iterator[tuple[str, queries.Figure]]:
    for one in queries.figures(found, queries.provider_rows(found), hides_few=hides_few):
        yield _("told by providers"), one
    published = getattr(found, "reported", None)
    if published is not None:
        for one in queries.reported_figures(found, published):
            yield _("as published: %(source)s") % {"source": published.source}, one


@open_to(EVERYONE)
def summary(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show the figures of a programme in words to copy, each with what it was divided by."""
    found = frame.one_programme(assembly, slug)
    rows = queries.provider_rows(found)
    is_keeper = frame.keeps_of(request, assembly, found.owner_name)
    given = {
        "programme": found,
        "figures": queries.figures(found, rows, hides_few=not is_keeper),
        "published": list(_lines(found, hides_few=not is_keeper))[8:],
        "trained": trained_in(found),
        "is_over": frame.today(assembly) > found.until_on,
        "without": sum(not row.has_told for row in rows),
        "clause": clause_for(assembly, "figures", on=frame.today(assembly)),
    }
    return render(request, "programmes/summary.html", given)


@open_to(EVERYONE)
def summary_csv(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Give the figures of a programme as a table."""
    found = frame.one_programme(assembly, slug)
    is_keeper = frame.keeps_of(request, assembly, found.owner_name)
    head = [
        _("Programme"), _("Figure"), _("Value"), _("Unit"), _("Of"), _("Providers counted"),
        _("Where from"),
    ]  # fmt: skip
    rows = [
        (found.title, one.name, one.value, one.unit, one.of, one.providers, where)
        for where, one in _lines(found, hides_few=not is_keeper)
    ]
    return csv_file(found.slug, head, rows, is_private=is_keeper)


@open_to(KNOWN)
def returns_csv(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Give what each provider told, to those who keep the programme."""
    found = frame.one_programme(assembly, slug)
    frame.require_of(request, assembly, found.owner_name)
    head = [
        _("Provider"), _("State"), _("Sites"), _("Days open"), _("Children"),
        _("Eligible children"), _("Visits by eligible children"), _("In words"), _("Looked odd"),
        _("Edition"), _("Sent"),
    ]  # fmt: skip
    rows = (
        (
            row.provider.organisation.name,
            row.state,
            row.sites,
            row.days,
            *(
                (
                    row.last.children,
                    row.last.eligible_children,
                    row.last.visits,
                    row.last.words,
                    ", ".join(row.last.looked_odd),
                    row.last.edition,
                    row.last.sent_at.isoformat(timespec="minutes"),
                )
                if row.last
                else (None,) * 7
            ),
        )
        for row in queries.provider_rows(found)
    )
    return csv_file(f"{found.slug}-providers", head, rows)
