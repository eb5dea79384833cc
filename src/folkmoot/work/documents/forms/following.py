"""What is asked for reviews, rewritings, what comes after, and statements of how things stand."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act
from folkmoot.ground.questions import day, from_list, line, text
from folkmoot.work.documents.forms.sheets import titled
from folkmoot.work.documents.models import Document

MOST_GROUPS = 40


class ReviewDocument(Act):
    """That a document was looked back at."""

    held_on = day(gettext_lazy("When was it reviewed?"), gettext_lazy("Enter the day."))
    found = text(gettext_lazy("What was found?"), gettext_lazy("Write what was found."))
    next_on = day(
        gettext_lazy("When is it reviewed next?"),
        "",
        gettext_lazy("Left empty, it follows from the cycle that the documents fix."),
    )


class VaryReview(Act):
    """That partners agreed to another day."""

    next_on = day(gettext_lazy("When is it reviewed then?"), gettext_lazy("Enter the day."))
    agreed_by = line(
        gettext_lazy("Which partners agreed to that?"),
        gettext_lazy("Say who agreed."),
        most=300,
    )
    because = text(
        gettext_lazy("Why not when the cycle says?"),
        gettext_lazy("Write the reason."),
        gettext_lazy("Everybody can read it."),
    )


class BeginRewrite(Act):
    """A project that rewrites a document."""

    because = text(gettext_lazy("Why is it rewritten?"), gettext_lazy("Write the reason."))
    from_on = day(gettext_lazy("From which day?"), gettext_lazy("Enter the day."))
    until_on = day(gettext_lazy("Until which day?"), gettext_lazy("Enter the day."))
    groups = forms.CharField(
        label=gettext_lazy("Which groups does it touch?"),
        help_text=gettext_lazy(
            "One on each line. Each is to be heard before a new version is published."
        ),
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": gettext_lazy("Name at least one group.")},
    )

    def clean_groups(self) -> list[str]:
        """Return the names, each once."""
        lines = [one.strip() for one in self.cleaned_data["groups"].splitlines()]
        names = list(dict.fromkeys(one for one in lines if one))
        if not names:
            raise forms.ValidationError(_("Name at least one group."))
        if len(names) > MOST_GROUPS:
            raise forms.ValidationError(_("Name at most forty groups; put small ones together."))
        if any(len(one) > 200 for one in names):
            raise forms.ValidationError(_("Keep each name under 200 letters."))
        return names

    def clean(self) -> dict[str, Any] | None:
        """End after it begins."""
        typed = super().clean()
        begins, ends = self.cleaned_data.get("from_on"), self.cleaned_data.get("until_on")
        if begins and ends and ends < begins:
            self.add_error("until_on", _("That is before the day it begins."))
        return typed


class HearGroup(Act):
    """How a group was asked and what it said."""

    heard_on = day(gettext_lazy("When was it asked?"), gettext_lazy("Enter the day."))
    how = line(
        gettext_lazy("How was it asked?"),
        gettext_lazy("Say how."),
        gettext_lazy("Such as: at its meeting, by letter."),
    )
    said = text(
        gettext_lazy("What did it say?"),
        gettext_lazy("Write what it said."),
        gettext_lazy("Where it said nothing, write that."),
    )


class PromiseSuccessor(Act):
    """What a document is to become."""

    kind = from_list(gettext_lazy("What is it to become?"), Document.Kind.choices)
    words = text(gettext_lazy("What was promised?"), gettext_lazy("Write what was promised."))
    after = line(
        gettext_lazy("What does it wait for?"), "", gettext_lazy("Such as: after the elections.")
    )
    due_on = day(
        gettext_lazy("By when?"), "", gettext_lazy("Leave it empty where no day was named.")
    )


class NameSuccessor(Act):
    """The document that follows."""

    def __init__(self, *args: Any, others: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"] = titled(
            others,
            label=_("Which document follows?"),
            required=True,
            help_text=_("The old one points to it from the day the new one is adopted."),
            error_messages={"required": _("Choose the document that follows.")},
        )


class StateHow(Act):
    """How something stands."""

    title = line(gettext_lazy("What is it about?"), gettext_lazy("Say what it is about."))
    words = text(gettext_lazy("How do things stand?"), gettext_lazy("Write how things stand."))
    written_on = day(gettext_lazy("When was that written?"), gettext_lazy("Enter the day."))
    review_on = day(
        gettext_lazy("Until when does it hold without another look?"),
        "",
        gettext_lazy("Left empty, it follows from the documents, or is half a year."),
    )


class CheckStatement(Act):
    """That a statement still holds."""

    checked_on = day(gettext_lazy("On which day did you look?"), gettext_lazy("Enter the day."))
    review_on = day(
        gettext_lazy("Until when does it hold without another look?"),
        "",
        gettext_lazy("Left empty, it follows from the documents, or is half a year."),
    )
