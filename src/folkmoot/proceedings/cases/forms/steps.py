"""What is asked at each step of a case."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from folkmoot.ground.asking import Act, Once
from folkmoot.ground.fields import DateParts
from folkmoot.proceedings.cases.models import Case, Party
from folkmoot.proceedings.cases.queries.beyond import Mediator
from folkmoot.proceedings.meetings.models import AgendaItem
from folkmoot.proceedings.meetings.queries.meetings import meets_on, title_of


class Sure(Once):
    """Nothing to type: only whether to do it."""


class Words(Once):
    """What was said or found, in writing."""

    words = forms.CharField(widget=forms.Textarea, max_length=20000)

    def __init__(self, *args: Any, label: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].help_text = hint
        self.fields["words"].error_messages["required"] = _("Write it down.")


class DatedWords(Words):
    """What was said or done, and on which day."""

    field_order = ("on", "words")

    def __init__(self, *args: Any, today: date, when: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = DateParts(label=when, initial=today)
        self.order_fields(self.field_order)


class Senior(Once):
    """Whom of which organisation to ask to join the talks."""

    name = forms.CharField(max_length=200)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"] = which_party(case)
        self.fields["name"].label = _("Who is asked, and what are they there?")
        self.fields["name"].help_text = _("Such as: Ruth Imlah, chair of the board.")
        self.fields["name"].error_messages["required"] = _("Say who is asked.")
        self.order_fields(("party", "name"))


class Agrees(Act):
    """Which party agrees to the third party, where somebody speaks for more than one."""

    def __init__(self, *args: Any, case: Case, parties: list[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"] = which_party(case, parties)
        label = _("It agrees to this step and to %(name)s") % {"name": case.third_party}
        self.fields["sure"] = forms.BooleanField(
            label=label, error_messages={"required": _("Tick the box to agree.")}
        )


def which_party(case: Case, parties: list[Party] | None = None) -> forms.TypedChoiceField:
    """Return a choice of one party to a case, told by the name of its organisation."""
    found = list(case.parties.all()) if parties is None else parties
    by_key = {str(party.pk): party for party in found}
    return forms.TypedChoiceField(
        label=_("Which organisation?"),
        choices=[(str(party.pk), party.organisation.name) for party in found],
        coerce=lambda key: by_key[key],
        widget=forms.RadioSelect,
        initial=str(found[0].pk) if len(found) == 1 else None,
        error_messages={"required": _("Say which organisation.")},
    )


class ThirdParty(Once):
    """Whom the sides might ask to help."""

    name = forms.CharField(max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Who is proposed?")
        self.fields["name"].help_text = _(
            "Somebody of neither side. Each side has to agree to this person by name."
        )
        self.fields["name"].error_messages["required"] = _("Say who is proposed.")


class Champion(Once):
    """Which champion the sides might ask to help."""

    def __init__(self, *args: Any, mediators: list[Mediator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {one.key: one for one in mediators}
        self.fields["mediator"] = forms.TypedChoiceField(
            label=_("Which champion is asked?"),
            help_text=_("One who is no party to it, nor of a body that is."),
            choices=[(one.key, one.name) for one in mediators],
            coerce=lambda key: by_key[key],
            widget=forms.RadioSelect,
            error_messages={"required": _("Say which champion is asked.")},
        )


class Suspend(Once):
    """Why a member is suspended, and until when."""

    reason = forms.CharField(widget=forms.Textarea, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Why?")
        self.fields["reason"].help_text = _("The member reads this; the public does not.")
        self.fields["reason"].error_messages["required"] = _("Write the reason.")
        self.fields["until_on"] = DateParts(
            label=_("Until when?"),
            help_text=_("The first day it no longer applies. Blank: until you lift it."),
            required=False,
        )


class AskToBeHeard(Once):
    """By when a member is asked to say what it has to say."""

    def __init__(self, *args: Any, by_day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by_day"] = DateParts(label=_("By when?"), initial=by_day)


class PutToVote(Once):
    """Under which item a case is put, from when the membership would end, and what is told."""

    field_order = ("item", "is_immediate", "from_on", "background")

    def __init__(
        self, *args: Any, items: QuerySet[AgendaItem], immediate: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(item.pk): item for item in items[:200]}
        self.fields["item"] = forms.TypedChoiceField(
            label=_("Under which item of a meeting?"),
            help_text=_("A vote needs a meeting. Add the item to its agenda first."),
            choices=[
                ("", ""),
                *((key, _where(one)) for key, one in by_key.items()),
            ],
            coerce=lambda key: by_key[key],
            empty_value=None,
            error_messages={"required": _("Choose the item under which it is put.")},
        )
        self.fields["is_immediate"] = forms.BooleanField(
            label=_("The membership ends at once if this is carried"),
            required=False,
            initial=immediate,
        )
        self.fields["from_on"] = DateParts(label=_("If not at once, on which day?"), required=False)
        self.fields["background"] = forms.CharField(
            label=_("What are the members who vote told?"),
            help_text=_("They do not see the case. The member concerned reads this too."),
            widget=forms.Textarea,
            max_length=20000,
            error_messages={"required": _("Write what the members who vote are told.")},
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Either at once or on a day: one of the two, and not both."""
        given = super().clean() or {}
        day = given.get("from_on")
        if "from_on" not in self.errors and bool(given.get("is_immediate")) == bool(day):
            self.add_error("from_on", _("Tick “at once”, or enter a day. Not both."))
        return given


def _where(item: AgendaItem) -> str:
    """The day and the forum of an item, and what it is called: what tells it from others."""
    meeting = item.meeting
    return f"{meets_on(meeting):%-d %B %Y}, {title_of(meeting)}: {item.title}"


class Link(Act):
    """Which other case belongs with this one."""

    reference = forms.CharField(max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].label = _("Which case belongs with this one?")
        self.fields["reference"].help_text = _("Its reference, such as case-2026-3.")
        self.fields["reference"].error_messages["required"] = _("Enter its reference.")


class Publish(Act):
    """What everybody may read of a closed case, and what was learnt."""

    words = forms.CharField(widget=forms.Textarea, max_length=5000, required=False)
    lesson = forms.CharField(widget=forms.Textarea, max_length=5000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("Name nobody, and no organisation.")
        self.fields["words"].label = _("How it ended, for everybody")
        self.fields["words"].help_text = hint
        self.fields["lesson"].label = _("What was learnt")
        self.fields["lesson"].help_text = hint
