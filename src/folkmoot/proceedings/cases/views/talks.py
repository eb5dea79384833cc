"""The deeds that the sides of a case do between themselves, and what anybody may add."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as told
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.asking import Act, SayWhy
from folkmoot.proceedings.cases.actions import breaching, mediating, talking
from folkmoot.proceedings.cases.actions.closing import publish_words
from folkmoot.proceedings.cases.forms import steps
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.queries.beyond import mediators_for
from folkmoot.proceedings.cases.views.deed import (
    Deed,
    Moment,
    asks_dated,
    asks_nothing,
    asks_words,
)


def _adds(kind: str) -> Any:
    def does(now: Moment, form: Act) -> Any:
        given = form.cleaned_data
        return talking.add_step(kind=kind, words=given["words"], on=given["on"], **now.once(form))

    return does


def _agrees(now: Moment) -> Act:
    parties = list(now.part.parties) or list(now.case.parties.all())
    waiting = [one for one in parties if one.agreed_to != now.case.third_party]
    return steps.Agrees(now.sent, case=now.case, parties=waiting or parties)


def _settles(now: Moment, form: Act, *, is_settled: bool) -> Any:
    return talking.settle_between_them(
        words=form.cleaned_data["words"], is_settled=is_settled, **now.once(form)
    )


def _links(now: Moment, form: Act) -> Any:
    reference = form.cleaned_data["reference"].strip()
    other = (
        Case.objects.filter(assembly=now.case.assembly_id, reference=reference)
        .select_related("assembly", "forum__assembly", "raised_by")
        .prefetch_related("parties__organisation")
        .order_by("pk")
        .first()
    )
    if other is None:
        raise Http404
    return breaching.link_cases(other=other, **now.who)


TALKS: dict[str, Deed] = {
    "talk": Deed(
        label=_("Write down a talk"),
        lead=_("Who talked with whom, what was said, and what comes next."),
        asks=asks_dated(_("What was said?"), _("When did you talk?")),
        does=_adds(Step.Kind.DIALOGUE),
    ),
    "senior": Deed(
        label=_("Ask a more senior person to join the talks"),
        asks=lambda now: steps.Senior(now.sent, case=now.case),
        does=lambda now, form: talking.invite_senior(
            party=form.cleaned_data["party"], name=form.cleaned_data["name"], **now.once(form)
        ),
    ),
    "propose": Deed(
        label=_("Propose an independent third party"),
        lead=_("If another was proposed before, each side has to agree anew."),
        asks=lambda now: steps.ThirdParty(now.sent),
        does=lambda now, form: talking.propose_third_party(
            name=form.cleaned_data["name"], **now.once(form)
        ),
    ),
    "champion": Deed(
        label=_("Ask a champion to mediate"),
        lead=_(
            "Each side agrees to the champion by name. Then the champion is asked, and reads it."
        ),
        asks=lambda now: steps.Champion(now.sent, mediators=mediators_for(now.case.assembly)),
        does=lambda now, form: mediating.ask_champion(
            mediator=form.cleaned_data["mediator"], **now.once(form)
        ),
    ),
    "take-on": Deed(
        label=_("Take on the mediation"),
        lead=_("You help the sides to agree, and decide nothing for them."),
        asks=asks_nothing,
        does=lambda now, _form: mediating.take_on_mediation(**now.who),
    ),
    "decline": Deed(
        label=_("Say that you cannot mediate"),
        asks=lambda now: SayWhy(now.sent, label=told("Why not?"), hint=told("Both sides read it.")),
        does=lambda now, form: mediating.decline_mediation(
            because=form.cleaned_data["because"], **now.who
        ),
        leaves=True,
        done=_("The sides are told, and may ask another."),
    ),
    "agree": Deed(
        label=_("Agree to the third party"),
        asks=_agrees,
        does=lambda now, form: talking.agree_to_third_party(
            party=form.cleaned_data["party"], **now.who
        ),
    ),
    "mediate": Deed(
        label=_("Write down a meeting with the third party"),
        asks=asks_dated(_("What was said?"), _("When did you meet?")),
        does=lambda now, form: talking.meet_third_party(
            words=form.cleaned_data["words"], on=form.cleaned_data["on"], **now.once(form)
        ),
    ),
    "settle": Deed(
        label=_("Write down what was agreed, and close it"),
        asks=asks_words(_("What was agreed?"), _("Both sides read this.")),
        does=lambda now, form: _settles(now, form, is_settled=True),
    ),
    "unresolved": Deed(
        label=_("Close it without agreement"),
        asks=asks_words(_("What was tried, and where do you differ?")),
        does=lambda now, form: _settles(now, form, is_settled=False),
        warns=True,
    ),
    "letter": Deed(
        label=_("Write a letter in this case"),
        lead=_("It is kept here in writing, and the parties are told that it is."),
        asks=asks_dated(_("The letter"), _("When is it from?")),
        does=_adds(Step.Kind.LETTER),
    ),
    "evidence": Deed(
        label=_("Add what shows something"),
        asks=asks_dated(_("What does it show, and how?"), _("When is it from?")),
        does=_adds(Step.Kind.EVIDENCE),
    ),
    "link": Deed(
        label=_("Link another case"),
        lead=_("Neither holds the other up."),
        asks=lambda now: steps.Link(now.sent),
        does=_links,
    ),
    "publish": Deed(
        label=_("Write what everybody may read"),
        asks=lambda now: steps.Publish(
            now.sent,
            initial={"words": now.case.published_words, "lesson": now.case.lesson},
        ),
        does=lambda now, form: publish_words(
            words=form.cleaned_data["words"], lesson=form.cleaned_data["lesson"], **now.who
        ),
        done=_("Everybody can read it now, on the page of cases."),
    ),
}
