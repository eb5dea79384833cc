"""How a decision changes who makes up a group: organisations, and people taken in for what they know."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.forums.actions.belonging import begin_belonging, begin_part, end_belonging
from folkmoot.body.forums.actions.forums import day_of
from folkmoot.body.forums.events import CompositionDecided, CoOpted, CoOptionEnded, ForumSideSet
from folkmoot.body.forums.models import CoOption, Forum, ForumMember, Partner
from folkmoot.body.forums.permits import require_may_keep
from folkmoot.body.forums.queries import book_fixing, standing_membership, state_of
from folkmoot.body.forums.queries.deciders import composition_book
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.rules.decisions.deciding import co_option_is_carried
from folkmoot.rules.decisions.standing_aside import composition_is_decided_by_its_decider
from folkmoot.rules.findings import Clause, Refusal


@transaction.atomic
def take_in(
    *,
    forum: Forum,
    organisation: Organisation,
    from_on: date,
    decision: str,
    decider: str,
    is_under_review: bool,
    by: Person,
    at: datetime,
) -> ForumMember | Partner:
    """
    Have an organisation be one of a group from a day: part of a deed that was decided.

    A member of the assembly belongs to the forum; where nobody signs, it takes part.

    :param decision: the reference of the decision.
    :param decider: the body that decided, as the document calls it.
    :param is_under_review: whether somebody from the organisation took part in deciding.
    :raises Refusal: if another body decides that, the organisation took part in deciding
        about itself, the forum is not a recognised one, or it belongs there already.
    """
    clause = _require_its_decider(forum, decider, is_under_review, on=day_of(forum.assembly, at))
    facts = {"organisation": organisation.name, "forum": forum.name, "on": from_on}
    if state_of(forum, on=day_of(forum.assembly, at)) not in ("recognised", "under review"):
        raise Refusal("forum-not-live", clause, facts)
    membership = standing_membership(forum.assembly_id, organisation.pk, on=from_on)
    if membership is not None:
        if forum.members.filter(membership=membership, left_on=None).exists():
            raise Refusal("already-in-forum", clause, facts)
        found: ForumMember | Partner = begin_belonging(
            forum=forum, membership=membership, joined_on=from_on, by=by, at=at
        )
    else:
        if forum.partners.filter(organisation=organisation, until_on=None, part="partner").exists():
            raise Refusal("already-in-forum", clause, facts)
        found = begin_part(
            forum=forum,
            organisation=organisation,
            part=Partner.Part.PARTNER,
            from_on=from_on,
            by=by,
            at=at,
        )
    _record(forum, organisation, True, from_on, decision, decider, clause, by=by, at=at)
    return found


@transaction.atomic
def take_out(
    *,
    forum: Forum,
    organisation: Organisation,
    until_on: date,
    decision: str,
    decider: str,
    is_under_review: bool,
    by: Person,
    at: datetime,
) -> None:
    """
    Have an organisation be one of a group no longer from a day: part of a deed that was decided.

    :raises Refusal: if another body decides that, the organisation took part in deciding
        about itself, or it does not belong there.
    """
    clause = _require_its_decider(forum, decider, is_under_review, on=day_of(forum.assembly, at))
    belonging = list(
        ForumMember.objects.belonging_on(until_on)
        .filter(forum=forum, membership__organisation=organisation)
        .select_related("forum__assembly", "membership__organisation")
        .order_by("pk")
    )
    parts = list(forum.partners.filter(organisation=organisation, until_on=None).order_by("pk"))
    if not belonging and not parts:
        facts = {"organisation": organisation.name, "forum": forum.name}
        raise Refusal("not-in-forum", clause, facts)
    for member in belonging:
        end_belonging(member=member, left_on=until_on, because="", by=by, at=at)
    for partner in parts:
        partner.until_on = max(until_on, partner.from_on)
        partner.save(update_fields=["until_on"])
    _record(forum, organisation, False, until_on, decision, decider, clause, by=by, at=at)


@transaction.atomic
def co_opt(
    *,
    forum: Forum,
    person_name: str,
    person: Person | None = None,
    organisation: Organisation | None,
    source_forum: Forum | None,
    expertise: str,
    from_on: date,
    decision: str,
    votes: tuple[int, int] | None,
    by: Person,
    at: datetime,
) -> CoOption:
    """
    Take somebody into the co-ordination group for what they know: part of a deed that was decided.

    :param votes: for and against, as they were counted; None where nobody voted.
    :raises Refusal: if it is not that group, there was no vote or it was not carried, it
        is not said where they come from and what they bring, or they sit there already.
    """
    book = book_fixing(forum.assembly, "coopt.majority", on=from_on)
    clause = book.parameter("coopt.majority").clause if book else None
    if forum.kind != Forum.Kind.COORDINATION:
        raise Refusal("co-option-not-there", clause, {"forum": forum.name})
    if organisation is None and source_forum is None:
        raise Refusal("co-option-from-nowhere", clause, {})
    if not expertise.strip():
        raise Refusal("co-option-without-expertise", clause, {})
    if votes is None:
        raise Refusal("co-option-without-vote", clause, {})
    if book is not None:
        co_option_is_carried(book, votes_for=votes[0], votes_against=votes[1]).require()
    if forum.co_options.filter(person_name=person_name.strip(), until_on=None).exists():
        raise Refusal("co-opted-already", clause, {"forum": forum.name})
    found = CoOption.objects.create(
        forum=forum,
        person_name=person_name.strip(),
        person=person,
        organisation=organisation,
        source_forum=source_forum,
        expertise=expertise.strip(),
        from_on=from_on,
        motion=decision,
        votes_for=votes[0],
        votes_against=votes[1],
    )
    event = CoOpted(
        forum=forum.slug,
        name=forum.name,
        source=_source(found),
        expertise=found.expertise,
        from_on=from_on,
        decision=decision,
        votes_for=votes[0],
        votes_against=votes[1],
    )
    record(event, assembly=forum.assembly.slug, by=by, at=at, under=clause)
    return found


@transaction.atomic
def end_co_option(*, co_option: CoOption, until_on: date, by: Person, at: datetime) -> CoOption:
    """
    Record that somebody who was co-opted sits in the group no longer.

    :raises Refusal: if `by` may not keep the group, or they left already.
    """
    forum = co_option.forum
    require_may_keep(by, forum, on=day_of(forum.assembly, at))
    if co_option.until_on is not None:
        raise Refusal("co-option-over", None, {"until_on": co_option.until_on})
    co_option.until_on = max(until_on, co_option.from_on)
    co_option.save(update_fields=["until_on"])
    event = CoOptionEnded(
        forum=forum.slug,
        name=forum.name,
        source=_source(co_option),
        until_on=co_option.until_on,
        decision=co_option.motion,
    )
    record(event, assembly=forum.assembly.slug, by=by, at=at)
    return co_option


@transaction.atomic
def set_side(*, forum: Forum, side: str, by: Person, at: datetime) -> Forum:
    """
    Set for which side of the area a forum counts, where a quorum counts sides.

    :raises Refusal: if `by` is no support officer, or the forum is closed.
    """
    on, word = day_of(forum.assembly, at), side.strip()
    require_officer(by, forum.assembly, on=on)
    if state_of(forum, on=on) == "closed":
        raise Refusal("forum-not-live", None, {"forum": forum.name, "on": on})
    if forum.side == word:
        return forum
    forum.side = word
    forum.save(update_fields=["side"])
    event = ForumSideSet(forum=forum.slug, name=forum.name, side=word)
    record(event, assembly=forum.assembly.slug, by=by, at=at)
    return forum


def _source(co_option: CoOption) -> str:
    from_where = co_option.source_forum or co_option.organisation
    assert from_where is not None
    return from_where.name


def _require_its_decider(
    forum: Forum, decider: str, is_under_review: bool, *, on: date
) -> Clause | None:
    book = composition_book(forum, on=on)
    if book is None:
        return None
    finding = composition_is_decided_by_its_decider(
        book, decider=decider, is_under_review=is_under_review
    )
    return finding.require().clause


def _record(
    forum: Forum,
    organisation: Organisation,
    joins: bool,
    on: date,
    decision: str,
    decider: str,
    clause: Clause | None,
    *,
    by: Person,
    at: datetime,
) -> None:
    event = CompositionDecided(
        forum=forum.slug,
        name=forum.name,
        organisation=organisation.name,
        joins=joins,
        from_on=on,
        decision=decision,
        decider=decider,
    )
    record(event, assembly=forum.assembly.slug, by=by, at=at, under=clause)
