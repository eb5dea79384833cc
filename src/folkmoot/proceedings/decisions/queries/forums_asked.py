"""Which other forums a motion touches, which of them were asked, and what they answered."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries import live_forums
from folkmoot.body.forums.queries.places import areas_around
from folkmoot.ground.places.queries import areas_within
from folkmoot.proceedings.decisions.models import Answer, Motion
from folkmoot.proceedings.decisions.queries.motions import book_fixing
from folkmoot.rules.decisions.deciding import forums_agree_on_wider_matters
from folkmoot.rules.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A forum that a motion concerns beside its own, with what it was asked and answered."""

    forum: Forum
    answer: Answer | None

    @property
    def is_heard(self) -> bool:
        return self.answer is not None and self.answer.referral.answered_at is not None


def asked(motion: Motion) -> QuerySet[Answer]:
    """Return the forums asked about a motion with their answers, by name. One query."""
    found = motion.answers.select_related("forum", "referral")
    return found.order_by("forum__name", "pk")


def touched_forums(motion: Motion, *, on: date) -> list[Forum]:
    """
    Return the other local forums in whose place a motion reaches, by name.

    A place, what lies in it and what it lies in. Where the motion names no place there are
    none. A few queries, by the depth of the areas, however many forums.
    """
    areas = list(motion.areas.order_by("pk"))
    if not areas:
        return []
    reached = areas_within(areas) | areas_around(areas)
    local = live_forums(motion.assembly, on=on).filter(kind=Forum.Kind.LOCAL)
    others = local.exclude(pk=motion.forum_id).filter(areas__in=reached)
    return list(others.distinct().order_by("name", "pk"))


def forums_concerned(motion: Motion, *, on: date) -> list[Touched]:
    """
    Return the forums that a motion concerns beside its own, by name.

    Those in whose place it reaches, and others that were asked. One query more than those.
    """
    answers = {answer.forum_id: answer for answer in asked(motion)}
    found = {forum.pk: forum for forum in touched_forums(motion, on=on)}
    found |= {answer.forum_id: answer.forum for answer in answers.values()}
    forums = sorted(found.values(), key=lambda forum: (forum.name, forum.pk))
    return [Touched(forum=forum, answer=answers.get(forum.pk)) for forum in forums]


def forums_are_heard(motion: Motion, *, on: date) -> Finding | None:
    """Return whether every forum that a motion concerns has answered, or None if no rule asks."""
    book = book_fixing(motion, "wider.asks")
    if book is None:
        return None
    concerned = forums_concerned(motion, on=on)
    return forums_agree_on_wider_matters(
        book,
        answered=[one.forum.name for one in concerned if one.is_heard],
        forums=[one.forum.name for one in concerned],
    )
