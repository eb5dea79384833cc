"""
The whole way, in a browser: from a list of organisations to an elected chair.

Walked with JavaScript and without. Nothing is done behind the site's back but the passing
of time, and what must be there before anybody can come in: an assembly, its support body,
a forum, and an officer with a second factor.
"""

import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from allauth.mfa.totp.internal import auth as totp

from folkmoot.body.assemblies.actions import found_assembly, give_post
from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.body.organisations.actions import name_support_body
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.actions import adopt
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.places.actions import map_area
from folkmoot.proceedings.elections.models import Contest, Round
from folkmoot.reckoning import chain
from tests.journeys.conftest import NARROW, NARROWEST

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = Path(__file__).parent / "data" / "organisations.csv"
THE_DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECRET = totp.generate_totp_secret()
MEMBERS = {
    "Riverside Lunch Club": "rosa@example.org",
    "Oakfield Youth Project": "omar@example.org",
    "Willowbrook Carers": "wyn@example.org",
    "Foxglove Community Garden": "fay@example.org",
}


def app_code(at):
    counter = int(at.timestamp()) // 30
    return totp.format_hotp_value(totp.hotp_value(SECRET, counter))


@pytest.fixture
def town(time_machine):
    """What must be there before anybody can come in."""
    time_machine.move_to(THE_DAY)
    county = map_area(code="ZZ-COUNTY", name="Stourshire", kind="county")
    areas = [
        map_area(code="E07000194", name="Lichmere", kind="district", parent=county),
        map_area(code="E07000199", name="Tamford", kind="district", parent=county),
    ]
    officer = welcome(email="olive@example.org", name="Olive Fairweather", at=THE_DAY)
    totp.TOTP.activate(officer, SECRET)
    assembly = found_assembly(
        slug="stourshire",
        name="Stourshire Alliance",
        scheme="signed",
        areas=areas,
        recognised_on=date(2026, 1, 5),
        by=None,
        at=THE_DAY,
    )
    adopt(
        assembly=assembly,
        document="staffs-alliance",
        version="1",
        from_on=date(2026, 1, 5),
        is_agreement=True,
        by=None,
        at=THE_DAY,
    )
    give_post(
        assembly=assembly,
        person=officer,
        kind="officer",
        from_on=date(2026, 1, 5),
        by=None,
        at=THE_DAY,
    )
    support = Organisation.objects.create(name="Support Stourshire", reference="support-stourshire")
    name_support_body(
        assembly=assembly,
        organisation=support,
        short_name="Support Staffordshire",
        by=officer,
        at=THE_DAY,
    )
    forum = Forum.objects.create(
        assembly=assembly,
        slug="south-east",
        name="South-east Forum",
        kind="local",
        description="Health and care in the south-east.",
        support_organisation=support,
        recognised_on=date(2026, 1, 5),
    )
    forum.areas.set(areas)
    chair = Office.objects.create(forum=forum, role="chair")
    Term.objects.create(
        office=chair,
        holder_name="Harold Greenhalgh",
        organisation=support,
        basis="support",
        is_interim=True,
        from_on=date(2026, 1, 5),
    )
    for name, email in MEMBERS.items():
        welcome(email=email, name=f"{email.partition('@')[0].capitalize()} of {name}", at=THE_DAY)
    return assembly


class Walk:
    """The people of the journey, each at their own browser, and the clock."""

    def __init__(self, visit, time_machine, *, javascript):
        self.time_machine = time_machine
        self.officer = visit(javascript=javascript)
        width = NARROW if javascript else NARROWEST
        self.members = {
            email: visit(javascript=javascript, width=width) for email in MEMBERS.values()
        }
        self.javascript = javascript
        self.move_to(THE_DAY)

    def move_to(self, at):
        self.at = at
        self.time_machine.move_to(at, tick=False)

    def officer_comes(self):
        self.officer.context.clear_cookies()
        self.officer.sign_in("olive@example.org", code_of_app=app_code(self.at))

    def member_comes(self, email):
        member = self.members[email]
        member.context.clear_cookies()
        member.sign_in(email)
        return member

    def picture(self, visitor, name):
        """Look closely; the walk with JavaScript keeps the pictures."""
        visitor.look(name, picture=self.javascript)


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_a_list_to_an_elected_chair(visit, town, time_machine, tmp_path, javascript):
    walk = Walk(visit, time_machine, javascript=javascript)

    import_a_list(walk)
    for name, email in MEMBERS.items():
        join(walk, name, email)
    call_the_election(walk)
    nominate(walk, "rosa@example.org", "Rosa of Riverside Lunch Club", look=True)
    nominate(walk, "omar@example.org", "Nadia of Oakfield Youth Project", "nadia@example.org")
    accept(walk, visit(javascript=javascript, width=NARROW), "nadia@example.org")
    publish_and_take_the_key(walk)
    key = open_the_ballot(walk, 1)
    votes = ["Rosa", "Nadia", "Rosa", "Nadia"]
    for email, choice in zip(MEMBERS.values(), votes, strict=True):
        vote(walk, email, choice, look=email.startswith("rosa"))
    take_the_seal_off(walk, 1, key)
    assert "level" in walk.officer.text() or "tie" in walk.officer.text().lower()
    walk.picture(walk.officer, "tied")
    verify(walk)
    run_off(walk)
    key = open_the_ballot(walk, 2)
    for email, choice in zip(MEMBERS.values(), ["Rosa", "Nadia", "Rosa", "Rosa"], strict=True):
        vote(walk, email, choice)
    take_the_seal_off(walk, 2, key)
    verify(walk)
    declare(walk)
    check_outside(walk, visit, tmp_path)


