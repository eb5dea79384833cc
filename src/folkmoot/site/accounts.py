"""How the sign-in of django-allauth meets the people of this house."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.contrib.auth import logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.doors import SIGNED_IN, SignedIn, View, open_to
from folkmoot.ground.people.models import Person


class YourName(forms.Form):
    """What else is asked of somebody who is new."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, help_text=_("As other members should see it.")
    )

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Part of allauth's contract: nothing more to do, `Accounts.save_user` keeps the name."""


class Accounts(DefaultAccountAdapter):
    """Makes a person of what a newcomer typed, and writes to those who are known already."""

    def save_user(
        self, request: HttpRequest, user: Any, form: Any, commit: bool = True
    ) -> AbstractBaseUser:
        user.name = form.cleaned_data.get("name", "").strip()
        user.joined_at = timezone.now()
        return super().save_user(request, user, form, commit=commit)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Say that there is nothing to join, without allauth's link to a forgotten password."""
        login = self.request.build_absolute_uri(reverse("account_login"))
        self.send_mail("account/email/account_already_exists", email, {"login_url": login})


def display(person: Person) -> str:
    """Name a person as they named themselves."""
    return person.name or person.email


def signed_in_lately(request: SignedIn) -> bool:
    """Test whether the person of a session showed who they are a few minutes ago. No query."""
    shown = [record["at"] for record in get_authentication_records(request, request.user)]
    return bool(shown) and time.time() - max(shown) < app_settings.REAUTHENTICATION_TIMEOUT


def asked_again(view: Callable[..., Any]) -> View:
    """
    Ask somebody without a second factor to sign in again before they change how they sign in.

    django-allauth asks those who have a factor for it, and lets all others through,
    because it knows only passwords as another way to ask.
    """

    @wraps(view)
    def asked(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_mfa_enabled(request.user) and not signed_in_lately(request):
            after = request.path if request.method == "POST" else request.get_full_path()
            return redirect(f"{reverse('account_again')}?{urlencode({'next': after})}")
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    return asked


@open_to(SIGNED_IN, methods=("GET", "POST"))
def sign_in_again(request: SignedIn) -> HttpResponse:
    """Sign out, and on to sign in, so that a code shows that it is still the same person."""
    after = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(after, {request.get_host()}, request.is_secure()):
        after = reverse("mfa_index")
    if request.method == "POST":
        logout(request)
        return redirect(f"{reverse('account_login')}?{urlencode({'next': after})}")
    return render(request, "site/sign_in_again.html", {"after": after})
