"""What is asked of those who keep a room, want one, want to be found, or want things better."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, from_list, line, number, one, text
from folkmoot.work.practice.forms.people import consent, some_themes
from folkmoot.work.practice.models import Occasion, Venue, VenueAccess

KNOWN = [
    ("", gettext_lazy("not known")),
    ("yes", gettext_lazy("yes")),
    ("no", gettext_lazy("no")),
]


class KeepVenue(Act):
    """A room, and how one gets in and about."""

    name = line(gettext_lazy("What is it called?"), gettext_lazy("Say what it is called."))
    kind = one(gettext_lazy("What is it?"), Venue.Kind.choices, gettext_lazy("Say what it is."))
    address = line(gettext_lazy("Where is it?"), gettext_lazy("Enter its address."), "", most=300)
    seats = number(gettext_lazy("How many people does it hold?"))
    cost = line(
        gettext_lazy("What does it cost?"), "",
        gettext_lazy("Leave it empty where that is not known."),
    )  # fmt: skip
    words = text(gettext_lazy("What else should a group know?"))

    def __init__(
        self,
        *args: Any,
        areas: QuerySet[Area],
        organisations: QuerySet[Organisation] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = one_of(
            areas, label=_("In which place?"), required=False, empty_label=_("Not known")
        )
        if organisations is not None:
            self.fields["keeper"] = one_of(organisations, label=_("Which organisation keeps it?"))
        for value, label in VenueAccess.Feature.choices:
            self.fields[f"has_{value}"] = from_list(capfirst(str(label)), KNOWN, required=False)
        self.order_fields(["name", "kind", "keeper"])

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = dict(self.cleaned_data)
        said = {value: typed.pop(f"has_{value}") for value in VenueAccess.Feature.values}
        return typed | {"access": {key: word == "yes" for key, word in said.items() if word}}


class AskForVenue(Act):
    """When a group wants a room, and what for."""

    for_on = day(gettext_lazy("For which day?"), gettext_lazy("Enter the day."))
    times = line(
        gettext_lazy("From when until when?"), gettext_lazy("Say from when until when."), "",
        most=100,
    )  # fmt: skip
    people = number(gettext_lazy("How many people?"))
    words = text(
        gettext_lazy("What is it for, and what do you need?"), gettext_lazy("Say what it is for."),
        gettext_lazy("Only the keeper, support officers and you read it."),
    )  # fmt: skip


class AnswerForVenue(Act):
    """The keeper's answer."""

    is_accepted = one(
        gettext_lazy("Can they have it?"),
        [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        gettext_lazy("Say yes or no."),
    )
    answer = text(gettext_lazy("What do you tell them?"), gettext_lazy("Tell them something."))


class ListPeer(Act):
    """How somebody wants to be found by members."""

    role = line(gettext_lazy("What are you there?"), gettext_lazy("Say what you are."))
    about = text(
        gettext_lazy("What would you like to talk about with others?"),
        gettext_lazy("Say what you would like to talk about."),
    )
    contact = line(
        gettext_lazy("How do members reach you?"), gettext_lazy("Say how members reach you."), "",
        most=300,
    )  # fmt: skip

    def __init__(self, *args: Any, expires: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"] = some_themes()
        agreed = _("I agree that members see this, with my name, until %(on)s")
        self.fields["agrees"] = consent(agreed % {"on": expires})


class ShareNews(Act):
    """What one tells members."""

    title = line(gettext_lazy("What is it about?"), gettext_lazy("Say what it is about."))
    words = text(gettext_lazy("Tell members"), gettext_lazy("Write a sentence or two."))


class Reply(Act):
    """A reply to what another told."""

    words = text(gettext_lazy("Your reply"), gettext_lazy("Write your reply."))


class AskFeedback(Act):
    """Of what feedback is asked."""

    kind = one(
        gettext_lazy("What was it?"), Occasion.Kind.choices, gettext_lazy("Say what it was.")
    )
    title = line(gettext_lazy("What was it called?"), gettext_lazy("Say what it was called."))
    held_on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))


class GiveFeedback(Act):
    """What somebody thought of it, in half a minute."""

    rating = one(
        gettext_lazy("How was it?"),
        [
            ("5", gettext_lazy("very good")), ("4", gettext_lazy("good")),
            ("3", gettext_lazy("middling")), ("2", gettext_lazy("not good")),
            ("1", gettext_lazy("poor")),
        ],
        gettext_lazy("Say how it was."),
    )  # fmt: skip
    worked = text(gettext_lazy("What worked?"))
    better = text(
        gettext_lazy("What would make it better?"), "",
        gettext_lazy("Who you are is not kept. Support officers read it."),
    )  # fmt: skip


class PlanImprovement(Act):
    """What is to be done better."""

    title = line(gettext_lazy("What is to be done?"), gettext_lazy("Say what is to be done."))
    because = text(
        gettext_lazy("What was said?"), gettext_lazy("Say what it rests on."),
        gettext_lazy("Everybody can read it, so leave out who said it."),
    )  # fmt: skip
    owner = line(
        gettext_lazy("Who does it?"), gettext_lazy("Say who does it."),
        gettext_lazy("What they are, not who."),
    )  # fmt: skip
    due_on = day(gettext_lazy("By which day?"), gettext_lazy("Enter the day."))

    def __init__(self, *args: Any, occasions: Sequence[Occasion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.occasions = {one.reference: one for one in occasions}
        self.fields["occasion"] = from_list(
            _("After what?"),
            [("", _("Nothing in particular")), *((k, o.title) for k, o in self.occasions.items())],
            required=False,
        )

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = dict(self.cleaned_data)
        return typed | {"occasion": self.occasions.get(typed["occasion"])}


class FinishImprovement(Act):
    """What came of it."""

    outcome = text(gettext_lazy("What came of it?"), gettext_lazy("Say what came of it."))


class KeepNetwork(Act):
    """A network that was there before."""

    name = line(gettext_lazy("What is it called?"), gettext_lazy("Say what it is called."))
    keeper = line(gettext_lazy("Who keeps it?"), gettext_lazy("Say who keeps it."))
    about = text(gettext_lazy("What is it for?"))


class BringNetwork(Act):
    """The list of a network, as a file."""

    file = forms.FileField(
        label=gettext_lazy("The list, as CSV"),
        help_text=gettext_lazy(
            "Columns: organisation, consented_on; and, if known, charity_number, postcode, contact, "
            "email. One row for each contact."
        ),
        error_messages={
            "required": gettext_lazy("Choose the file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )
