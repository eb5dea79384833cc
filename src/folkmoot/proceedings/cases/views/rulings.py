"""The deeds of whoever decides a case, and how the member concerned is heard."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as told
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.asking import Act, SayWhy
from folkmoot.proceedings.cases.actions import breaching, hearing, terminating
from folkmoot.proceedings.cases.actions.hearing_of_votes import carry_out
from folkmoot.proceedings.cases.actions.open_termination import (
    find_not_rectifiable,
    move_to_termination,
)
from folkmoot.proceedings.cases.forms import opening, steps
from folkmoot.proceedings.cases.queries.votes import items_to_put_it_under
from folkmoot.proceedings.cases.views.deed import (
    Deed,
    Moment,
    asks_dated,
    asks_nothing,
    asks_words,
)
from folkmoot.proceedings.meetings.queries.meetings import book_for

A_WEEK_OR_TWO = timedelta(days=14)


def _ends(now: Moment) -> Act:
    book = book_for(now.case.assembly, on=now.today)
    return opening.Ends(now.sent, book=book)


def _terminates(now: Moment, form: Act) -> Any:
    given = form.cleaned_data
    return move_to_termination(
        grounds=given["grounds"], scope=given["scope"], is_immediate=given["is_immediate"],
        **now.once(form),
    )  # fmt: skip


def _votes(now: Moment) -> Act:
    items = items_to_put_it_under(now.case, at=now.at)
    return steps.PutToVote(now.sent, items=items, immediate=now.case.is_immediate_asked)


def _puts(now: Moment, form: Act) -> Any:
    given = form.cleaned_data
    return terminating.put_to_vote(
        item=given["item"], is_immediate=given["is_immediate"], from_on=given["from_on"],
        background=given["background"], **now.once(form),
    )  # fmt: skip


RULINGS: dict[str, Deed] = {
    "open": Deed(
        label=_("Go into this case"),
        lead=_("Its clock starts today, and the member is told."),
        asks=asks_nothing,
        does=lambda now, _form: breaching.go_into(**now.who),
    ),
    "rest": Deed(
        label=_("Let it rest"),
        asks=lambda now: SayWhy(now.sent, label=told("Why is it not gone into?")),
        does=lambda now, form: breaching.let_rest(because=form.cleaned_data["because"], **now.who),
        done=_("The case rests, and why is kept with it."),
    ),
    "suspend": Deed(
        label=_("Suspend the member for a time"),
        lead=_("It has no vote and cannot stand for office until you lift it. Its case goes on."),
        asks=lambda now: steps.Suspend(now.sent),
        does=lambda now, form: breaching.suspend_member(
            reason=form.cleaned_data["reason"],
            until_on=form.cleaned_data["until_on"],
            **now.once(form),
        ),
        warns=True,
    ),
    "lift": Deed(
        label=_("Lift the suspension"),
        asks=asks_nothing,
        does=lambda now, _form: breaching.lift_suspension(**now.who),
    ),
    "put-right": Deed(
        label=_("Close it: the breach was put right"),
        asks=asks_words(
            _("What was settled?"), _("It is put in writing, and the member reads it.")
        ),
        does=lambda now, form: breaching.put_right(words=form.cleaned_data["words"], **now.who),
    ),
    "lasting": Deed(
        label=_("Find that it cannot be put right"),
        asks=asks_words(_("Why can it not be put right?")),
        does=lambda now, form: find_not_rectifiable(words=form.cleaned_data["words"], **now.who),
        warns=True,
    ),
    "terminate": Deed(
        label=_("Take it on towards a vote"),
        lead=_("What was gathered goes across, and this case is closed."),
        asks=_ends,
        does=_terminates,
        warns=True,
    ),
    "ask": Deed(
        label=_("Ask the member to be heard"),
        asks=lambda now: steps.AskToBeHeard(now.sent, by_day=now.today + A_WEEK_OR_TWO),
        does=lambda now, form: hearing.ask_to_be_heard(
            by_day=form.cleaned_data["by_day"], **now.once(form)
        ),
    ),
    "hear": Deed(
        label=_("Write down what the member says for itself"),
        asks=asks_dated(_("What does it say?"), _("When was it said?")),
        does=lambda now, form: hearing.hear(
            words=form.cleaned_data["words"], on=form.cleaned_data["on"], **now.once(form)
        ),
    ),
    "consult": Deed(
        label=_("Write down whom the group consulted"),
        asks=asks_dated(_("Who was asked, and what did they say?"), _("When?")),
        does=lambda now, form: hearing.consult(
            words=form.cleaned_data["words"], on=form.cleaned_data["on"], **now.once(form)
        ),
    ),
    "vote": Deed(
        label=_("Put it to the vote"),
        lead=_("The member is heard and does not vote. More than half of the votes decide."),
        asks=_votes,
        does=_puts,
        warns=True,
    ),
    "discussion": Deed(
        label=_("Write down what the group said"),
        asks=asks_dated(_("What was said, in short?"), _("When did it talk?")),
        does=lambda now, form: hearing.note_discussion(
            words=form.cleaned_data["words"], on=form.cleaned_data["on"], **now.once(form)
        ),
    ),
    "carry-out": Deed(
        label=_("Do what the vote decided"),
        asks=asks_nothing,
        does=lambda now, _form: carry_out(**now.who),
        warns=True,
    ),
    "drop": Deed(
        label=_("Close it without a vote"),
        lead=_("The membership goes on."),
        asks=asks_words(_("Why is it not taken further?")),
        does=lambda now, form: terminating.drop_termination(
            words=form.cleaned_data["words"], **now.who
        ),
    ),
    "answer": Deed(
        label=_("Answer the concern, and close it"),
        asks=asks_words(_("Your answer"), _("Whoever raised it reads this.")),
        does=lambda now, form: breaching.put_right(words=form.cleaned_data["words"], **now.who),
    ),
}
