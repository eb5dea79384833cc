"""What is asked for a paper, and for what a forum sends to another."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.forums.models import Forum
from folkmoot.ground.asking import Act, OneNamed
from folkmoot.ground.people.models import Person
from folkmoot.ground.people.queries import with_email
from folkmoot.proceedings.meetings.forms.agenda import MARKDOWN
from folkmoot.proceedings.meetings.models import AgendaItem, Referral, Visibility


class OneTitled(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no type when it runs
    """A choice of one item of an agenda, each told by its title."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class AddPaper(Act):
    """A paper: words, or a file."""

    title = forms.CharField(label=gettext_lazy("What is the paper called?"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Write it here"),
        widget=forms.Textarea,
        max_length=100_000,
        required=False,
        help_text=MARKDOWN,
    )
    file = forms.FileField(
        label=gettext_lazy("Or send a file"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy(
            "PDF, Word, Excel, PowerPoint, OpenDocument, plain text, Markdown, CSV, PNG or JPEG; "
            "10 MB at the most. If something else needs mending, choose the file once more."
        ),
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may read it?"),
        choices=[
            (Visibility.MEMBERS.value, gettext_lazy("Those who may read its item")),
            (Visibility.FULL.value, gettext_lazy("Full members alone")),
            (Visibility.PUBLIC.value, gettext_lazy("Everybody, if its item is for everybody")),
        ],
        widget=forms.RadioSelect,
        initial=Visibility.MEMBERS,
    )
    is_for_sharing = forms.BooleanField(
        label=gettext_lazy(
            "It is for sharing: whoever it comes from says it may leave the assembly"
        ),
        required=False,
    )
    consent = forms.CharField(
        label=gettext_lazy("Or who agreed that it may be shared?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("The organisation that agreed, and when. Everybody may read this."),
    )

    def __init__(self, *args: Any, items: QuerySet[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"] = OneTitled(
            queryset=items,
            label=_("For which item is it?"),
            required=False,
            empty_label=_("For the meeting as a whole"),
        )
        self.order_fields(["title", "item", "text", "file"])


class SharePaper(Act):
    """On whose word a paper leaves the assembly."""

    is_for_sharing = forms.BooleanField(
        label=gettext_lazy("Whoever it comes from marked it for sharing"), required=False
    )
    consent = forms.CharField(
        label=gettext_lazy("Or who agreed that it may be shared?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("The organisation that agreed, and when. Everybody may read this."),
    )


class Refer(Act):
    """What a forum sends to another."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[
            (Referral.Kind.ITEM.value, gettext_lazy("An item to take")),
            (Referral.Kind.FEEDBACK.value, gettext_lazy("Feedback")),
            (Referral.Kind.RECOMMENDATION.value, gettext_lazy("A recommendation")),
        ],
        widget=forms.RadioSelect,
        initial=Referral.Kind.ITEM,
    )
    title = forms.CharField(label=gettext_lazy("What is it about?"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("What do you want to say or ask?"),
        widget=forms.Textarea,
        max_length=20_000,
        help_text=MARKDOWN,
        error_messages={"required": gettext_lazy("Write what you want to say or ask.")},
    )

    def __init__(
        self,
        *args: Any,
        own: QuerySet[Forum],
        others: QuerySet[Forum],
        item: AgendaItem | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if item is None:
            self.fields["from_forum"] = OneNamed(
                queryset=own, label=_("Which forum sends it?"), empty_label=_("Choose one")
            )
        self.fields["to_forum"] = OneNamed(
            queryset=others, label=_("Which forum is it for?"), empty_label=_("Choose one")
        )
        self.order_fields(["from_forum", "to_forum"])

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        sends, receives = answers.get("from_forum"), answers.get("to_forum")
        if sends is not None and sends == receives:
            self.add_error("to_forum", _("Choose another forum than the one that sends it."))
        return answers


class ThroughRepresentative(Act):
    """What passes between a forum and its representative on an outside body."""

    TO, BY = "to", "by"

    way = forms.ChoiceField(
        label=gettext_lazy("Which way does it go?"),
        choices=[
            (BY, gettext_lazy("The representative brings it to the forum")),
            (TO, gettext_lazy("The forum gives it to the representative")),
        ],
        widget=forms.RadioSelect,
        initial=BY,
    )
    representative_on = forms.CharField(
        label=gettext_lazy("On which body do they speak?"), max_length=200
    )
    email = forms.EmailField(
        label=gettext_lazy("The representative's e-mail address"),
        max_length=254,
        help_text=gettext_lazy("The one with which they sign in here."),
    )
    title = forms.CharField(label=gettext_lazy("What is it about?"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("What was said, or is to be said?"),
        widget=forms.Textarea,
        max_length=20_000,
        help_text=MARKDOWN,
        error_messages={"required": gettext_lazy("Write what was said, or is to be said.")},
    )

    def __init__(self, *args: Any, forums: QuerySet[Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"] = OneNamed(
            queryset=forums, label=_("Which forum is it?"), empty_label=_("Choose one")
        )
        self.order_fields(["forum"])

    def clean_email(self) -> Person:
        person = with_email(self.cleaned_data["email"])
        if person is None:
            raise forms.ValidationError(_("Nobody with this address has signed in here yet."))
        return person


class AnswerReferral(Act):
    """The answer to what another forum sent."""

    answer = forms.CharField(
        label=gettext_lazy("What is the answer?"),
        widget=forms.Textarea,
        max_length=20_000,
        help_text=gettext_lazy("It goes back to whoever sent it."),
        error_messages={"required": gettext_lazy("Write the answer.")},
    )

    def __init__(self, *args: Any, is_question: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_question:
            self.fields["agreed"] = forms.ChoiceField(
                label=_("Does the forum agree?"),
                choices=[("yes", _("Yes")), ("no", _("No"))],
                widget=forms.RadioSelect,
            )
            self.order_fields(["agreed"])
