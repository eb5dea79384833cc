"""The questions of a consultation as they are put to whoever answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, one_of
from folkmoot.ground.questions import day, from_list, one, text, tick, whole
from folkmoot.work.consultations.actions.answering import BY_OFFICER
from folkmoot.work.consultations.models import Consultation, Question, Response, Statement

STANCES = {"agree": 1, "disagree": -1, "pass": 0}
WORD_OF = {value: word for word, value in STANCES.items()}


class AnswerIt(Act):
    """What is asked: each question in its own kind, then statements, then how it was asked."""

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        statements: Sequence[Statement],
        places: Sequence[tuple[str, str]],
        before: Response | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.statements = list(questions), list(statements)
        said = {one.question_id: one for one in before.answers.all()} if before else {}
        voted = {one.statement_id: one.value for one in before.stances.all()} if before else {}
        for question in self.questions:
            answer = said.get(question.pk)
            value = answer.value if answer else None
            words = answer.words if answer else ""
            self._ask(question, value, words, places)
        for statement in self.statements:
            self.fields[f"s_{statement.number}"] = one(
                statement.words,
                [("agree", _("Agree")), ("disagree", _("Disagree")), ("pass", _("Pass"))],
                "",
                required=False,
                initial=WORD_OF.get(voted.get(statement.pk, 2), ""),
            )
        self.fields["rating"] = one(
            gettext_lazy("How were you asked?"),
            [(str(n), words) for n, words in enumerate(RATINGS, 1)],
            "",
            required=False,
            initial=str(before.rating) if before and before.rating else "",
        )
        self.fields["rating_words"] = text(
            gettext_lazy("What should be done otherwise next time?"),
            initial=before.rating_words if before else "",
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def _ask(
        self, question: Question, value: Any, words: str, places: Sequence[tuple[str, str]]
    ) -> None:
        name = f"q_{question.number}"
        label = f"{question.number}. {question.words}"
        match question.kind:
            case Question.Kind.SCALE:
                scale = [(str(n), f"{n} {word}".strip()) for n, word in enumerate(SCALE, 1)]
                field: forms.Field = one(
                    label, scale, "", question.hint, required=False, initial=str(value or "")
                )
            case Question.Kind.CHOICE:
                options = [(each, each) for each in question.options]
                field = one(label, options, "", question.hint, required=False, initial=value or "")
            case Question.Kind.SEVERAL:
                field = forms.MultipleChoiceField(
                    label=label,
                    help_text=question.hint or _("Choose as many as fit."),
                    choices=[(each, each) for each in question.options],
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                    initial=value or [],
                )
            case Question.Kind.RANKING:
                self._rank(question, label, value)
                return
            case Question.Kind.NUMBER:
                field = whole(label, "", question.hint, most=1_000_000_000, initial=value)
            case Question.Kind.PLACE:
                field = from_list(
                    label,
                    [("", _("No place")), *places],
                    question.hint,
                    required=False,
                    initial=value or "",
                )
            case _:
                field = text(label, "", question.hint, max_length=8000, initial=words)
        self.fields[name] = field

    def _rank(self, question: Question, label: str, value: Any) -> None:
        order = value.get("order", []) if isinstance(value, dict) else []
        places = [
            ("", _("No place")),
            *((str(n), str(n)) for n in range(1, len(question.options) + 1)),
        ]
        for at, option in enumerate(question.options, 1):
            self.fields[f"q_{question.number}_{at}"] = from_list(
                f"{label} – {option}",
                places,
                _("1 is first."),
                required=False,
                initial=str(order.index(option) + 1) if option in order else "",
            )

    def clean(self) -> dict[str, Any] | None:
        """Give each option of an order a place of its own."""
        typed = super().clean()
        for question in self.questions:
            if question.kind == Question.Kind.RANKING:
                given = [place for place, _option, _field in self._places(question)]
                if len(set(given)) != len(given):
                    last = self._places(question)[-1][2]
                    self.add_error(last, _("Two have the same place. Give each its own."))
        return typed

    def _places(self, question: Question) -> list[tuple[str, str, str]]:
        names = [
            (option, f"q_{question.number}_{at}") for at, option in enumerate(question.options, 1)
        ]
        found = [(self.cleaned_data.get(name, ""), option, name) for option, name in names]
        return [row for row in found if row[0]]

    def said(self) -> dict[int, tuple[Any, str]]:
        """Return what was said, by the key of the question: what was chosen, and the words."""
        return {question.pk: self._said(question) for question in self.questions}

    def _said(self, question: Question) -> tuple[Any, str]:
        if question.kind == Question.Kind.RANKING:
            order = [option for _place, option, _f in sorted(self._places(question), key=_by_place)]
            return ({"first": order[0], "order": order} if order else None), ""
        given = self.cleaned_data.get(f"q_{question.number}")
        if question.kind == Question.Kind.TEXT:
            return None, given or ""
        if question.kind == Question.Kind.SCALE:
            return (int(given) if given else None), ""
        return (given if given not in ("", []) else None), ""

    def stances(self) -> dict[int, int]:
        """Return the votes on statements, by the key of each."""
        given = {one.pk: self.cleaned_data.get(f"s_{one.number}") for one in self.statements}
        return {key: STANCES[word] for key, word in given.items() if word}

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for whom, who and when."""
        rating = self.cleaned_data.get("rating")
        return {
            "said": self.said(),
            "stances": self.stances(),
            "rating": int(rating) if rating else None,
            "rating_words": self.cleaned_data.get("rating_words", ""),
        }


