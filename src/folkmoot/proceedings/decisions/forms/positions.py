from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.forums.models import Forum
from folkmoot.ground.asking import Act, SomeNamed
from folkmoot.ground.fields import DateParts


class LookUp(forms.Form):
    """Words to look for among positions."""

    words = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("A topic, or words of it")

    def asked(self) -> str:
        """Return the words that were asked for."""
        return str(self.cleaned_data["words"]) if self.is_valid() else ""


class Adopt(Act):
    """A position that a decision takes up."""

    topic = forms.CharField(max_length=200)
    wording = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    review_on = DateParts()

    def __init__(self, *args: Any, forums: QuerySet[Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].label = _("On what")
        self.fields["topic"].help_text = _(
            "A few words that people would look for. A position held on the same topic ends."
        )
        self.fields["wording"].label = _("The agreed words")
        self.fields["wording"].help_text = _("Everybody may read and quote them.")
        self.fields["review_on"].label = _("When it is looked at again")
        self.fields["backed_by"] = SomeNamed(
            queryset=forums, required=False, label=_("Other forums that back it")
        )


class Review(Act):
    """When a position is looked at next."""

    review_on = DateParts()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review_on"].label = _("When it is looked at next")


class End(Act):
    """By which decision a position is held no longer."""

    decision = forms.SlugField(max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].label = _("The number of the decision to hold it no longer")
        self.fields["decision"].help_text = _("Such as 2026-14.")
