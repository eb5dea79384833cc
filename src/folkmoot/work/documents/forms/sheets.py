"""What is asked for the sheet of a document, its laws, and what it is tied to."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act, Edited, SayWhy, one_of
from folkmoot.ground.people.models import Person
from folkmoot.ground.questions import day, from_list, line, one, text, tick
from folkmoot.work.documents.models import Document, Law, Link

UNKNOWN = gettext_lazy("Leave it as not known rather than guess: what is blank is listed as a gap.")
ANSWERS: list[tuple[str, Any]] = [
    ("", gettext_lazy("Not known")),
    ("yes", gettext_lazy("Yes")),
    ("no", gettext_lazy("No")),
]
FLAGS = (
    "is_people", "is_place", "is_corporate", "in_constitution", "has_equality_promise",
)  # fmt: skip
SHARED = ("data_fields", "lawful_basis")


def flag(label: Any) -> forms.TypedChoiceField:
    """Return a question with three answers: yes, no, and not known, which is where it begins."""
    return forms.TypedChoiceField(
        label=label,
        choices=ANSWERS,
        coerce=lambda said: {"yes": True, "no": False}[said],
        empty_value=None,
        required=False,
    )


class KeepDocument(Edited):
    """The sheet of a document."""

    title = line(gettext_lazy("What is it called?"), gettext_lazy("Enter what it is called."))
    kind = from_list(
        gettext_lazy("What kind of document is it?"),
        Document.Kind.choices,
        gettext_lazy(
            "Principles, a strategy and a plan are three kinds: choose what it really is."
        ),
    )
    label = line(
        gettext_lazy("Which reference is printed on it?"),
        "",
        gettext_lazy(
            "As it stands there, such as PE/CP/1. This register gives it a number besides."
        ),
        most=60,
    )
    is_people = flag(gettext_lazy("Is it about people?"))
    is_place = flag(gettext_lazy("Is it about place?"))
    is_corporate = flag(gettext_lazy("Is it corporate?"))
    in_constitution = flag(gettext_lazy("Is it in the constitution?"))
    purpose = text(gettext_lazy("What is it for?"), "", UNKNOWN)
    affected = text(gettext_lazy("Who is affected?"))
    keywords = line(gettext_lazy("Key words"), "", gettext_lazy("With commas between."), most=300)
    author = line(gettext_lazy("Who wrote it?"), "", gettext_lazy("A post or a body."))
    origin = line(gettext_lazy("Where did it come from?"), most=300)
    owner = line(
        gettext_lazy("Who owns it?"),
        "",
        gettext_lazy("The body or group. Without an owner it waits on the officers' desk."),
    )
    relevance = text(
        gettext_lazy("What has it to do with the sector?"),
        "",
        gettext_lazy("For the strategies and programmes of others."),
    )
    from_on = day(gettext_lazy("From which day does it run?"))
    until_on = day(gettext_lazy("Until which day does it run?"), "", gettext_lazy("Its last day."))
    has_equality_promise = flag(gettext_lazy("Is an equality impact assessment promised?"))
    data_fields = text(
        gettext_lazy("Which facts are shared?"),
        "",
        gettext_lazy("For an agreement to share data: each field, with whom."),
    )
    lawful_basis = line(
        gettext_lazy("On which lawful basis?"),
        "",
        gettext_lazy("For an agreement to share data, such as: public task."),
        most=300,
    )
    link = forms.URLField(
        label=gettext_lazy("Where can it be read?"), required=False, assume_scheme="https"
    )

    def __init__(
        self,
        *args: Any,
        keepers: QuerySet[Person],
        rulebooks: Iterable[tuple[str, str]],
        is_new: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeper"] = one_of(
            keepers, label=_("Who is written to for the owner?"), required=False,
            empty_label=_("The support officers"),
        )  # fmt: skip
        self.fields["rulebook"] = from_list(
            _("Is it a governing document whose clauses are kept here?"),
            [("", _("No")), *rulebooks],
            _("Its versions and clauses then stand with the rules, and are not kept twice."),
            required=False,
        )
        if is_new:
            self.fields["is_live"] = tick(
                _("It is live already"),
                _("Leave it empty for a draft. What is not known of a live one is listed as gaps."),
            )
            self.fields["last_review_on"] = day(_("When was it last reviewed?"))
            self.fields["next_review_on"] = day(_("When is it to be reviewed next?"))

    def clean(self) -> dict[str, Any] | None:
        """End after it begins."""
        typed = super().clean()
        begins, ends = self.cleaned_data.get("from_on"), self.cleaned_data.get("until_on")
        if begins and ends and ends < begins:
            self.add_error("until_on", _("That is before the day it begins."))
        return typed


class CheckOwner(Act):
    """Whether the owner is still there."""

    is_there = one(
        gettext_lazy("Does the owner still exist?"),
        [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No, it is no longer there"))],
        gettext_lazy("Say whether it exists."),
    )


class Withdraw(SayWhy):
    """Why a document is withdrawn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args,
            label=_("Why is it withdrawn?"),
            hint=_("Everybody can read the reason, and what the document said."),
            **kwargs,
        )