SCALE = (
    gettext_lazy("not at all"), "", gettext_lazy("in part"), "", gettext_lazy("very much"),
)  # fmt: skip
RATINGS = (
    gettext_lazy("Very badly"),
    gettext_lazy("Badly"),
    gettext_lazy("Neither well nor badly"),
    gettext_lazy("Well"),
    gettext_lazy("Very well"),
)


def _by_place(row: tuple[str, str, str]) -> int:
    return int(row[0])


class WriteDown(AnswerIt):
    """What an organisation or a person said by phone, on paper or at a meeting."""

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(
            organisations,
            label=_("Which organisation?"),
            required=False,
            empty_label=_("None: a person speaks for themselves"),
        )
        self.fields["channel"] = one(
            _("How did they answer?"),
            [(value, label) for value, label in Response.Channel.choices if value in BY_OFFICER],
            _("Say how they answered."),
        )
        self.fields["is_employee"] = tick(_("They work for the body that asks"))
        self.order_fields(["organisation", "channel", "is_employee"])


class ReceivePile(Act):
    """A table of answers on paper."""

    channel = one(
        gettext_lazy("How did they answer?"),
        [(value, label) for value, label in Response.Channel.choices if value in BY_OFFICER],
        gettext_lazy("Say how they answered."),
        initial=Response.Channel.PAPER,
    )
    text = forms.CharField(
        label=gettext_lazy("The table"),
        help_text=gettext_lazy(
            "The first line names the columns: organisation, and the number of each question. Copy "
            "it from a spreadsheet, or paste a CSV. Part several choices by |, the first one first."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=10_000_000,
        error_messages={"required": gettext_lazy("Paste the table.")},
    )


class WriteGroup(AnswerIt):
    """What a group said together."""

    def __init__(self, *args: Any, forums: Mapping[str, Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forums = forums
        self.fields["forum"] = from_list(
            _("Which forum?"),
            [("", _("Another group")), *((key, forum.name) for key, forum in forums.items())],
            required=False,
        )
        self.fields["present"] = whole(
            _("How many were there?"), _("Enter how many were there."), least=1
        )
        self.fields["held_on"] = day(_("On which day?"), _("Enter the day."))
        self.order_fields(["forum", "present", "held_on"])


def places_offered(consultation: Consultation, areas: Sequence[Any]) -> list[tuple[str, str]]:
    """Return the places that a question for a place offers: those it touches, or all that are served."""
    chosen = list(consultation.places.order_by("name", "pk"))
    return [(area.name, area.name) for area in chosen or areas]
