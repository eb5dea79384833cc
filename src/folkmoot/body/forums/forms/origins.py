from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from folkmoot.body.forums.models import Forum
from folkmoot.ground.asking import Act, OneNamed
from folkmoot.ground.fields import DateParts


class Origins(Act):
    """From which earlier groups a forum grew."""

    grew_from = forms.CharField(
        label=_("Which earlier groups did it grow from, and why did they change?"),
        widget=forms.Textarea,
        max_length=4000,
    )


class Demand(Act):
    """What somebody outside asks of the assembly."""

    issuer = forms.CharField(label=_("Who asks?"), max_length=200)
    asks = forms.CharField(label=_("What do they ask for?"), max_length=400)
    source = forms.CharField(label=_("Which document says so?"), max_length=300, required=False)
    due_on = DateParts(
        label=_("By which day?"),
        required=False,
        help_text=_("The last day on which it is in time. Leave it empty if none was given."),
    )

    def __init__(self, *args: Any, forums: QuerySet[Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"] = OneNamed(
            queryset=forums,
            label=_("Which forum did it prompt?"),
            required=False,
            empty_label=_("The assembly as a whole"),
        )


class Met(Act):
    """When and how a mandate was met."""

    met_on = DateParts(label=_("When was it met?"))
    evidence = forms.CharField(
        label=_("How was it met, and what shows it?"),
        widget=forms.Textarea,
        max_length=4000,
        help_text=_("Everybody can read this."),
    )


class BringTable(Act):
    """A printed table of forums, and since when they are recognised."""

    MOST = 500_000

    file = forms.FileField(
        label=_("The file"),
        required=False,
        help_text=_("Plain text whose four columns are parted by tabs, up to 500 kB."),
    )
    table = forms.CharField(
        label=_("Or paste the table here"), widget=forms.Textarea, required=False, strip=False
    )
    recognised_on = DateParts(
        label=_("Since when are its forums recognised?"),
        help_text=_("Offices that are vacant count from this day."),
    )

    def clean(self) -> dict[str, Any]:
        """Put what the file says under `table`."""
        found = super().clean() or {}
        file = found.get("file")
        if file is not None:
            if file.size > self.MOST:
                self.add_error("file", _("The file is larger than 500 kB. Keep only the table."))
                return found
            try:
                found["table"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                words = _("The file is not plain text in UTF-8. Save it as that, then bring it.")
                self.add_error("file", words)
                return found
        if not found.get("table", "").strip():
            self.add_error("file", _("Choose a file, or paste the table."))
        elif len(found["table"]) > self.MOST:
            self.add_error("table", _("The table is larger than 500 kB. Keep only its rows."))
        return found
