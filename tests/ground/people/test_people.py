import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.ground.people.queries import named_by_reference, with_email
from tests.factories import A_MOMENT, PersonFactory

pytestmark = pytest.mark.django_db


def test_newcomer_is_made_known_with_an_address_that_counts_as_checked():
    person = welcome(email=" Pat@Example.org ", name=" Pat ", at=A_MOMENT)

    assert (person.email, person.name, person.joined_at) == ("pat@example.org", "Pat", A_MOMENT)
    assert not person.has_usable_password()
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified, address.primary) == ("pat@example.org", True, True)


def test_person_who_is_known_is_returned_however_the_address_is_capitalised():
    known = PersonFactory(email="pat@example.org", name="Pat")

    again = welcome(email="PAT@example.org", name="Somebody", at=A_MOMENT)

    assert (again, again.name) == (known, "Pat")
    assert with_email(" Pat@Example.Org ") == known
    assert Person.objects.count() == 1


def test_name_that_was_not_known_is_filled_in():
    PersonFactory(email="pat@example.org", name="")

    assert welcome(email="pat@example.org", name="Pat", at=A_MOMENT).name == "Pat"


def test_one_address_belongs_to_one_person_however_it_is_capitalised():
    PersonFactory(email="pat@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(email="PAT@example.org")


def test_record_speaks_of_a_person_by_a_reference_that_says_nothing():
    person, stranger = PersonFactory(name="Pat"), PersonFactory()

    assert str(person) == person.reference
    assert "Pat" not in person.reference
    assert named_by_reference({person.reference}) == {person.reference: "Pat"}
    assert named_by_reference(set()) == {}
    assert person.reference != stranger.reference
