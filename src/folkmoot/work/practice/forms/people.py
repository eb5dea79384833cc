"""What is asked of those who offer something, who give, and who know from their own life."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Community, Organisation, Theme
from folkmoot.ground.asking import Act, SomeNamed, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, from_list, line, number, one, text, tick
from folkmoot.work.practice.models import Deed, Offer, Piece
from folkmoot.work.practice.models.experts import Level

LEVELS = [(value, label) for value, label in Level.choices]


def some_themes() -> SomeNamed:
    """Return a list of themes to tick. One query as it is shown."""
    return SomeNamed(
        queryset=Theme.objects.order_by("name", "pk"), label=_("Which themes?"), required=False
    )


def some_communities(label: str) -> SomeNamed:
    """Return a list of groups of people to tick. One query as it is shown."""
    found = Community.objects.order_by("name", "pk")
    return SomeNamed(queryset=found, label=label, required=False)


def some_areas(areas: QuerySet[Area], label: str) -> SomeNamed:
    """Return a list of places to tick. One query as it is shown."""
    return SomeNamed(
        queryset=areas, label=label, required=False, help_text=_("Tick none for everywhere.")
    )


def consent(label: Any) -> forms.BooleanField:
    """Return the box by which somebody agrees; without it nothing is kept."""
    missing = {"required": gettext_lazy("It is kept only if you agree.")}
    return tick(label, required=True, error_messages=missing)


class ListOffer(Act):
    """What somebody can do or knows."""

    kind = one(
        gettext_lazy("What do you offer?"), Offer.Kind.choices, gettext_lazy("Say what you offer.")
    )
    title = line(
        gettext_lazy("What is it, in a few words?"), gettext_lazy("Say what it is."),
        gettext_lazy("Such as: keeping the books of a small charity."),
    )  # fmt: skip
    words = text(gettext_lazy("Tell us more"))
    contact = line(
        gettext_lazy("How do others reach you?"), gettext_lazy("Say how others reach you."),
        gettext_lazy("Only members, and those who work with them here, read it."), most=300,
    )  # fmt: skip
    seen_by = one(
        gettext_lazy("Who sees the rest?"), Offer.SeenBy.choices, gettext_lazy("Say who sees it.")
    )

    def __init__(
        self,
        *args: Any,
        areas: QuerySet[Area],
        organisation: Organisation | None,
        expires: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        if organisation is not None:
            own = {"organisation": organisation.name, "person": _("Myself, as a person")}
            self.fields["of"] = one(_("Who offers it?"), own.items(), _("Say who offers it."))
        self.fields["themes"] = some_themes()
        self.fields["communities"] = some_communities(_("Which groups of people do you know?"))
        self.fields["areas"] = some_areas(areas, _("In which places?"))
        self.fields["agrees"] = consent(
            _("I agree that this is listed until %(on)s, unless I say so again") % {"on": expires}
        )
        self.order_fields(["of"])

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = dict(self.cleaned_data)
        typed.pop("agrees")
        of = typed.pop("of", "person")
        return typed | {"organisation": self.organisation if of == "organisation" else None}


class LogContribution(Act):
    """What an organisation gave."""

    kind = one(
        gettext_lazy("What was given?"), Offer.Kind.choices, gettext_lazy("Say what was given.")
    )
    words = line(
        gettext_lazy("What was it?"), gettext_lazy("Say what it was."),
        gettext_lazy("Everybody can read it."), most=300,
    )  # fmt: skip
    hours = number(gettext_lazy("How many hours?"))
    on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))

    def __init__(
        self, *args: Any, organisations: QuerySet[Organisation] | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if organisations is not None:
            self.fields["organisation"] = one_of(organisations, label=_("By which organisation?"))
            self.order_fields(["organisation"])


class Thank(Act):
    """Words of thanks."""

    thanks = text(gettext_lazy("Your thanks"), gettext_lazy("Write your thanks."))


class RegisterExpert(Act):
    """What somebody wants to be asked for, and what they need for it."""

    interests = text(
        gettext_lazy("What do you know from your own life, or from training?"),
        gettext_lazy("Say what you know."),
        gettext_lazy("Part it by commas, such as: caring for a parent, hospital food."),
    )
    level_from = from_list(gettext_lazy("You would take part from"), LEVELS)
    level_to = from_list(gettext_lazy("up to"), LEVELS)
    support_needs = text(
        gettext_lazy("What do you need to take part?"), "",
        gettext_lazy("Such as fares, a signer, somebody beside you. Only support officers read it."),
    )  # fmt: skip

    def __init__(self, *args: Any, areas: QuerySet[Area], expires: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = one_of(
            areas, label=_("Where are you?"), required=False, empty_label=_("Anywhere")
        )
        self.fields["themes"] = some_themes()
        self.fields["communities"] = some_communities(_("Which groups of people do you belong to?"))
        agreed = _("I agree that support officers keep this until %(on)s and ask me for work")
        self.fields["agrees"] = consent(agreed % {"on": expires})

    def clean(self) -> dict[str, Any] | None:
        """Go up, not down."""
        typed = super().clean()
        start, end = self.cleaned_data.get("level_from"), self.cleaned_data.get("level_to")
        if start and end and int(end) < int(start):
            self.add_error("level_to", _("That is nearer to the front line than where you begin."))
        return typed

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = dict(self.cleaned_data)
        typed.pop("agrees")
        levels = {name: int(typed[name]) for name in ("level_from", "level_to")}
        return typed | levels


class OpenPiece(Act):
    """A piece of work that asks for people who know from their own life."""

    title = line(gettext_lazy("What is the work?"), gettext_lazy("Say what the work is."))
    asked_by = line(gettext_lazy("Which body asks?"), gettext_lazy("Say which body asks."))
    words = text(gettext_lazy("What is to be done?"), gettext_lazy("Say what is to be done."))
    interests = text(gettext_lazy("What should they know?"), "", gettext_lazy("Part it by commas."))
    level = from_list(gettext_lazy("At which level?"), LEVELS)
    places = number(gettext_lazy("How many people?"), gettext_lazy("One at least."), most=200)
    pays = line(
        gettext_lazy("What are they given for it?"), "",
        gettext_lazy("A sum, fares, a meal. Leave it empty where that is not known."),
    )  # fmt: skip
    until_on = day(gettext_lazy("Open through which day?"), gettext_lazy("Enter the day."))

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].required = True
        self.fields["places"].min_value = 1  # type: ignore[attr-defined]  # a whole number has it
        self.fields["area"] = one_of(
            areas, label=_("In which place?"), required=False, empty_label=_("Everywhere")
        )
        self.fields["themes"] = some_themes()
        self.fields["communities"] = some_communities(_("Which groups of people?"))

    def clean_places(self) -> int:
        """Ask for one at least."""
        typed = self.cleaned_data["places"]
        if not typed:
            raise forms.ValidationError(_("Ask for one person at least."))
        return int(typed)

    def clean_level(self) -> int:
        """Return the level as a number."""
        return int(self.cleaned_data["level"])


class AnswerPart(Act):
    """Yes or no to a piece of work."""

    takes_part = one(
        gettext_lazy("Do you take part?"),
        [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        gettext_lazy("Say yes or no."),
    )


class KeepDeed(Act):
    """Training, thanks or a payment."""

    kind = one(gettext_lazy("What was it?"), Deed.Kind.choices, gettext_lazy("Say what it was."))
    words = line(gettext_lazy("In a few words"), gettext_lazy("Say what it was."), most=300)
    pounds = forms.DecimalField(
        label=gettext_lazy("How many pounds, if it was a payment?"),
        required=False,
        min_value=0,
        max_value=100_000,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )
    on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))

    def __init__(self, *args: Any, pieces: Sequence[Piece], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pieces = {piece.reference: piece for piece in pieces}
        self.fields["piece"] = from_list(
            _("For which work?"),
            [("", _("None in particular")), *((key, p.title) for key, p in self.pieces.items())],
            required=False,
        )

    def clean(self) -> dict[str, Any] | None:
        """A payment has a sum, and nothing else has."""
        typed = super().clean()
        is_payment = self.cleaned_data.get("kind") == Deed.Kind.PAYMENT
        pounds = self.cleaned_data.get("pounds")
        if is_payment and pounds is None and "pounds" not in self.errors:
            self.add_error("pounds", _("Enter the sum that was paid."))
        if not is_payment and pounds is not None:
            self.add_error("pounds", _("Only a payment has a sum. Leave it empty."))
        return typed

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = dict(self.cleaned_data)
        pounds = typed.pop("pounds")
        pence = int(pounds * 100) if pounds is not None else None
        return typed | {"pence": pence, "piece": self.pieces.get(typed["piece"])}