class KeepLaw(Act):
    """A law that a document rests on."""

    name = line(
        gettext_lazy("What is the law called?"),
        gettext_lazy("Enter the name of the law."),
        gettext_lazy("With its year, and the section if there is one."),
        most=300,
    )
    jurisdiction = from_list(
        gettext_lazy("Where does it hold?"),
        [("", gettext_lazy("Not known")), *Law.Jurisdiction.choices],
        required=False,
    )
    effective_on = day(gettext_lazy("Since which day is it in effect?"))
    checked_on = day(
        gettext_lazy("When did somebody last look whether it holds?"),
        "",
        gettext_lazy("Left empty, it is listed as never looked at."),
    )
    is_repealed = tick(gettext_lazy("It is repealed"))
    note = text(gettext_lazy("What was found?"))
    link = forms.URLField(
        label=gettext_lazy("Where can it be read?"), required=False, assume_scheme="https"
    )


class CheckLaw(Act):
    """That somebody looked whether a law still holds."""

    checked_on = day(gettext_lazy("On which day did you look?"), gettext_lazy("Enter the day."))
    is_repealed = tick(gettext_lazy("It is repealed"))
    note = text(gettext_lazy("What did you find?"))


class Tie(Act):
    """What a document goes with."""

    kind = one(
        gettext_lazy("How does it go with the other?"),
        Link.Kind.choices,
        gettext_lazy("Say how."),
        gettext_lazy("This document …"),
    )
    title = line(
        gettext_lazy("Or, if the other is not kept here: what is it called?"),
        "",
        gettext_lazy("As it is cited. Without an address it is shown as leading nowhere yet."),
        most=300,
    )
    link = forms.URLField(
        label=gettext_lazy("Where can that be read?"), required=False, assume_scheme="https"
    )
    until_on = day(gettext_lazy("Until which day does that run?"))
    note = text(gettext_lazy("What is to be said of it?"))

    def __init__(self, *args: Any, others: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = titled(others, label=_("Which document of this register?"))
        self.order_fields(["kind", "to", "title"])

    def clean(self) -> dict[str, Any] | None:
        """One of the two is said."""
        typed = super().clean()
        if "to" not in self.errors and not (
            self.cleaned_data.get("to") or self.cleaned_data.get("title")
        ):
            self.add_error("to", _("Choose a document, or enter what the other is called."))
        return typed


class Titled(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no type when it runs
    """A choice of one document by its number and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"D{obj.number} {obj.title}"


def titled(queryset: QuerySet[Document], *, label: Any, **more: Any) -> Titled:
    """Return a choice of one document out of a list that unfolds."""
    given: dict[str, Any] = {"required": False, "empty_label": _("None of these")}
    return Titled(queryset=queryset, label=label, **given | more)