def contest():
    return Contest.objects.get()


def import_a_list(walk):
    walk.officer_comes()
    officer = walk.officer
    officer.go("/stourshire/organisations/imports/new/")
    walk.picture(officer, "import")
    officer.page.set_input_files("input[type=file]", LIST)
    officer.press("See what it would do")
    walk.picture(officer, "import-preview")
    officer.press("Import it")
    assert "What became of the list" in officer.text()
    walk.picture(officer, "import-report")
    officer.go("/stourshire/organisations/?words=garden")
    assert "Foxglove Community Garden" in officer.text()
    officer.go("/stourshire/organisations/")
    walk.picture(officer, "directory")


def join(walk, name, email):
    member = walk.member_comes(email)
    listing = Organisation.objects.get(name__iexact=name)
    member.go(f"/stourshire/organisations/{listing.reference}/")
    member.go("/stourshire/membership/")
    member.page.fill("[name=named]", name.partition(" ")[2])
    member.press("Find")
    member.click(listing.name)
    if email.startswith("rosa"):
        walk.picture(member, "join-on-a-phone")
    member.page.fill("[name=signer_name]", f"{email.partition('@')[0].capitalize()} Signer")
    member.page.fill("[name=signer_role]", "Secretary")
    member.press("Sign and join")
    assert "authority" in member.text().lower(), "a box that was not ticked is asked for again"
    assert member.page.input_value("[name=signer_role]") == "Secretary"
    member.page.check("[name=has_authority]")
    member.press("Sign and join")
    assert "Receipt" in member.text(), member.text()[:600]
    walk.picture(member, "joined-on-a-phone") if email.startswith("rosa") else None
    member.go("/stourshire/forums/south-east/")
    member.press("Join this forum")
    assert "Leave this forum" in member.text()


def call_the_election(walk):
    officer = walk.officer
    officer.go("/stourshire/elections/call/")
    walk.picture(officer, "call")
    officer.page.check("[name=reason][value=first]")
    officer.page.fill("[name=hours_a_year]", "90")
    officer.press("Call it, and tell the members")
    assert "The election is called" in officer.page.inner_text("body")
    walk.picture(officer, "called")


def nominate(walk, email, nominee, nominee_email="", *, look=False):
    member = walk.members[email]
    reference = contest().reference
    member.go(f"/stourshire/elections/{reference}/nominate/")
    if look:
        walk.picture(member, "nominate-on-a-phone")
        member.press("Send the nomination")
        assert "Say why they want to do it" in member.text()
    member.page.fill("[name=nominee_name]", nominee)
    member.page.fill("[name=nominee_email]", nominee_email or email)
    for box in member.page.locator("main textarea").all():
        box.fill("Ten years of lunches, and never a cross word.")
    for box in member.page.locator("main input[type=checkbox]").all():
        box.check()
    member.press("Send the nomination")
    nomination = contest().nominations.get(nominee__email=nominee_email or email)
    assert (nomination.accepted_at is None) is bool(nominee_email), "one's own needs no second yes"


def accept(walk, nominee, email):
    """Somebody new is put forward: they sign in with the address they were written to."""
    nominee.sign_in(email)
    nomination = contest().nominations.get(nominee__email=email)
    nominee.go(f"/stourshire/elections/{contest().reference}/nominations/{nomination.pk}/accept/")
    walk.picture(nominee, "accept-on-a-phone")
    for box in nominee.page.locator("main input[type=checkbox]").all():
        box.check()
    nominee.page.locator("main form button[type=submit]").first.click()
    nominee.page.wait_for_load_state()
    nomination.refresh_from_db()
    assert nomination.accepted_at is not None, nominee.text()[:600]


