"""What is asked for versions: their text, approvals, checks, forms, and what is said of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act
from folkmoot.ground.questions import day, from_list, line, one, text, tick, whole
from folkmoot.work.documents.models import Approval, Format

MOST_TEXT = 200_000
MOST_COPIES = 1_000_000


class DraftVersion(Act):
    """A draft of a document."""

    field_order = ("text", "reason", "label", "is_shown")

    reason = text(
        gettext_lazy("What changes, and why?"),
        gettext_lazy("Write what changes and why."),
        gettext_lazy("It stays with the version, for everybody to read."),
    )
    label = line(
        gettext_lazy("Which version is printed on it?"), "", gettext_lazy("Such as 2.1."), most=40
    )
    is_shown = tick(
        gettext_lazy("Let everybody read it and comment"),
        gettext_lazy("Otherwise only those who keep documents read it until it is adopted."),
    )
    # Last, because it takes the name of the question that makes it.
    text = text(
        gettext_lazy("The text"),
        "",
        gettext_lazy(
            "Headings begin with #, points with a hyphen. Leave it empty where there is only a file, "
            "and add that to the draft."
        ),
        max_length=MOST_TEXT,
    )


class AttachEqualityCheck(Act):
    """An equality impact assessment, or why none is needed."""

    kind = one(
        gettext_lazy("What is it?"),
        [
            ("assessment", gettext_lazy("An equality impact assessment")),
            ("waiver", gettext_lazy("The reason why none is needed")),
        ],
        gettext_lazy("Say which of the two it is."),
    )
    words = text(
        gettext_lazy("What was found, or why is none needed?"),
        gettext_lazy("Write what was found, or the reason."),
    )
    link = forms.URLField(
        label=gettext_lazy("Where can the whole of it be read?"),
        required=False,
        assume_scheme="https",
    )
    made_on = day(gettext_lazy("On which day was it made?"), gettext_lazy("Enter the day."))


class Approve(Act):
    """Who approved a version, and when."""

    level = one(
        gettext_lazy("At which level?"), Approval.Level.choices, gettext_lazy("Say at which level.")
    )
    approved_by = line(
        gettext_lazy("Who approved it?"),
        "",
        gettext_lazy("A post or a board. Left empty, it is listed as a gap."),
    )
    approved_on = day(
        gettext_lazy("On which day?"), "", gettext_lazy("Left empty, it is listed as a gap.")
    )


class Adopt(Act):
    """From when a version is in force."""

    adopted_on = day(gettext_lazy("On which day was it adopted?"), gettext_lazy("Enter the day."))


class KeepFormat(Act):
    """A form in which a version can be had."""

    kind = from_list(gettext_lazy("In which form?"), Format.Kind.choices)
    language = line(
        gettext_lazy("In which language?"),
        "",
        gettext_lazy("Where it is another language."),
        most=60,
    )
    link = forms.URLField(
        label=gettext_lazy("Where can it be had?"),
        assume_scheme="https",
        error_messages={"required": gettext_lazy("Enter the address of the file or page.")},
    )
    draft_mark = line(
        gettext_lazy("Does the file still call itself a draft? In which words?"),
        "",
        gettext_lazy("Such as a foot on its pages. Its owner is then warned."),
    )

    def clean(self) -> dict[str, Any] | None:
        """Another language has its name."""
        typed = super().clean()
        is_other = self.cleaned_data.get("kind") == Format.Kind.LANGUAGE
        if is_other and not self.cleaned_data.get("language"):
            self.add_error("language", _("Enter which language it is."))
        return typed


class CommentOnDraft(Act):
    """What somebody says of a draft."""

    words = text(
        gettext_lazy("What do you say of this draft?"),
        gettext_lazy("Write what you say of it."),
        gettext_lazy("Everybody can read it, and the reply to it. Your name is not shown."),
    )
    group = line(
        gettext_lazy("For which group do you speak?"),
        "",
        gettext_lazy("Left empty, it is shown as yours, or the organisation's you act for."),
    )


class AnswerComment(Act):
    """The reply to a comment."""

    reply = text(gettext_lazy("What is the reply?"), gettext_lazy("Write the reply."))
    change = text(
        gettext_lazy("What changes in the text for it?"),
        "",
        gettext_lazy("Leave it empty where nothing does."),
    )


class KeepPilot(Act):
    """A group that tries something new."""

    name = line(
        gettext_lazy("Which group tries it?"),
        gettext_lazy("Enter the name of the group."),
        gettext_lazy("Enter a group's name again to add what it said."),
    )
    from_on = day(gettext_lazy("From which day?"), gettext_lazy("Enter the day."))
    said = text(gettext_lazy("What did it say of it?"))


class GiveOut(Act):
    """Copies that went to somebody."""

    to = line(gettext_lazy("To whom did copies go?"), gettext_lazy("Say to whom."))
    on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))
    copies = whole(
        gettext_lazy("How many copies?"),
        gettext_lazy("Enter how many."),
        least=1,
        most=MOST_COPIES,
    )
    people = whole(
        gettext_lazy("For how many people?"), gettext_lazy("Enter for how many."), most=MOST_COPIES
    )
