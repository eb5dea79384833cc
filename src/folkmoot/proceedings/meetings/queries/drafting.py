"""The lines of notes that follow from what happened at a meeting."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.proceedings.meetings.models import (
    AgendaItem,
    Attendance,
    Interest,
    Meeting,
    Referral,
    Turn,
    Visibility,
)
from folkmoot.proceedings.meetings.queries.actions_log import actions_agreed_in, open_actions
from folkmoot.proceedings.meetings.queries.beyond import Drafted, News, drafted_of, news_for
from folkmoot.proceedings.meetings.queries.meetings import (
    last_held_before,
    meets_on,
    zone_of,
)
from folkmoot.proceedings.meetings.queries.presided import Presided, presided
from folkmoot.proceedings.meetings.queries.quorum import quorum
from folkmoot.proceedings.meetings.queries.sight import open_exclusions
from folkmoot.rules.telling import told_day, told_moment, told_time

WIDTH = {"public": 0, "members": 1, "full": 2}


def drawn_lines(meeting: Meeting, *, at: datetime) -> list[Drafted]:
    """
    Return every line that can be drawn from what happened, item by item, in their order.

    Who was there and who sent apologies (organisations, no names), who presided and when
    that changed, the quorum, interests and what the chair made of them, when each item was
    taken and who spoke, decisions, actions, what was not reached, and the next meeting.
    About twenty queries, however long the meeting.
    """
    items = list(meeting.items.filter(withdrawn_at=None).order_by("position", "pk"))
    standing = {item.standing: item for item in items if item.standing}
    chaired = presided(meeting, items)
    found = [
        *_people(meeting),
        *_presiding(chaired),
        *_quorum(meeting, at=at),
        *_interests(meeting),
        *_times(meeting, items),
        *_speakers(meeting),
        *_log(meeting, standing),
        *_news(meeting, items, standing),
        *_referrals(meeting),
        *drafted_of(meeting),
        *_actions(meeting, standing),
        *_next(meeting, standing),
    ]
    kept = {item.pk for item in items} | {None}
    return [line for line in found if line.item in kept]


def _people(meeting: Meeting) -> Iterator[Drafted]:
    """Who was there, whose deputy came, and who sent apologies. One query."""
    rows = list(meeting.attendances.select_related("organisation").order_by("name", "pk"))
    there = [one for one in rows if one.status == Attendance.Status.PRESENT]
    bodies = _bodies(there)
    if bodies:
        words = ngettext("Present, from %(n)s organisation:", "Present, from %(n)s organisations:", len(bodies))  # fmt: skip
        text = f"{words % {'n': len(bodies)}} {_listed(bodies)}."
        if guests := sum(one.organisation is None for one in there):
            text += " " + ngettext("%(n)s guest.", "%(n)s guests.", guests) % {"n": guests}
        yield _of_meeting("attendance", "present", text, 10)
    if deputies := _bodies([one for one in there if one.is_deputy]):
        text = _("A deputy came, as the chair had agreed, for: %(names)s.")
        yield _of_meeting("attendance", "deputies", text % {"names": _listed(deputies)}, 11)
    sorry = [one for one in rows if one.status == Attendance.Status.APOLOGY]
    if apologies := [name for name in _bodies(sorry) if name not in set(bodies)]:
        text = _("Apologies: %(names)s.") % {"names": _listed(apologies)}
        yield _of_meeting("attendance", "apologies", text, 12)


def _presiding(chaired: Sequence[Presided]) -> Iterator[Drafted]:
    """Who presided, and every item over which it was somebody else. No query."""
    before: int | None = None
    for one in chaired:
        key = one.term.pk if one.term else None
        if one.item is not None and key == before:
            continue
        first, before = before is None and one.item is None, key
        if one.term is None:
            continue
        facts = {"name": one.term.holder_name, "office": one.term.office.get_role_display()}
        if first or one.item is None:
            text = _("%(name)s presided, as %(office)s.") % facts
            yield _of_meeting("presiding", "meeting", text, 5)
            continue
        text = _("%(name)s presided from here, as %(office)s.")
        if one.because == "interest":
            text = _("%(name)s presided here, as %(office)s, because the chair had an interest.")
        elif one.because == "away":
            text = _("%(name)s presided from here, as %(office)s, because the chair was not there.")
        yield _of(one.item, "presiding", f"item-{one.item.pk}", text % facts, 10)


def _quorum(meeting: Meeting, *, at: datetime) -> Iterator[Drafted]:
    """How the quorum stood. One line, in words; as many queries as the quorum has."""
    found = quorum(meeting, at=meeting.closed_at or at)
    yield _of_meeting("quorum", "meeting", _("Quorum: %(words)s") % {"words": found.words}, 15)


def _interests(meeting: Meeting) -> Iterator[Drafted]:
    """
    Interests in items, with what became of each: no name, and its nature only if public.

    Whose interest one is that is for members is not said where everybody reads it. One query.
    """
    rows = Interest.objects.filter(meeting=meeting, item__isnull=False)
    for one in rows.select_related("organisation", "item").order_by("declared_at", "pk"):
        assert one.item is not None
        who = one.organisation.name if one.organisation else _("One of those present")
        if not one.is_public and one.item.visibility == Visibility.PUBLIC:
            who = _("One of those present")
        text = _("%(who)s: an interest was declared.") % {"who": who}
        if one.is_public:
            nature = one.nature.strip().rstrip(".")
            text = _("%(who)s: an interest was declared (%(nature)s).")
            text %= {"who": who, "nature": nature}
        if one.effect:
            text += " " + _("It was ruled: %(effect)s.") % {"effect": one.get_effect_display()}
        yield _of(one.item, "interest", str(one.pk), text, 15)


def _times(meeting: Meeting, items: Sequence[AgendaItem]) -> Iterator[Drafted]:
    """When each item was taken; those that were not reached, once the meeting is over."""
    zone = zone_of(meeting.assembly)
    for item in items:
        if item.started_at is not None and item.ended_at is not None:
            start = localtime(item.started_at, zone).time().replace(second=0, microsecond=0)
            end = localtime(item.ended_at, zone).time().replace(second=0, microsecond=0)
            text = _("Taken from %(start)s to %(end)s.")
            text %= {"start": told_time(start), "end": told_time(end)}
            yield _of(item, "item", f"taken-{item.pk}", text, 5)
        elif item.started_at is None and meeting.closed_at is not None and not item.standing:
            text = _("Not reached. It goes to the agenda of the next meeting.")
            yield _of(item, "item", f"missed-{item.pk}", text, 5)


def _speakers(meeting: Meeting) -> Iterator[Drafted]:
    """For whom people spoke to each item, in the order they were called. One query."""
    turns = Turn.objects.filter(
        item__meeting=meeting, called_at__isnull=False, withdrawn_at=None
    ).select_related("attendance__organisation")
    spoke: dict[int, list[str]] = {}
    for turn in turns.order_by("item_id", "called_at", "pk"):
        body = turn.attendance.organisation
        name = body.name if body else _("a guest")
        if name not in (said := spoke.setdefault(turn.item_id, [])):
            said.append(name)
    for item, names in spoke.items():
        text = _("Spoke: %(names)s.") % {"names": _listed(names)}
        yield Drafted(item=item, drawn_from="turn", source=f"spoke-{item}", text=text, order=30)


def _log(meeting: Meeting, standing: dict[str, AgendaItem]) -> Iterator[Drafted]:
    """How the action log stood. One query."""
    place = standing.get("action-log")
    if place is None:
        return
    on = meets_on(meeting)
    still = [one for one in open_actions(meeting.forum, on=on) if one.meeting_id != meeting.pk]
    overdue = sum(one.is_overdue for one in still)
    text = ngettext("%(n)s action is open", "%(n)s actions are open", len(still))
    text %= {"n": len(still)}
    if overdue:
        text += ngettext(", %(n)s of them overdue", ", %(n)s of them overdue", overdue) % {
            "n": overdue
        }
    yield _of(place, "log", "open", f"{text}.", 20)


def _news(
    meeting: Meeting, items: Sequence[AgendaItem], standing: dict[str, AgendaItem]
) -> Iterator[Drafted]:
    """What came since the last meeting, under the item where it was told. Two queries and theirs."""
    if not items:
        return
    before = last_held_before(meeting.forum, meeting.starts_at)
    since = before.closed_at if before is not None and before.closed_at else meeting.called_at
    told: list[News] = news_for(meeting.forum, since=since, until=meeting.starts_at)
    for number, one in enumerate(told):
        place = standing.get(one.standing)
        if place is None or WIDTH[one.visibility] > WIDTH[place.visibility]:
            continue
        source = f"{one.standing}-{int(one.when.timestamp())}-{number}"
        yield _of(place, "news", source, one.words, 25)


def _referrals(meeting: Meeting) -> Iterator[Drafted]:
    """
    What other forums sent, and how it was answered here. Two queries.

    What comes from an item for fewer than this one, or from which somebody was sent out, is
    told without its words: they are with the referral, for those to whom that is open.
    """
    found = Referral.objects.filter(on_item__meeting=meeting, answered_at__isnull=False)
    rows = list(
        found.select_related("from_forum", "from_item", "on_item").order_by("answered_at", "pk")
    )
    sources = [one.from_item_id for one in rows]
    left = set(
        open_exclusions(meeting.assembly).filter(item__in=sources).values_list("item_id", flat=True)
    )
    for one in rows:
        assert one.on_item is not None
        text = _("From %(forum)s: %(title)s. The answer: %(answer)s")
        source = WIDTH[one.from_item.visibility if one.from_item else Visibility.MEMBERS]
        if source > WIDTH[one.on_item.visibility] or one.from_item_id in left:
            text = _("What %(forum)s sent was answered.")
        text %= {"forum": one.from_forum.name, "title": one.title, "answer": one.answer}
        yield _of(one.on_item, "referral", str(one.pk), text, 40)


def _actions(meeting: Meeting, standing: dict[str, AgendaItem]) -> Iterator[Drafted]:
    """What was undertaken, with its owner and its day. One query."""
    place = standing.get("action-log")
    for one in actions_agreed_in(meeting):
        owner = one.organisation.name if one.organisation else one.owner_as_written
        facts = {"n": one.number, "text": one.text.rstrip("."), "owner": owner}
        text = _("Action %(n)s: %(text)s. %(owner)s") % facts
        if one.due_on is not None:
            text += _(", by %(day)s") % {"day": told_day(one.due_on)}
        item = one.item_id or (place.pk if place else None)
        source = str(one.pk)
        yield Drafted(item=item, drawn_from="action", source=source, text=f"{text}.", order=60)


def _next(meeting: Meeting, standing: dict[str, AgendaItem]) -> Iterator[Drafted]:
    """When the next meeting is, once it is known. One query."""
    if meeting.next_meeting_id is None:
        return
    ahead = Meeting.objects.get(pk=meeting.next_meeting_id)
    moment = told_moment(ahead.starts_at, zone_of(meeting.assembly))
    text = _("The next meeting is at %(moment)s.") % {"moment": moment}
    if ahead.place:
        text += " " + _("Place: %(place)s.") % {"place": ahead.place.rstrip(".")}
    place = standing.get("next-meeting")
    key = place.pk if place else None
    yield Drafted(item=key, drawn_from="next", source="meeting", text=text, order=80)


def _bodies(rows: Sequence[Attendance]) -> list[str]:
    names = {one.organisation.name for one in rows if one.organisation is not None}
    return sorted(names, key=str.casefold)


def _listed(names: Sequence[str]) -> str:
    return "; ".join(names)


def _of_meeting(drawn_from: str, source: str, text: str, order: int) -> Drafted:
    return Drafted(item=None, drawn_from=drawn_from, source=source, text=text, order=order)


def _of(item: AgendaItem, drawn_from: str, source: str, text: str, order: int) -> Drafted:
    return Drafted(item=item.pk, drawn_from=drawn_from, source=source, text=text, order=order)
