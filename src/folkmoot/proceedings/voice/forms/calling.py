"""What is asked to call for views, and to answer a call."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, Once, Timed, one_of
from folkmoot.proceedings.decisions.models import Position
from folkmoot.proceedings.voice.models import Call, Question, Sitting, View

MOST_QUESTIONS = 5


class OpenCall(Timed, Once):
    """A few questions to members before a board meets."""

    def __init__(
        self,
        *args: Any,
        sittings: Sequence[Sitting],
        positions: Sequence[Position],
        closes_at: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sittings = {str(one.pk): one for one in sittings}
        self.positions = {str(one.pk): one for one in positions}
        self.fields["title"] = forms.CharField(
            label=_("What is it about, in a few words?"),
            help_text=_("Such as: three questions before the board on 14 April."),
            max_length=200,
            error_messages={"required": _("Say what it is about.")},
        )
        self.fields["sitting"] = forms.ChoiceField(
            label=_("For which meeting of the board?"),
            choices=[
                ("", _("None in particular")),
                *((key, f"{one.on.day} {one.on:%B %Y}") for key, one in self.sittings.items()),
            ],
            required=False,
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("What do you ask for?"),
            choices=[
                (Call.Kind.VIEWS.value, _("Views")),
                (Call.Kind.EVIDENCE.value, _("Evidence: figures and case studies")),
            ],
            widget=forms.RadioSelect,
            initial=Call.Kind.VIEWS,
        )
        if self.positions:
            self.fields["position"] = forms.ChoiceField(
                label=_("For which agreed position, if it is evidence for one?"),
                choices=[("", _("None")), *((k, p.topic) for k, p in self.positions.items())],
                required=False,
            )
        self.fields["words"] = forms.CharField(
            label=_("What members need to know to answer"),
            required=False,
            max_length=8000,
            widget=forms.Textarea,
        )
        for number in range(1, MOST_QUESTIONS + 1):
            self.fields[f"question_{number}"] = forms.CharField(
                label=_("Question %(number)d") % {"number": number},
                max_length=400,
                required=number == 1,
                error_messages={"required": _("Ask at least one question.")},
            )
        self.ask_moment("close", _("Until when can members answer?"), "", closes_at)

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for whom, who and when."""
        typed = self.cleaned_data
        return {
            "sitting": self.sittings.get(typed["sitting"]),
            "position": self.positions.get(typed.get("position", "")),
            "kind": typed["kind"],
            "title": typed["title"],
            "words": typed["words"],
            "questions": [typed[f"question_{n}"] for n in range(1, MOST_QUESTIONS + 1)],
            "closes_at": self.moment("close"),
            "form_key": typed["form_key"],
        }


class AnswerCall(Act):
    """What a member says to a call."""

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        kind: str,
        before: View | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        said = {a.question_id: a.words for a in before.answers.all()} if before else {}
        for question in self.questions:
            self.fields[f"answer_{question.number}"] = forms.CharField(
                label=question.words,
                required=False,
                max_length=8000,
                initial=said.get(question.pk, ""),
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        if kind == Call.Kind.EVIDENCE:
            self.fields["data"] = forms.CharField(
                label=_("Figures, and where they are from"),
                required=False,
                max_length=8000,
                initial=before.data if before else "",
                widget=forms.Textarea,
            )
            self.fields["case_study"] = forms.CharField(
                label=_("A case study"),
                help_text=_("With nobody in it who could be known by it."),
                required=False,
                max_length=20_000,
                initial=before.case_study if before else "",
                widget=forms.Textarea,
            )
        self.fields["may_be_named"] = forms.BooleanField(
            label=_("The board may be told that this is our view"),
            help_text=_("If not, only the size and place of your organisation are told."),
            required=False,
            initial=before.may_be_named if before else False,
        )

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for whom, who and when."""
        typed = self.cleaned_data
        return {
            "answers": {one.number: typed[f"answer_{one.number}"] for one in self.questions},
            "may_be_named": typed["may_be_named"],
            "data": typed.get("data", ""),
            "case_study": typed.get("case_study", ""),
        }


class WriteDown(AnswerCall):
    """What somebody said by phone, on paper or in a meeting, written down for them."""

    CHANNELS = (View.Channel.PHONE, View.Channel.PAPER, View.Channel.MEETING)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(
            organisations,
            label=_("Which organisation said it?"),
            error_messages={"required": _("Choose the organisation.")},
        )
        self.fields["channel"] = forms.ChoiceField(
            label=_("How did it reach you?"),
            choices=[(one.value, one.label) for one in self.CHANNELS],
            widget=forms.RadioSelect,
            error_messages={"required": _("Say how it reached you.")},
        )
        self.fields["said_by"] = forms.CharField(
            label=_("Who said it?"),
            help_text=_("Only support officers see this. The organisation gets a receipt."),
            max_length=200,
            error_messages={"required": _("Say who said it.")},
        )
        first = ["organisation", "channel", "said_by"]
        self.order_fields([*first, *(name for name in self.fields if name not in first)])
