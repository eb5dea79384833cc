from typing import Any

from django import forms
from django.utils.translation import gettext as _

from folkmoot.ground.asking import Act, Agree, Once
from folkmoot.proceedings.decisions.models import Ballot


class Vote(Once):
    """A vote on a screen: the choice, and for which member it is."""

    choice = forms.ChoiceField(choices=Ballot.Choice.choices)
    member = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].error_messages["required"] = _("Choose one.")


class Hands(Act):
    """The hands of a room: one answer for each member on the roll."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    rest = forms.ChoiceField(choices=Ballot.Choice.choices, required=False)

    def __init__(self, *args: Any, members: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members

    def typed(self, member: int) -> str:
        """Return what was chosen for a member, or nothing where it is no choice."""
        value = str(self.data.get(f"hand_{member}", ""))
        return value if value in Ballot.Choice.values else ""

    @property
    def hands(self) -> dict[int, str]:
        """The choice of each member; of those left blank, what was asked for the rest."""
        rest = self.cleaned_data["rest"]
        return {member: self.typed(member) or rest for member in self.members}


class Papers(Act):
    """Which members were given a paper."""

    def __init__(self, *args: Any, members: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given"] = forms.TypedMultipleChoiceField(
            coerce=int,
            required=False,
            choices=members,
            widget=forms.CheckboxSelectMultiple,
            label=_("Members that were given a paper"),
        )


class Close(Agree):
    """The end of a vote."""


class CloseSecret(Agree):
    """The end of a secret vote: what two tellers counted."""

    votes_for = forms.IntegerField(min_value=0, max_value=100_000)
    votes_against = forms.IntegerField(min_value=0, max_value=100_000)
    abstained = forms.IntegerField(min_value=0, max_value=100_000)
    teller = forms.CharField(max_length=90)
    second_teller = forms.CharField(max_length=90)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "votes_for": _("Papers for"),
            "votes_against": _("Papers against"),
            "abstained": _("Blank papers, and papers that cannot be read"),
            "teller": _("Name of one teller"),
            "second_teller": _("Name of the other teller"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs["class"] = (
                "govuk-input--width-20" if "teller" in name else "govuk-input--width-5"
            )
        self.order_fields([*labels, "sure"])
