"""What was answered, counted once at the close: plain, by kind, and balanced, each with how sure it is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from folkmoot.body.forums.queries.places import served_districts
from folkmoot.body.organisations.queries.makeup import UNKNOWN, Makeup, kind_names, makeup
from folkmoot.reckoning.hiding import LEAST, shown
from folkmoot.reckoning.shares import interval
from folkmoot.reckoning.weighing import Margin, Weighed, rake
from folkmoot.work.consultations.models import Consultation, Question, Response
from folkmoot.work.consultations.queries.opinions import Json, ends, opinions

BALANCED = ("size", "place")
SPLIT = ("size", "place", "theme", "community")
COUNTED = {
    Question.Kind.SCALE, Question.Kind.CHOICE, Question.Kind.SEVERAL, Question.Kind.RANKING,
    Question.Kind.NUMBER, Question.Kind.PLACE,
}  # fmt: skip

type Mask = NDArray[np.bool_]


def counted(consultation: Consultation) -> Json:
    """
    Count what was answered, as it is kept from the close on. 12 queries, however many answered.

    Organisations count once each; people and groups are counted apart from them. Groups of fewer
    than five are left out, and so is whatever would give them away by subtraction.
    """
    responses = list(
        consultation.responses.filter(state=Response.State.SENT)
        .prefetch_related("answers", "stances")
        .order_by("sent_at", "pk")
    )
    bodies = [one for one in responses if one.answers_as == Response.As.ORGANISATION]
    people = [one for one in responses if one.answers_as == Response.As.PERSON]
    districts = served_districts(consultation.assembly)
    register = makeup(consultation.assembly, districts=districts)
    names = kind_names(districts)
    ways = {way: named for way, named in _ways(bodies).items() if set(named) != {UNKNOWN}}
    visible = shown(ways, count=len(bodies))
    weighed, margins = _weighed(bodies, register, names)
    by_kind = Counter(one.answers_as for one in responses)
    strata = {
        names.get((way, kind), kind): mask
        for way in BALANCED
        for kind, mask in ways.get(way, {}).items()
        if kind != UNKNOWN
    }
    return {
        "counts": {kind: by_kind[kind] for kind in Response.As.values},
        "register": len(register),
        "channels": dict(Counter(one.channel for one in responses)),
        "effort": _effort(bodies),
        "groups": _groups(ways, visible, names, len(bodies), register),
        "weighing": _told(weighed, margins),
        "questions": [
            _question(one, bodies, people, ways, visible, weighed, names, len(register))
            for one in consultation.questions.order_by("number")
        ],
        **opinions(consultation, bodies, strata),
    }


def _kinds_of(response: Response) -> Mapping[str, Sequence[str]]:
    return {
        "size": [response.size_band or UNKNOWN],
        "place": [response.place or UNKNOWN],
        "theme": response.themes or [UNKNOWN],
        "community": response.communities or [UNKNOWN],
    }


def _ways(bodies: Sequence[Response]) -> dict[str, dict[str, Mask]]:
    ways: dict[str, dict[str, Mask]] = {way: {} for way in SPLIT}
    for row, response in enumerate(bodies):
        for way, kinds in _kinds_of(response).items():
            for kind in kinds:
                ways[way].setdefault(kind, np.zeros(len(bodies), dtype=bool))[row] = True
    return ways


def _groups(
    ways: Mapping[str, Mapping[str, Mask]],
    visible: set[tuple[str, str]],
    names: Mapping[tuple[str, str], str],
    count: int,
    register: Mapping[int, Makeup],
) -> list[Json]:
    """Tell how many answered of each kind, beside how many there are; where shown."""
    found = []
    for way, named in ways.items():
        there = Counter(kind for made in register.values() for kind in made.kinds(way))
        for kind in sorted(named, key=lambda one: (-there[one], one)):
            is_shown = (way, kind) in visible
            number = int(named[kind].sum())
            found.append(
                {
                    "way": way,
                    "kind": kind,
                    "name": names.get((way, kind), kind),
                    "count": number if is_shown else None,
                    "share": number / count if is_shown else None,
                    "register": there[kind] / len(register) if register else None,
                }
            )
    return found


def _effort(bodies: Sequence[Response]) -> Json:
    """How many answered by the easy ways; of small organisations, where that gives no few away."""
    easy = {Response.Channel.PHONE, Response.Channel.VOICE, Response.Channel.LINK}
    small = [one for one in bodies if one.size_band in ("micro", "small")]
    if len(small) < LEAST or 0 < len(bodies) - len(small) < LEAST:
        return {
            "easy": sum(one.channel in easy for one in bodies),
            "small": None,
            "small_easy": None,
        }
    return {
        "easy": sum(one.channel in easy for one in bodies),
        "small": len(small),
        "small_easy": sum(one.channel in easy for one in small),
    }


def _weighed(
    bodies: Sequence[Response], register: Mapping[int, Makeup], names: Mapping[tuple[str, str], str]
) -> tuple[Weighed | None, list[tuple[str, list[str]]]]:
    """Weigh organisations to the register by size and place; those not known count as a kind."""
    if len(bodies) < LEAST:
        return None, []
    margins, told = [], []
    for way in BALANCED:
        there = Counter(kind for made in register.values() for kind in made.kinds(way))
        order = sorted(there.keys() | {_kinds_of(one)[way][0] for one in bodies})
        at = {kind: number for number, kind in enumerate(order)}
        codes = np.array([at[_kinds_of(one)[way][0]] for one in bodies], dtype=np.intp)
        margins.append(Margin(way, codes, [there[kind] for kind in order]))
        told.append((way, [names.get((way, kind), kind) for kind in order]))
    return rake(margins, count=len(bodies)), told


def _told(weighed: Weighed | None, margins: Sequence[tuple[str, list[str]]]) -> Json | None:
    if weighed is None:
        return None
    named = dict(margins)
    return {
        "ways": list(named),
        "effective": weighed.effective,
        "design_effect": weighed.design_effect,
        "largest": weighed.largest,
        "rounds": weighed.rounds,
        "is_settled": weighed.is_settled,
        "unheard": [[way, named[way][code]] for way, code in weighed.unheard],
    }


def _question(
    question: Question,
    bodies: Sequence[Response],
    people: Sequence[Response],
    ways: Mapping[str, Mapping[str, Mask]],
    visible: set[tuple[str, str]],
    weighed: Weighed | None,
    names: Mapping[tuple[str, str], str],
    register: int,
) -> Json:
    given = [_value(one, question) for one in bodies]
    by_people = [value for one in people if (value := _value(one, question)) is not None]
    answered = np.array([value is not None for value in given], dtype=bool)
    options = _options(question, [*given, *by_people])
    told: Json = {
        "number": question.number,
        "kind": question.kind,
        "words": question.words,
        "answered": int(answered.sum()),
        "people": len(by_people),
        "options": [],
        "groups": [],
    }
    if question.kind == Question.Kind.TEXT or not answered.any():
        return told
    chosen = {option: np.array([_chose(value, option) for value in given]) for option in options}
    if question.kind == Question.Kind.NUMBER:
        told["numbers"] = _numbers([float(value) for value in given if value is not None])
    for option, picked in chosen.items():
        share = interval(
            found=int(picked.sum()), asked=told["answered"], of=max(register, told["answered"])
        )
        told["options"].append(
            {
                "label": str(option),
                "count": int(picked.sum()),
                **ends(share),
                "balanced": _balanced(picked, answered, weighed),
                "people": sum(_chose(value, option) for value in by_people)
                if len(by_people) >= LEAST
                else None,
            }
        )
    told["groups"] = [
        {
            "way": way,
            "name": names.get((way, kind), kind),
            "answered": number,
            "shares": [int((mask & picked).sum()) / number for picked in chosen.values()],
        }
        for way, named in ways.items()
        for kind, mask in named.items()
        if (way, kind) in _shown_of(ways, answered, visible)
        and (number := int((mask & answered).sum()))
    ]
    return told


def _shown_of(
    ways: Mapping[str, Mapping[str, Mask]],
    answered: Mask,
    visible: set[tuple[str, str]],
) -> set[tuple[str, str]]:
    """Hide anew among those who answered this question: fewer did, so more is too few to show."""
    if answered.all():
        return visible
    rows = np.flatnonzero(answered)
    among = {
        way: {kind: mask[rows] for kind, mask in named.items() if (way, kind) in visible}
        for way, named in ways.items()
    }
    return shown(among, count=len(rows))


def _value(response: Response, question: Question) -> Any:
    for answer in response.answers.all():
        if answer.question_id == question.pk:
            return answer.words or None if question.kind == Question.Kind.TEXT else answer.value
    return None


def _options(question: Question, values: Sequence[Any]) -> list[Any]:
    match question.kind:
        case Question.Kind.SCALE:
            return [1, 2, 3, 4, 5]
        case Question.Kind.CHOICE | Question.Kind.SEVERAL | Question.Kind.RANKING:
            return list(question.options)
        case Question.Kind.PLACE:
            most = Counter(value for value in values if value is not None)
            return [place for place, _ in most.most_common(20)]
        case _:
            return []


def _chose(value: Any, option: Any) -> bool:
    """Whether an answer chose an option; of several in order, whether it put it first."""
    if isinstance(value, dict):
        return bool(value.get("first") == option)
    if isinstance(value, list):
        return option in value
    return bool(value == option)


def _balanced(picked: Mask, answered: Mask, weighed: Weighed | None) -> Json | None:
    """The share when every kind counts as it does in the register, as sure as its effective size."""
    if weighed is None:
        return None
    weights = weighed.weights[answered]
    share = float((weights * picked[answered]).sum() / weights.sum())
    size = max(1, round(float(weights.sum() ** 2 / (weights**2).sum())))
    sure = interval(found=round(share * size), asked=size)
    # The interval is of a whole number of answers; the share itself is told as it is.
    return {"share": share, "low": min(sure.low, share), "high": max(sure.high, share)}


def _numbers(values: Sequence[float]) -> Json:
    low, middle, high = (float(one) for one in np.quantile(values, [0.25, 0.5, 0.75]))
    return {"low": low, "middle": middle, "high": high}
