"""What a deed in a case is, to the page that asks for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import QueryDict

from folkmoot.ground.asking import Act
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.forms import steps
from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.cases.queries.parts import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Who stands before which case, when, and what they sent."""

    case: Case
    part: Part
    person: Person
    at: datetime
    today: date
    sent: QueryDict | None

    @property
    def who(self) -> dict[str, Any]:
        """What every action is told beside its own facts."""
        return {"case": self.case, "by": self.person, "at": self.at}

    def once(self, form: Act) -> dict[str, Any]:
        """The same, with the key that the form was shown with."""
        return {**self.who, "form_key": form.cleaned_data["form_key"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """
    One thing that can be done in a case.

    :param label: the deed, verb first: the heading of its page and its button.
    :param asks: makes its form.
    :param does: does it with what was typed.
    :param warns: whether it takes something from somebody, or cannot be taken back.
    :param leaves: whether whoever does it no longer reads the case afterwards.
    :param done: what is said once it is done, where nobody is told of it.
    """

    label: Any
    asks: Callable[[Moment], Act]
    does: Callable[[Moment, Act], Any]
    lead: Any = ""
    warns: bool = False
    leaves: bool = False
    done: Any = ""


def asks_words(label: Any, hint: Any = "") -> Callable[[Moment], Act]:
    """Make a form that asks for words alone."""
    return lambda now: steps.Words(now.sent, label=str(label), hint=str(hint))


def asks_dated(label: Any, when: Any, hint: Any = "") -> Callable[[Moment], Act]:
    """Make a form that asks what was said or done, and on which day."""
    return lambda now: steps.DatedWords(
        now.sent, label=str(label), hint=str(hint), when=str(when), today=now.today
    )


def asks_nothing(now: Moment) -> Act:
    """Make a form with a button alone."""
    return steps.Sure(now.sent)
