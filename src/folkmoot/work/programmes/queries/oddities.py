"""What cannot be so in figures, and what looks odd, said in words to whoever typed them."""

from django.utils.translation import gettext as _

from folkmoot.rules.programmes.figures import Counts, odd
from folkmoot.work.programmes.models import Programme, Provider
from folkmoot.work.programmes.queries.programmes import days_of, last_told


def in_words(fault: str, counts: Counts, programme: Programme) -> str:
    """Say what is the matter with some figures, with the figures in it. No query."""
    facts = {
        "children": _told(counts.children),
        "meant": _told(counts.eligible_children),
        "there": _told(counts.eligible),
        "visits": _told(counts.visits),
        "days": _told(counts.days),
        "who": programme.eligible_are,
    }
    said = {
        "more-eligible-than-came": _(
            "%(meant)s eligible children are more than the %(children)s children who came at all."
        ),
        "more-came-than-eligible": _(
            "%(meant)s eligible children came, but in all there are only %(there)s (%(who)s)."
        ),
        "fewer-visits-than-children": _(
            "%(meant)s eligible children came with %(visits)s visits, but each came at least once."
        ),
        "visits-of-nobody": _(
            "There are %(visits)s visits by eligible children, but no eligible child came."
        ),
        "nobody-came": _("No child came at all."),
        "more-visits-than-days": _(
            "%(meant)s eligible children made %(visits)s visits; you were open on %(days)s days, so "
            "that is more than one a day for each. Count visits of eligible children only."
        ),
        "one-visit-each": _(
            "There are as many visits as eligible children: did each come just once?"
        ),
        "unlike-the-last-time": _(
            "%(children)s children is more than three times, or less than a third of, what you told "
            "the last time."
        ),
    }
    return said[fault] % facts


def _told(number: int | None) -> str:
    return "?" if number is None else f"{number:,}"


def looks_odd(provider: Provider, counts: Counts) -> list[str]:
    """
    Return what looks odd in what a provider typed, as words that stand for a sentence.

    It is held against the days one could come and what it told the last time. Two queries.
    """
    last = last_told(provider.organisation, provider.programme)
    before = Counts(children=last.children) if last is not None else None
    return odd(with_days(provider, counts), before=before)


def with_days(provider: Provider, counts: Counts) -> Counts:
    """Return some counts with the days on which one could come to a provider. One query."""
    return Counts(
        children=counts.children,
        eligible_children=counts.eligible_children,
        eligible=counts.eligible,
        visits=counts.visits,
        days=days_of(provider),
    )
