"""A champion is asked, and answers; a body joins a compact of its own accord."""

from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in, officers
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.compact.events import BackerKept, ChampionAnswered, ChampionAsked
from folkmoot.work.compact.models import Accord, ChampionQuestion, Signatory
from folkmoot.work.compact.permits import require_acts_for, require_answers
from folkmoot.work.compact.queries.backing import is_filled
from folkmoot.work.compact.queries.champions import goes_to


@transaction.atomic
@recording_last()
def ask_of_champion(
    *,
    signatory: Signatory,
    title: str,
    words: str,
    is_private: bool,
    contact: str,
    by: Person | None,
    at: datetime,
) -> ChampionQuestion:
    """
    Put a question to the champion of a body, with an account or without.

    Where the champion's place is empty it goes to the owner of the compact, and the support
    officers are told, as they are where the champion has no account.

    :param contact: how to reach whoever asks; read by who answers, and forgotten then.
    """
    accord = signatory.accord
    assembly = accord.assembly
    made = ChampionQuestion.objects.create(
        signatory=signatory,
        to=goes_to(signatory),
        title=title.strip(),
        words=words.strip(),
        is_private=is_private,
        contact=contact.strip(),
        asked_by=by,
        asked_at=at,
    )
    event = ChampionAsked(
        accord=accord.slug,
        title=accord.title,
        body=signatory.name,
        number=made.pk,
        is_to_owner=made.to == ChampionQuestion.To.OWNER,
    )
    on = day_in(assembly, at=at)
    key = "champion-gaps" if event.is_to_owner else "champions"
    # Who asks is nobody else's business: the record says only that somebody did.
    record(
        event, assembly=assembly.slug, by=None, at=at, under=clause_adopted(assembly, key, on=on)
    )
    champion = signatory.champion_person
    told = officers(assembly, on=on) if champion is None or event.is_to_owner else [champion]
    tell(told, event, assembly=assembly.slug, at=at)
    return made


@transaction.atomic
@recording_last()
def answer_as_champion(
    *, question: ChampionQuestion, answer: str, is_public: bool, by: Person, at: datetime
) -> ChampionQuestion:
    """
    Answer a question, in public or to whoever asked alone; how to reach them is forgotten.

    :raises Refusal: if it is not theirs to answer, is answered, or is to be public against the
        wish of whoever asked.
    """
    held = ChampionQuestion.objects.select_for_update(of=("self",), no_key=True)
    question = held.select_related(
        "signatory__accord__assembly", "signatory__champion_person", "asked_by"
    ).get(pk=question.pk)
    accord = question.signatory.accord
    on = day_in(accord.assembly, at=at)
    require_answers(by, question, on=on)
    if question.answered_at is not None:
        raise Refusal("champion-has-answered", None, {"answered_at": question.answered_at})
    if is_public and question.is_private:
        raise Refusal("answered-in-confidence", None, {})
    question.answer, question.is_public = answer.strip(), is_public
    question.answered_by, question.answered_at, question.contact = by, at, ""
    question.save(update_fields=["answer", "is_public", "answered_by", "answered_at", "contact"])
    event = ChampionAnswered(
        accord=accord.slug,
        title=accord.title,
        body=question.signatory.name,
        number=question.pk,
        is_public=is_public,
    )
    clause = clause_adopted(accord.assembly, "champions", on=on)
    record(event, assembly=accord.assembly.slug, by=by, at=at, under=clause)
    if question.asked_by is not None:
        tell([question.asked_by], event, assembly=accord.assembly.slug, at=at)
    return question


@transaction.atomic
@recording_last()
def join_compact(
    *, accord: Accord, organisation: Organisation, by: Person, at: datetime
) -> Signatory:
    """
    Sign a compact for a public body or a group of the sector; it is open to every one of them.

    Nothing follows for whoever does not: the sector is covered without signing.

    :raises Refusal: if `by` does not act for it, it has signed, or it is neither.
    """
    on = day_in(accord.assembly, at=at)
    require_acts_for(by, organisation, on=on)
    clause = clause_adopted(accord.assembly, "best-practice", on=on)
    if organisation.sector == Organisation.Sector.PRIVATE:
        raise Refusal("compact-is-for-two-sectors", clause, {"organisation": organisation.name})
    there = accord.signatories.filter(name__iexact=organisation.name).order_by("pk").first()
    if there is not None and there.agreed_on is not None:
        facts = {"organisation": organisation.name, "agreed_on": there.agreed_on}
        raise Refusal("joined-already", clause, facts)
    made, _ = Signatory.objects.update_or_create(
        accord=accord,
        name=there.name if there is not None else organisation.name[:200],
        defaults={
            "organisation": organisation,
            "is_of_sector": organisation.sector == Organisation.Sector.VCSE,
            "agreed_on": on,
        },
    )
    event = BackerKept(
        accord=accord.slug, title=accord.title, body=made.name, has_champion=is_filled(made)
    )
    record(event, assembly=accord.assembly.slug, by=by, at=at, under=clause)
    return made
