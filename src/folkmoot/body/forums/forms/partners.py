from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from folkmoot.body.forums.models import Forum, Partner
from folkmoot.body.forums.queries import partners_of
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, OneNamed
from folkmoot.ground.fields import DateParts


class TakePart(Act):
    """Which body takes part in a forum, as what, and since when."""

    name = forms.CharField(
        label=_("Which organisation?"),
        max_length=400,
        help_text=_("Its name as it is on the register of organisations."),
    )
    part = forms.ChoiceField(label=_("What part has it?"), choices=Partner.Part.choices)
    from_on = DateParts(label=_("From which day?"))

    def clean_name(self) -> str:
        """
        Find the organisation on the register, and keep it as `organisation`.

        :raises ValidationError: if none or several have the name.
        """
        name = str(self.cleaned_data["name"]).strip()
        found = list(Organisation.objects.filter(name__iexact=name).order_by("pk")[:2])
        if len(found) != 1:
            raise ValidationError(
                _("Enter the name of one organisation on the register, exactly as it is there.")
            )
        self.cleaned_data["organisation"] = found[0]
        return name


class EndPart(Act):
    """Which body takes part no more, and from when."""

    until_on = DateParts(label=_("Which is the first day it takes no part?"))

    def __init__(self, *args: Any, forum: Forum, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = [partner.organisation_id for partner in partners_of(forum, on=on)]
        self.fields["organisation"] = OneNamed(
            queryset=Organisation.objects.filter(pk__in=standing).order_by("name", "pk"),
            label=_("Which organisation?"),
        )
        self.order_fields(["organisation", "until_on"])
