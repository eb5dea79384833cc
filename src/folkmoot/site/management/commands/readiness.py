import sys

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.site.readiness import concerns


class Command(BaseCommand):
    help = "Say in plain words what is unsafe or missing before the public may come in."
    requires_system_checks = ()

    def handle(self, **options: object) -> None:
        now = timezone.now()
        found = concerns(at=now, on=timezone.localdate(now))
        headings = {
            "unsafe": _("Unsafe"),
            "missing": _("Missing"),
            "worth knowing": _("Worth knowing"),
        }
        for level, heading in headings.items():
            lines = [concern.words for concern in found if concern.level == level]
            if lines:
                self.stdout.write(f"{heading}:")
                for line in lines:
                    self.stdout.write(f"  - {line}")
        unsafe = sum(concern.level == "unsafe" for concern in found)
        if unsafe:
            self.stdout.write(
                ngettext(
                    "Not ready: %(number)d thing to put right before the public may come in.",
                    "Not ready: %(number)d things to put right before the public may come in.",
                    unsafe,
                )
                % {"number": unsafe}
            )
            sys.exit(1)
        self.stdout.write(
            _("Nothing unsafe was found.")
            if found
            else _("Ready: nothing unsafe, nothing missing.")
        )
