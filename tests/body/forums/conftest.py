"""An assembly under the Staffordshire agreement: its places, support bodies and people."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django
import pytest

django.setup()  # pytest reads this file before pytest-django does so
from allauth.mfa.models import Authenticator  # noqa: E402 - after the setup above

from folkmoot.body.organisations.models import SupportBody  # noqa: E402 - after the setup above
from folkmoot.ground.places.models import Area  # noqa: E402 - after the setup above
from tests.factories import (  # noqa: E402 - after the setup above
    AdoptionFactory,
    AreaFactory,
    AssemblyFactory,
    AuthorityFactory,
    ForumFactory,
    ForumMemberFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
)

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
A_DAY = timedelta(days=1)
MADE_UP = Path(__file__).parent / "data/made_up_forums.txt"


@pytest.fixture
def assembly(db):
    """The tenant, recognised on 1 December 2025, with three places and nine districts."""
    assembly = AssemblyFactory(slug="staffs", name="The Alliance", recognised_on=date(2025, 12, 1))
    AdoptionFactory(assembly=assembly)
    system = AreaFactory(code="S", name="Staffordshire & Stoke-on-Trent", kind="system")
    for place, districts in PLACES.items():
        over = AreaFactory(code=f"P-{place[:9]}", name=place, kind="place", parent=system)
        for district in districts:
            kind = "council" if district == "Stoke-on-Trent" else "district"
            AreaFactory(code=f"D-{district}", name=district, kind=kind, parent=over)
        assembly.areas.add(over)
    return assembly


PLACES = {
    "Southwest Staffordshire": ["South Staffordshire", "Stafford", "Cannock Chase"],
    "Southeast Staffordshire": ["Lichfield", "East Staffordshire", "Tamworth"],
    "Stoke-on-Trent & North Staffordshire": [
        "Stoke-on-Trent",
        "Newcastle-under-Lyme",
        "Staffordshire Moorlands",
    ],
}


def support_body(assembly, name, short_name):
    organisation = OrganisationFactory(name=name, reference=short_name.lower())
    SupportBody.objects.create(assembly=assembly, organisation=organisation, short_name=short_name)
    return organisation


@pytest.fixture
def sus(assembly):
    return support_body(assembly, "Support Staffordshire", "SuS")


@pytest.fixture
def vast(assembly):
    return support_body(assembly, "VAST", "VAST")


@pytest.fixture
def officer(assembly):
    """A support officer, with a second factor."""
    person = PostFactory(assembly=assembly).person
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    return person


@pytest.fixture
def place(assembly):
    """Find an area by its name."""
    return lambda name: Area.objects.get(name=name)


@pytest.fixture
def local(assembly, place):
    """Make a recognised local forum of a place, with its two offices."""

    def make(name, *, in_place="Southwest Staffordshire", **facts):
        forum = ForumFactory(
            assembly=assembly, name=name, slug=name.lower().replace(" ", "-"), **facts
        )
        forum.areas.add(place(in_place))
        OfficeFactory(forum=forum, role="chair")
        OfficeFactory(forum=forum, role="vice-chair")
        return forum

    return make


def chair_of(forum):
    return forum.offices.get(role="chair")


def full_member(forum, **facts):
    """A full member of the assembly that belongs to a forum, with somebody to act for it."""
    organisation = OrganisationFactory(**facts)
    membership = MembershipFactory(assembly=forum.assembly, organisation=organisation)
    ForumMemberFactory(forum=forum, membership=membership)
    AuthorityFactory(organisation=organisation, person=PersonFactory())
    return membership
