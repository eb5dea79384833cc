"""What is asked to keep agreements with partners."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from folkmoot.body.forums.models import Forum
from folkmoot.ground.asking import Act, SomeNamed, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import YES_NO, day, from_list, line, one, text, tick
from folkmoot.work.compact.models import Accord, CoSigner, Evidence


class KeepAccord(Act):
    """What is said of an agreement."""

    title = line(_("What is the agreement called?"), _("Enter what it is called."))
    kind = from_list(_("What kind of agreement is it?"), Accord.Kind.choices)
    about = text(_("What is it about?"))
    expected_by = day(
        _("By when was it expected?"), "", _("Leave it empty where no day was named.")
    )
    review_on = day(
        _("When is it looked at again?"),
        "",
        _("Left empty, it follows from the day it is signed, if the documents say so."),
    )
    link = forms.URLField(label=_("Where can it be read?"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, forums: QuerySet[Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["builds_on"] = SomeNamed(
            queryset=forums, label=_("Which forums does it build upon?"), required=False
        )


class NameSide(Act):
    """Who is to sign."""

    name = line(_("Who is to sign?"), _("Enter who is to sign."))
    is_of_sector = tick(_("They sign for the voluntary and community sector"))


class Sign(Act):
    """That a side signed."""

    signed_by = line(
        _("Who signed, and as what?"), "", _("Such as: the chair of the board."), most=200
    )
    signed_on = day(_("On which day?"), _("Enter the day."))


class MakeCommitment(Act):
    """What a side owes."""

    words = text(_("What is promised?"), _("Write what is promised."))
    theme = line(_("Under which theme?"), "", _("Such as: consultation."), most=120)
    due_on = day(_("By when?"), "", _("Leave it empty where it holds all the time."))

    def __init__(
        self, *args: Any, sides: Iterable[CoSigner], themes: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if named := [(code, capfirst(code)) for code in themes]:
            self.fields["theme"] = one(
                _("Under which theme is it filed?"), named, _("Say under which theme.")
            )
        self.fields["owed_by"] = from_list(
            _("Who owes it?"), [(str(side.pk), side.name) for side in sides]
        )
        self.order_fields(["owed_by"])


class GiveEvidence(Act):
    """Whether a promise is kept, and by what that is seen."""

    says = one(
        _("How does it stand?"), Evidence.Says.choices, _("Say how it stands."),
    )  # fmt: skip
    words = text(_("What did you see?"), _("Write what you saw."), _("Everybody can read it."))
    source = line(_("Where does that come from?"), "", _("Such as: minutes of 3 March."), most=300)
    link = forms.URLField(label=_("Where can it be read?"), required=False, assume_scheme="https")
    seen_on = day(_("On which day was it so?"), _("Enter the day."))

    def __init__(
        self,
        *args: Any,
        areas: QuerySet[Area],
        principles: Iterable[str],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if named := [(word, capfirst(word)) for word in principles]:
            self.fields["principles"] = forms.MultipleChoiceField(
                label=_("Which principles does it speak of?"),
                widget=forms.CheckboxSelectMultiple,
                choices=named,
                error_messages={"required": _("Tick at least one principle.")},
            )
            self.fields["is_case_study"] = tick(_("I tell it at length, as an example for others"))
        self.fields["area"] = one_of(
            areas, label=_("In which place?"), required=False, empty_label=_("Everywhere")
        )
        self.fields["seen_on"].initial = today


KNOWN = [("yes", _("Yes")), ("no", _("No")), ("", _("Nobody has looked"))]


class CheckAccord(Act):
    """What an agreement says of freedom in law, of duties in law, and of equality."""

    limits_nothing = one(
        _("Does it leave voluntary bodies free to run themselves, as the law does?"), KNOWN, "",
    )  # fmt: skip
    limits_words = text(_("What limits them, or where does it say that nothing does?"))
    duties = text(
        _("What does the law make the public body do?"),
        "",
        _("As the agreement states it. Leave it empty while it states nothing."),
    )
    has_equality_term = one(_("Is there a term on keeping equality law?"), KNOWN, "")
    equality_where = line(_("Where is it?"), "", _("Such as: term 9."))

    def told(self) -> dict[str, Any]:
        """Return what was found, with what nobody has looked at as not known."""
        typed = dict(self.cleaned_data)
        by_word = {word: value for value, word in YES_NO.items()}
        for name in ("limits_nothing", "has_equality_term"):
            typed[name] = by_word.get(typed[name])
        return typed


class Review(Act):
    """What a look back found."""

    held_on = day(_("On which day was it looked at?"), _("Enter the day."))
    found = text(_("What was found?"), _("Write what was found."))
    next_on = day(_("When is it looked at again?"), _("Enter the day."))

    def clean(self) -> dict[str, Any] | None:
        """Look again later than now."""
        typed = super().clean()
        held, following = self.cleaned_data.get("held_on"), self.cleaned_data.get("next_on")
        if held and following and following <= held:
            self.add_error("next_on", _("That is not after the day it was looked at."))
        return typed


class MakeStatement(Act):
    """What a support body that speaks for the sector states of itself."""

    time_set_aside = text(
        _("How much of your people's time is set aside for it?"), _("Say how much time there is.")
    )
    local_links = text(
        _("What links do you have with local groups?"), _("Say what links you have.")
    )
    ask_and_report = text(
        _("How do you ask groups before, and tell them after?"), _("Say how you ask and tell.")
    )
    no_cause = text(
        _("How do you keep your own causes and contracts out of it?"),
        _("Say how you keep them out of it."),
    )
