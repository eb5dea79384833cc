"""What is asked of those who make an agenda, and of members that want something on it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.membership.models import Channel
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, Edited, Once, SayWhy, one_of
from folkmoot.proceedings.meetings.models import AgendaItem, AgendaRequest, Visibility

MARKDOWN = gettext_lazy(
    "A blank line begins a new paragraph, and a dash at the start of a line a list."
)
MINUTES: dict[str, Any] = {"min_value": 0, "max_value": 480}


class Item(Act):
    """What an agenda says of an item."""

    title = forms.CharField(
        label=gettext_lazy("What is it called on the agenda?"),
        max_length=200,
        help_text=gettext_lazy("Everybody can read this, whoever the item is for."),
    )
    text = forms.CharField(
        label=gettext_lazy("What is it about?"),
        widget=forms.Textarea,
        max_length=20_000,
        required=False,
        help_text=MARKDOWN,
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("What is it there for?"),
        choices=AgendaItem.Purpose.choices,
        widget=forms.RadioSelect,
        initial=AgendaItem.Purpose.DISCUSSION,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("About how many minutes does it take?"),
        initial=10,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Enter a whole number of minutes, such as 10.")},
        **MINUTES,
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may read what it is about, its papers and its notes?"),
        choices=[
            (Visibility.MEMBERS.value, gettext_lazy("Members")),
            (Visibility.PUBLIC.value, gettext_lazy("Everybody")),
        ],
        widget=forms.RadioSelect,
        initial=Visibility.MEMBERS,
    )


class ChangeItem(Item, Edited):
    """A change to what an agenda says of an item."""

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "title": item.title,
            "text": item.text,
            "purpose": item.purpose,
            "minutes": item.minutes,
            "visibility": item.visibility,
        }
        super().__init__(*args, shown=item.edition, **kwargs)
        if item.visibility == Visibility.FULL:
            # Opening it again is the chair's own deed, on a page of its own.
            del self.fields["visibility"]


class Keep(SayWhy, Edited):
    """Why an item is for full members alone."""

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(
            *args,
            shown=item.edition,
            label=_("Why is it for full members alone?"),
            hint=_("Everybody can read this reason, on the agenda and in the record."),
            **kwargs,
        )


class OpenAgain(Edited):
    """An item that was kept for full members is opened again."""

    sure = forms.BooleanField(
        label=gettext_lazy("Every member may read its papers and notes"),
        error_messages={"required": gettext_lazy("Tick the box to go on.")},
    )

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, shown=item.edition, **kwargs)


class SendAgenda(Act):
    """That the agenda goes out; and why late, where it is late."""

    every_field_optional = True  # The rule asks for the reason, with its clause.

    because = forms.CharField(
        label=gettext_lazy("Why is it late?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("This stands on the page of the meeting for good."),
    )

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["because"]


class AskForItem(Once):
    """What a member wants to be taken at a meeting."""

    title = forms.CharField(label=gettext_lazy("What should be taken?"), max_length=200)
    why = forms.CharField(
        label=gettext_lazy("What do you want to come of it?"),
        widget=forms.Textarea,
        max_length=5000,
        help_text=gettext_lazy("Members read this if it goes on the agenda."),
        error_messages={"required": gettext_lazy("Write what you want to come of it.")},
    )

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        for_them: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(
            organisations, label=_("Which organisation asks?"), empty_label=_("Choose one")
        )
        if for_them:
            self.fields["channel"] = forms.ChoiceField(
                label=_("How did it reach you?"), choices=Channel.choices
            )


class AnswerRequest(Act):
    """Whether what a member asked for goes on the agenda."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Does it go on the agenda?"),
        choices=[
            (AgendaRequest.Answer.ACCEPTED.value, gettext_lazy("Yes")),
            (AgendaRequest.Answer.DEFERRED.value, gettext_lazy("Later, at the next meeting")),
            (AgendaRequest.Answer.DECLINED.value, gettext_lazy("No")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose an answer.")},
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("If yes, about how many minutes does it take?"),
        initial=10,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Enter a whole number of minutes, such as 10.")},
        **MINUTES,
    )
    because = forms.CharField(
        label=gettext_lazy("If later or no, why?"),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
        help_text=gettext_lazy("The member reads this."),
    )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        is_no = answers.get("answer") in {
            AgendaRequest.Answer.DEFERRED,
            AgendaRequest.Answer.DECLINED,
        }
        if is_no and not answers.get("because"):
            self.add_error("because", _("Write the reason, so that the member knows it."))
        return answers
