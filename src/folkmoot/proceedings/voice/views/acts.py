"""What the pages of the voice have in common: finding things, and the page of one deed."""

from datetime import date
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from folkmoot.body.assemblies.models import Assembly
from folkmoot.proceedings.seats.models import Holding, OutsideBody
from folkmoot.proceedings.seats.queries.sending import holding_in
from folkmoot.proceedings.voice.models import Call, Sitting
from folkmoot.proceedings.voice.queries.calling import call_named
from folkmoot.proceedings.voice.queries.sittings import sitting_on

BOTH = ("GET", "POST")


def one_board(assembly: Assembly, slug: str) -> OutsideBody:
    """Return a board by its address, or answer that there is none. One query."""
    found = OutsideBody.objects.select_related("assembly")
    return get_object_or_404(found, assembly=assembly, slug=slug)


def one_sitting(assembly: Assembly, body: str, day: str) -> Sitting:
    """Return the meeting of a board on a day (2026-04-14), or answer that there is none. One query."""
    try:
        on = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(sitting_on(assembly, body, on))


def one_call(assembly: Assembly, reference: str) -> Call:
    """Return a call by its reference, or answer that there is none. One query."""
    return get_object_or_404(call_named(assembly, reference))


def one_holding(assembly: Assembly, reference: str, number: int) -> Holding:
    """Return a holding by the address of its pages, or answer that there is none. One query."""
    return get_object_or_404(holding_in(assembly, reference, number))


def board_page(body: OutsideBody) -> dict[str, Any]:
    """Return what the pages of every deed about a board have in common. No query."""
    url = reverse("voice:board", args=[body.assembly, body.slug])
    return {
        "to": ("voice:board", body.assembly.slug, body.slug),
        "back": url,
        "caption": body.name,
        "crumbs": [(body.name, url)],
    }


def sitting_page(sitting: Sitting) -> dict[str, Any]:
    """Return what the pages of every deed about a board's meeting have in common. No query."""
    body, day = sitting.body, sitting.on.isoformat()
    url = reverse("voice:sitting", args=[body.assembly, body.slug, day])
    board = reverse("voice:board", args=[body.assembly, body.slug])
    name = f"{sitting.on.day} {sitting.on:%B %Y}"
    return {
        "to": ("voice:sitting", body.assembly.slug, body.slug, day),
        "back": url,
        "caption": f"{body.name}, {name}",
        "crumbs": [(body.name, board), (name, url)],
    }


def holder_page(holding: Holding) -> dict[str, Any]:
    """Return what the pages of every deed about a representative have in common. No query."""
    seat = holding.seat
    url = reverse("voice:holder", args=[seat.assembly, seat.reference, holding.pk])
    return {
        "to": ("voice:holder", seat.assembly.slug, seat.reference, holding.pk),
        "back": url,
        "caption": f"{holding.holder_name}, {seat.body.name}",
        "crumbs": [(f"{holding.holder_name}, {seat.body.name}", url)],
    }
