from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act, SomeNamed, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, line, one, text, tick, whole
from folkmoot.work.emergency.forms.ready import helps
from folkmoot.work.emergency.models import Called, CallOut, Help, Match


def _places(areas: QuerySet[Area]) -> SomeNamed:
    return SomeNamed(
        queryset=areas,
        label=_("In which places?"),
        required=True,
        error_messages={"required": _("Choose one place at least.")},
    )


def _place(areas: QuerySet[Area]) -> Any:
    return one_of(areas, label=_("Where?"), required=False, empty_label=_("Everywhere"))


class OpenEmergency(Act):
    """What happens, and where."""

    title = line(gettext_lazy("What happens?"), gettext_lazy("Say what happens."))
    situation = text(
        gettext_lazy("What may everybody know, and what should they do?"),
        gettext_lazy("Write what everybody may know."),
        gettext_lazy("Short lines. The page has to open on a slow telephone."),
    )
    is_exercise = tick(gettext_lazy("It is an exercise"))

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"] = _places(areas)
        self.order_fields(["title", "situation", "areas"])


class Words(Act):
    """A few sentences."""

    words = text("", gettext_lazy("Write a sentence or two."))

    def __init__(self, *args: Any, label: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = label, hint


class Share(Act):
    """Something that others can use."""

    title = line(gettext_lazy("What is it?"), gettext_lazy("Say what it is."))
    words = text(
        gettext_lazy("How does one get it?"), gettext_lazy("Say how one gets it."),
        gettext_lazy("Everybody reads it."),
    )  # fmt: skip
    link = forms.URLField(
        label=gettext_lazy("Its address on the web, if it has one"),
        required=False,
        assume_scheme="https",
    )


class Worry(Act):
    """Something wrong on the spot."""

    partner = line(
        gettext_lazy("Who is to reply?"), gettext_lazy("Say which council or NHS body."),
        gettext_lazy("A council or an NHS body, by its name."),
    )  # fmt: skip
    words = text(
        gettext_lazy("What is wrong?"), gettext_lazy("Say what is wrong."),
        gettext_lazy("Name nobody who is in trouble."),
    )  # fmt: skip

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = _place(areas)
        self.order_fields(["partner", "area"])


class CallGroups(Act):
    """Whom to call out, for what."""

    words = text(
        gettext_lazy("What do you ask of them?"), gettext_lazy("Say what you ask of them."),
        gettext_lazy("It goes out by letter. Say when and where help is needed first."),
    )  # fmt: skip
    helps = helps(
        gettext_lazy("Which help is needed?"), gettext_lazy("Tick one kind of help at least.")
    )
    with_everybody = tick(
        gettext_lazy("Call everybody who works there, and not only who said to be ready"),
        gettext_lazy("Use it when too few are ready: it may reach thousands."),
    )

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"] = _places(areas)
        self.order_fields(["words", "helps", "areas"])


class AnswerCall(Act):
    """Whether one can help, in three taps."""

    answer = one(
        gettext_lazy("Can you help?"),
        [pair for pair in Called.Answer.choices if pair[0] != Called.Answer.WAITING],
        gettext_lazy("Say whether you can help."),
    )
    words = text(
        gettext_lazy("Anything we should know?"), "",
        gettext_lazy("How much, from when, and whom to ring. Leave it empty if there is nothing."),
    )  # fmt: skip

    def __init__(self, *args: Any, call: CallOut, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [pair for pair in Help.choices if pair[0] in call.helps]
        self.fields["helps"] = helps(_("With what?"), "", choices=asked)
        if len(asked) == 1:
            self.fields["helps"].initial = [asked[0][0]]
        self.order_fields(["answer", "helps"])

    def clean(self) -> dict[str, Any] | None:
        """Say with what one can help."""
        typed = super().clean()
        is_help = self.cleaned_data.get("answer") in (Called.Answer.YES, Called.Answer.PART)
        if is_help and not self.cleaned_data.get("helps"):
            self.add_error("helps", _("Tick what you can help with."))
        return typed


class TellNeed(Act):
    """What is needed where."""

    kind = one(gettext_lazy("Which help is needed?"), Help.choices, gettext_lazy("Say which help."))
    people = whole(
        gettext_lazy("For how many people?"), "", gettext_lazy("Leave it empty if not known."),
        least=1, most=1_000_000,
    )  # fmt: skip
    is_urgent = tick(gettext_lazy("It cannot wait until tomorrow"))
    words = text(
        gettext_lazy("What exactly?"), gettext_lazy("Say what exactly."),
        gettext_lazy("Those who help read it. Name nobody who is in trouble."),
    )  # fmt: skip

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = _place(areas)
        self.order_fields(["kind", "area"])


class OfferHelp(Act):
    """What one can give."""

    kind = one(gettext_lazy("What can you give?"), Help.choices, gettext_lazy("Say what."))
    words = text(
        gettext_lazy("How much, and from when?"), gettext_lazy("Say how much, and from when.")
    )

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = _place(areas)
        self.order_fields(["kind", "area"])


class EndHelp(Act):
    """How help ended."""

    outcome = one(
        gettext_lazy("How did it end?"),
        [pair for pair in Match.Outcome.choices if pair[0] != Match.Outcome.GOING],
        gettext_lazy("Say how it ended."),
    )
    words = text(gettext_lazy("Anything to add?"))


class Learn(Act):
    """What to do better."""

    words = text(gettext_lazy("What was learned?"), gettext_lazy("Say what was learned."))
    action = text(gettext_lazy("What is to be done about it?"))
    owner = line(gettext_lazy("Who sees to it?"))
    due_on = day(gettext_lazy("By when?"), required=False)
