"""What is asked for a report: its time, its words, whom it went to, what was thought of it; tags; the group."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act, Edited
from folkmoot.ground.questions import day, from_list, line, one, text
from folkmoot.scrutiny.reports.models import Judgement


class BeginReport(Act):
    """Which time it tells of."""

    since_on = day(gettext_lazy("From which day?"), gettext_lazy("Enter the day."))
    until_on = day(
        gettext_lazy("Until which day?"),
        gettext_lazy("Enter the day."),
        gettext_lazy("The last day that it tells of."),
    )

    def clean(self) -> dict[str, Any] | None:
        """End after it begins."""
        typed = super().clean()
        begins, ends = self.cleaned_data.get("since_on"), self.cleaned_data.get("until_on")
        if begins and ends and ends < begins:
            self.add_error("until_on", _("That is before the day it begins."))
        return typed


class WriteSection(Edited):
    """The words of a part."""

    words = text(
        gettext_lazy("What is to be said?"),
        gettext_lazy("Write what is to be said."),
        gettext_lazy("The figures stand below it by themselves. Say what they mean."),
        max_length=20_000,
    )


class SubmitReport(Act):
    """To whom it went, and when."""

    sent_to = line(gettext_lazy("To whom was it sent?"), gettext_lazy("Say to whom."))
    sent_on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))


class SayOfReport(Act):
    """What a body that watches over it thinks."""

    words = text(
        gettext_lazy("What does it think?"),
        gettext_lazy("Write what it thinks."),
        gettext_lazy("Everybody who may read the report reads it."),
    )

    def __init__(self, *args: Any, sides: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"] = one(
            _("Which body says it?"), [(side, side) for side in sides], _("Say which body.")
        )
        self.order_fields(["side", "words"])


class JudgeReport(Act):
    """What the board judges, and what follows."""

    about = line(
        gettext_lazy("What is it about?"),
        gettext_lazy("Say what it is about."),
        gettext_lazy("A value, an objective, or a part of the work."),
    )
    says = one(
        gettext_lazy("What does the board judge?"),
        Judgement.Says.choices,
        gettext_lazy("Say what it judges."),
    )
    words = text(gettext_lazy("Why?"), gettext_lazy("Write why."))
    action = line(
        gettext_lazy("What is to be done?"),
        "",
        gettext_lazy("Leave it empty where nothing is."),
        most=300,
    )
    owner = line(gettext_lazy("Who does it?"))
    due_on = day(gettext_lazy("By when?"))

    def clean(self) -> dict[str, Any] | None:
        """What is to be done has somebody who does it, and a day."""
        typed = super().clean()
        if self.cleaned_data.get("action"):
            if not self.cleaned_data.get("owner"):
                self.add_error("owner", _("Say who does it."))
            if "due_on" in self.cleaned_data and not self.cleaned_data["due_on"]:
                self.add_error("due_on", _("Enter by when."))
        return typed


class FinishAction(Act):
    """What came of it."""

    outcome = text(gettext_lazy("What came of it?"), gettext_lazy("Write what came of it."))


class TagRecord(Act):
    """What serves which aim."""

    address = line(
        gettext_lazy("Where is it?"),
        gettext_lazy("Enter the address of its page."),
        gettext_lazy(
            "Copy it from the top of your browser: a meeting, decision, forum, consultation, award, "
            "plan or agreement."
        ),
        most=400,
    )
    why = line(gettext_lazy("How does it serve that?"), "", "", most=300)

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["serves"] = from_list(_("What does it serve?"), choices)
        self.order_fields(["address", "serves", "why"])


class NameProvider(Act):
    """Who does the linking."""

    name = line(gettext_lazy("Which organisation?"), gettext_lazy("Enter its name."))
    does = line(gettext_lazy("What does it bring?"), "", "", most=300)
    from_on = day(gettext_lazy("From which day?"), gettext_lazy("Enter the day."))


class LetProviderGo(Act):
    """From when it does so no longer."""

    until_on = day(
        gettext_lazy("From which day does it no longer?"), gettext_lazy("Enter the day.")
    )


class LookAt(Act):
    """Which time somebody wants to see; the fields may be left as they are."""

    since = day(gettext_lazy("From"))
    until = day(gettext_lazy("Until"))
