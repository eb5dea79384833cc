from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, one_of
from folkmoot.ground.fields import DateParts


class Holder(Act):
    """Who is to hold an office, for which body, and from when."""

    holder_name = forms.CharField(label=_("Who?"), max_length=200)
    holder_email = forms.EmailField(
        label=_("What is their e-mail address?"),
        required=False,
        help_text=_(
            "Not shown to anybody. With it they sign in as the holder of the office; leave it "
            "empty if they do not want to."
        ),
    )
    from_on = DateParts(label=_("From which day?"))

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(
            organisations, label=_("Which organisation do they come from?")
        )
        self.order_fields(["holder_name", "holder_email", "organisation", "from_on"])


class Interim(Holder):
    """Who fills an office until it is filled as the agreement says."""

    voted = forms.CharField(
        label=_("If the forum voted them in: when, and how did it vote?"),
        help_text=_("Leave it empty where a support body provides the interim chair."),
        required=False,
        widget=forms.Textarea,
    )


class Choice(Holder):
    """Whom a group chose at a meeting."""

    how = forms.CharField(
        label=_("At which meeting were they chosen, and how?"), widget=forms.Textarea
    )


class Vacancy(Holder):
    """Who follows somebody that left early, in the way the group agreed."""

    method_agreed = forms.CharField(
        label=_("In which way did the group agree to choose a successor?"),
        widget=forms.Textarea,
        required=False,
    )


class End(Act):
    """When and why somebody leaves an office."""

    WHY = (
        ("stepped down", _("They step down")),
        ("removed", _("They are removed")),
        ("left the organisation", _("They leave the organisation they came from")),
        ("died", _("They have died")),
        ("term over", _("Their term is over")),
    )
    ended_on = DateParts(label=_("Which is the first day they are no longer in office?"))
    because = forms.ChoiceField(label=_("Why?"), choices=WHY, widget=forms.RadioSelect)
