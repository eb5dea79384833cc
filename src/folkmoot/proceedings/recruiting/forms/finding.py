"""What is asked of those who offer themselves, and of whom a body looks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.organisations.models import Community, Theme
from folkmoot.ground.asking import Act, Once, SomeNamed
from folkmoot.ground.questions import day, line, one, text, whole
from folkmoot.proceedings.recruiting.models import Offer, Search, Suggestion

PARTED = _("Part them with commas: minutes, young carers, planning.")


def _what(form: Act, assembly: Assembly, *, is_own: bool) -> None:
    """Ask for places, themes, communities and times: what is offered, or looked for."""
    form.fields["areas"] = SomeNamed(
        queryset=served_places(assembly),
        label=_("Which places do you know well?")
        if is_own
        else _("Which places should they know?"),
        required=False,
    )
    form.fields["communities"] = SomeNamed(
        queryset=Community.objects.order_by("name", "pk"),
        label=_("Whom are you one of, or close to?")
        if is_own
        else _("Whom should they be close to?"),
        required=False,
    )
    form.fields["themes"] = SomeNamed(
        queryset=Theme.objects.order_by("name", "pk"),
        label=_("Which subjects?"),
        required=False,
    )
    form.fields["free"] = forms.MultipleChoiceField(
        label=_("When are you free?") if is_own else _("When does it meet?"),
        choices=Offer.Free.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class KeepOffer(Act):
    """What somebody offers."""

    skills = text(_("What can you do?"), "", PARTED)
    lived = text(
        _("What have you lived through that a board should know?"),
        "",
        _("Only those who look for people read this. Part it with commas."),
    )
    hours_a_month = whole(_("How many hours a month could you give?"), "", most=200)

    def __init__(self, *args: Any, assembly: Assembly, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _what(self, assembly, is_own=True)


class OpenSearch(Once):
    """Whom a body looks for."""

    title = line(_("For what are people looked for?"), _("Say for what."))
    kind = one(_("What would they sit on?"), Search.Kind.choices, _("Choose one."))
    asked_by = line(_("Which body asks?"), _("Enter the body."))
    words = text(_("What would they do there?"), _("Say what they would do."))
    people = whole(
        _("How many people?"), _("Enter a number, such as 2."), least=1, most=100, initial=1
    )
    answer_by = day(_("By when does the body need names?"), _("Enter the day."))
    skills = text(_("What should they be able to do, or have lived through?"), "", PARTED)

    def __init__(self, *args: Any, assembly: Assembly, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _what(self, assembly, is_own=False)


class AskPeople(Act):
    """Whom to ask, out of those who fit."""

    def __init__(self, *args: Any, found: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"] = forms.MultipleChoiceField(
            label=_("Whom do you ask?"),
            choices=found,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one.")},
        )


class AnswerSuggestion(Act):
    """Whether one's name may go forward."""

    agrees = one(
        _("May your name go forward?"),
        [("yes", _("Yes")), ("no", _("No"))],
        _("Say yes or no."),
    )


class SendNames(Act):
    """Whose names go to the body."""

    def __init__(self, *args: Any, agreed: list[Suggestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"] = forms.MultipleChoiceField(
            label=_("Whose names go forward?"),
            help_text=_("Only those who said yes are here."),
            choices=[(str(one.pk), one.offer.person.name) for one in agreed],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one.")},
        )
        self.fields["because"] = text(
            _("If they are from a narrow circle: why do they go forward?"),
            "",
            _("Everybody can read it."),
        )


class CloseSearch(Act):
    """What came of a search."""

    outcome = text(_("What came of it?"), _("Write what came of it."), _("Everybody can read it."))


__all__ = [
    "AnswerSuggestion", "AskPeople", "CloseSearch", "KeepOffer", "OpenSearch", "SendNames",
]  # fmt: skip
