"""What forums write between meetings, who reads it, and by what they talk."""

from datetime import date, timedelta

import pytest

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.meetings.actions.agree_channel import agree_channel
from folkmoot.proceedings.meetings.actions.send_message import send_message
from folkmoot.proceedings.meetings.models import Channel, Message
from folkmoot.proceedings.meetings.queries.arranging import channel_of
from folkmoot.proceedings.meetings.queries.beyond import news_for
from folkmoot.rules.findings import Refusal
from tests.factories import PersonFactory
from tests.proceedings.meetings.calling import NOW, signed_in
from tests.proceedings.meetings.factories import a_gathering, a_member

pytestmark = pytest.mark.django_db


def send(gathering, *, by=None, at=NOW, subject="The grant", is_significant=True, key="once"):
    return send_message(
        forum=gathering.forum,
        subject=subject,
        text="The words of canary text.",
        is_significant=is_significant,
        form_key=key,
        by=by or gathering.chair,
        at=at,
    )


@pytest.mark.clause("staffs-10.4")
def test_message_goes_to_every_member_and_is_kept_under_the_channel_that_was_agreed():
    gathering = a_gathering(members=2, associates=1)
    before = send(gathering)
    agree_channel(
        forum=gathering.forum, name="a chat group", address="chat.example/canary",
        agreed_on=NOW.date(), by=gathering.chair, at=NOW,
    )  # fmt: skip

    after = send(gathering, key="twice", at=NOW + timedelta(days=1))

    assert (before.channel, after.channel) == ("e-mail", "a chat group")
    assert (before.recipients, after.recipients) == (3, 3)
    told = Letter.objects.filter(kind="MessageToMembers").select_related("to")
    assert {letter.to for letter in told} == {member.person for member in gathering.members}
    letter = told.order_by("pk")[0]
    assert letter.subject == f"{gathering.forum.name}: The grant"
    assert letter.text.startswith("The words of canary text.")
    entries = list(Entry.objects.order_by("number"))
    assert [entry.kind for entry in entries] == ["MessageSent", "ChannelAgreed", "MessageSent"]
    assert {entry.under for entry in entries} == {"staffs-alliance: clause 10.4 (Between meetings)"}
    assert "canary" not in str([entry.facts for entry in entries])
    assert "The grant" not in str([entry.facts for entry in entries])


def test_message_sent_twice_with_one_form_goes_once():
    gathering = a_gathering(members=2)

    assert send(gathering) == send(gathering, subject="Again")

    assert (Message.objects.count(), Letter.objects.count()) == (1, 2)


def test_message_by_somebody_who_does_not_arrange_is_refused_and_leaves_no_trace():
    gathering = a_gathering(members=3)

    with pytest.raises(Refusal, match="not-permitted"):
        send(gathering, by=gathering.member(2).person)

    assert (Message.objects.count(), Letter.objects.count(), Entry.objects.count()) == (0, 0, 0)


@pytest.mark.clause("staffs-10.4")
def test_newly_agreed_channel_ends_the_one_before_and_both_stay_on_file():
    gathering = a_gathering(members=2)
    agreed = {"address": "", "by": gathering.chair, "at": NOW, "forum": gathering.forum}
    agree_channel(name="post", agreed_on=date(2026, 1, 5), **agreed)
    agree_channel(name="chat", agreed_on=date(2026, 2, 5), **agreed)

    found = list(Channel.objects.order_by("pk").values_list("name", "agreed_on", "until_on"))

    assert found == [
        ("post", date(2026, 1, 5), date(2026, 2, 5)),
        ("chat", date(2026, 2, 5), None),
    ]
    assert channel_of(gathering.forum).name == "chat"


