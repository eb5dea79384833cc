from time import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from folkmoot.body.organisations.queries import authorities_of
from folkmoot.ground.doors import EVERYONE, SIGNED_IN, Request, SignedIn, open_to
from folkmoot.ground.letters.queries import posted


@open_to(SIGNED_IN)
def second_factor(request: SignedIn) -> HttpResponse:
    """Tell an officer why a second factor is asked of them, and how to set one up."""
    return render(request, "site/second_factor.html")


@open_to(SIGNED_IN, methods=("GET", "POST"))
def acting(request: SignedIn) -> HttpResponse:
    """Choose the organisation one acts for, among those one may act for today."""
    held = list(authorities_of(request.user, on=timezone.localdate()))
    after = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(after, {request.get_host()}, request.is_secure()):
        after = "/"
    chosen = next((a for a in held if str(a.organisation_id) == request.POST.get("for")), None)
    if request.method == "POST" and chosen:
        request.session["acting_for"] = chosen.organisation_id
        name = chosen.organisation.name
        messages.success(request, _("You are now acting for %(name)s.") % {"name": name})
        return redirect(after)
    return render(request, "site/acting.html", {"held": held, "after": after})


@open_to(EVERYONE)
def outbox(request: Request) -> HttpResponse:
    """Show the letters of a demonstration, and its authenticators' codes of this minute."""
    page = Paginator(posted(), 30).get_page(request.GET.get("page"))
    held = Authenticator.objects.filter(type=Authenticator.Type.TOTP).select_related("user")
    codes = [
        (authenticator.user, _code_now(TOTP(authenticator)))
        for authenticator in held.order_by("pk")
    ]
    return render(request, "site/outbox.html", {"page": page, "codes": codes})


def _code_now(totp: TOTP) -> str:
    """Work out what an authenticator app shows now: only a demonstration asks."""
    secret = decrypt(totp.instance.data["secret"])
    return auth.format_hotp_value(auth.hotp_value(secret, int(time()) // app_settings.TOTP_PERIOD))
