"""A forum of Stourshire with people in it, each at a browser of their own, and the clock."""

import contextlib
import warnings
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from allauth.mfa.totp.internal import auth as totp
from django.utils import timezone
from playwright.sync_api import TimeoutError

from folkmoot.body.forums.models import Forum, Term
from folkmoot.body.organisations.models import Listing, Organisation, Working
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from tests.factories import (
    AdoptionFactory,
    AreaFactory,
    AssemblyFactory,
    AuthorityFactory,
    ForumFactory,
    ForumMemberFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
)
from tests.journeys.conftest import NARROW, WIDE, Visitor
from tests.signing_in import browser

SECRET = totp.generate_totp_secret()


def app_code(at: datetime) -> str:
    """The code that the officer's app shows at a moment."""
    counter = int(at.timestamp()) // 30
    return totp.format_hotp_value(totp.hotp_value(SECRET, counter))


@dataclass
class Member:
    """A member organisation, and who comes for it."""

    organisation: Organisation
    person: Person


@dataclass
class Town:
    """
    A local forum under the Staffordshire agreement.

    :param members: by the first name of whoever comes for them, in lower case.
    """

    forum: Forum
    officer: Person
    members: dict[str, Member] = field(default_factory=dict)

    def person(self, name: str) -> Person | None:
        """Somebody by their first name, if they have an account."""
        return Person.objects.filter(email=f"{name}@example.org").order_by("pk").first()

    def body(self, name: str) -> str:
        """The name of the organisation that somebody comes for."""
        return self.members[name].organisation.name


# Who comes, for whom, of what size, from where, and whether as an associate.
PEOPLE = [
    ("Rosa Bell", "Riverside Lunch Club", "small", "Lichmere", "full"),
    ("Omar Hughes", "Oakfield Youth Project", "medium", "Tamford", "full"),
    ("Wyn Parry", "Willowbrook Carers", "micro", "Lichmere", "full"),
    ("Fay Okoro", "Foxglove Community Garden", "micro", "Tamford", "full"),
    ("Tess Marlow", "Tamford Food Bank", "small", "Tamford", "full"),
    ("Leo Finch", "Lichmere Community Transport", "medium", "Lichmere", "full"),
    ("Bea Rowe", "Brindley Books", "micro", "Lichmere", "associate"),
]


def a_town() -> Town:
    """Found an assembly with an officer, and a forum with a chair, a vice-chair and members."""
    places = {name: AreaFactory(name=name) for name in ("Lichmere", "Tamford")}
    assembly = AssemblyFactory(slug="stourshire", name="Stourshire Alliance")
    AdoptionFactory(assembly=assembly)
    officer = welcome(email="olive@example.org", name="Olive Fairweather", at=timezone.now())
    PostFactory(assembly=assembly, person=officer)
    totp.TOTP.activate(officer, SECRET)
    forum = ForumFactory(
        assembly=assembly,
        slug="south-east",
        name="South-east Forum",
        description="Health and care in the south-east.",
    )
    forum.areas.set(places.values())
    town = Town(forum, officer)
    for who, *body in PEOPLE:
        first = who.partition(" ")[0].lower()
        town.members[first] = _member(forum, who, f"{first}@example.org", places, *body)
    for role, name in (("chair", "rosa"), ("vice-chair", "omar")):
        one = town.members[name]
        Term.objects.create(
            office=OfficeFactory(forum=forum, role=role),
            person=one.person,
            holder_name=one.person.name,
            organisation=one.organisation,
            basis="elected",
            from_on=date(2026, 1, 5),
            ends_on=date(2029, 1, 5),
        )
    return town


def a_council(town: Town, *, at: datetime) -> None:
    """Adopt the Dorset Compact, put a council's officer at the door, and list the members."""
    assembly = town.forum.assembly
    AdoptionFactory(assembly=assembly, document="dorset-compact", version="3", is_agreement=False)
    pia = welcome(email="pia@example.org", name="Pia Oakes", at=at)
    PostFactory(assembly=assembly, kind="public-body", body="The Council", person=pia)
    for one in town.members.values():
        Listing.objects.create(
            assembly=assembly, organisation=one.organisation, listed_on=at.date()
        )


def _member(
    forum: Forum,
    who: str,
    email: str,
    places: dict[str, Area],
    name: str,
    size: str,
    place: str,
    membership_class: str,
) -> Member:
    organisation = OrganisationFactory(
        name=name, reference=name.lower().replace(" ", "-"), size_band=size
    )
    Working.objects.create(organisation=organisation, area=places[place], kind="base")
    ForumMemberFactory(
        forum=forum,
        membership__organisation=organisation,
        membership__membership_class=membership_class,
    )
    person = PersonFactory(name=who, email=email)
    AuthorityFactory(organisation=organisation, person=person)
    return Member(organisation, person)


