"""Addresses of new things, each its own."""

from typing import Any

from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly


def new_address(kept: Any, assembly: Assembly, title: str, otherwise: str) -> str:
    """
    Return an address for something new: its title in small letters, and a number if that is taken.

    :param kept: the model whose `slug` it is to be.
    :param otherwise: what it is where the title has no letters of ours. One query.
    """
    stem = slugify(title)[:80].strip("-") or otherwise
    rows = kept.objects.filter(assembly=assembly, slug__startswith=stem)
    taken = set(rows.values_list("slug", flat=True))
    if stem not in taken:
        return stem
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
