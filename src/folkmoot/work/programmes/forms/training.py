"""What is asked about a training: when, who came, how it was, and what came of it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, Timed, one_of
from folkmoot.ground.questions import day, line, number, one, text, tick, whole
from folkmoot.work.programmes.models import Option, Poll, Programme, Training, TrainingSession

RATINGS = [
    (5, gettext_lazy("5, very good")),
    (4, "4"),
    (3, "3"),
    (2, "2"),
    (1, gettext_lazy("1, of no use")),
]


class PlanTraining(Act):
    """What a training is, for whom, and whether it is required."""

    title = line(gettext_lazy("What is it called?"), gettext_lazy("Enter what it is called."))
    owner_name = line(gettext_lazy("Who runs it?"), gettext_lazy("Say who runs it."))
    about = text(gettext_lazy("What is learned?"))
    given_for = one(
        gettext_lazy("For whom is it?"), Training.For.choices, gettext_lazy("Say for whom it is.")
    )
    if_missed = one(
        gettext_lazy("What happens to those who do not come?"),
        Training.Missed.choices,
        gettext_lazy("Say what happens to them."),
    )
    by_on = day(
        gettext_lazy("By when is everybody to have come?"),
        "",
        gettext_lazy("Leave it empty where it is offered and not required."),
    )

    def __init__(self, *args: Any, programmes: QuerySet[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = forms.ModelChoiceField(
            programmes, label=_("For which programme?"), required=False, empty_label=_("None")
        )
        field.label_from_instance = lambda obj: obj.title  # type: ignore[method-assign]  # Django's own way
        self.fields["programme"] = field
        self.order_fields(["title", "owner_name", "about", "given_for", "programme"])

    def clean(self) -> dict[str, Any] | None:
        """Ask what a requirement needs: a day, and a programme to be kept out of."""
        typed = super().clean()
        missed = self.cleaned_data.get("if_missed")
        is_required = missed not in (None, Training.Missed.NOTHING)
        if is_required and not self.errors and self.cleaned_data.get("by_on") is None:
            self.add_error("by_on", _("Enter the day by which they are to have come."))
        if missed == Training.Missed.BLOCK and self.cleaned_data.get("programme") is None:
            self.add_error("programme", _("Say in which programme they cannot be live."))
        return typed


class SetSession(Timed):
    """When and where it is held."""

    place = line(gettext_lazy("Where?"), gettext_lazy("Say where."))
    places = number(
        gettext_lazy("For how many organisations?"), gettext_lazy("Leave it empty for no limit.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_moment("starts", _("When does it begin?"), "", None)
        self.order_fields(["starts_on", "starts_time"])


class Invite(Act):
    """Whom to ask, by their names."""

    names = text(
        gettext_lazy("Whom do you ask?"),
        gettext_lazy("Enter at least one name."),
        gettext_lazy("The names of organisations as they are on the register, one on each line."),
    )

    def __init__(self, *args: Any, among: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.among = among

    def clean_names(self) -> list[Organisation]:
        """
        Find each organisation on the register.

        :raises ValidationError: naming every line that is none or several.
        """
        lines = [name.strip() for name in self.cleaned_data["names"].splitlines() if name.strip()]
        found: dict[str, list[Organisation]] = {name.casefold(): [] for name in lines}
        # By what was typed, so that a long register is not read for a short list.
        for name in lines[:200]:
            found[name.casefold()] = list(self.among.filter(name__iexact=name)[:2])
        unknown = [name for name in lines if len(found[name.casefold()]) != 1]
        if unknown:
            raise ValidationError(
                [_("No one organisation listed here is called: %s") % name for name in unknown]
            )
        return list({one.pk: one for (one,) in found.values()}.values())


class Book(Act):
    """Which session, and where somebody writes it down for them, which organisation."""

    def __init__(
        self,
        *args: Any,
        sessions: Iterable[tuple[int, str]],
        among: QuerySet[Organisation] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"] = forms.TypedChoiceField(
            coerce=int, label=_("Which session?"), choices=list(sessions),
            widget=forms.RadioSelect, error_messages={"required": _("Choose a session.")},
        )  # fmt: skip
        if among is not None:
            self.fields["organisation"] = one_of(among, label=_("For which organisation?"))


class EnterAttendance(Act):
    """Whether an organisation came, to which session, and how many of theirs."""

    came = one(
        gettext_lazy("Did it come?"),
        [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        gettext_lazy("Say whether it came."),
    )
    people = number(gettext_lazy("How many of theirs came?"), most=1000)

    def __init__(self, *args: Any, sessions: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"] = forms.TypedChoiceField(
            coerce=int, empty_value=None, label=_("To which session?"), required=False,
            choices=[("", _("To none")), *sessions],
        )  # fmt: skip

    def clean_came(self) -> bool:
        """Read yes and no."""
        return bool(self.cleaned_data["came"] == "yes")


class Rate(Act):
    """How it was."""

    rating = forms.TypedChoiceField(
        coerce=int, label=gettext_lazy("How was it?"), choices=RATINGS, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose from 1 to 5.")},
    )  # fmt: skip
    words = text(gettext_lazy("What would make it better?"))


class ReportAttendance(Act):
    """A count and a rate as somebody published them."""

    providers = whole(
        gettext_lazy("Of how many providers?"), gettext_lazy("Enter the number."), least=1,
        most=100_000,
    )  # fmt: skip
    attended = number(gettext_lazy("How many came?"), most=100_000)
    rate = whole(
        gettext_lazy("Which rate was told, in per cent?"),
        "",
        gettext_lazy("A whole number from 0 to 100. It is kept though it does not fit the count."),
        most=100,
    )
    source = line(
        gettext_lazy("Who published it, and where?"),
        gettext_lazy("Say who published it."),
        most=300,
    )

    def clean(self) -> dict[str, Any] | None:
        """Ask for a count or a rate at least."""
        typed = super().clean()
        told = self.cleaned_data
        if not self.errors and told.get("attended") is None and told.get("rate") is None:
            self.add_error("attended", _("Enter how many came, or the rate that was told."))
        return typed


class OpenPoll(Act):
    """What is asked after a training."""

    question = line(
        gettext_lazy("What do you ask?"),
        gettext_lazy("Enter the question."),
        gettext_lazy("Such as: how did you use the training?"),
        most=300,
    )
    options = text(
        gettext_lazy("Which answers can be ticked?"),
        gettext_lazy("Enter at least two answers."),
        gettext_lazy(
            "One on each line; each may tick several. A label that reached you cut short is entered "
            "as it was printed, with its dots."
        ),
    )
    free_question = line(gettext_lazy("What do you ask in words?"), most=300)
    closes_on = day(gettext_lazy("Until when can it be answered?"), gettext_lazy("Enter the day."))

    def clean_options(self) -> list[str]:
        """
        Read one answer from each line.

        :raises ValidationError: where there are fewer than two, or one stands there twice.
        """
        lines = [each.strip()[:200] for each in self.cleaned_data["options"].splitlines()]
        labels = [each for each in lines if each]
        if len(labels) < 2:
            raise ValidationError(_("Enter at least two answers."))
        if len(set(labels)) < len(labels):
            raise ValidationError(_("One answer stands there twice."))
        return labels


class AnswerPoll(Act):
    """What came of it."""

    words = text("")
    may_be_shown = tick(gettext_lazy("Everybody may read what we write, without our name"))

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = forms.ModelMultipleChoiceField(
            poll.options.order_by("number", "pk"), label=poll.question, required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Tick as many as are true, or none."),
        )  # fmt: skip
        field.label_from_instance = lambda obj: obj.label  # type: ignore[method-assign]  # Django's own way
        self.fields["ticked"] = field
        self.fields["words"].label = poll.free_question or _("What else came of it?")
        self.order_fields(["ticked", "words", "may_be_shown"])


class ReportPoll(Act):
    """How many ticked each answer, as somebody published it."""

    respondents = whole(
        gettext_lazy("How many answered?"), gettext_lazy("Enter the number."), most=100_000
    )
    asked = whole(
        gettext_lazy("How many were asked?"), gettext_lazy("Enter the number."), most=100_000
    )
    source = line(
        gettext_lazy("Who published it, and where?"),
        gettext_lazy("Say who published it."),
        most=300,
    )
    words_are_missing = tick(gettext_lazy("What people wrote did not reach us"))

    def __init__(self, *args: Any, options: Iterable[Option], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = []
        for one_option in options:
            self.numbers.append(one_option.number)
            self.fields[f"option_{one_option.number}"] = whole(
                one_option.label, _("Enter the number, though it be 0."), most=100_000
            )
        last = ["source", "words_are_missing"]
        self.order_fields([name for name in self.fields if name not in last] + last)

    def counts(self) -> dict[int, int]:
        """Return how many ticked each answer, by its number."""
        return {number: self.cleaned_data[f"option_{number}"] for number in self.numbers}


def session_lines(sessions: Iterable[TrainingSession]) -> list[tuple[int, str]]:
    """Return sessions to choose from: when and where."""

    return [
        (
            one_session.pk,
            f"{localtime(one_session.starts_at):%-d %B %Y, %H:%M}, {one_session.place}",
        )
        for one_session in sessions
    ]
