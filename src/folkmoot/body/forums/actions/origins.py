"""How it is written down where forums come from: earlier groups, and what was asked from outside."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.forums.actions.forums import day_of
from folkmoot.body.forums.events import ForumOriginsTold, MandateMet, MandateRegistered
from folkmoot.body.forums.models import Forum, Mandate
from folkmoot.body.forums.permits import require_may_keep
from folkmoot.body.forums.queries import clause_of
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal

ORIGINS = "context.initiatives"


@transaction.atomic
def tell_origins(*, forum: Forum, grew_from: str, by: Person, at: datetime) -> Forum:
    """
    Write down from which earlier groups a forum grew, and why they changed.

    :raises Refusal: if `by` does not keep the forum.
    """
    assembly = forum.assembly
    on = day_of(assembly, at)
    require_may_keep(by, forum, on=on)
    if forum.grew_from == grew_from.strip():
        return forum
    forum.grew_from = grew_from.strip()
    forum.save(update_fields=["grew_from"])
    event = ForumOriginsTold(forum=forum.slug, name=forum.name, grew_from=forum.grew_from)
    clause = clause_of(assembly, ORIGINS, on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return forum


@transaction.atomic
def register_mandate(
    *,
    assembly: Assembly,
    issuer: str,
    asks: str,
    source: str = "",
    due_on: date | None = None,
    forum: Forum | None = None,
    by: Person,
    at: datetime,
) -> Mandate:
    """
    Register what somebody outside asks of the assembly.

    :param due_on: the last day on which it is in time, where one is given.
    :param forum: the forum that it prompted, or None for the assembly as a whole.
    :raises Refusal: if `by` is no support officer, or it is on the register already.
    """
    on = day_of(assembly, at)
    require_officer(by, assembly, on=on)
    issuer, asks = issuer.strip(), asks.strip()
    clause = clause_of(assembly, ORIGINS, on=on)
    mandate, is_new = Mandate.objects.get_or_create(
        assembly=assembly,
        issuer=issuer,
        asks=asks,
        defaults={"source": source.strip(), "due_on": due_on, "forum": forum},
    )
    if not is_new:
        raise Refusal("mandate-registered", clause, {"issuer": issuer, "asks": asks})
    event = MandateRegistered(
        issuer=issuer, asks=asks, due_on=due_on, forum=forum.name if forum else ""
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return mandate


@transaction.atomic
def meet_mandate(
    *, mandate: Mandate, met_on: date, evidence: str, by: Person, at: datetime
) -> Mandate:
    """
    Write down when and how a mandate was met.

    :raises Refusal: if `by` is no support officer, it is met already, there is no evidence,
        or the day is still to come.
    """
    assembly = mandate.assembly
    on = day_of(assembly, at)
    require_officer(by, assembly, on=on)
    clause = clause_of(assembly, ORIGINS, on=on)
    mandate = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if mandate.met_on is not None:
        raise Refusal("mandate-met", clause, {"met_on": mandate.met_on})
    if not evidence.strip():
        raise Refusal("mandate-without-evidence", clause, {})
    if met_on > on:
        raise Refusal("mandate-met-tomorrow", clause, {"met_on": met_on})
    mandate.met_on, mandate.evidence = met_on, evidence.strip()
    mandate.save(update_fields=["met_on", "evidence"])
    event = MandateMet(
        issuer=mandate.issuer, asks=mandate.asks, met_on=met_on, evidence=mandate.evidence
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return mandate
