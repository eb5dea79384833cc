"""A comparison as a paper to print: the question, the options, what came out, what was chosen."""

from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.ground.formats import Part, Sheet, aside, fact, heading, point, words
from folkmoot.proceedings.appraisals.models import Appraisal
from folkmoot.proceedings.appraisals.queries.appraisals import (
    comments_of,
    last_results,
    measured,
    swings_of,
    written_of,
)
from folkmoot.proceedings.meetings.queries.meetings import day_of


def sheet_of(appraisal: Appraisal, *, at: datetime) -> Sheet:
    """Return a comparison as a sheet of parts. Six queries."""
    on = day_of(appraisal.assembly, at)
    parts: list[Part] = [
        words(appraisal.question),
        fact(_("Written by"), appraisal.author_name),
        fact(_("What its author gains or loses"), appraisal.author_interest),
    ]
    if appraisal.recommended is not None:
        one = appraisal.recommended
        parts.append(fact(_("Recommended by its author"), f"{one.letter}: {one.title}"))
        parts += [words(appraisal.recommendation)] if appraisal.recommendation else []
        parts += [point(line) for line in appraisal.benefits.splitlines() if line.strip()]
        if appraisal.fallback:
            parts.append(fact(_("If another is chosen"), appraisal.fallback))
    parts.append(heading(_("The options")))
    for option in written_of(appraisal):
        net = option.places + option.places_kept - appraisal.places_now
        parts.append(heading(f"{option.letter}. {option.title}", level=2))
        parts.append(words(option.words))
        for chooser in option.choosers:
            parts.append(point(f"{chooser.name}: {chooser.places}, {chooser.manner}"))
            if chooser.relies_on:
                parts.append(aside(chooser.relies_on))
        parts.append(fact(_("Net change of places"), f"{net:+d}"))
        parts.append(
            fact(
                _("Hours"),
                _("%(set_up)d to set up, %(yearly)d a year")
                % {"set_up": option.set_up_hours, "yearly": option.yearly_hours},
            )
        )
        if option.replaces:
            parts.append(fact(_("Takes over the place of"), option.replaces))
        if option.risks:
            parts.append(fact(_("Risks"), option.risks))
    run = last_results(appraisal)
    if run is not None:
        parts.append(heading(_("What came out")))
        parts.append(
            words(
                _("%(draws)d draws on %(count)d organisations, from the seed %(seed)d.")
                % {"draws": run.draws, "count": run.organisations, "seed": run.seed}
            )
        )
        for measure in measured(run):
            parts.append(heading(capfirst(measure.words), level=2))
            parts += [
                point(f"{letter}: {middle} % ({low} to {high} %)")
                for letter, middle, low, high, _rank in measure.rows
                if middle is not None
            ]
        parts.append(heading(_("If the assumptions are changed"), level=2))
        for name, rows in swings_of(run):
            told = "; ".join(f"{letter}: {usual} → {changed} %" for letter, usual, changed in rows)
            parts.append(fact(capfirst(name), told))
        parts.append(fact(_("Digest of it all"), run.digest))
    comments = comments_of(appraisal)
    if comments:
        parts.append(heading(_("What members say")))
        for comment in comments:
            who = comment.organisation.name if comment.organisation else ""
            which = comment.option.letter if comment.option else _("all")
            mark = ", ".join(f"{test} {number}" for test, number in comment.scores.items())
            gains = _(" (gains or loses by it)") if comment.has_interest else ""
            parts.append(fact(f"{who}{gains}, {which}", f"{comment.words} {mark}".strip()))
    if appraisal.chosen is not None:
        parts.append(heading(_("What was chosen")))
        parts.append(words(f"{appraisal.chosen.letter}: {appraisal.chosen.title}"))
        parts.append(words(appraisal.reasons))
    return Sheet(
        title=appraisal.title,
        above=appraisal.assembly.name,
        below=_("%(title)s, as it stood on %(day)s")
        % {"title": appraisal.title, "day": f"{on.day} {on:%B %Y}"},
        parts=parts,
    )
