from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _

from folkmoot.body.membership.models import Channel, Membership
from folkmoot.ground.asking import Act


def box(label: str, missing: str, hint: str = "", **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": missing},
        **more,
    )


class Capacity(Act):
    """What a nominee confirms for themselves: the time, and the guidance."""

    def ask_capacity(self, parts: Sequence[str], hours: int) -> None:
        """Add the questions, with the hours a year that the role takes."""
        hint = _("The role takes about %(hours)s hours a year.") % {"hours": hours}
        self.fields["confirms"] = forms.MultipleChoiceField(
            label=_("The nominee has time for"),
            help_text=hint,
            choices=[(part, part) for part in parts],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Tick each thing that there is time for.")},
        )
        self.fields["accepts_guidance"] = forms.BooleanField(
            label=_("The nominee accepts the guidance for representatives"),
            error_messages={"required": _("The guidance has to be accepted.")},
        )


class Nominate(Capacity):
    """What is said to put somebody forward."""

    def __init__(
        self,
        *args: Any,
        memberships: Sequence[Membership],
        for_them: bool,
        qualities: Sequence[str],
        capacity: Sequence[str],
        hours: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.memberships = {str(one.pk): one for one in memberships}
        self.qualities = list(qualities)
        self.fields["membership"] = forms.ChoiceField(
            label=_("Which member puts them forward?"),
            choices=[(key, one.organisation.name) for key, one in self.memberships.items()],
            widget=forms.Select if len(self.memberships) > 1 else forms.HiddenInput,
            initial=next(iter(self.memberships), ""),
        )
        if for_them:
            self.fields["channel"] = forms.ChoiceField(
                label=_("How did the nomination reach you?"),
                choices=Channel.choices,
                widget=forms.RadioSelect,
                initial=Channel.WEB,
            )
        self.fields["nominee_name"] = forms.CharField(
            label=_("Name of the nominee"),
            max_length=200,
            error_messages={"required": _("Enter the name of the nominee.")},
        )
        self.fields["nominee_email"] = forms.EmailField(
            label=_("E-mail address of the nominee"),
            help_text=_("They are written to, and stand only once they have accepted."),
            error_messages={
                "required": _("Enter an e-mail address for the nominee."),
                "invalid": _("Enter an e-mail address like name@example.org."),
            },
        )
        self.fields["motivation"] = box(
            _("Why they want to do it"), _("Say why they want to do it.")
        )
        self.fields["capability"] = box(
            _("Their skills, knowledge and experience"), _("Say what they bring.")
        )
        self.fields["interests"] = box(
            _("Interests to declare for the role"),
            _("Declare their interests, or write “none”."),
            _("Write “none” where there are none."),
        )
        for place, quality in enumerate(self.qualities):
            self.fields[f"quality_{place}"] = box(
                quality[:1].upper() + quality[1:], _("Write something on each quality.")
            )
        self.ask_capacity(capacity, hours)
        self.fields["key"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    @property
    def evidence(self) -> dict[str, str]:
        """What was written on each quality, by its name."""
        return {
            quality: self.cleaned_data[f"quality_{place}"]
            for place, quality in enumerate(self.qualities)
        }

    @property
    def membership(self) -> Membership:
        return self.memberships[self.cleaned_data["membership"]]


class Accept(Capacity):
    """What a nominee says to stand."""

    def __init__(self, *args: Any, capacity: Sequence[str], hours: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_capacity(capacity, hours)
        self.fields["confirms"].label = _("I have time for")
        self.fields["accepts_guidance"].label = _("I accept the guidance for representatives")
