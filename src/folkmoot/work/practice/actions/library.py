"""What works shared and taken up, what was said published, who works with whom written down."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation, Theme
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal
from folkmoot.work.practice.actions.recording import new_reference, write
from folkmoot.work.practice.actions.studies import tag
from folkmoot.work.practice.events import (
    ExampleShared,
    ExampleTakenUp,
    RelationshipKept,
    TestimonialPublished,
)
from folkmoot.work.practice.models import Example, Relationship, Study, Testimonial, Uptake
from folkmoot.work.practice.permits import require_keeps_ties, require_member


@transaction.atomic
@recording_last()
def share_example(
    *,
    assembly: Assembly,
    organisation: Organisation | None,
    title: str,
    words: str,
    needed: str,
    scale: str,
    study: Study | None = None,
    themes: Iterable[Theme] = (),
    areas: Iterable[Area] = (),
    benefits: Iterable[str] = (),
    by: Person,
    at: datetime,
) -> Example:
    """
    Share what works, so that others can find and use it.

    :raises Refusal: if `by` acts for no member.
    """
    member = require_member(by, organisation, assembly, on=day_in(assembly, at=at))
    made = Example.objects.create(
        assembly=assembly,
        reference=new_reference(title),
        title=title.strip(),
        words=words.strip(),
        needed=needed.strip(),
        scale=scale,
        organisation=member,
        study=study,
        shared_at=at,
    )
    made.themes.set(themes)
    made.areas.set(areas)
    tag(benefits, example=made)
    event = ExampleShared(
        reference=made.reference,
        title=made.title,
        organisation=member.name,
        scale=made.get_scale_display(),
    )
    write(event, assembly, "examples", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def take_up(
    *, example: Example, organisation: Organisation | None, note: str, by: Person, at: datetime
) -> Uptake:
    """
    Say that an organisation took up an example, and how. Those who shared it are told.

    :raises Refusal: if `by` acts for no member, or it is the one that shared it.
    """
    assembly = example.assembly
    on = day_in(assembly, at=at)
    member = require_member(by, organisation, assembly, on=on)
    if member.pk == example.organisation_id:
        facts = {"title": example.title, "organisation": member.name}
        raise Refusal("takes-up-its-own", None, facts)
    made, _ = Uptake.objects.update_or_create(
        example=example, organisation=member, defaults={"note": note.strip(), "at": at}
    )
    event = ExampleTakenUp(
        reference=example.reference, title=example.title, organisation=member.name, note=made.note
    )
    write(event, assembly, "examples", by=by, at=at)
    tell(people_acting_for(example.organisation, on=on), event, assembly=assembly.slug, at=at)
    return made


@transaction.atomic
@recording_last()
def publish_testimonial(
    *,
    assembly: Assembly,
    tone: str,
    about: str,
    words: str,
    speaker: str,
    role: str,
    organisation_name: str,
    said_on: date,
    permitted_on: date,
    permitted_how: str,
    by: Person,
    at: datetime,
) -> Testimonial:
    """
    Publish what somebody said, kind or critical, with their leave.

    :raises Refusal: if `by` is not a support officer.
    """
    require_officer(by, assembly, on=day_in(assembly, at=at))
    made = Testimonial.objects.create(
        assembly=assembly,
        tone=tone,
        about=about.strip(),
        words=words.strip(),
        speaker=speaker.strip(),
        role=role.strip(),
        organisation_name=organisation_name.strip(),
        said_on=said_on,
        permitted_on=permitted_on,
        permitted_how=permitted_how.strip(),
    )
    event = TestimonialPublished(tone=made.get_tone_display(), about=made.about, said_on=said_on)
    write(event, assembly, "testimonials", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def keep_relationship(
    *,
    assembly: Assembly,
    body: str,
    team: str,
    organisation: Organisation,
    kind: str,
    holder: str,
    words: str,
    study: Study | None,
    from_on: date | None,
    until_on: date | None,
    by: Person,
    at: datetime,
) -> Relationship:
    """
    Write down that a team works with an organisation, and who holds the tie; again changes it.

    :param holder: nothing where nobody knows, which is counted.
    :raises Refusal: if `by` is neither a support officer nor of a public body.
    """
    require_keeps_ties(by, assembly, on=day_in(assembly, at=at))
    said = {
        "holder": holder.strip(),
        "words": words.strip(),
        "study": study,
        "from_on": from_on,
        "until_on": until_on,
        "entered_at": at,
    }
    made, _ = Relationship.objects.update_or_create(
        assembly=assembly,
        body=body.strip(),
        team=team.strip(),
        organisation=organisation,
        kind=kind,
        defaults=said,
    )
    event = RelationshipKept(
        body=made.body,
        team=made.team,
        organisation=organisation.name,
        kind=made.get_kind_display(),
    )
    write(event, assembly, "library", by=by, at=at)
    return made
