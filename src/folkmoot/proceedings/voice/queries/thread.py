"""What happened to what we said: from a member's line to the outcome, and beyond."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from folkmoot.ground.places.models import Area
from folkmoot.proceedings.voice.models import Input
from folkmoot.proceedings.voice.queries.briefs import who_said


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one member had said, and what may be told of who it was."""

    who: str
    words: list[tuple[str, str]]
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """
    The life of something that was said.

    :param lines: the members' own words that it came from; those of the one who looks first.
    """

    lines: list[Line]
    steps: list[dict[str, Any]]
    stands: list[tuple[str, int]]
    members: int


def thread_of(said: Input, *, own: int | None, on: date) -> Thread:
    """
    Return the life of something that was said at a board. Seven queries.

    :param own: the key of the organisation of the one who looks: its own words are marked.
    """
    views = list(
        said.drawn_from.filter(withdrawn_at=None)
        .select_related("organisation")
        .prefetch_related("answers__question")
        .order_by("given_at", "pk")
    )
    codes = {code for view in views for code in view.places}
    areas = dict(Area.objects.filter(code__in=codes).values_list("code", "name"))
    sizes = Counter(view.size_band for view in views)
    lines = [
        Line(
            who=_("You")
            if view.organisation_id == own
            else who_said(view, sizes, areas, names=True),
            words=[(one.question.words, one.words) for one in view.answers.all()],
            is_own=view.organisation_id == own,
        )
        for view in views
        if view.may_be_named or view.organisation_id == own
    ]
    lines.sort(key=lambda line: not line.is_own)
    steps: list[dict[str, Any]] = []
    if said.call is not None:
        steps.append(
            _step(
                _("Members were asked: %(title)s") % {"title": said.call.title},
                said.call.opened_at,
                on,
            )
        )
    steps.append(
        _step(_("Said at %(body)s") % {"body": said.sitting.body.name}, said.sitting.on, on)
    )
    if said.replied_at is not None:
        words = _("The board answered: %(result)s") % {"result": said.get_result_display()}
        steps.append(_step(words, said.replied_at, on, note=said.reply))
    elif said.reply_due_on is not None:
        steps.append(
            {
                "label": _("The board was asked to answer"),
                "when": said.reply_due_on,
                "state": "now" if said.reply_due_on < on else "to come",
                "note": _("No answer yet"),
            }
        )
    steps += [
        _step(_("Afterwards"), one.on, on, note=one.words)
        for one in said.followed.order_by("on", "pk")
    ]
    return Thread(
        lines=lines,
        steps=steps,
        stands=[(one.words, one.organisations) for one in said.stands.order_by("position")],
        members=len(views),
    )


def _step(label: str, when: Any, on: date, *, note: str = "") -> dict[str, Any]:
    day = when.date() if hasattr(when, "date") else when
    return {
        "label": label,
        "when": when,
        "state": "past" if day <= on else "to come",
        "note": note,
    }