class Walk:
    """
    The people of a journey, each at their own browser, and the clock.

    The chair sits at a desk, the officer too; everybody else has a phone.
    """

    at_a_desk: tuple[str, ...] = ("olive", "rosa", "omar", "")

    def __init__(self, town: Town, visit: Any, time_machine: Any, *, javascript: bool) -> None:
        self.town, self.visit, self.time_machine = town, visit, time_machine
        self.javascript = javascript
        self.visitors: dict[str, Visitor] = {}
        self.signed_in: set[str] = set()

    def move_to(self, at: datetime) -> None:
        """Let time pass; on another day everybody has to come in anew."""
        if not hasattr(self, "at") or self.at.date() != at.date():
            self.signed_in.clear()
        self.at = at
        self.time_machine.move_to(at, tick=False)

    def visitor(self, name: str) -> Visitor:
        """The browser of somebody, by their first name; "" is somebody from the street."""
        if name not in self.visitors:
            width = WIDE if name in self.at_a_desk else NARROW
            self.visitors[name] = self.visit(javascript=self.javascript, width=width)
        found = self.visitors[name]
        person = self.town.person(name) if name and name not in self.signed_in else None
        if person is not None:
            self.come_in(found, person)
            self.signed_in.add(name)
        return found

    def come_in(self, visitor: Visitor, person: Person) -> None:
        """Sign somebody in: the officer by the front door, with both codes; others without it."""
        if person == self.town.officer:
            visitor.context.clear_cookies()
            visitor.sign_in(person.email, code_of_app=app_code(self.at))
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            cookies = browser(person).cookies
        visitor.context.clear_cookies()
        visitor.context.add_cookies(
            [
                {"name": name, "value": one.value, "url": visitor.address}
                for name, one in cookies.items()
            ]
        )

    def at_page(self, name: str, path: str) -> Visitor:
        """Somebody opens a page of the assembly."""
        visitor = self.visitor(name)
        visitor.go(f"/stourshire/{path}")
        return visitor

    def look(
        self, visitor: Visitor, name: str, *, phone: bool = False, picture: bool = False
    ) -> None:
        """Look closely, on a phone if asked; the walk with JavaScript keeps the picture."""
        if not self.javascript:
            visitor.look(name)
            return
        size = visitor.page.viewport_size
        assert size is not None
        if phone and size["width"] != NARROW:
            visitor.page.set_viewport_size({"width": NARROW, "height": 800})
            visitor.page.reload()
        visitor.look(f"quarter-{name}", picture=picture)
        visitor.page.set_viewport_size(size)


def fill(visitor: Visitor, **answers: str | bool) -> None:
    """Answer questions by their names: words are typed, True ticks a box."""
    for name, answer in answers.items():
        box = visitor.page.locator(f"main [name={name}]:not([type=hidden])").first
        kind = box.get_attribute("type") or ""
        if isinstance(answer, bool):
            box.set_checked(answer)
        elif kind == "radio":
            visitor.page.check(f"main [name={name}][value='{answer}']")
        elif box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(label=answer)
        else:
            box.fill(answer)


def fill_day(visitor: Visitor, name: str, day: date) -> None:
    """Answer a question for a day in its three boxes."""
    fill(
        visitor,
        **{f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)},
    )  # fmt: skip


def click_in_row(visitor: Visitor, row: str, link: str) -> None:
    """Follow a link in the row of a table that tells of somebody."""
    found = visitor.page.locator("main tbody tr", has_text=row).first
    found.get_by_role("link", name=link).click()
    visitor.page.wait_for_load_state()


def typed(visitor: Visitor, name: str) -> str:
    """What stands in the box of a question."""
    return str(visitor.page.locator(f"main [name={name}]").input_value())


def do(visitor: Visitor, button: str, *, says: str = "") -> None:
    """Press the one button of a page's form, and read what the page then says."""
    found = visitor.page.locator("main").get_by_role("button", name=button)
    assert found.count(), f"no button {button!r}: {visitor.page.url} {visitor.text()[:1500]}"
    stays = visitor.has_javascript and found.first.evaluate("one => !!one.closest('[hx-post]')")
    with contextlib.nullcontext() if stays else visitor.page.expect_navigation():
        found.first.click()
    if says:
        # The room draws itself anew without going to another page.
        with contextlib.suppress(TimeoutError):
            visitor.page.locator("main", has_text=says).wait_for(timeout=5000)
        assert says in visitor.text(), visitor.text()[:1500]
