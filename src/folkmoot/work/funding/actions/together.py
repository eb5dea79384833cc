"""Bodies propose to pay for something together, and what is told in reviews and talks."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal
from folkmoot.work.funding.actions.keeping import keep
from folkmoot.work.funding.events import JointWorkAnswered, JointWorkProposed, TopicTold
from folkmoot.work.funding.models import JointAnswer, JointProposal, Topic, TopicEntry
from folkmoot.work.funding.permits import require_keeps_of, require_tells_topics
from folkmoot.work.funding.queries.clauses import clause_for


@transaction.atomic
@recording_last()
def propose(
    *,
    assembly: Assembly,
    title: str,
    outcome: str,
    area: Area | None,
    body_name: str,
    words: str,
    by: Person,
    at: datetime,
) -> JointProposal:
    """
    Propose that bodies which pay for the same outcome do it together.

    :raises Refusal: if `by` does not come for the body that proposes it.
    """
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, body_name, on=on)
    made = JointProposal.objects.create(
        assembly=assembly,
        title=title.strip(),
        outcome=outcome.strip(),
        area=area,
        body_name=body_name.strip(),
        words=words.strip(),
        proposed_on=on,
    )
    event = JointWorkProposed(title=made.title, body=made.body_name, outcome=made.outcome)
    keep(event, assembly, "joint", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def answer_proposal(
    *, proposal: JointProposal, body_name: str, joins: bool, words: str, by: Person, at: datetime
) -> JointAnswer:
    """
    Say, as another body, whether it joins; what was said before is replaced.

    :raises Refusal: if the body proposed it itself, or `by` does not come for it.
    """
    assembly = proposal.assembly
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, body_name, on=on)
    if body_name.strip().casefold() == proposal.body_name.casefold():
        clause = clause_for(assembly, "joint", on=on)
        raise Refusal("answers-itself", clause, {"body": proposal.body_name})
    made, _is_new = JointAnswer.objects.update_or_create(
        proposal=proposal,
        body_name=body_name.strip(),
        defaults={"joins": joins, "words": words.strip(), "on": on},
    )
    event = JointWorkAnswered(title=proposal.title, body=made.body_name, joins=joins)
    keep(event, assembly, "joint", by=by, at=at)
    return made


@transaction.atomic
def begin_topic(
    *,
    assembly: Assembly,
    kind: str,
    about: str,
    title: str,
    with_whom: str,
    by: Person,
    at: datetime,
) -> Topic:
    """
    Begin a review of how money is given, or talks about it.

    :raises Refusal: if `by` is no support officer, board member or person of a public body.
    """
    on = day_in(assembly, at=at)
    require_tells_topics(by, assembly, on=on)
    return Topic.objects.create(
        assembly=assembly,
        kind=kind,
        about=about,
        title=title.strip(),
        with_whom=with_whom.strip(),
        begun_on=on,
    )


@transaction.atomic
@recording_last()
def tell_topic(
    *,
    topic: Topic,
    kind: str,
    side: str,
    words: str,
    area: Area | None,
    due_on: date | None,
    by: Person,
    at: datetime,
) -> TopicEntry:
    """
    Tell a position, what was found or agreed, what changed, or what came of it in communities.

    :param due_on: by when what was agreed is followed through.
    :raises Refusal: if `by` is no support officer, board member or person of a public body.
    """
    assembly = topic.assembly
    on = day_in(assembly, at=at)
    require_tells_topics(by, assembly, on=on)
    made = TopicEntry.objects.create(
        topic=topic,
        kind=kind,
        side=side.strip(),
        words=words.strip(),
        area=area,
        on=on,
        due_on=due_on,
    )
    event = TopicTold(title=topic.title, side=made.side, words=made.words)
    keep(event, assembly, "talks" if topic.kind == Topic.Kind.TALKS else "review", by=by, at=at)
    return made


@transaction.atomic
def follow_through(*, entry: TopicEntry, done_on: date, by: Person, at: datetime) -> TopicEntry:
    """
    Say on which day something that was agreed was done.

    :raises Refusal: if `by` is no support officer, board member or person of a public body.
    """
    assembly = entry.topic.assembly
    require_tells_topics(by, assembly, on=day_in(assembly, at=at))
    entry.done_on = done_on
    entry.save(update_fields=["done_on"])
    return entry
