"""A page that is only read asks the same thing once; whatever changes things asks anew."""

from datetime import timedelta

import pytest

from folkmoot.body.rulebook.actions import adopt
from folkmoot.body.rulebook.queries import in_force
from folkmoot.ground.once import asked_once, reading
from folkmoot.rules.rulebook import NotInForce
from tests.factories import A_MOMENT, AdoptionFactory, AssemblyFactory

TODAY = A_MOMENT.date()


def test_question_is_asked_once_while_a_page_is_read_and_anew_after_it():
    answers = iter("abcd")

    def ask() -> str:
        return next(answers)

    assert [asked_once("q", ask), asked_once("q", ask)] == ["a", "b"]
    with reading():
        assert [asked_once("q", ask), asked_once("q", ask), asked_once("r", ask)] == ["c", "c", "d"]
    with reading(), pytest.raises(StopIteration):
        asked_once("q", ask)


@pytest.mark.django_db
def test_agreement_is_asked_for_once_a_page_for_each_day(django_assert_num_queries):
    assembly = AdoptionFactory().assembly
    with reading(), django_assert_num_queries(2):
        books = [in_force(assembly, on=TODAY) for _ in range(3)]
        in_force(assembly, on=TODAY + timedelta(days=1))

    assert books[0] is books[1] is books[2]


@pytest.mark.django_db
def test_assembly_without_an_agreement_is_asked_once_too(django_assert_num_queries):
    assembly = AssemblyFactory()
    with reading(), django_assert_num_queries(1):
        for _ in range(2):
            with pytest.raises(NotInForce):
                in_force(assembly, on=TODAY)


@pytest.mark.django_db
def test_page_after_an_adoption_shows_what_was_adopted(client):
    assembly = AssemblyFactory()
    page = f"/{assembly.slug}/rules/staffs-alliance/"
    before = client.get(page).context["adoption"]

    adopt(
        assembly=assembly, document="staffs-alliance", version="1", from_on=TODAY,
        is_agreement=True, by=None, at=A_MOMENT,
    )  # fmt: skip

    assert before is None
    assert client.get(page).context["adoption"].version == "1"
