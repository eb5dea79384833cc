from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core import mail

from folkmoot.body.assemblies.actions import found_assembly
from folkmoot.ground.ledger.queries import head
from folkmoot.ground.letters.actions import post_waiting_letters, tell
from folkmoot.ground.letters.models import Letter
from tests.factories import A_MOMENT, PersonFactory

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityGiven:
    """Named as the letter of organisations is, to be told with its words."""

    organisation: str
    name: str
    person: str
    title: str


def news(name="Riverside Lunch Club"):
    return AuthorityGiven(organisation="riverside", name=name, person="p-1", title="Secretary")


def test_letter_waits_in_the_database_until_it_is_sent_and_goes_once():
    person = PersonFactory()
    [letter] = tell(person, news(), assembly="small-town", at=A_MOMENT)

    sent = [post_waiting_letters(at=A_MOMENT + timedelta(minutes=n)) for n in (1, 2)]

    letter.refresh_from_db()
    assert sent == [1, 0]
    assert letter.sent_at == A_MOMENT + timedelta(minutes=1)
    assert [message.to for message in mail.outbox] == [[person.email]]


def test_letter_carries_the_head_of_the_record_of_its_assembly():
    found_assembly(slug="small-town", name="Small Town", scheme="signed", by=None, at=A_MOMENT)
    tell(PersonFactory(), news(), assembly="small-town", at=A_MOMENT)

    post_waiting_letters(at=A_MOMENT)

    assert head("small-town").hash in str(mail.outbox[0].body)


def test_letter_of_an_assembly_without_a_record_has_no_footing():
    tell(PersonFactory(), news(), assembly="small-town", at=A_MOMENT)

    post_waiting_letters(at=A_MOMENT)

    assert "hash" not in str(mail.outbox[0].body)


def test_letter_to_the_same_person_twice_over_is_written_once():
    person = PersonFactory()

    tell([person, person], news(), assembly="small-town", at=A_MOMENT)

    assert Letter.objects.count() == 1


def test_letter_says_names_as_they_are_and_not_as_html():
    tell(PersonFactory(), news("Bread & Roses"), assembly="small-town", at=A_MOMENT)

    assert "Bread & Roses" in Letter.objects.get().text
    assert "&amp;" not in Letter.objects.get().text


def test_letters_cost_the_same_number_of_queries_however_many(django_assert_num_queries):
    people = PersonFactory.create_batch(3)

    with django_assert_num_queries(1):
        tell(people, news(), assembly="small-town", at=A_MOMENT)


def test_letters_of_one_transaction_are_sent_by_one_task(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as asked:
        for person in PersonFactory.create_batch(3):
            tell(person, news(), assembly="small-town", at=A_MOMENT)

    assert len(asked) == 1
