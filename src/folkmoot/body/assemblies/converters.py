"""The first part of an address, as the assembly it names."""

from folkmoot.body.assemblies.models import Assembly


class AssemblyConverter:
    """`<assembly:assembly>`: one query; an assembly that is not here is a page not found."""

    regex = "[a-z0-9]+(?:-[a-z0-9]+)*"

    def to_python(self, value: str) -> Assembly:
        try:
            return Assembly.objects.get(slug=value)
        except Assembly.DoesNotExist as error:
            raise ValueError(value) from error

    def to_url(self, value: Assembly | str) -> str:
        return value.slug if isinstance(value, Assembly) else value