@pytest.mark.parametrize(
    ("agreed_on", "code"),
    [
        (NOW.date() + timedelta(days=1), "channel-agreed-tomorrow"),
        (date(2026, 1, 4), "channel-agreed-later"),
    ],
)
def test_channel_agreed_on_a_day_that_cannot_be_is_refused(agreed_on, code):
    gathering = a_gathering(members=2)
    agreed = {"address": "", "by": gathering.chair, "at": NOW, "forum": gathering.forum}
    agree_channel(name="post", agreed_on=date(2026, 1, 5), **agreed)

    with pytest.raises(Refusal, match=code):
        agree_channel(name="chat", agreed_on=agreed_on, **agreed)

    assert channel_of(gathering.forum).name == "post"


def test_next_meeting_hears_of_the_messages_that_matter_since_the_last():
    gathering = a_gathering(members=2)
    for number, is_significant in enumerate([True, False, True]):
        send(
            gathering, subject=f"Word {number}", key=str(number), is_significant=is_significant,
            at=NOW + timedelta(days=number),
        )  # fmt: skip

    heard = news_for(gathering.forum, since=NOW, until=NOW + timedelta(days=9))

    told = [(line.standing, line.words) for line in heard if line.words.startswith("Word")]
    assert told == [("between-meetings", "Word 2")]


def test_messages_are_for_members_of_the_assembly_alone(client):
    gathering, elsewhere = a_gathering(members=2), a_gathering(members=2)
    member = a_member(gathering.forum, membership_class="associate")
    message = send(gathering)
    here = f"/{gathering.forum.assembly.slug}/meetings/messages/"

    def statuses(person) -> list[int]:
        client.logout()
        if person is not None:
            client.force_login(person)
        return [client.get(url).status_code for url in (here, f"{here}{message.pk}/")]

    assert statuses(None) == [302, 302]
    assert statuses(PersonFactory()) == [403, 403]
    assert statuses(elsewhere.chair) == [403, 403]
    assert statuses(member.person) == [200, 200]
    # A support officer shows their second factor first.
    assert statuses(gathering.officer) == [302, 302]
    signed_in(client, gathering.officer)
    assert "canary text" in client.get(f"{here}{message.pk}/").content.decode()


def test_message_of_one_assembly_is_not_found_in_another(client):
    gathering, elsewhere = a_gathering(members=2), a_gathering(members=2)
    message = send(gathering)
    client.force_login(elsewhere.chair)

    url = f"/{elsewhere.forum.assembly.slug}/meetings/messages/{message.pk}/"

    assert client.get(url).status_code == 404


@pytest.mark.clause("staffs-10.4")
def test_chair_writes_to_members_and_records_a_channel_through_the_pages(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    gathering = a_gathering(members=2)
    here = f"/{gathering.forum.assembly.slug}/meetings/messages/"
    client.force_login(gathering.chair)
    assert "Nothing was written yet" in client.get(here).content.decode()
    shown = client.get(f"{here}send/?forum={gathering.forum.slug}")
    key = shown.context["form"]["form_key"].value()
    written = {
        "forum": gathering.forum.slug, "subject": "Bids", "text": "<b>Two</b> bids.",
        "is_significant": "on", "form_key": key,
    }  # fmt: skip

    empty = client.post(f"{here}send/", written | {"text": ""})
    done = client.post(f"{here}send/", written)
    agreed = client.post(
        f"{here}channel/",
        {
            "forum": gathering.forum.slug, "name": "a chat group", "address": "chat.example/x",
            "agreed_on_day": "1", "agreed_on_month": "3", "agreed_on_year": "2026",
        },
    )  # fmt: skip

    assert (empty.status_code, "Bids" in empty.content.decode()) == (422, True)
    assert done["Location"] == f"{here}{Message.objects.get().pk}/"
    assert "&lt;b&gt;Two&lt;/b&gt; bids." in client.get(done["Location"]).content.decode()
    assert agreed.status_code == 302
    listed = client.get(f"{here}?forum={gathering.forum.slug}").content.decode()
    assert ("Bids" in listed, "a chat group, agreed on" in listed) == (True, True)
