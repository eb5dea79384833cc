"""The cross-section of what members said to a call, and who has not been heard."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from folkmoot.body.organisations.models import Organisation, Theme, Working
from folkmoot.ground.places.models import Area
from folkmoot.proceedings.seats.queries.concerned import members_behind
from folkmoot.proceedings.voice.models import Call, Question, View

FEW = 5
"""Groups of fewer than this are not told apart from their own words: they would be known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One kind of member: how many there are behind the seat, and how many were heard."""

    name: str
    members: int
    heard: int

    @property
    def is_silent(self) -> bool:
        return self.members > 0 and self.heard == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer, with what may be told of who gave it."""

    words: str
    who: str
    channel: str
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """
    What a representative takes to the board.

    :param own: what the representative's own organisation said, kept apart.
    """

    asked: int
    heard: int
    by_size: list[Heard]
    by_place: list[Heard]
    by_theme: list[Heard]
    by_channel: list[tuple[str, int]]
    answers: list[tuple[Question, list[Said]]]
    own: list[tuple[Question, str]]
    evidence: list[tuple[str, str, str]]
    silent: list[Organisation]

    @property
    def silent_kinds(self) -> list[str]:
        """The sizes, places and themes of which nobody was heard."""
        found = [*self.by_size, *self.by_place, *self.by_theme]
        return [one.name for one in found if one.is_silent]


def brief(call: Call, *, on: date, names: bool = True) -> Brief:
    """
    Return the cross-section of a call as it stands. Nine queries, however many views there are.

    Who is behind the seat is asked of the register today; what a view counts as is kept as it
    was when it was given.

    :param names: whether members that agreed to it are named; a summary for all leaves that out.
    """
    members = members_behind(call.seat, on=on)
    views = list(
        call.views.filter(withdrawn_at=None)
        .select_related("organisation")
        .prefetch_related("answers")
        .order_by("given_at", "pk")
    )
    own_body = call.holding.organisation_id
    places, themes = _places(members), _themes(members)
    labels = {value: str(label) for value, label in Organisation.SizeBand.choices}
    size_of = {one.pk: one.size_band for one in members}
    areas = dict(Area.objects.filter(code__in=_codes(views, "places")).values_list("code", "name"))
    theme_names = dict(
        Theme.objects.filter(code__in=_codes(views, "themes")).values_list("code", "name")
    )
    by_size = _heard(
        Counter(labels[band] for band in size_of.values()),
        Counter(labels.get(view.size_band, view.size_band) for view in views),
    )
    by_place = _heard(
        places, Counter(areas.get(code, code) for view in views for code in view.places)
    )
    by_theme = _heard(
        themes, Counter(theme_names.get(code, code) for view in views for code in view.themes)
    )
    sizes = Counter(size_of.values())
    questions = list(call.questions.order_by("number"))
    answers: list[tuple[Question, list[Said]]] = []
    own: list[tuple[Question, str]] = []
    for question in questions:
        said = []
        for view in views:
            words = next((a.words for a in view.answers.all() if a.question_id == question.pk), "")
            if not words:
                continue
            if view.organisation_id == own_body:
                own.append((question, words))
            said.append(
                Said(
                    words=words,
                    who=who_said(view, sizes, areas, names=names),
                    channel=str(view.get_channel_display()),
                    is_own=view.organisation_id == own_body,
                )
            )
        answers.append((question, said))
    heard = {view.organisation_id for view in views}
    return Brief(
        asked=len(members),
        heard=len(heard),
        by_size=by_size,
        by_place=by_place,
        by_theme=by_theme,
        by_channel=Counter(str(view.get_channel_display()) for view in views).most_common(),
        answers=answers,
        own=own,
        evidence=[
            (who_said(view, sizes, areas, names=names), view.data, view.case_study)
            for view in views
            if view.data or view.case_study
        ],
        silent=[one for one in members if one.pk not in heard],
    )


def who_said(view: View, sizes: Counter[str], areas: dict[str, str], *, names: bool) -> str:
    """
    Return what may be told of who gave a view: its name if it agreed, else its size and place.

    Where fewer than five are of that size, the size is left out, so that nobody is known by it.
    """
    if view.may_be_named and names:
        return view.organisation.name
    place = next((areas[code] for code in view.places if code in areas), "")
    band = view.size_band if sizes[view.size_band] >= FEW else ""
    size = band if band and band != "unknown" else ""
    words = f"A {size} organisation" if size else "An organisation"
    return f"{words} in {place}" if place and sizes.total() >= FEW else words


def _codes(views: Iterable[View], kind: str) -> set[str]:
    return {code for view in views for code in getattr(view, kind)}


def _places(members: Iterable[Organisation]) -> Counter[str]:
    rows = Working.objects.filter(organisation__in=[one.pk for one in members])
    pairs = set(rows.values_list("organisation_id", "area__name"))
    return Counter(name for _body, name in pairs)


def _themes(members: Iterable[Organisation]) -> Counter[str]:
    rows = Theme.objects.filter(organisations__in=[one.pk for one in members])
    return Counter(name for name, _body in rows.values_list("name", "organisations"))


def _heard(members: Counter[str], heard: Counter[str]) -> list[Heard]:
    names = sorted({*members, *heard}, key=lambda name: (-members[name], name))
    return [Heard(name=name, members=members[name], heard=heard[name]) for name in names]
