"""The post of a demonstration: every message is kept for a page instead of being sent."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from folkmoot.ground.letters.actions import keep_copy


class Outbox(BaseEmailBackend):
    """Keep messages where anybody who tries the demonstration can read them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            keep_copy(
                to=", ".join(message.to),
                subject=str(message.subject),
                text=str(message.body),
                at=_written(message),
            )
        return len(email_messages)


def _written(message: EmailMessage) -> datetime:
    """Return when a message was written, as it says itself; now, where it does not say."""
    said = message.extra_headers.get("Date")
    return parsedate_to_datetime(str(said)) if said else timezone.now()
