"""What is known is given to the bank, read, and used."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in, officers
from folkmoot.body.organisations.models import Organisation, Theme
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.insight.events import EvidenceRead, EvidenceUsed, InsightGiven
from folkmoot.scrutiny.insight.models import Evidence, SeenBy, Use
from folkmoot.scrutiny.insight.permits import keeps_insight, require_acts_for, require_keeps_insight
from folkmoot.scrutiny.insight.queries.addresses import target_at
from folkmoot.scrutiny.insight.queries.bank import opening
from folkmoot.scrutiny.insight.queries.clauses import clause_for
from folkmoot.scrutiny.insight.queries.seeing import reader_of

KEPT = (
    "title", "strengths", "needs", "words", "source", "link", "area", "from_on", "until_on",
    "method", "proof", "makers", "consent", "seen_by",
)  # fmt: skip


@transaction.atomic
@recording_last()
def give_evidence(
    *,
    assembly: Assembly,
    evidence: Evidence | None = None,
    organisation: Organisation | None,
    themes: Iterable[Theme] = (),
    contact: str = "",
    by: Person | None,
    at: datetime,
    **kept: Any,
) -> Evidence:
    """
    Give something known to the bank, or hand in again what was handed back.

    What a member or an officer gives is in the bank at once; what anybody else does waits until
    a support officer has read it.

    :param kept: what is said of it, by the names in `KEPT`.
    :raises Refusal: if it lists problems only where a document says that strengths come first,
        if `by` does not act for the organisation, or it would be for everybody without consent.
    """
    on = day_in(assembly, at=at)
    clause = clause_for(assembly, "bank", on=on)
    if organisation is not None:
        if by is None:
            raise Refusal("no-body", clause, {})
        require_acts_for(by, organisation, on=on)
    made = evidence or Evidence(assembly=assembly, reference=_next(assembly, on), received_at=at)
    for name in KEPT:
        if name in kept:
            setattr(made, name, kept[name])
    if evidence is not None:
        _require_handed_back(evidence, by)
    if made.seen_by == SeenBy.BODY and organisation is None:
        raise Refusal("no-body", clause, {})
    if made.seen_by == SeenBy.PUBLIC and made.consent == Evidence.Consent.UNKNOWN:
        raise Refusal("consent-unknown", clause, {})
    finding = opening(assembly, strengths=made.strengths, needs=made.needs, on=on)
    if finding is not None:
        finding.require()
    reader = reader_of(by, assembly, on=on)
    is_known = by is not None and reader.is_member
    made.state = Evidence.State.SHARED if is_known else Evidence.State.WAITING
    made.organisation, made.given_by = organisation, by
    made.contact, made.answer = ("" if by is not None else contact.strip()), ""
    made.save()
    made.themes.set(themes)
    event = InsightGiven(
        reference=made.reference,
        title=made.title if is_known and made.seen_by == SeenBy.PUBLIC else "",
        seen_by=made.get_seen_by_display(),
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    if not is_known:
        tell(officers(assembly, on=on), event, assembly=assembly.slug, at=at)
    return made


def _require_handed_back(evidence: Evidence, by: Person | None) -> None:
    if by is None or evidence.given_by_id != by.pk:
        raise Refusal("not-permitted", None, {"who": "whoever gave it"})
    was = Evidence.objects.filter(pk=evidence.pk, state=Evidence.State.RETURNED)
    if not was.exists():
        raise Refusal("already-read", None, {"title": evidence.title})


def _next(assembly: Assembly, on: date) -> str:
    start = f"{on.year}-"
    same = Evidence.objects.filter(assembly=assembly, reference__startswith=start).count()
    return f"{start}{same + 1}"


@transaction.atomic
@recording_last()
def read_evidence(
    *,
    evidence: Evidence,
    state: str,
    strength: str,
    strength_note: str,
    answer: str,
    by: Person,
    at: datetime,
) -> Evidence:
    """
    Take in what a stranger gave, hand it back or put it away; or judge how strong it is.

    How to reach whoever gave it is forgotten then.

    :param state: shared, returned or archived.
    :raises Refusal: if `by` may not, it is for one body alone, or it would be for everybody
        without consent.
    """
    assembly = evidence.assembly
    on = day_in(assembly, at=at)
    require_keeps_insight(by, assembly, on=on)
    held = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if held.seen_by == SeenBy.BODY:
        raise Refusal("not-permitted", None, {"who": "its own organisation"})
    held.state, held.read_at = state, at
    held.strength, held.strength_note = strength, strength_note.strip()
    held.answer = answer.strip() if state != Evidence.State.SHARED else ""
    held.contact = ""
    held.save()
    event = EvidenceRead(reference=held.reference, state=held.get_state_display())
    clause = clause_for(assembly, "bank", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    if held.given_by is not None and held.given_by != by:
        tell([held.given_by], event, assembly=assembly.slug, at=at)
    return held


@transaction.atomic
@recording_last()
def use_evidence(*, evidence: Evidence, address: str, note: str, by: Person, at: datetime) -> Use:
    """
    Enter where something known went.

    :param address: of what it was used in, as it was copied from a browser.
    :raises Refusal: if nothing of the assembly lies there, it stands there already, it is not in
        the bank, or `by` neither keeps the bank nor gave it nor acts for whoever did.
    """
    assembly = evidence.assembly
    on = day_in(assembly, at=at)
    reader = reader_of(by, assembly, on=on)
    is_theirs = evidence.organisation_id in reader.bodies
    if evidence.seen_by != SeenBy.BODY:
        is_theirs = is_theirs or evidence.given_by_id == by.pk
    keeps = keeps_insight(by, assembly, on=on) and evidence.seen_by != SeenBy.BODY
    if not is_theirs and not keeps:
        raise Refusal("not-permitted", None, {"who": "whoever gave it, or a support officer"})
    clause = clause_for(assembly, "bank", on=on)
    if evidence.state != Evidence.State.SHARED:
        raise Refusal("not-in-bank", clause, {"title": evidence.title})
    target = target_at(assembly, address)
    if target is None:
        raise Refusal("not-within", clause, {})
    if evidence.uses.filter(address=target.address).exists():
        raise Refusal("used-there-already", clause, {})
    made = Use.objects.create(
        evidence=evidence,
        kind=target.kind,
        address=target.address,
        title=target.title[:400],
        item=target.item,
        note=note.strip(),
        at=at,
    )
    event = EvidenceUsed(
        reference=evidence.reference, kind=made.get_kind_display(), address=made.address
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made
