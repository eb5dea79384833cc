"""Case studies told and published, what belongs with them kept, benefits tagged."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer, require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation, Theme
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal
from folkmoot.work.practice.actions.recording import write
from folkmoot.work.practice.events import AttachmentKept, ProofKept, StudyPublished, StudyTold
from folkmoot.work.practice.models import Attachment, BenefitTag, Example, Proof, Study
from folkmoot.work.practice.permits import require_of_assembly
from folkmoot.work.practice.queries.studies import SAID, missing_headings

KEPT = ("title", "printed_label", *SAID)


@transaction.atomic
@recording_last()
def tell_study(
    *,
    assembly: Assembly,
    organisation: Organisation | None,
    themes: Iterable[Theme] = (),
    areas: Iterable[Area] = (),
    benefits: Iterable[str] = (),
    by: Person,
    at: datetime,
    **said: Any,
) -> Study:
    """
    Enter a case study under the next number; a support officer publishes it.

    :param said: what is said under each heading, by the names in `KEPT`; what is left out is missing.
    :raises Refusal: if `by` neither acts for a member nor works with members here.
    """
    on = day_in(assembly, at=at)
    require_of_assembly(by, organisation, assembly, on=on)
    # The assembly's row is held, so that two studies told at once get two numbers.
    Assembly.objects.select_for_update().get(pk=assembly.pk)
    last = Study.objects.filter(assembly=assembly).aggregate(last=Max("number"))["last"] or 0
    made = Study(
        assembly=assembly, number=last + 1, organisation=organisation, told_by=by, told_at=at
    )
    return _keep(made, said, themes, areas, benefits, by=by, at=at)


@transaction.atomic
@recording_last()
def change_study(
    *,
    study: Study,
    themes: Iterable[Theme] = (),
    areas: Iterable[Area] = (),
    benefits: Iterable[str] = (),
    by: Person,
    at: datetime,
    **said: Any,
) -> Study:
    """
    Change what a case study says; its number stays.

    :raises Refusal: if it is not theirs: they told it and it is not yet public, or are an officer.
    """
    require_changes(by, study, on=day_in(study.assembly, at=at))
    return _keep(study, said, themes, areas, benefits, by=by, at=at)


def require_changes(person: Person, study: Study, *, on: date) -> None:
    """:raises Refusal: unless they told it and it is not yet public, or are a support officer."""
    is_own = study.told_by_id == person.pk and study.published_at is None
    if not is_own and not is_officer(person, study.assembly, on=on):
        who = _("whoever told it, until it is public, or a support officer")
        raise Refusal("not-permitted", None, {"who": who})


def _keep(
    made: Study,
    said: dict[str, Any],
    themes: Iterable[Theme],
    areas: Iterable[Area],
    benefits: Iterable[str],
    *,
    by: Person,
    at: datetime,
) -> Study:
    for name in KEPT:
        if name in said:
            setattr(made, name, said[name].strip())
    made.save()
    made.themes.set(themes)
    made.areas.set(areas)
    tag(benefits, study=made)
    on = day_in(made.assembly, at=at)
    event = StudyTold(number=made.number, missing=len(missing_headings(made, on=on)))
    write(event, made.assembly, "studies", by=by, at=at)
    return made


def tag(
    benefits: Iterable[str],
    *,
    study: Study | None = None,
    example: Example | None = None,
    proof: Proof | None = None,
) -> None:
    """Let something give proof of some benefits and of no others. Within a deed."""
    of = {"study": study, "example": example, "proof": proof}
    BenefitTag.objects.filter(**of).delete()
    BenefitTag.objects.bulk_create(BenefitTag(benefit=one, **of) for one in sorted(set(benefits)))


@transaction.atomic
@recording_last()
def publish_study(*, study: Study, by: Person, at: datetime) -> Study:
    """
    Let everybody read a case study, with what is missing from it shown.

    :raises Refusal: if `by` is not a support officer.
    """
    on = day_in(study.assembly, at=at)
    require_officer(by, study.assembly, on=on)
    study.published_at = at
    study.save(update_fields=["published_at"])
    missing = len(missing_headings(study, on=on))
    event = StudyPublished(number=study.number, title=study.title, missing=missing)
    write(event, study.assembly, "studies", by=by, at=at)
    return study


@transaction.atomic
@recording_last()
def keep_attachment(
    *,
    study: Study,
    kind: str,
    label: str,
    words: str,
    link: str,
    is_missing: bool,
    consent_of: str,
    consented_on: date | None,
    consent_until: date | None,
    by: Person,
    at: datetime,
) -> Attachment:
    """
    Keep what belongs with a case study, or note that it is missing.

    :param consent_of: who agreed to a picture or a quotation, from `consented_on` until the day
        before `consent_until`.
    :raises Refusal: if the study is not theirs to change.
    """
    require_changes(by, study, on=day_in(study.assembly, at=at))
    made = Attachment.objects.create(
        study=study,
        kind=kind,
        label=label.strip(),
        words=words.strip(),
        link=link,
        is_missing=is_missing,
        consent_of=consent_of.strip(),
        consented_on=consented_on,
        consent_until=consent_until,
    )
    event = AttachmentKept(number=study.number, kind=made.get_kind_display(), is_missing=is_missing)
    write(event, study.assembly, "studies", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def keep_proof(
    *,
    assembly: Assembly,
    kind: str,
    title: str,
    link: str,
    on: date,
    benefits: Iterable[str],
    by: Person,
    at: datetime,
) -> Proof:
    """
    Tag an award or a report that is kept elsewhere with the benefits it gives proof of.

    :raises Refusal: if `by` is not a support officer.
    """
    require_officer(by, assembly, on=day_in(assembly, at=at))
    tagged = list(benefits)
    made = Proof.objects.create(
        assembly=assembly, kind=kind, title=title.strip(), link=link.strip(), on=on
    )
    tag(tagged, proof=made)
    event = ProofKept(kind=made.get_kind_display(), title=made.title, benefits=len(tagged))
    write(event, assembly, "benefits", by=by, at=at)
    return made
