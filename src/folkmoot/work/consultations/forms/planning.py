"""What is asked to plan a consultation."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from folkmoot.body.organisations.models import Theme
from folkmoot.ground.asking import Act, SomeNamed
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, from_list, line, one, text, tick, whole
from folkmoot.work.consultations.models import Consultation, Question, Way
from folkmoot.work.consultations.models.planning import Formats

SEVERAL = {Question.Kind.CHOICE, Question.Kind.SEVERAL, Question.Kind.RANKING}


class PlanAbout(Act):
    """What is asked about, by whom, of whom."""

    title = line(_("What is it called?"), _("Enter what it is called."))
    owner_name = line(_("Which body asks?"), _("Enter which body asks."))
    kind = one(
        _("What is it?"),
        Consultation.Kind.choices,
        _("Say what it is."),
        _(
            "A consultation asks before a decision. Talking with people all the time is engagement; "
            "telling them is information. The three are counted apart."
        ),
    )
    summary = text(
        _("What is it about?"),
        _("Say what it is about."),
        _("In plain words, as you would tell a neighbour. You are shown how hard it is to read."),
    )
    audience = text(_("Whom is it for?"))
    contact = line(_("Who answers questions about it, and how are they reached?"), "", "", most=300)

    def __init__(
        self, *args: Any, themes: QuerySet[Theme], places: QuerySet[Area], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"] = SomeNamed(
            queryset=themes,
            label=_("Which themes does it touch?"),
            required=False,
            help_text=_("Members with these themes are asked. With none, all are."),
        )
        self.fields["places"] = SomeNamed(
            queryset=places, label=_("Which places does it touch?"), required=False
        )


class PlanScope(Act):
    """What can change, what cannot, who decides, how deep it goes."""

    can_change = text(
        _("What can still change?"), "", _("It cannot be published while this is empty.")
    )
    is_fixed = text(
        _("What is fixed already?"),
        "",
        _("Be honest: people answer better when they know. Write “nothing” if nothing is."),
    )
    decided_by = line(_("Who decides?"))
    decision_on = day(_("When is it decided?"))
    depth = one(_("How deep does it go?"), Consultation.Depth.choices, _("Say how deep it goes."))
    direction = from_list(_("Who involves whom?"), Consultation.Direction.choices)
    level = from_list(
        _("Where is it talked over?"),
        Consultation.Level.choices,
        _("It goes to the local forums unless there is a reason."),
    )
    level_reason = text(_("If not in the local forums, why?"))
    touches_partners = tick(_("A new policy or procedure of it touches partners"))


class PlanDays(Act):
    """When it opens and closes, and what it costs people to answer."""

    opens_on = day(_("On which day does it open?"), _("Enter the day."))
    closes_on = day(_("What is the last day to answer?"), _("Enter the day."))
    reason_for_length = text(
        _("If it is shorter than is usual, why?"), "", _("Everybody can read the reason.")
    )
    minutes_short = whole(
        _("How many minutes does the short form take?"), _("Enter the minutes."), least=1, most=120
    )
    minutes_long = whole(
        _("How many minutes does the whole form take?"), _("Enter the minutes."), least=1, most=600
    )

    def clean(self) -> dict[str, Any] | None:
        """Close no earlier than it opens."""
        typed = super().clean()
        opens, closes = self.cleaned_data.get("opens_on"), self.cleaned_data.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("That is before the day it opens."))
        return typed


class AskTogether(Act):
    """Who asks together with the owner."""

    name = line(_("Which body asks together with you?"), _("Enter which body."))


class OfferWay(Act):
    """A way to answer."""

    kind = one(_("Which way?"), Way.Kind.choices, _("Choose a way."))
    reaches = line(_("Whom is it meant to reach?"), _("Say whom it is meant to reach."), most=300)
    details = line(
        _("What do people need to know to use it?"), "", _("A number, a place and time."), most=300
    )


class PromiseFormat(Act):
    """A form of the papers that is promised."""

    kind = one(
        _("In which form?"),
        Formats.choices,
        _("Choose a form."),
        _("The clock of the consultation waits until it is out."),
    )


class FormatOut(Act):
    """That a promised form is out."""

    ready_on = day(_("Since which day is it out?"), _("Enter the day."))
    link = forms.URLField(label=_("Where is it?"), required=False, assume_scheme="https")


class WishFormat(Act):
    """A wish for another form of the papers, by anybody."""

    kind = one(_("In which form do you need it?"), Formats.choices, _("Choose a form."))
    wish = line(_("What else should we know?"), "", _("Such as: in Polish."), most=300)
    contact = line(
        _("How do we reach you?"),
        _("Say how we reach you."),
        _("An e-mail address, a number or an address. It is deleted once you have it."),
        most=300,
    )


class Delivered(Act):
    """That a wish was met."""

    delivered_on = day(_("On which day did they get it?"), _("Enter the day."))


class AskQuestion(Act):
    """One thing that is asked."""

    words = line(_("What do you ask?"), _("Write the question."), most=400)
    kind = one(_("How is it answered?"), Question.Kind.choices, _("Choose how."))
    options = text(
        _("What can be chosen?"),
        "",
        _("One on each line. Only for one of several, several, and several in order."),
    )
    hint = line(_("What helps to answer it?"), "", "", most=400)
    is_short = tick(_("Ask it in the short form too"))

    def clean(self) -> dict[str, Any] | None:
        """Give two options or more where something is chosen, and none where nothing is."""
        typed = super().clean()
        lines = [one.strip() for one in self.cleaned_data.get("options", "").splitlines()]
        found = list(dict.fromkeys(one for one in lines if one))
        if self.cleaned_data.get("kind") in SEVERAL and not 2 <= len(found) <= 20:
            self.add_error("options", _("Enter two to twenty options, one on each line."))
        self.cleaned_data["options"] = found if self.cleaned_data.get("kind") in SEVERAL else []
        return typed


class StateIt(Act):
    """A short statement to vote on."""

    words = line(
        _("Your statement"),
        _("Write the statement."),
        _("One thought that people can agree or disagree with, of at most 200 letters."),
    )


class LookAtStatement(Act):
    """Whether a statement that was offered is shown."""

    is_shown = one(
        _("Is it shown?"), [("yes", _("Yes")), ("no", _("No"))], _("Say whether it is shown.")
    )
    reason = text(_("If not, why?"), "", _("Everybody can read the reason."))

    def clean(self) -> dict[str, Any] | None:
        """Give the reason where it is not shown."""
        typed = super().clean()
        if self.cleaned_data.get("is_shown") == "no" and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Write the reason."))
        return typed


class MakeRemark(Act):
    """What somebody thinks of a plan."""

    words = text(_("What do you think of the plan?"), _("Write what you think."))
