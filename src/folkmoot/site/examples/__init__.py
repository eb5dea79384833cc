"""Every component in every state, for the gallery and for the tests that draw them all."""

from folkmoot.site.examples.components import EXAMPLES
from folkmoot.site.examples.example import Example
from folkmoot.site.examples.forms import FORMS

__all__ = ["EXAMPLES", "FORMS", "Example"]
