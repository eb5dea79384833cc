"""What is asked to act for fairness."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, one_of
from folkmoot.ground.questions import day, from_list, line, number, one, text, tick, whole
from folkmoot.scrutiny.equity.models import AwarenessDay, Draft, EqualityStatement, EqualityTraining
from folkmoot.scrutiny.equity.queries.reference import PROTECTED
from folkmoot.work.consultations.models import Consultation


class ActOnGap(Act):
    """What is done about a gap."""

    words = text(gettext_lazy("What is done about it?"), gettext_lazy("Say what is done about it."))
    owner = line(gettext_lazy("Who does it?"), gettext_lazy("Say who does it."))
    due_on = day(gettext_lazy("By when?"), gettext_lazy("Enter the day."))


class Finish(Act):
    """What came of an action."""

    outcome = text(gettext_lazy("What came of it?"), gettext_lazy("Say what came of it."))


class Present(Act):
    """What the board makes of the year."""

    words = text(
        gettext_lazy("What does the board make of it?"),
        gettext_lazy("Say what the board makes of it."),
    )


class NameMember(Act):
    """A body in the reference group."""

    speaks_for = forms.MultipleChoiceField(
        label=gettext_lazy("For whom does it speak?"),
        choices=[(word, word) for word in PROTECTED],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_trained = tick(gettext_lazy("It was trained to comment on equality checks"))

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(organisations, label=_("Which organisation?"))
        self.order_fields(["organisation"])


class SendDraft(Act):
    """A draft for comment."""

    title = line(gettext_lazy("What is it called?"), gettext_lazy("Enter what it is called."))
    kind = one(gettext_lazy("What is it?"), Draft.Kind.choices, gettext_lazy("Say what it is."))
    sent_by = line(gettext_lazy("Which body sends it?"), gettext_lazy("Enter which body."))
    words = text(
        gettext_lazy("What does it say, and what would you like to know?"),
        gettext_lazy("Say what it says."),
        max_length=20_000,
    )
    link = forms.URLField(
        label=gettext_lazy("Where can all of it be read?"), required=False, assume_scheme="https"
    )
    comments_by = day(gettext_lazy("Comments by when?"), gettext_lazy("Enter the day."))


class Comment(Act):
    """What a member of the group says of a draft."""

    words = text(gettext_lazy("What do you say to it?"), gettext_lazy("Write your comment."))


class Reply(Act):
    """What is replied to a comment."""

    words = text(gettext_lazy("Your reply"), gettext_lazy("Write your reply."))
    change = text(
        gettext_lazy("What changed for it?"), "", gettext_lazy("Leave it empty where nothing did.")
    )


class Settle(Act):
    """The final text."""

    final = text(
        gettext_lazy("The final text, or what it says in short"),
        gettext_lazy("Write the final text."),
        max_length=20_000,
    )
    final_link = forms.URLField(
        label=gettext_lazy("Where can it be read?"), required=False, assume_scheme="https"
    )


class Widen(Act):
    """A way of working that lets more take part."""

    title = line(gettext_lazy("What was changed?"), gettext_lazy("Say what was changed."))
    barrier = text(
        gettext_lazy("What stood in the way?"), gettext_lazy("Say what stood in the way.")
    )
    at_risk = line(
        gettext_lazy("Who was at risk of being left out?"), gettext_lazy("Say who."), most=300
    )
    support = text(gettext_lazy("What is offered now?"), gettext_lazy("Say what is offered."))
    used = number(gettext_lazy("How often was it taken up this year?"))


class StateEquality(Act):
    """An organisation's policy on equality, or a short statement."""

    kind = one(
        gettext_lazy("Which do you have?"),
        EqualityStatement.Kind.choices,
        gettext_lazy("Say which you have."),
    )
    words = text(
        gettext_lazy("Its words"),
        "",
        gettext_lazy(
            "A small group may begin with: we welcome everybody; we ask what people need to take "
            "part; we put right what shuts somebody out; we look at this again every three years."
        ),
    )
    link = forms.URLField(
        label=gettext_lazy("Or where it can be read"), required=False, assume_scheme="https"
    )

    def clean(self) -> dict[str, Any] | None:
        """Give its words, or where they are."""
        typed = super().clean()
        if not self.cleaned_data.get("words") and not self.cleaned_data.get("link"):
            self.add_error("words", _("Write its words, or say where it can be read."))
        return typed


class TellTraining(Act):
    """How many were trained."""

    group = from_list(gettext_lazy("Which of your people?"), EqualityTraining.Group.choices)
    people = whole(
        gettext_lazy("How many of them are there?"), gettext_lazy("Enter how many there are."),
        most=100_000,
    )  # fmt: skip
    trained = whole(
        gettext_lazy("How many of them were trained in equality?"),
        gettext_lazy("Enter how many were trained."),
        most=100_000,
    )

    def clean(self) -> dict[str, Any] | None:
        """Train no more than there are."""
        typed = super().clean()
        people, trained = (self.cleaned_data.get(name) for name in ("people", "trained"))
        if people is not None and trained is not None and trained > people:
            self.add_error("trained", _("That is more than there are."))
        return typed


class PlanDay(Act):
    """A day of awareness, a training, or results passed on."""

    kind = one(
        gettext_lazy("What is it?"), AwarenessDay.Kind.choices, gettext_lazy("Say what it is.")
    )
    title = line(gettext_lazy("What is it called?"), gettext_lazy("Enter what it is called."))
    on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))
    owners = line(
        gettext_lazy("Who prepares it together?"), gettext_lazy("Say who prepares it."), most=300
    )
    about = text(gettext_lazy("What is it about?"))

    def __init__(self, *args: Any, closed: Sequence[Consultation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.closed = {str(found.pk): found for found in closed}
        self.fields["consultation"] = from_list(
            _("Whose results are passed on?"),
            [("", _("None")), *((key, found.title) for key, found in self.closed.items())],
            required=False,
        )


class Rate(Act):
    """How well each value is kept, with proof."""

    def __init__(self, *args: Any, values: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.values = list(values)
        for at, value in enumerate(self.values):
            self.fields[f"rating_{at}"] = one(
                capfirst(value),
                [(str(n), f"{n} {words}".strip()) for n, words in enumerate(KEPT, 1)],
                _("Rate it from 1 to 5."),
            )
            self.fields[f"evidence_{at}"] = text(
                _("By what is that seen?"), widget=forms.Textarea(attrs={"rows": 2})
            )

    def ratings(self) -> dict[str, tuple[int, str]]:
        """Return the rating and the evidence of each value."""
        typed = self.cleaned_data
        return {
            value: (int(typed[f"rating_{at}"]), typed[f"evidence_{at}"])
            for at, value in enumerate(self.values)
        }


KEPT = (
    gettext_lazy("not kept at all"), "", gettext_lazy("kept in part"), "", gettext_lazy("kept well"),
)  # fmt: skip
