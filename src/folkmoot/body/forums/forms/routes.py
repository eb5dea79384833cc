from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.asking import Act
from folkmoot.ground.fields import DateParts


class Route(Act):
    """The agreement behind a route outside the assembly's own structure."""

    name = forms.CharField(label=_("Which forum, network or route is it?"), max_length=200)
    agreed_by = forms.CharField(label=_("Who agreed to it?"), max_length=200, required=False)
    agreed_on = DateParts(label=_("When was it agreed?"), required=False)
    scope = forms.CharField(
        label=_("What may it be used for?"), widget=forms.Textarea, required=False
    )
    review_on = DateParts(label=_("When is it looked at again?"), required=False)
