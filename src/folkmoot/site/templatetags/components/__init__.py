"""
Every component of the site, one function each: its arguments are its attributes.

A wrong argument is an error when the page is drawn, not a silently plain box. Each
has one template, in templates/components, and one place in the gallery.
"""

from folkmoot.site.templatetags.components import boxes, figures, lists, words
from folkmoot.site.templatetags.components.library import register

__all__ = ["boxes", "figures", "lists", "register", "words"]
