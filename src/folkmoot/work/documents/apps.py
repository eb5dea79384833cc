from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "folkmoot.work.documents"
    label = "documents"
