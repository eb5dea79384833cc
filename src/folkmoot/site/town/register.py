"""How an assembly is founded, and how its organisations come on the register."""

from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any

from folkmoot.body.assemblies.actions import found_assembly, give_post
from folkmoot.body.assemblies.models import Post
from folkmoot.body.membership.queries import text_digest
from folkmoot.body.organisations.actions import (
    close_organisation,
    import_list,
    keep_estimate,
    name_support_body,
)
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.actions import adopt
from folkmoot.body.rulebook.queries import documents
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.actions import map_area
from folkmoot.ground.places.models import Area
from folkmoot.reckoning.registers.rows import Row
from folkmoot.rules.rulebook import Rulebook
from folkmoot.site.town.cast import CAST, Known
from folkmoot.site.town.county import County
from folkmoot.site.town.material import Invention, Kind, Place

OURS = "XX-TOWN"
INCOME = {"micro": (400, 9_900), "small": (10_500, 98_000), "medium": (110_000, 940_000),
          "large": (1_100_000, 8_000_000), "major": (12_000_000, 60_000_000)}  # fmt: skip
CHARITIES = {"charity", "cio", "charitable-company"}
COMPANIES = {"charitable-company", "cic", "social-enterprise", "private"}
OF_BODY = Kind(called="", form="charitable-company", size="medium", themes=("support",),
               communities=("other-organisations",), about="")  # fmt: skip
OF_PUBLIC = Kind(called="", form="statutory", size="unknown", themes=(), communities=("everybody",),
                 about="A public body that works with the voluntary sector.")  # fmt: skip


def plan_founding(county: County) -> None:
    """Enter in the diary how the assembly begins and its register fills."""
    first, days = county.founded, county.days
    county.diary.on(days.at(first, 9), lambda at: found(county, at))
    county.diary.on(days.at(first, 10), lambda at: _staff(county, at))
    rows = _rows(county)
    early = round(len(rows) * 0.85)
    lists = ((first + 1, "mailing-list.csv", rows[:early]), (-330, "new-groups.csv", rows[early:]))
    for offset, name, some in lists:
        read_in = partial(_read_in, county, f"{county.slug}-{name}", some)
        county.diary.on(days.at(offset, 11), read_in)
    county.diary.on(days.at(first + 1, 14), lambda at: _recognise_bodies(county, at))
    county.diary.on(days.at(first + 2), lambda at: _estimate(county, at))
    county.diary.on(days.at(-45), lambda at: _close_one(county, at))


def found(county: County, at: datetime) -> None:
    """Found the assembly with its areas, and bind it to its documents."""
    plan = county.plan
    areas: dict[str, Area] = {}
    for place in plan.areas:
        parent = areas.get(place.parent)
        areas[place.code] = map_area(
            code=place.code, name=place.name, kind=place.kind, parent=parent
        )
    county.assembly = found_assembly(
        slug=plan.slug,
        name=plan.name,
        about=plan.about,
        scheme=plan.scheme,
        accent=plan.accent,
        areas=list(areas.values()),
        recognised_on=county.days.today + timedelta(days=county.founded),
        by=None,
        at=at,
    )
    for document in plan.documents:
        book = _version(document, county.day(at))
        adopt(
            assembly=county.assembly,
            document=document,
            version=book.number,
            from_on=max(county.day(at), book.in_force_from),
            is_agreement=document == plan.agreement,
            by=None,
            at=at,
        )
        if document == plan.agreement:
            county.text_digest = text_digest(book)


def _version(document: str, on: date) -> Rulebook:
    versions = documents()[document].versions
    begun = [book for book in versions if book.in_force_from <= on]
    return (begun or list(versions))[-1 if begun else 0]


def _staff(county: County, at: datetime) -> None:
    for place, body in enumerate(county.plan.bodies):
        person = county.somebody(body.officer, at)
        county.staff[body.name] = person
        if not place:
            county.officer = person
        hold_post(county, person, Post.Kind.OFFICER, body.name, at)


def hold_post(county: County, person: Person, kind: str, body: str, at: datetime) -> None:
    """Give somebody a post in the county from that day."""
    give_post(
        assembly=county.assembly, person=person, kind=kind, body=body, from_on=county.day(at),
        by=None, at=at,
    )  # fmt: skip


def _rows(county: County) -> list[Row]:
    """Invent the organisations of a county: those of the story first, then chance's."""
    plan, invent = county.plan, county.invent
    kinds = {kind.called: kind for kind in invent.kinds}
    homes = {place.code: place for place in plan.areas}
    rows: list[Row] = []

    def enter(name: str, kind: Kind, home: Place, **more: Any) -> None:
        rows.append(_row(county, len(rows) + 1, name, kind, home, **more))

    for body in plan.bodies:
        names = ((body.in_the_agreement, "in the agreement"),) if body.in_the_agreement else ()
        about = f"{body.services}. Where the agreement speaks of {body.in_the_agreement}, which "
        about += f"its text was taken over from, {body.name} is meant here."
        is_named = bool(body.in_the_agreement)
        kind = _with_words(OF_BODY, about if is_named else f"{body.services}.")
        enter(body.name, kind, homes[body.area], aliases=names, everywhere=True)
    for public in plan.publics:
        enter(public.name, OF_PUBLIC, homes[public.area])
    for known in CAST.get(plan.slug, ()):
        enter(known.name, kinds[known.called], homes[known.area])
    wanted = max(round(plan.organisations * county.share), len(rows))
    while len(rows) < wanted:
        name, kind = invent.organisation()
        enter(name, _varied(kind, invent), plan.homes[len(rows) % len(plan.homes)])
    # The story's own come in first, so that they are there from the beginning.
    return rows


