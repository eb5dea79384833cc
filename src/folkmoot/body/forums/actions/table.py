"""How a printed table of recognised forums comes into the register."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.forums.actions.forums import day_of, open_offices
from folkmoot.body.forums.events import ForumRegisterImported
from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.body.forums.queries import clause_of
from folkmoot.body.forums.queries.readings import (
    areas_in,
    areas_named,
    body_called,
    kind_in,
    known_bodies,
    purpose_in,
    support_in,
)
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal


@dataclass(frozen=True, slots=True)
class Chair:
    """Somebody named in the column of chairs: who, of which body as written, interim or not."""

    name: str
    body: str
    is_interim: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    One forum of the table, its parts joined where a page break had split them.

    :param chairs: the chair, then the vice-chair; nobody where the cell is empty.
    :param chair_is_awaited: whether the cell says that the chair is to be confirmed.
    """

    number: int
    name: str
    description: str
    chairs: tuple[Chair, ...]
    chair_is_awaited: bool
    support: str
    support_is_awaited: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line of the table, and in which column."""

    number: int
    column: str
    words: str


@dataclass(slots=True)
class Told:
    """What became of a line: "added", "changed" or "unchanged", with what to look at."""

    number: int
    name: str
    became: str
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of each line of a table."""

    lines: list[Told]

    def count(self, became: str) -> int:
        return sum(1 for line in self.lines if line.became == became)


@dataclass(frozen=True, slots=True)
class _Known:
    areas: list[Area]
    bodies: dict[str, Organisation]


@transaction.atomic
def import_register(
    *,
    assembly: Assembly,
    lines: list[Line],
    faults: list[Fault],
    recognised_on: date,
    source: str,
    digest: str,
    is_trial: bool = False,
    by: Person | None,
    at: datetime,
) -> Report:
    """
    Bring a table of recognised forums into the register as it stands, all of it or nothing.

    A forum that is there is brought up to date; who holds its offices is left as it is,
    because the register knows more than a printed table. Terms begin on a day nobody
    knows. A second time changes nothing, and the record says nothing of it.

    :param recognised_on: since when the forums of the table count as recognised.
    :param is_trial: to do all but keep it.
    :param by: an officer, or None from the command line.
    :raises Refusal: if `by` is no support officer, or a line is at fault.
    """
    if by is not None:
        require_officer(by, assembly, on=day_of(assembly, at))
    if faults:
        raise Refusal("register-rows-at-fault", None, {"faults": len({f.number for f in faults})})
    known = _Known(areas_named(assembly), known_bodies(assembly))
    report = Report([_bring_in(assembly, line, known, recognised_on) for line in lines])
    if is_trial:
        transaction.set_rollback(True)
        return report
    named: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
    for told in report.lines:
        named[told.became].append(told.name)
    if named["added"] or named["changed"]:
        event = ForumRegisterImported(
            source=source,
            digest=digest,
            rows=len(lines),
            added=named["added"],
            changed=named["changed"],
        )
        clause = clause_of(assembly, "forums.local", on=recognised_on)
        record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return report


def _bring_in(assembly: Assembly, line: Line, known: _Known, recognised_on: date) -> Told:
    told = Told(line.number, line.name, "unchanged")
    bodies, officer = support_in(line.support, known.bodies)
    if line.support and not bodies and not line.support_is_awaited:
        told.notes.append(
            _("No support body is known as “%(name)s”; kept as written.") % {"name": line.support}
        )
    areas = _places_of(line, known.areas)
    kind = kind_in(line.name, line.description)
    if kind == Forum.Kind.LOCAL and not areas:
        told.notes.append(_("It names no place of this assembly; tie it to its place by hand."))
    purpose = purpose_in(line.description)
    is_wide = kind == Forum.Kind.THEMATIC and not areas
    wanted = {
        "name": line.name,
        "description": line.description,
        "kind": kind,
        "intended_for": purpose.intended_for,
        "not_for": purpose.not_for,
        "faces": purpose.faces,
        "is_system_wide": is_wide,
        "support_organisation": bodies[0] if bodies else None,
        "support_as_written": "" if bodies or line.support_is_awaited else line.support,
        "support_is_to_be_confirmed": line.support_is_awaited,
        "support_officer_name": officer if bodies else "",
    }
    forum = Forum.objects.filter(assembly=assembly, slug=_slug(line.name)).order_by("pk").first()
    if forum is None:
        forum = Forum.objects.create(
            assembly=assembly,
            slug=_slug(line.name),
            recognised_on=recognised_on,
            administration_accepted_on=recognised_on if bodies else None,
            **wanted,
        )
        told.became = "added"
    elif differing := [name for name, value in wanted.items() if getattr(forum, name) != value]:
        for name in differing:
            setattr(forum, name, wanted[name])
        if not bodies:
            forum.administration_accepted_on = None
        forum.save()
        told.became = "changed"
    is_tied = _tie(forum, areas, bodies[1:])
    if is_tied and told.became == "unchanged":
        told.became = "changed"
    open_offices(forum)
    _fill(forum, line, known, told, recognised_on)
    told.notes.insert(0, _("Read as: %(kind)s.") % {"kind": forum.get_kind_display()})
    return told


def _tie(forum: Forum, areas: list[Area], further: list[Organisation]) -> bool:
    before = set(forum.areas.values_list("pk", flat=True))
    helped = set(forum.further_support.values_list("pk", flat=True))
    after, help_now = {area.pk for area in areas}, {body.pk for body in further}
    # A place that was tied by hand stays where the table names none.
    differs = (bool(after) and after != before) or helped != help_now
    if differs:
        forum.further_support.set(further)
        if after:
            forum.areas.set(areas)
    return differs


def _fill(forum: Forum, line: Line, known: _Known, told: Told, recognised_on: date) -> None:
    roles = (Office.Role.CHAIR, Office.Role.VICE_CHAIR)
    offices = {office.role: office for office in forum.offices.order_by("pk")}
    for role, chair in zip(roles, line.chairs, strict=False):
        office = offices[role]
        terms = list(office.terms.order_by("pk"))
        if not terms:
            _seat(office, chair, known)
            if told.became == "unchanged":
                told.became = "changed"
        elif not any(term.holder_name == chair.name for term in terms if term.ended_on is None):
            facts = {"office": office.get_role_display(), "name": chair.name}
            words = _("The register has another %(office)s than %(name)s; left as it is.")
            told.notes.append(words % facts)
    held = offices[Office.Role.CHAIR]
    if line.chair_is_awaited and held.to_be_confirmed_on is None and not held.terms.exists():
        held.to_be_confirmed_on = recognised_on
        held.save(update_fields=["to_be_confirmed_on"])
        if told.became == "unchanged":
            told.became = "changed"


def _seat(office: Office, chair: Chair, known: _Known) -> None:
    body = body_called(chair.body, known.bodies)
    Term.objects.create(
        office=office,
        holder_name=chair.name,
        organisation=body,
        organisation_as_written="" if body else chair.body,
        basis=Term.Basis.SUPPORT if chair.is_interim and body else Term.Basis.UNKNOWN,
        is_interim=chair.is_interim,
    )


def _places_of(line: Line, areas: list[Area]) -> list[Area]:
    found = areas_in(f"{line.name}. {line.description}", areas)
    places = [area for area in found if area.kind == Area.Kind.PLACE]
    is_local = kind_in(line.name, line.description) == Forum.Kind.LOCAL
    return places if is_local and places else found


def _slug(name: str) -> str:
    return slugify(name)[:100].strip("-")
