"""An assembly under the Staffordshire agreement, its people, and the version after that."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django
import pytest

django.setup()  # pytest reads this file before pytest-django does so
from allauth.mfa.models import Authenticator  # noqa: E402 - after the setup above
from django.conf import settings as site_settings  # noqa: E402 - after the setup above

from folkmoot.body.membership.actions import Signature  # noqa: E402 - after the setup above
from folkmoot.body.membership.queries import text_digest  # noqa: E402 - after the setup above
from folkmoot.body.rulebook.actions import adopt  # noqa: E402 - after the setup above
from folkmoot.body.rulebook.queries import pinned  # noqa: E402 - after the setup above
from tests.factories import (  # noqa: E402 - after the setup above
    AdoptionFactory,
    AssemblyFactory,
    AuthorityFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
)

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


@pytest.fixture(scope="session")
def two_versions(tmp_path_factory) -> Path:
    """A folder with the agreement and an amended version of it, in force from 2026."""
    folder = tmp_path_factory.mktemp("rulebooks")
    text = (site_settings.FOLKMOOT_RULEBOOKS / "staffs-alliance.toml").read_text("utf-8")
    first = text.index("[[version]]")
    amended = (
        text[first:]
        .replace('number = "1"', 'number = "2"', 1)
        .replace("in_force_from = 2022-04-01", "in_force_from = 2026-02-01", 1)
        .replace("Staying away", "Not coming")
    )
    (folder / "staffs-alliance.toml").write_text(f"{text}\n{amended}", "utf-8")
    return folder


@pytest.fixture(autouse=True)
def rulebooks(settings, two_versions) -> None:
    settings.FOLKMOOT_RULEBOOKS = two_versions


@pytest.fixture
def assembly(db):
    assembly = AssemblyFactory(slug="staffs", name="The Alliance")
    AdoptionFactory(assembly=assembly)
    return assembly


@pytest.fixture
def book():
    return pinned("staffs-alliance", "1")


@pytest.fixture
def officer(assembly):
    officer = PersonFactory(name="Ola Officer", email="ola@example.org")
    PostFactory(assembly=assembly, person=officer)
    Authenticator.objects.create(user=officer, type="totp", data={"secret": "x"})
    return officer


@pytest.fixture
def organisation(db):
    return OrganisationFactory(name="Lunch Club", reference="lunch-club-1")


@pytest.fixture
def contact(organisation):
    person = PersonFactory(name="Cora Contact", email="cora@example.org")
    AuthorityFactory(organisation=organisation, person=person)
    return person


@pytest.fixture
def somebody_else(db):
    """A contact of another organisation."""
    person = PersonFactory(name="Elsa Else", email="elsa@example.org")
    AuthorityFactory(organisation=OrganisationFactory(name="Another Group"), person=person)
    return person


@pytest.fixture
def membership(assembly, organisation, contact):
    return MembershipFactory(assembly=assembly, organisation=organisation)


@pytest.fixture
def handed_in(book):
    """Make a declaration as it is handed in; say only what matters."""

    def make(**details) -> Signature:
        return Signature(
            **{
                "signer_name": "Cora Contact",
                "signer_role": "Secretary",
                "organisation_name": "Lunch Club",
                "signed_on": TODAY,
                "has_authority": True,
                "text_digest": text_digest(book),
                "key": "a-key",
                **details,
            }
        )

    return make


@pytest.fixture
def amend(assembly):
    """Adopt version 2 from a day."""

    def from_day(on: date = TODAY) -> None:
        adopt(
            assembly=assembly,
            document="staffs-alliance",
            version="2",
            from_on=on,
            is_agreement=True,
            by=None,
            at=NOW,
        )

    return from_day
