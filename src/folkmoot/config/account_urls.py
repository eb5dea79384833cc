"""
Sign-in: the addresses of django-allauth that this house lends its doors to.

One by one, so that each declares who may use it, and none comes in unseen with a new
version. Those for passwords are left out: there are none.
"""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from folkmoot.ground.doors import EVERYONE, SIGNED_IN, Audience, View, open_to
from folkmoot.site.accounts import asked_again, sign_in_again

FORM = ("GET", "POST")


def lent(view: View, audience: Audience, *, methods: tuple[str, ...] = FORM) -> View:
    return open_to(audience, methods=methods)(view)


def guarded(view: Any, *, methods: tuple[str, ...] = FORM) -> View:
    """Lend a page that changes how somebody signs in: only to those who just have."""
    return open_to(SIGNED_IN, methods=methods)(asked_again(view))


urlpatterns = [
    path("login/", lent(account.login, EVERYONE), name="account_login"),
    path(
        "login/code/", lent(account.request_login_code, EVERYONE), name="account_request_login_code"
    ),
    path(
        "login/code/confirm/",
        lent(account.confirm_login_code, EVERYONE),
        name="account_confirm_login_code",
    ),
    path("logout/", lent(account.logout, EVERYONE), name="account_logout"),
    path(
        "inactive/",
        lent(account.account_inactive, EVERYONE, methods=("GET",)),
        name="account_inactive",
    ),
    path("signup/", lent(account.signup, EVERYONE), name="account_signup"),
    path(
        "confirm-email/",
        lent(account.email_verification_sent, EVERYONE),
        name="account_email_verification_sent",
    ),
    path("again/", sign_in_again, name="account_again"),
    path("reauthenticate/", lent(account.reauthenticate, SIGNED_IN), name="account_reauthenticate"),
    path("email/", guarded(account.email), name="account_email"),
    path("2fa/", lent(mfa.index, SIGNED_IN, methods=("GET",)), name="mfa_index"),
    path("2fa/authenticate/", lent(mfa.authenticate, EVERYONE), name="mfa_authenticate"),
    path("2fa/reauthenticate/", lent(mfa.reauthenticate, SIGNED_IN), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", guarded(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", guarded(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/",
        guarded(recovery_codes.view_recovery_codes, methods=("GET",)),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        guarded(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        guarded(recovery_codes.download_recovery_codes, methods=("GET",)),
        name="mfa_download_recovery_codes",
    ),
    path(
        "2fa/webauthn/",
        lent(webauthn.list_webauthn, SIGNED_IN, methods=("GET",)),
        name="mfa_list_webauthn",
    ),
    path("2fa/webauthn/login/", lent(webauthn.login_webauthn, EVERYONE), name="mfa_login_webauthn"),
    path("2fa/webauthn/add/", guarded(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/",
        lent(webauthn.reauthenticate_webauthn, SIGNED_IN),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/",
        guarded(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/edit/",
        guarded(webauthn.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
]
