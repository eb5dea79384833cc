"""Who has spoken, who has not, and in what order those who wait might be called."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from folkmoot.body.organisations.models import Organisation
from folkmoot.proceedings.meetings.models import AgendaItem, Attendance, Turn

BANDS = Organisation.SizeBand
# From the smallest; one whose size is not known stands between the small and the medium.
FROM_SMALLEST = (
    BANDS.MICRO, BANDS.SMALL, BANDS.UNKNOWN, BANDS.MEDIUM, BANDS.LARGE, BANDS.MAJOR,
)  # fmt: skip
SMALL = (BANDS.MICRO, BANDS.SMALL)


@dataclass(slots=True, kw_only=True)
class Body:
    """
    An organisation at a meeting.

    :param times: how often its people have been called to speak at this meeting.
    :param place: where it is based, in words; nothing where that is not known.
    """

    organisation: Organisation
    place: str
    people: list[Attendance] = field(default_factory=list)
    times: int = 0

    @property
    def name(self) -> str:
        return self.organisation.name

    @property
    def modes(self) -> list[str]:
        """How its people take part, in words, each way once."""
        return list(dict.fromkeys(str(one.get_mode_display()) for one in self.people))


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """
    Somebody on the list of speakers.

    :param because: why they stand where they do in the order that is suggested, in words.
    """

    turn: Turn
    name: str
    body: str
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """
    Who speaks, who waits, and who has not been heard.

    :param waiting: in the order that is suggested; the chair calls whom they like.
    :param unheard: the organisations that have not spoken at this meeting, by size band,
        the smallest first.
    :param turns_open: the turns that are waited for or being taken, by attendance.
    """

    bodies: list[Body]
    speaking: Speaker | None
    waiting: list[Speaker]
    unheard: list[tuple[str, list[Body]]]
    turns_open: dict[int, Turn]

    @property
    def unheard_count(self) -> int:
        return sum(len(bodies) for _band, bodies in self.unheard)


def floor_of(
    there: Sequence[Attendance], turns: Sequence[Turn], current: AgendaItem | None
) -> Floor:
    """
    Return who speaks and who might be called next. No query.

    Suggested first are those whose organisation has not spoken at this meeting, then the
    smaller organisations, then those from places not heard yet, then whoever asked first.

    :param there: those at the meeting, with their organisations and these with `based`.
    :param turns: every turn of the meeting that was not taken back, the earliest first.
    """
    bodies: dict[int, Body] = {}
    for one in there:
        if one.organisation is not None:
            body = bodies.setdefault(one.organisation.pk, _body(one.organisation))
            body.people.append(one)
    times = Counter(turn.attendance.organisation_id for turn in turns if turn.called_at)
    for key, body in bodies.items():
        body.times = times[key]
    heard = {body.place for body in bodies.values() if body.times and body.place}
    here = {one.pk for one in there}
    mine = [
        turn
        for turn in turns
        if current is not None and turn.item_id == current.pk and turn.done_at is None
    ]
    waiting = [turn for turn in mine if turn.called_at is None and turn.attendance_id in here]
    waiting.sort(key=lambda turn: (*_rank(bodies.get(_key(turn)), heard), turn.asked_at, turn.pk))
    speaking = next((turn for turn in mine if turn.called_at is not None), None)
    return Floor(
        bodies=sorted(bodies.values(), key=lambda body: body.name.casefold()),
        speaking=_speaker(speaking, bodies, heard) if speaking is not None else None,
        waiting=[_speaker(turn, bodies, heard) for turn in waiting],
        unheard=_unheard(list(bodies.values())),
        turns_open={turn.attendance_id: turn for turn in mine},
    )


def _body(organisation: Organisation) -> Body:
    based = organisation.based  # type: ignore[attr-defined]  # prefetched under this name
    return Body(organisation=organisation, place=based[0].area.name if based else "")


def _key(turn: Turn) -> int:
    return turn.attendance.organisation_id or 0


def _size(body: Body) -> int:
    return FROM_SMALLEST.index(BANDS(body.organisation.size_band))


def _rank(body: Body | None, heard: set[str]) -> tuple[int, int, int]:
    """How late somebody stands in the suggestion; a guest comes after the organisations."""
    if body is None:
        return 1, len(FROM_SMALLEST), 1
    return int(body.times > 0), _size(body), int(not body.place or body.place in heard)


def _speaker(turn: Turn, bodies: dict[int, Body], heard: set[str]) -> Speaker:
    body = bodies.get(_key(turn))
    return Speaker(
        turn=turn,
        name=turn.attendance.name,
        body=body.name if body is not None else "",
        because=_because(body, heard),
    )


def _because(body: Body | None, heard: set[str]) -> str:
    if body is None:
        return _("a guest")
    if body.times:
        return _("has spoken already")
    reasons = [_("has not spoken yet")]
    if body.organisation.size_band in SMALL:
        reasons.append(_("a small organisation"))
    if body.place and body.place not in heard:
        reasons.append(_("nobody from %(place)s has spoken") % {"place": body.place})
    return ", ".join(reasons)


def _unheard(bodies: list[Body]) -> list[tuple[str, list[Body]]]:
    """Those that have not spoken, by size band and then place and name."""
    found = []
    for band in FROM_SMALLEST:
        silent = [body for body in bodies if not body.times and body.organisation.size_band == band]
        if silent:
            silent.sort(key=lambda body: (body.place, body.name.casefold()))
            found.append((str(band.label), silent))
    return found
