"""What is asked of those who tell a case study, share what works, and write down what was said."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, from_list, line, one, text, tick
from folkmoot.work.practice.forms.people import some_areas, some_themes
from folkmoot.work.practice.models import (
    Attachment,
    Example,
    Proof,
    Relationship,
    Study,
    Testimonial,
)

BY_CONSENT = {Attachment.Kind.QUOTE, Attachment.Kind.PICTURE}


def some_benefits(benefits: Mapping[str, tuple[str, bool]]) -> forms.MultipleChoiceField:
    """Return the listed benefits to tick."""
    named = [
        (code, _("%(name)s (direct)") % {"name": name} if is_direct else name)
        for code, (name, is_direct) in benefits.items()
    ]
    return forms.MultipleChoiceField(
        label=_("Of which benefits does it give proof?"),
        choices=named,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class TellStudy(Act):
    """A case study under its fixed headings; what is left empty is shown as missing."""

    title = line(gettext_lazy("What is it called?"), gettext_lazy("Say what it is called."))
    printed_label = line(
        gettext_lazy("What is it called in print, if it was printed?"), "",
        gettext_lazy("It gets a number of its own here. What was printed stays as text."), most=60,
    )  # fmt: skip
    objectives = text(gettext_lazy("Objectives"))
    budget = text(gettext_lazy("Budget"), "", gettext_lazy("How much, and where it came from."))
    inside = text(gettext_lazy("Who took part, inside the public body"))
    outside = text(gettext_lazy("Who took part, outside it"))
    process = text(gettext_lazy("How it was done"))
    outcomes = text(gettext_lazy("Outcomes"))
    learning = text(gettext_lazy("What was learned"))

    def __init__(
        self,
        *args: Any,
        areas: QuerySet[Area],
        benefits: Mapping[str, tuple[str, bool]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"] = some_themes()
        self.fields["areas"] = some_areas(areas, _("In which places?"))
        self.fields["benefits"] = some_benefits(benefits)


class KeepAttachment(Act):
    """What belongs with a case study, or that it is missing."""

    kind = one(
        gettext_lazy("What is it?"), Attachment.Kind.choices, gettext_lazy("Say what it is.")
    )
    label = line(
        gettext_lazy("What is it called?"), gettext_lazy("Say what it is called."),
        gettext_lazy("Such as: footnote 3, or a mother at the kitchen table."),
    )  # fmt: skip
    is_missing = tick(gettext_lazy("It is missing: the study speaks of it, and nobody has it"))
    words = text(
        gettext_lazy("What is said, or what the picture shows"), "",
        gettext_lazy("For those who do not see the picture, too."),
    )  # fmt: skip
    link = forms.URLField(
        label=gettext_lazy("Where is it?"), required=False, assume_scheme="https", max_length=500
    )
    consent_of = line(
        gettext_lazy("Who agreed to it?"), "",
        gettext_lazy("For a quotation or a picture. Only support officers read it."),
    )  # fmt: skip
    consented_on = day(gettext_lazy("When did they agree?"))
    consent_until = day(
        gettext_lazy("Until when?"), "", gettext_lazy("From that day on it is not shown any more.")
    )

    def clean(self) -> dict[str, Any] | None:
        """A picture and a quotation need their consent, from one day until a later one."""
        typed = super().clean()
        given = self.cleaned_data
        if given.get("is_missing") or given.get("kind") not in BY_CONSENT:
            return typed
        for name, said in (
            ("consent_of", _("Say who agreed to it.")),
            ("consented_on", _("Enter the day on which they agreed.")),
            ("consent_until", _("Enter the day until which they agreed.")),
        ):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, said)
        start, end = given.get("consented_on"), given.get("consent_until")
        if start and end and end <= start:
            self.add_error("consent_until", _("That is not after the day on which they agreed."))
        return typed


class KeepProof(Act):
    """An award or a report that is kept elsewhere."""

    kind = one(gettext_lazy("What is it?"), Proof.Kind.choices, gettext_lazy("Say what it is."))
    title = line(gettext_lazy("What is it called?"), gettext_lazy("Say what it is called."))
    link = forms.URLField(
        label=gettext_lazy("Where is it?"), required=False, assume_scheme="https", max_length=500
    )
    on = day(gettext_lazy("Of which day is it?"), gettext_lazy("Enter the day."))

    def __init__(self, *args: Any, benefits: Mapping[str, tuple[str, bool]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["benefits"] = some_benefits(benefits)
        self.fields["benefits"].required = True
        self.fields["benefits"].error_messages["required"] = _("Tick one at least.")


class ShareExample(Act):
    """What works."""

    title = line(gettext_lazy("What works?"), gettext_lazy("Say what works."))
    words = text(gettext_lazy("How do you do it?"), gettext_lazy("Say how you do it."))
    needed = text(gettext_lazy("What does it take?"), "", gettext_lazy("Money, people, a room."))
    scale = one(
        gettext_lazy("For how many does it work?"), Example.Scale.choices,
        gettext_lazy("Say for how many."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        areas: QuerySet[Area],
        benefits: Mapping[str, tuple[str, bool]],
        studies: Sequence[Study],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"] = some_themes()
        self.fields["areas"] = some_areas(areas, _("In which places?"))
        self.fields["benefits"] = some_benefits(benefits)
        self.fields["study"] = a_study(studies)


class a_study(forms.TypedChoiceField):  # noqa: N801 - it reads as a question among the others
    """A choice of one case study, or of none."""

    def __init__(self, studies: Sequence[Study]) -> None:
        found = {str(one.number): one for one in studies}
        super().__init__(
            label=_("Which case study tells of it?"),
            choices=[("", _("None")), *((key, f"{key}. {s.title}") for key, s in found.items())],
            coerce=lambda key: found[key],
            empty_value=None,
            required=False,
        )


class TakeUp(Act):
    """How one took up what works."""

    note = text(gettext_lazy("How did you use it?"), gettext_lazy("Say how you used it."))


class PublishTestimonial(Act):
    """What somebody said, and their leave."""

    tone = one(
        gettext_lazy("Is it kind or critical?"), Testimonial.Tone.choices,
        gettext_lazy("Say which it is."), gettext_lazy("Both stand in one list, by day alone."),
    )  # fmt: skip
    about = line(gettext_lazy("About whom or what?"), gettext_lazy("Say about whom or what."))
    words = text(gettext_lazy("What was said?"), gettext_lazy("Enter what was said."))
    speaker = line(gettext_lazy("Who said it?"), gettext_lazy("Say who said it."))
    role = line(gettext_lazy("What are they there?"), gettext_lazy("Say what they are."))
    organisation_name = line(
        gettext_lazy("Of which organisation?"), gettext_lazy("Say of which organisation.")
    )
    said_on = day(gettext_lazy("When was it said?"), gettext_lazy("Enter the day."))
    permitted_on = day(
        gettext_lazy("When did they give leave to publish it?"),
        gettext_lazy("It is published only with their leave. Enter the day."),
    )
    permitted_how = line(
        gettext_lazy("How did they give it?"), gettext_lazy("Say how they gave it."),
        gettext_lazy("Only kept; nobody reads it here but support officers."),
    )  # fmt: skip


class KeepRelationship(Act):
    """Who works with whom, and who holds the tie."""

    body = line(gettext_lazy("Which public body?"), gettext_lazy("Say which body."))
    team = line(gettext_lazy("Which team there?"), gettext_lazy("Say which team."))
    kind = from_list(gettext_lazy("What kind of tie is it?"), Relationship.Kind.choices)
    holder = line(
        gettext_lazy("Who holds it there?"), "",
        gettext_lazy("A name or a post. Leave it empty where nobody knows: that is counted."),
    )  # fmt: skip
    words = line(gettext_lazy("What is it about?"), "", "", most=300)
    from_on = day(gettext_lazy("Since which day?"))
    until_on = day(gettext_lazy("Through which day?"))

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        studies: Sequence[Study],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(organisations, label=_("With which organisation?"))
        self.fields["study"] = a_study(studies)
        self.order_fields(["body", "team", "organisation"])

    def clean(self) -> dict[str, Any] | None:
        """End no earlier than it begins."""
        typed = super().clean()
        start, end = self.cleaned_data.get("from_on"), self.cleaned_data.get("until_on")
        if start and end and end < start:
            self.add_error("until_on", _("That is before the day it begins."))
        return typed
