"""What stands under the standing items of an agenda, read from where it is kept until the meeting."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.proceedings.meetings.models import Meeting, Referral
from folkmoot.proceedings.meetings.queries.actions_log import open_actions, readable_actions
from folkmoot.proceedings.meetings.queries.beyond import news_for
from folkmoot.proceedings.meetings.queries.meetings import day_of, last_held_before, next_after
from folkmoot.proceedings.meetings.queries.referrals import (
    AT_ONCE,
    answers_to,
    may_read,
    standing_of,
    waiting_at,
)
from folkmoot.proceedings.meetings.queries.sight import Sight

ACTIONS, NEXT = "action-log", "next-meeting"
MOST_LINES = 25
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    One thing that stands under a standing item.

    :param when: the day or moment it belongs to.
    :param when_is_due: whether that is the day by which it is due.
    :param state: one of the site's states ("overdue"), or nothing.
    """

    words: str
    url: str = ""
    when: date | datetime | None = None
    when_is_due: bool = False
    state: str = ""

    @property
    def is_moment(self) -> bool:
        return isinstance(self.when, datetime)


def under_standing_items(
    meeting: Meeting, codes: Iterable[str], sight: Sight, *, at: datetime
) -> dict[str, list[Line]]:
    """
    Return what stands under the standing items of a meeting that is not over, by their codes.

    Of open actions, the longest due first; of news since the forum last met; of what was
    sent to it and has no answer, and the answers to what it sent; and the date of the next
    meeting. Each only as far as it is open to whoever looks. Five queries, and those of the
    nouns that tell news; none for a meeting that is over or cancelled.
    """
    has = set(codes)
    found: dict[str, list[Line]] = defaultdict(list)
    if meeting.closed_at is not None or meeting.cancelled_at is not None or not has:
        return found
    last = last_held_before(meeting.forum, meeting.starts_at)
    since = (last.closed_at or last.starts_at) if last is not None else at - A_YEAR
    if ACTIONS in has:
        found[ACTIONS] = _actions(meeting, sight, at=at)
    for news in news_for(meeting.forum, since=since, until=at):
        if news.visibility in sight.levels and news.standing in has:
            found[news.standing].append(Line(words=news.words, url=news.url, when=news.when))
    if sight.is_member:
        for referral, line in _referrals(meeting, sight, since=since, at=at):
            found[standing_of(referral, has=has)].append(line)
    if NEXT in has:
        following = next_after(meeting.forum, meeting.starts_at)
        if following is not None:
            url = reverse("meetings:meeting", args=[meeting.assembly, following.reference])
            found[NEXT] = [Line(words=_("Next meeting"), url=url, when=following.starts_at)]
        elif meeting.is_last:
            found[NEXT] = [Line(words=_("There is none: the forum ends with this meeting."))]
        else:
            found[NEXT] = [Line(words=_("It is not called yet."), state="due")]
    return found


def _actions(meeting: Meeting, sight: Sight, *, at: datetime) -> list[Line]:
    on = day_of(meeting.assembly, at)
    rows = readable_actions(open_actions(meeting.forum, on=on), sight)[: MOST_LINES + 1]
    lines = []
    for action in rows:
        owner = action.organisation.name if action.organisation else action.owner_as_written
        words = _("%(number)s. %(text)s (%(owner)s)") % {
            "number": action.number,
            "text": action.text,
            "owner": owner,
        }
        is_overdue = action.due_on is not None and action.due_on < on
        lines.append(
            Line(
                words=words,
                when=action.due_on,
                when_is_due=True,
                state="overdue" if is_overdue else "",
            )
        )
    if len(lines) > MOST_LINES:
        lines[MOST_LINES:] = [Line(words=_("There are more: see the action log."))]
    return lines


def _referrals(
    meeting: Meeting, sight: Sight, *, since: datetime, at: datetime
) -> list[tuple[Referral, Line]]:
    """What waits for this forum's answer, then the answers to what it sent. Two queries."""
    found = []
    for referral in waiting_at(meeting.forum)[:AT_ONCE]:
        if may_read(referral, sight):
            words = _("From %(forum)s, %(kind)s: %(title)s") % _told(referral)
            found.append((referral, _line(referral, words, when=referral.sent_at, state="due")))
    for referral in answers_to(meeting.forum, since=since, until=at)[:AT_ONCE]:
        if may_read(referral, sight):
            words = _("%(other)s answered “%(title)s”: %(answer)s") % _told(referral)
            found.append((referral, _line(referral, words, when=referral.answered_at)))
    return found


def _line(referral: Referral, words: str, *, when: datetime | None, state: str = "") -> Line:
    assembly = referral.from_forum.assembly
    url = reverse("meetings:referral", args=[assembly, referral.pk])
    return Line(words=words, url=url, when=when, state=state)


def _told(referral: Referral) -> dict[str, str]:
    through = referral.representative_on
    answer = referral.answer if len(referral.answer) <= 200 else f"{referral.answer[:200]}…"
    by_them = _("our representative on %(body)s") % {"body": through}
    return {
        "forum": by_them if through else referral.from_forum.name,
        "other": by_them[:1].upper() + by_them[1:] if through else referral.to_forum.name,
        "kind": referral.get_kind_display(),
        "title": referral.title,
        "answer": answer,
    }
