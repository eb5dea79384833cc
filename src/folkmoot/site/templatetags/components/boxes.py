"""Boxes with something to say: a panel, a refusal, nothing here yet."""

from typing import Literal, get_args

from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from folkmoot.rules.findings import Clause, Refusal
from folkmoot.site.templatetags.components.library import (
    clause_address,
    in_line,
    must_be,
    must_be_one_of,
    register,
)

Tone = Literal["plain", "good", "warning", "refusal"]


@register.simple_block_tag(takes_context=True)
def panel(
    context: Context,
    content: str,
    *,
    heading: str,
    tone: str = "plain",
    clause: Clause | None = None,
) -> SafeString:
    """
    A boxed message with a heading, and the clause it rests on if there is one.

    A refusal is announced at once by a screen reader; the other tones wait.

    :param tone: plain, good, warning or refusal.
    """
    must_be("panel", "heading", heading, str)
    must_be_one_of("panel", "tone", tone, get_args(Tone))
    must_be("panel", "clause", clause or None, Clause, type(None))
    given = {"content": content, "heading": heading, "tone": tone, "clause": clause or None}
    given["role"] = {"refusal": "alert", "plain": None}.get(tone, "status")
    return render_to_string("components/panel.html", given | _frame(context))


@register.simple_tag(takes_context=True)
def refusal_panel(context: Context, refusal: Refusal, *, heading: str = "") -> SafeString:
    """
    A refusal: what and why in words, its clause, and from when or by whom it would be allowed.

    :param heading: what was refused, in the person's words; there is a plain default.
    """
    must_be("refusal_panel", "refusal", refusal, Refusal)
    must_be("refusal_panel", "heading", heading, str)
    zone = get_current_timezone()
    given = {
        "heading": heading or _("This cannot be done as things stand"),
        "why": refusal.in_words(zone),
        "from_when": refusal.from_when_in_words(zone),
        "by_whom": refusal.by_whom,
        "clause": refusal.clause,
    }
    return render_to_string("components/refusal_panel.html", given | _frame(context))


@register.simple_block_tag
def empty(content: str, *, heading: str) -> SafeString:
    """
    What a list says when there is nothing in it: why, and what comes next.

    It may follow a loop or stand in the loop's own `empty` part, but not in its body,
    where Django takes the word for the loop's.

    :param heading: a plain sentence ("Nothing waits for you").
    """
    must_be("empty", "heading", heading, str)
    return render_to_string("components/empty.html", {"content": content, "heading": heading})


@register.simple_tag(takes_context=True)
def clause_chip(context: Context, clause: Clause) -> SafeString:
    """
    A small link to the page of a clause: our wording, its numbers, examples and source.

    On a page that belongs to no one assembly it is plain text.
    """
    must_be("clause_chip", "clause", clause, Clause)
    given = {"clause": clause, "address": clause_address(context, clause)}
    return in_line("components/clause_chip.html", given)


def _frame(context: Context) -> dict[str, object]:
    """Carry into a component what the chips inside it need to know."""
    return {"request": context.get("request"), "assembly": context.get("assembly")}
