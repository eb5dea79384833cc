from django.apps import AppConfig
from django.urls import register_converter


class Assemblies(AppConfig):
    name = "folkmoot.body.assemblies"
    label = "assemblies"

    def ready(self) -> None:
        from folkmoot.body.assemblies.converters import (  # noqa: PLC0415 - needs the models
            AssemblyConverter,
        )

        register_converter(AssemblyConverter, "assembly")
