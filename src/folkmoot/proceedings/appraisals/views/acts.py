"""What the pages of a comparison have in common."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from folkmoot.body.assemblies.models import Assembly
from folkmoot.proceedings.appraisals.models import Appraisal
from folkmoot.proceedings.appraisals.queries.appraisals import appraisal_named

BOTH = ("GET", "POST")


def one_appraisal(assembly: Assembly, reference: str) -> Appraisal:
    """Return a comparison by its reference, or answer that there is none. One query."""
    return get_object_or_404(appraisal_named(assembly, reference))


def page_of(appraisal: Appraisal) -> dict[str, Any]:
    """Return what the pages of every deed about a comparison have in common. No query."""
    url = reverse("appraisals:appraisal", args=[appraisal.assembly, appraisal.reference])
    return {
        "to": ("appraisals:appraisal", appraisal.assembly.slug, appraisal.reference),
        "back": url,
        "caption": appraisal.title,
        "crumbs": [(appraisal.title, url)],
    }
