from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.asking import Act
from folkmoot.ground.fields import DateParts


class Speak(Act):
    """Where and on what the chair speaks for a forum, and what that rests on."""

    where = forms.CharField(
        label=_("Where does the chair speak for the forum?"),
        max_length=200,
        help_text=_("The meeting, body or campaign."),
    )
    about = forms.CharField(label=_("On what?"), widget=forms.Textarea, max_length=2000)
    decision = forms.CharField(
        label=_("By which decision of the forum?"),
        max_length=200,
        help_text=_("Its reference, or the meeting where it was agreed. Everybody can read this."),
    )
    from_on = DateParts(label=_("From which day?"))


class EndSpeaking(Act):
    """From when a chair no longer speaks for a forum."""

    until_on = DateParts(label=_("From which day does it no longer hold?"))


class Describe(Act):
    """What a member of a board brings to it."""

    skills = forms.CharField(
        label=_("Which skills do they bring?"),
        widget=forms.Textarea,
        max_length=1000,
        required=False,
        help_text=_("Everybody can read this. Leave empty what is not known."),
    )
    area = forms.CharField(
        label=_("Which place or part of the sector do they know?"), max_length=200, required=False
    )
    interests = forms.CharField(
        label=_("Which interests did they tell of?"),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
        help_text=_("If they said that they have none, write that. Everybody can read this."),
    )


class Seats(Act):
    """How many members a board should have."""

    seats = forms.IntegerField(
        label=_("How many members should the board have?"), min_value=1, max_value=100
    )
