"""What is asked to close a consultation, and to answer back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.asking import Act
from folkmoot.ground.questions import day, from_list, line, one, text
from folkmoot.work.consultations.models import Answer, Consultation, FollowUp, Heading, Point


class Extend(Act):
    """How much longer it is open, and why."""

    closes_on = day(_("What is the new last day?"), _("Enter the day."))
    because = text(_("Why?"), _("Write the reason."), _("Everybody can read it."))


class Reach(Act):
    """How somebody went to an organisation."""

    how = line(_("How did you go to them?"), _("Say how."), _("Such as: rang them on Tuesday."))


class Brake(Act):
    """What is done about those who are missing, before it closes."""

    brake = one(
        _("What is done about those who are missing?"),
        [
            (value, label)
            for value, label in Consultation.Brake.choices
            if value != Consultation.Brake.EXTEND
        ],
        _("Say what is done about those who are missing."),
    )
    brake_words = text(
        _("Whom did you go to, or why is it closed without them?"),
        _("Say whom you went to, or why it is closed without them."),
        _("It stands beside the results for everybody to read."),
    )


class EnterPoint(Act):
    """One main thing that people said."""

    said = text(_("What did people say?"), _("Write what people said."))

    def __init__(self, *args: Any, headings: Sequence[Heading], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = {str(one.pk): one for one in headings}
        self.fields["heading"] = from_list(
            _("Under which heading are the answers it comes from?"),
            [("", _("None")), *((key, one.name) for key, one in self.headings.items())],
            required=False,
        )


class AnswerPoint(Act):
    """What was done with it."""

    did = one(_("What was done with it?"), Point.Did.choices, _("Say what was done with it."))
    because = text(
        _("What was done, or why was it not?"), _("Say what was done, or why it was not.")
    )


class AnswerBack(Act):
    """What was decided in the end."""

    outcome = text(_("What was decided?"), _("Say what was decided."))
    outcome_link = forms.URLField(
        label=_("Where can the decision be read?"), required=False, assume_scheme="https"
    )


class Follow(Act):
    """How far something promised has come."""

    state = one(_("How far has it come?"), FollowUp.State.choices, _("Say how far it has come."))
    words = text(_("What happened?"), _("Say what happened."))


class FileUnder(Act):
    """Which answers stand under which heading."""

    name = line(_("What are they about?"), _("Say what they are about."), most=120)

    def __init__(self, *args: Any, answers: Sequence[Answer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.pk): one for one in answers}
        self.fields["answers"] = forms.MultipleChoiceField(
            label=_("Which answers?"),
            choices=[(key, one.words[:300]) for key, one in self.by_key.items()],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Tick at least one answer.")},
        )

    def chosen(self) -> list[Answer]:
        """Return the answers that were ticked."""
        return [self.by_key[key] for key in self.cleaned_data["answers"]]


class ChangeMethod(Act):
    """What is done otherwise from now on."""

    change = text(_("What do you do otherwise from now on?"), _("Say what changes."))
    because = text(_("What was learned?"), _("Say what was learned."))

    def __init__(self, *args: Any, closed: Sequence[Consultation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.closed = {str(one.pk): one for one in closed}
        self.fields["learned_from"] = from_list(
            _("From which consultation?"),
            [("", _("None in particular")), *((key, c.title) for key, c in self.closed.items())],
            required=False,
        )