def publish_and_take_the_key(walk):
    walk.move_to(contest().nominations_close_at + timedelta(minutes=1))
    walk.officer_comes()
    officer = walk.officer
    officer.go(f"/stourshire/elections/{contest().reference}/publish/")
    walk.picture(officer, "publish")
    officer.press("Publish them")
    officer.go(f"/stourshire/elections/{contest().reference}/")
    walk.picture(officer, "published")


def open_the_ballot(walk, number):
    """Take the key of a round, and let the ballot open. Return the key."""
    officer = walk.officer
    officer.go(f"/stourshire/elections/{contest().reference}/key/")
    officer.page.locator("main form button[type=submit]").first.click()
    officer.page.wait_for_load_state()
    key = officer.page.inner_text("#key")
    walk.picture(officer, f"key-{number}")
    walk.move_to(Round.objects.get(number=number).opens_at + timedelta(minutes=1))
    return key


def vote(walk, email, choice, *, look=False):
    member = walk.member_comes(email)
    reference = contest().reference
    member.go(f"/stourshire/elections/{reference}/vote/")
    if look:
        walk.picture(member, "vote-on-a-phone")
    member.page.get_by_label(re.compile(f"^{choice} ")).check()
    member.press("Check my choice")
    member.press("Give this vote")
    assert "has voted" in member.text(), member.text()[:600]
    if look:
        walk.picture(member, "receipt-on-a-phone")
    member.go(f"/stourshire/elections/{reference}/vote/")
    assert member.page.locator("main input[type=radio]").count() == 0, "one vote, once"


def take_the_seal_off(walk, number, key):
    walk.move_to(Round.objects.get(number=number).closes_at + timedelta(minutes=1))
    walk.officer_comes()
    officer = walk.officer
    reference = contest().reference
    officer.go(f"/stourshire/elections/{reference}/open/")
    officer.page.fill("[name=key]", key)
    officer.press("Take my seal off")
    officer.go(f"/stourshire/elections/{reference}/")


def verify(walk):
    officer = walk.officer
    officer.go(f"/stourshire/elections/{contest().reference}/verify/")
    walk.picture(officer, "verify")
    officer.page.check("[name=sure]")
    officer.press("Verify it")


def run_off(walk):
    officer = walk.officer
    officer.go(f"/stourshire/elections/{contest().reference}/run-off/")
    officer.press("Open the run-off, and tell the members")
    assert Round.objects.filter(number=2).exists(), officer.text()[:600]


def declare(walk):
    officer = walk.officer
    reference = contest().reference
    officer.go(f"/stourshire/elections/{reference}/declare/")
    officer.page.check("[name=sure]")
    officer.press("Declare it, and tell the members")
    officer.go(f"/stourshire/elections/{reference}/")
    walk.picture(officer, "declared")
    assert "Rosa of Riverside Lunch Club" in officer.text()


def check_outside(walk, visit, tmp_path):
    """Somebody without an account checks the office, the result and the record."""
    stranger = visit(javascript=walk.javascript)
    reference = contest().reference
    stranger.go("/stourshire/")
    walk.picture(stranger, "assembly")
    stranger.go("/stourshire/forums/south-east/")
    assert "Rosa of Riverside Lunch Club" in stranger.text()
    walk.picture(stranger, "forum")
    stranger.go("/stourshire/rules/staffs-alliance/chair-term/")
    walk.picture(stranger, "clause")
    stranger.go("/stourshire/record/")
    walk.picture(stranger, "record")

    result, program, record = (tmp_path / name for name in ("result.json", "recount.py", "r.jsonl"))
    for path, file in [
        (f"/stourshire/elections/{reference}/result.json", result),
        (f"/stourshire/elections/{reference}/recount.py", program),
        ("/stourshire/record/export/", record),
    ]:
        file.write_bytes(stranger.page.request.get(stranger.address + path).body())
    counted = subprocess.run(
        [sys.executable, "-I", "-S", program, result], capture_output=True, text=True, check=False
    )
    assert counted.returncode == 0, counted.stdout + counted.stderr
    assert "Rosa of Riverside Lunch Club" in counted.stdout

    altered = json.loads(result.read_text())
    result.write_text(json.dumps(altered).replace("Rosa of Riverside", "Nadia of Oakfield", 1))
    assert subprocess.run(
        [sys.executable, "-I", "-S", program, result], check=False
    ).returncode in (0, 1)
    assert chain.main([str(record)]) == 0
    term = Term.objects.get(holder_name__startswith="Rosa")
    assert (term.is_interim, term.from_on) == (False, walk.at.date())
    assert term.ends_on == walk.at.date().replace(year=walk.at.year + 3)
