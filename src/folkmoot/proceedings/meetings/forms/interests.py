"""What is asked about an interest: of whoever has it, and of whoever presides."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act
from folkmoot.ground.fields import HintedRadios
from folkmoot.proceedings.meetings.forms.people import ForBody
from folkmoot.proceedings.meetings.models import AgendaItem, Interest

Moment, Effect = Interest.Moment, Interest.Effect


class Declare(ForBody):
    """
    In what, whose, and what it is.

    :param items: none for a standing interest.
    :param is_going_on: the meeting has been opened, so that the moment has to be told.
    :param for_another: whether it is entered for somebody else, who is then named.
    """

    def __init__(
        self,
        *args: Any,
        bodies: Sequence[Organisation],
        items: Sequence[AgendaItem] = (),
        item: int | None = None,
        is_going_on: bool = False,
        for_another: bool = False,
        nature: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = {str(one.pk): one for one in items}
        if self.items:
            self.fields["item"] = forms.ChoiceField(
                label=_("In which item?"),
                choices=[(key, one.title) for key, one in self.items.items()],
                initial=str(item) if item is not None else None,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an item.")},
            )
        if for_another:
            self.fields["name"] = forms.CharField(
                label=_("Whose interest is it?"),
                max_length=200,
                error_messages={"required": _("Enter the name of the person.")},
            )
            self.fields["email"] = forms.EmailField(
                label=_("Their e-mail address"),
                help_text=_("With it, what is closed to them is closed on this site too."),
                required=False,
                error_messages={"invalid": _("Enter an e-mail address like name@example.org.")},
            )
        self.fields["whose"] = forms.ChoiceField(
            label=_("Is it theirs alone, or their organisation's?")
            if for_another
            else _("Is it yours alone, or your organisation's?"),
            choices=[
                ("person", _("The person's alone") if for_another else _("Mine alone")),
                (
                    "organisation",
                    _("The organisation's, and so of everybody who acts for it")
                    if for_another
                    else _("My organisation's, and so of everybody who acts for it"),
                ),
            ],
            initial="person",
            widget=forms.RadioSelect,
        )
        self.ask_body(bodies, guest=_("None") if for_another or not bodies else "")
        if is_going_on:
            self.fields["moment"] = forms.ChoiceField(
                label=_("When does it come up?"),
                choices=[
                    (Moment.AT_ITEM.value, _("As the item begins")),
                    (Moment.AS_IT_AROSE.value, _("In the middle of it, as it arose")),
                ],
                initial=Moment.AT_ITEM.value,
                widget=forms.RadioSelect,
            )
        self.fields["nature"] = forms.CharField(
            label=_("What is the interest?"),
            help_text=_("In a sentence or two: who stands to gain or lose, and how."),
            initial=nature,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"required": _("Say what the interest is.")},
        )
        self.fields["keep"] = forms.BooleanField(
            label=_("Show it to members only, and not to everybody"),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """An interest of an organisation names it."""
        given = super().clean() or {}
        if given.get("whose") == "organisation" and self.body is None:
            self.add_error("body", _("Choose the organisation whose interest it is."))
        return given

    @property
    def item(self) -> AgendaItem | None:
        return self.items.get(self.cleaned_data.get("item", ""))

    @property
    def moment(self) -> str:
        return str(self.cleaned_data.get("moment", Moment.AHEAD.value))


class Rule(Act):
    """What follows from an interest, with the reason where it takes something away."""

    def __init__(self, *args: Any, interest: Interest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effect"] = forms.ChoiceField(
            label=_("What follows?"),
            choices=[
                (Effect.STAYS.value, _("They stay and take part")),
                (Effect.NO_VOTE.value, _("They stay and do not vote")),
                (Effect.LEAVES.value, _("They leave for this item")),
            ],
            initial=interest.effect or None,
            widget=HintedRadios(
                hints={
                    Effect.NO_VOTE.value: _("They do not count for the quorum of this item."),
                    Effect.LEAVES.value: _(
                        "Its text, papers, talk and notes are closed to them, on this site and "
                        "in letters, until you close the interest."
                    ),
                }
            ),
            error_messages={"required": _("Choose what follows.")},
        )
        self.fields["because"] = forms.CharField(
            label=_("Why?"),
            help_text=_("Needed if you take something from them. They read it."),
            initial=interest.effect_because,
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
