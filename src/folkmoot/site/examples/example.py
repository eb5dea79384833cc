"""One state of one component."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.template import Context, Template
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Example:
    """One state of a component: what to call it, how it is written, what it is given."""

    title: str
    source: str
    given: Mapping[str, Any] = field(default_factory=dict)

    def drawn(self, *, request: Any = None, assembly: Any = None) -> SafeString:
        """Draw it as a page would."""
        template = Template("{% load components %}" + self.source)
        return template.render(Context({**self.given, "request": request, "assembly": assembly}))
