from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.module_loading import import_string

from folkmoot.ground.ledger.queries import head
from folkmoot.ground.letters.models import Letter, Posted
from folkmoot.ground.people.models import Person

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def tell(
    to: Person | Iterable[Person], event: "DataclassInstance", *, assembly: str, at: datetime
) -> list[Letter]:
    """
    Leave a letter for each person, to be sent once the work in hand is kept.

    The words are those of `letters/<event>.txt`: its first line is the subject. It
    is given the event's facts, `person` and `address`, where the site is found.
    Letters rest in the database until a task has sent them, so none is lost.
    """
    people = [to] if isinstance(to, Person) else list(dict.fromkeys(to))
    kind = type(event).__name__
    letters = []
    for person in people:
        facts = {**asdict(event), "person": person, "address": settings.FOLKMOOT_ADDRESS}
        subject, _, text = (
            render_to_string(f"letters/{kind}.txt", {**facts, "assembly_slug": assembly})
            .strip()
            .partition("\n")
        )
        letters.append(
            Letter(
                to=person,
                assembly=assembly,
                kind=kind,
                subject=subject.strip()[:300],
                text=text.strip() + "\n",
                written_at=at,
            )
        )
    Letter.objects.bulk_create(letters, batch_size=500)
    if letters and not any(
        act is _post for _, act, *_ in transaction.get_connection().run_on_commit
    ):
        transaction.on_commit(_post)
    return letters


def _post() -> None:
    """Ask once for everything that one transaction wrote to be sent."""
    # By name, because a task is a door: it stands above the actions and imports them.
    import_string("folkmoot.ground.letters.tasks.post_letters").enqueue()


def post_waiting_letters(*, at: datetime, at_most: int = 500) -> int:
    """
    Send the letters that wait, the oldest first; return how many went.

    Each is marked as it goes. A fall between the two may send one letter twice,
    under the same Message-ID, and never loses one. Each carries the head of its
    assembly's record, so that the head is known outside (see docs/decisions/0007).
    """
    heads: dict[str, str] = {}
    waiting = Letter.objects.filter(sent_at=None).select_related("to").order_by("pk")[:at_most]
    sent = 0
    for letter in waiting:
        if letter.assembly not in heads:
            heads[letter.assembly] = _footing(letter.assembly)
        message = EmailMessage(
            subject=letter.subject,
            body=letter.text + heads[letter.assembly],
            to=[letter.to.email],
            headers={
                "Message-ID": f"<letter-{letter.pk}@{settings.ALLOWED_HOSTS[0]}>",
                "Date": format_datetime(letter.written_at),
            },
        )
        message.send()
        Letter.objects.filter(pk=letter.pk).update(sent_at=at)
        sent += 1
    return sent


def _footing(assembly: str) -> str:
    """Say how far an assembly's record goes and what its last hash is; nothing if it is empty."""
    last = head(assembly)
    if not last.number:
        return ""
    return render_to_string("letters/footing.txt", {"head": last})


def keep_copy(*, to: str, subject: str, text: str, at: datetime) -> Posted:
    """Keep a message for the outbox page of a demonstration."""
    return Posted.objects.create(to=to, subject=subject, text=text, posted_at=at)
