"""Signing in without the pages of sign-in, which have tests of their own."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from folkmoot.ground.people.models import Person


class Browser(Client):
    """Django's test client; it signs people in as the front door would have left them."""

    def force_login(
        self, user: Any, backend: str | None = None, *, with_factor: bool = True
    ) -> None:
        """
        Sign somebody in, without a code.

        :param with_factor: whether they have shown their second factor, if they have one.
        """
        super().force_login(user, backend or "allauth.account.auth_backends.AuthenticationBackend")
        shown = [{"method": "code", "at": time.time(), "email": user.email}]
        if with_factor and Authenticator.objects.filter(user_id=user.pk).exists():
            shown.append({"method": "mfa", "at": time.time(), "type": "totp"})
        session = self.session
        session["account_authentication_methods"] = shown
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()


def browser(person: Person | None = None, *, with_factor: bool = True) -> Browser:
    """Open a browser in which a person is signed in, or nobody."""
    opened = Browser()
    if person is not None:
        opened.force_login(person, with_factor=with_factor)
    return opened
