"""A word that stands nowhere else in every private field, and a search for it everywhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core import mail
from django.http import HttpResponse
from django.urls import path

from folkmoot.config import urls
from folkmoot.ground.doors import EVERYONE, open_to
from folkmoot.ground.ledger import queries as ledger
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.meetings.models import Interest
from tests.security.crawling import crawl, plainly
from tests.security.standing import standing_world
from tests.security.world import NOW, ROLES, SECRET, World

# A full member's person who left items for an interest: walked with every run.
LEFT = "conflicted"


def canary(name: str) -> str:
    """Make words for a field that stand nowhere else."""
    return f"canary{re.sub('[^a-z0-9]', '', name.lower())}zz"


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[World]:
    with standing_world(django_db_blocker, canary) as world:
        yield world


@pytest.fixture
def world(built, db, time_machine) -> World:
    time_machine.move_to(NOW, tick=False)
    return built


def leaks(world: World, role: str, *, under: str = "/") -> tuple[int, list[tuple[str, str]]]:
    """Return how many pages were read, and every private thing on one of them."""
    hidden = {
        name: words.lower() for name, (words, roles) in world.seen_by.items() if role not in roles
    }
    hidden["secret of a factor"] = SECRET.lower()
    read, found = 0, []
    for url, text in crawl(world, role, under=under):
        read += 1
        told = plainly(text)
        found += [(name, url) for name, words in hidden.items() if words in told]
    return read, found


@pytest.mark.slow
@pytest.mark.parametrize(
    "role",
    [pytest.param(role, marks=[] if role == LEFT else pytest.mark.long) for role in ROLES],
)
def test_nobody_reads_what_is_not_theirs(world, role):
    read, found = leaks(world, role)

    print(f"{role}: N={read} pages × {len(world.seen_by)} private fields, {len(found)} leaks")
    assert read > 60
    assert found == []


@pytest.mark.slow
@pytest.mark.long
def test_those_who_may_read_it_do(world):
    """Else the search could pass because the words are shown to nobody at all."""
    read = {
        role: " ".join(plainly(text) for _, text in crawl(world, role))
        for role in ("officer", "contact", "other contact", "chair", "associate")
    }
    unseen = [
        (name, role)
        for name, (words, roles) in world.seen_by.items()
        for role in roles & set(read)
        if words.lower() not in read[role]
    ]
    by_nobody = {name for name, _ in unseen} - {
        name
        for name, (words, roles) in world.seen_by.items()
        if any(words.lower() in read[role] for role in roles & set(read))
    }

    print(f"shown to none of those who may see it: {sorted(by_nobody)}")
    assert len(by_nobody) <= len(world.seen_by) // 5


def test_item_is_closed_by_the_interest_and_by_nothing_else(world):
    """Else the walk of whoever left could pass because they are shown nothing in any case."""
    meetings = f"/{world.here.slug}/meetings/{world.args['meetings']['reference']}/"
    _, before = leaks(world, LEFT, under=meetings)
    Interest.objects.filter(effect=Interest.Effect.LEAVES).update(closed_at=NOW)

    _, after = leaks(world, LEFT, under=meetings)

    assert before == []
    assert {name for name, _ in after} >= {
        *{"text of the left item", "text of what was missed, sent", "title of a left paper"},
        *{"text of a left paper", "words of a file", "name of a file"},
    }


def test_letters_tell_nobody_what_is_not_theirs(world):
    people = {person.pk: role for role, person in world.people.items() if person}
    found = [
        (name, letter.kind, people.get(letter.to_id, "somebody else"))
        for letter in Letter.objects.all()
        for name, (words, roles) in world.seen_by.items()
        if words.lower() in f"{letter.subject} {letter.text}".lower()
        and people.get(letter.to_id) not in roles
        and words.lower() != letter.to.email.lower()
    ]

    print(f"N={Letter.objects.count()} letters, {len(mail.outbox)} posted")
    assert Letter.objects.exists()
    # A nominee is written to about their own nomination.
    assert [leak for leak in found if leak[2] != "somebody else"] == []


def test_record_holds_nothing_private(world):
    lines = plainly(str(list(ledger.exported(world.here.slug))))
    found = [name for name, (words, _) in world.seen_by.items() if words.lower() in lines]

    print(f"N={len(lines)} characters of the record")
    assert found == []


@pytest.mark.parametrize("slug", ["dorset"])
def test_other_assembly_shows_nothing_of_this_one(world, slug):
    words = {words.lower() for words, _ in world.seen_by.values()}
    told = [
        (url, word)
        for url, text in crawl(world, "far officer", where="there", under=f"/{slug}/")
        for word in {*words, canary("organisation 0"), canary("forum name")}
        if word in plainly(text)
    ]

    assert told == []


@pytest.mark.parametrize("spelled", ["{}", "<b>{}</b>", "&#99;{}"])
def test_leaky_page_would_be_found(world, settings, spelled):
    contact = world.people["contact"]

    @open_to(EVERYONE)
    def leaky(request) -> HttpResponse:
        words = contact.email if "#" not in spelled else contact.email[1:]
        return HttpResponse(spelled.format(words))

    class Leaky:
        handler404 = urls.handler404
        urlpatterns = [path("leaky/", leaky, name="leaky")]

    settings.ROOT_URLCONF = Leaky

    _, found = leaks(world, "stranger")

    assert ("contact's e-mail", "/leaky/") in found


def test_no_file_of_the_site_is_served_but_its_own(client, world):
    for name in ("../settings.py", "%2e%2e/%2e%2e/config/settings.py", "..%5csettings.py"):
        assert client.get(f"/static/{name}").status_code == 404
    assert Path(__file__).exists()
