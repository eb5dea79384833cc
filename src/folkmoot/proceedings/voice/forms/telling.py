"""What is asked of what was said at a board, of the board's answer, and of the report to members."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from folkmoot.ground.asking import Act
from folkmoot.ground.fields import DateParts
from folkmoot.ground.questions import NARROW
from folkmoot.proceedings.voice.forms.sittings import sitting_choice
from folkmoot.proceedings.voice.models import Call, Input, Matter, Sitting

STANDS = 4


def box(label: str, missing: str, hint: str = "", **more: Any) -> forms.CharField:
    """Return a question for a few sentences."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing},
        **more,
    )


class LogInput(Act):
    """What was said at a board, with the decision it concerned, for how many."""

    def __init__(
        self,
        *args: Any,
        sittings: Sequence[Sitting],
        matters: Sequence[Matter],
        calls: Sequence[Call],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sittings = {str(one.pk): one for one in sittings}
        self.matters = {str(one.pk): one for one in matters}
        self.calls = {str(one.pk): one for one in calls}
        self.fields["sitting"] = sitting_choice(sittings)
        if self.matters:
            self.fields["matter"] = forms.ChoiceField(
                label=_("To which matter on the table?"),
                choices=[
                    ("", _("None of these")),
                    *((k, f"{m.title} ({m.sitting.on:%-d %B})") for k, m in self.matters.items()),
                ],
                required=False,
            )
        self.fields["about"] = forms.CharField(
            label=_("Which decision did it concern?"),
            max_length=300,
            error_messages={"required": _("Say which decision.")},
        )
        self.fields["words"] = box(_("What was said?"), _("Write what was said."))
        for place in range(1, STANDS + 1):
            self.fields[f"stand_{place}"] = forms.CharField(
                label=_("Position %(number)d that members hold") % {"number": place},
                help_text=_("There may be several, and they may differ.") if place == 1 else "",
                max_length=400,
                required=False,
            )
            self.fields[f"held_{place}"] = forms.IntegerField(
                label=_("Position %(number)d: how many organisations hold it") % {"number": place},
                required=False,
                min_value=0,
                max_value=1_000_000,
                widget=forms.TextInput(attrs=NARROW),
            )
        if self.calls:
            self.fields["call"] = forms.ChoiceField(
                label=_("From which call for views did it come?"),
                help_text=_(
                    "Every member that answered it is told, and can follow what came of it."
                ),
                choices=[("", _("None")), *((key, one.title) for key, one in self.calls.items())],
                required=False,
            )
        self.fields["reply_due_on"] = DateParts(
            label=_("By when was the board asked to answer?"), required=False
        )

    def clean(self) -> dict[str, Any] | None:
        """Hold each position against the number that hold it."""
        typed = super().clean()
        told = self.cleaned_data
        for place in range(1, STANDS + 1):
            stand, held = told.get(f"stand_{place}"), told.get(f"held_{place}")
            if stand and held is None and f"held_{place}" in told:
                self.add_error(f"held_{place}", _("Say how many organisations hold this position."))
        return typed

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for whom, who and when."""
        typed = self.cleaned_data
        call = self.calls.get(typed.get("call", ""))
        return {
            "sitting": self.sittings[typed["sitting"]],
            "matter": self.matters.get(typed.get("matter", "")),
            "call": call,
            "about": typed["about"],
            "words": typed["words"],
            "stands": [
                (typed[f"stand_{place}"], typed[f"held_{place}"])
                for place in range(1, STANDS + 1)
                if typed[f"stand_{place}"]
            ],
            "drawn_from": list(call.views.filter(withdrawn_at=None)) if call is not None else [],
            "reply_due_on": typed["reply_due_on"],
        }


class Reply(Act):
    """What a board answers: what changed, or why not."""

    def __init__(self, *args: Any, for_them: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"] = forms.ChoiceField(
            label=_("What came of it?"),
            choices=[(one.value, one.label) for one in Input.Result if one != Input.Result.PENDING],
            widget=forms.RadioSelect,
            error_messages={"required": _("Say what came of it.")},
        )
        self.fields["reply"] = box(
            _("What changed, or why not?"),
            _("Say what changed, or why not."),
            _("Those whose views it came from are sent this, and everybody can read it."),
        )
        if for_them:
            self.fields["answered_for"] = forms.CharField(
                label=_("Whose answer is it, and how did it reach you?"),
                max_length=200,
                error_messages={"required": _("Say whose answer it is.")},
            )


class Follow(Act):
    """What came of what was said, later on."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = DateParts(label=_("On which day?"), initial=today)
        self.fields["words"] = box(_("What came of it?"), _("Write what came of it."))


class GiveFeedback(Act):
    """Three boxes after a board: raised, decided, next."""

    def __init__(self, *args: Any, raised: str, decided: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["raised"] = box(
            _("What did you raise?"), _("Write what you raised, or “nothing”."), initial=raised
        )
        self.fields["decided"] = box(
            _("What was decided?"), _("Write what was decided, or “nothing”."), initial=decided
        )
        self.fields["next"] = box(_("What comes next?"), _("Write what comes next, or “nothing”."))


class ReportPresence(Act):
    """Whether the representative, or a deputy, was there."""

    def __init__(
        self,
        *args: Any,
        deputies: Sequence[Any],
        statuses: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.deputies = {str(one.pk): one for one in deputies}
        self.fields["status"] = forms.ChoiceField(
            label=_("Who was there?"),
            choices=statuses,
            widget=forms.RadioSelect,
            error_messages={"required": _("Say who was there.")},
        )
        if self.deputies:
            self.fields["deputy"] = forms.ChoiceField(
                label=_("If a deputy: who?"),
                choices=[
                    ("", _("Nobody")),
                    *((k, d.holder_name) for k, d in self.deputies.items()),
                ],
                required=False,
            )


class ConfirmPresence(Act):
    """What the board says of who was there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agrees"] = forms.ChoiceField(
            label=_("Is that right?"),
            choices=[("yes", _("Yes")), ("no", _("No"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("Say whether it is right.")},
        )
        self.fields["words"] = forms.CharField(
            label=_("If not: what does your record say?"), max_length=400, required=False
        )


class Words(Act):
    """One answer in a few sentences."""

    def __init__(self, *args: Any, label: str, most: int = 4000, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = box(label, _("Write something."))
        self.fields["words"].widget.attrs["maxlength"] = str(most)
