import re
from inspect import getdoc, signature, unwrap

from django.http import HttpResponse
from django.shortcuts import render

from folkmoot.body.assemblies.queries import assemblies
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.site.examples import EXAMPLES, FORMS, Example
from folkmoot.site.palette import SWATCHES
from folkmoot.site.templatetags.components import boxes, figures, lists, words


@open_to(EVERYONE)
def gallery(request: Request) -> HttpResponse:
    """Show every component in every state, on the machines of those who build pages."""
    assembly = assemblies().first()

    def drawn(examples: list[Example]) -> list[tuple[Example, str]]:
        return [(e, e.drawn(request=request, assembly=assembly)) for e in examples]

    parts = [
        {"name": name, "says": _says(name), "takes": _takes(name), "examples": drawn(examples)}
        for name, examples in EXAMPLES.items()
    ]
    parts += [{"name": name, "examples": drawn(examples)} for name, examples in FORMS.items()]
    return render(request, "gallery.html", {"parts": parts, "swatches": SWATCHES})


def _function(name: str) -> object:
    return next(
        unwrap(vars(module)[name])
        for module in (boxes, figures, lists, words)
        if name in vars(module)
    )


def _says(name: str) -> str:
    return re.sub(r":param (\w+):", r"\1:", getdoc(_function(name)) or "")


def _takes(name: str) -> str:
    parameters = signature(_function(name)).parameters.values()  # type: ignore[arg-type]  # a component is a function
    taken = [p for p in parameters if p.name not in ("context", "content")]
    return " ".join(p.name if p.default is p.empty else f"[{p.name}={p.default!r}]" for p in taken)
