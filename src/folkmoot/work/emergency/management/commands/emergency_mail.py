"""Take in what groups write back to a call by e-mail."""

import re
import sys
from argparse import ArgumentParser
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from folkmoot.rules.findings import Refusal
from folkmoot.work.emergency.actions.calling import answer_call
from folkmoot.work.emergency.models import Called

KEY = re.compile(r"\[([A-HJ-NP-Z2-9]{16})\]")
ANSWERS = {"YES": Called.Answer.YES, "PART": Called.Answer.PART, "NO": Called.Answer.NO}
MOST = 1_000_000


class Command(BaseCommand):
    """
    Read one message from standard input, as a mail server hands it over, and keep its answer.

    The key in the subject is the proof of who answers, as it is with the link: who sent it is not
    looked at, because a sender can be forged. The first word decides; the first line goes with it.
    """

    help = "Takes one e-mail on standard input that answers a call, as a mail server pipes it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take nothing but the message."""

    def handle(self, *args: Any, **options: Any) -> None:
        """:raises CommandError: if it answers no call, or with no word that is known."""
        raw = sys.stdin.buffer.read(MOST)
        message = message_from_bytes(raw, _class=EmailMessage, policy=default)
        found = KEY.search(str(message.get("subject", "")))
        rows = Called.objects.select_related("call__emergency__assembly", "organisation")
        called = rows.filter(key=found.group(1)).order_by("pk").first() if found else None
        if called is None:
            raise CommandError("The subject has no key of a call in it.")
        words = _first_line(message)
        word, _, rest = words.partition(" ")
        answer = ANSWERS.get(re.sub(r"\W", "", word).upper())
        if answer is None:
            raise CommandError("The message begins with none of the words YES, PART and NO.")
        try:
            answer_call(
                called=called,
                answer=answer,
                helps=called.call.helps,
                words=rest[:4000],
                channel=Called.Channel.MAIL,
                by=None,
                at=timezone.now(),
            )
        except Refusal as refusal:
            zone = timezone.get_current_timezone()
            raise CommandError(refusal.in_words(zone)) from refusal
        self.stdout.write(f"{called.organisation.name}: {called.get_answer_display()}")


def _first_line(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain",))
    try:
        text = body.get_content() if body is not None else ""
    except (LookupError, ValueError):  # an encoding that nobody knows
        raise CommandError("The message cannot be read.") from None
    lines = (line.strip() for line in str(text).splitlines())
    return next((line for line in lines if line and not line.startswith(">")), "")
