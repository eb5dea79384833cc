from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries import served_places, support_organisations
from folkmoot.ground.asking import Act, OneNamed, SomeNamed
from folkmoot.ground.fields import DateParts


def areas_field(assembly: Assembly) -> SomeNamed:
    """Ask for the places that a forum serves, among those of the assembly."""
    return SomeNamed(
        queryset=served_places(assembly),
        label=_("Which places does it serve?"),
        help_text=_("Leave it empty for a forum of the whole area."),
        required=False,
    )


class Propose(Act):
    """What is asked about a forum before it is a draft."""

    name = forms.CharField(label=_("What is it called?"), max_length=200)
    kind = forms.ChoiceField(label=_("What kind of forum is it?"), choices=Forum.Kind.choices)
    description = forms.CharField(
        label=_("What is it for?"), widget=forms.Textarea, help_text=_("Its remit, in a few lines.")
    )
    intended_for = forms.CharField(label=_("Whom is it for?"), required=False, max_length=500)
    not_for = forms.CharField(label=_("Whom is it not for?"), required=False, max_length=500)
    faces = forms.CharField(
        label=_("Which portfolio or programme does it speak to?"), required=False, max_length=200
    )
    grew_from = forms.CharField(
        label=_("Which earlier groups did it grow from, and why did they change?"),
        required=False,
        widget=forms.Textarea,
    )
    is_system_wide = forms.BooleanField(
        label=_("It is for the whole area of the assembly"), required=False
    )
    review_on = DateParts(label=_("When is it looked at again, or ends?"), required=False)

    def __init__(self, *args: Any, assembly: Assembly, above: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parents"] = SomeNamed(
            queryset=above,
            label=_("Which forums does it belong to?"),
            required=False,
        )
        self.fields["areas"] = areas_field(assembly)


class Accept(Act):
    """Which body runs a forum's administration, and who there."""

    officer_name = forms.CharField(
        label=_("Who there is its support officer?"), required=False, max_length=200
    )

    def __init__(self, *args: Any, assembly: Assembly, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"] = OneNamed(
            queryset=support_organisations(assembly),
            label=_("Which body runs its administration?"),
        )
        self.order_fields(["body", "officer_name"])


class Approve(Act):
    """On behalf of which forum approval is given."""

    def __init__(self, *args: Any, approvers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by_forum"] = OneNamed(queryset=approvers, label=_("Which forum approves?"))


class Recognise(Act):
    """Whether the checks were made before a forum goes live."""

    checked = forms.BooleanField(label=_("I have checked its details and it may go live"))


class Review(Act):
    """What a review found, and when the next one is."""

    found = forms.CharField(label=_("What did the review find?"), widget=forms.Textarea)
    next_review_on = DateParts(label=_("When is it looked at again?"))


class Close(Act):
    """The final report of a forum."""

    report = forms.CharField(
        label=_("The final report"),
        widget=forms.Textarea,
        help_text=_("What it did, what came of it, and who takes it on."),
        required=False,
    )


class EndCoOption(Act):
    """From which day somebody who was co-opted sits in the group no longer."""

    until_on = DateParts(label=_("The first day they no longer sit there"))


class Place(Act):
    """Which places a forum serves, and for which side it counts where a quorum counts sides."""

    def __init__(
        self, *args: Any, assembly: Assembly, sides: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"] = areas_field(assembly)
        if sides:
            self.fields["side"] = forms.ChoiceField(
                label=_("For which side does it count in the quorum of the co-ordination group?"),
                choices=[("", _("None")), *((side, capfirst(side)) for side in sides)],
                required=False,
            )