def known_in(county: County) -> tuple[Known, ...]:
    """Return the organisations of the county that the story cannot do without."""
    return CAST.get(county.slug, ())


def _with_words(kind: Kind, about: str) -> Kind:
    return Kind(called=kind.called, form=kind.form, size=kind.size, themes=kind.themes,
                communities=kind.communities, about=about)  # fmt: skip


def _varied(kind: Kind, invent: Invention) -> Kind:
    """Have a group be larger than most of its kind, or of unknown size or form."""
    chance = invent.chance.random()
    form = "unknown" if chance < 0.05 else "private" if 0.05 <= chance < 0.07 else kind.form
    sizes = ["micro", "small", "medium", "large"]
    size = "unknown" if chance > 0.86 else kind.size
    if size in sizes and 0.3 < chance < 0.5:
        size = sizes[min(sizes.index(size) + 1, 3)]
    about = "" if 0.5 < chance < 0.58 else kind.about
    return Kind(called=kind.called, form=form, size=size, themes=kind.themes,
                communities=kind.communities, about=about)  # fmt: skip


def _row(
    county: County,
    number: int,
    name: str,
    kind: Kind,
    home: Place,
    *,
    aliases: tuple[tuple[str, str], ...] = (),
    everywhere: bool = False,
) -> Row:
    invent = county.invent
    chance = invent.chance
    pairs = [(OURS, f"{county.slug}-{number:03}")]
    # Numbers that no register has given, and none will for a long time.
    serial = number + 1_000 * len(county.slug)
    if kind.form in CHARITIES:
        pairs.append(("GB-CHC", f"99{serial:05}"))
    if kind.form in COMPANIES:
        pairs.append(("GB-COH", f"ZZ{serial:06}"))
    if not aliases and chance.random() < 0.1:
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        aliases = ((initials, "also known as"),)
    elif not aliases and chance.random() < 0.06:
        aliases = ((f"{invent.one_of('place')} {kind.called}".strip(), "formerly"),)
    others = [place.code for place in county.plan.homes if place != home]
    works = (
        others
        if everywhere
        else chance.sample(others, min(len(others), chance.choice((0, 0, 0, 1, 2))))
    )
    income = INCOME.get(kind.size) if kind.form != "informal" or chance.random() < 0.4 else None
    return Row(
        number=number + 1,
        identifiers=tuple(pairs),
        name=name,
        legal_form=kind.form,
        size_band=kind.size,
        income_pence=chance.randint(*income) * 100 if income else None,
        about=kind.about.format(day=invent.one_of("day")),
        postcode=invent.postcode() if chance.random() < 0.85 else "",
        source=f"{county.plan.bodies[0].name}'s list",
        aliases=aliases,
        themes=kind.themes,
        communities=kind.communities,
        bases=(home.code,),
        works=(home.code, *works),
    )


def _read_in(county: County, name: str, rows: list[Row], at: datetime) -> None:
    digest = sha256("".join(row.digest for row in rows).encode()).hexdigest()
    import_list(
        assembly=county.assembly, rows=rows, file_name=name, digest=digest,
        by=county.officer, at=at,
    )  # fmt: skip


def _recognise_bodies(county: County, at: datetime) -> None:
    for body in county.plan.bodies:
        organisation = named(county, body.name)
        county.bodies[body.name] = organisation
        name_support_body(
            assembly=county.assembly, organisation=organisation, services=body.services,
            side=body.side, by=county.officer, at=at,
        )  # fmt: skip


def _estimate(county: County, at: datetime) -> None:
    organisations, source = county.plan.estimate
    keep_estimate(
        assembly=county.assembly, organisations=organisations, source=source,
        as_at_on=county.day(at) - timedelta(days=200), by=county.officer, at=at,
    )  # fmt: skip


def _close_one(county: County, at: datetime) -> None:
    """One group that never joined has come to its end."""
    listed = Organisation.objects.filter(
        listings__assembly=county.assembly, legal_form="informal", state="listed",
        memberships__isnull=True, authorities__isnull=True,
    )  # fmt: skip
    last = listed.order_by("-pk").first()
    if last is not None:
        close_organisation(
            assembly=county.assembly, organisation=last, by=county.officer, at=at,
            reason="Its founder has moved away, and the rest now go to the group next door.",
        )  # fmt: skip


def named(county: County, name: str) -> Organisation:
    """Return the organisation of a name in the county. One query."""
    return Organisation.objects.get(listings__assembly=county.assembly, name=name)


def sides(county: County) -> dict[int, str]:
    """Return on which side each organisation of the county is based, by its key. One query."""
    side = {place.code: place.side for place in county.plan.areas}
    based = Area.objects.filter(code__in=side, workings__kind="base").order_by("pk")
    return {
        organisation: side[code]
        for organisation, code in based.values_list("workings__organisation", "code")
    }
