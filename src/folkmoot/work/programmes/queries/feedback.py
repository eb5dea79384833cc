"""What was said after a training: each answer over those who answered, and how many did."""

from dataclasses import dataclass

from django.db.models import Count

from folkmoot.rules.programmes.feedback import over_respondents
from folkmoot.rules.programmes.training import whole_rate
from folkmoot.work.programmes.models import Option, Poll, Reply


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, its count, and in whole per cent of those who answered."""

    option: Option
    count: int
    rate: int | None


@dataclass(frozen=True, slots=True)
class Results:
    """
    What was said.

    :param asked: the organisations in the training, whether they came or not; or as published.
    :param mentions: all ticks together, which is no number of people.
    :param rate: in whole per cent, how many of those asked answered.
    """

    answers: list[Answer]
    respondents: int
    asked: int
    rate: int | None
    mentions: int
    is_reported: bool


def results(poll: Poll) -> Results:
    """Return what was said after a training, the answers in their order. At most three queries."""
    options = list(
        poll.options.annotate(ticks=Count("replies", distinct=True)).order_by("number", "pk")
    )
    is_reported = poll.reported_respondents is not None
    if is_reported:
        respondents = poll.reported_respondents or 0
        asked = poll.reported_asked or 0
        counts = {one.label: one.reported or 0 for one in options}
    else:
        respondents = poll.replies.count()
        asked = poll.training.attendances.count()
        counts = {one.label: one.ticks for one in options}
    found = over_respondents(counts, respondents=respondents)
    return Results(
        [Answer(one, each.count, each.rate) for one, each in zip(options, found, strict=True)],
        respondents,
        asked,
        whole_rate(respondents, of=asked) if asked else None,
        sum(counts.values()),
        is_reported,
    )


def words_of(poll: Poll, *, all_of_them: bool) -> list[Reply]:
    """Return what was written, the latest first; by default what may be shown. One query."""
    written = poll.replies.exclude(words="").select_related("organisation")
    if not all_of_them:
        written = written.filter(may_be_shown=True)
    return list(written.order_by("-sent_at", "-pk")[:100])
