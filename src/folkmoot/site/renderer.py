"""How forms are drawn: govuk-frontend's markup, from templates/django/forms."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input, Widget
from django.utils.translation import gettext as _

CLASSES: tuple[tuple[type[Widget], str], ...] = (
    (forms.HiddenInput, ""),
    (forms.MultiWidget, ""),
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (Input, "govuk-input"),
)
OF_CHOICES = ("govuk-radios__input", "govuk-checkboxes__input")


class Question(BoundField):
    """
    A question of a form, whose answer box carries the classes of its kind.

    The browser's own check of required answers is left out: ours says what to do, in
    one place, and is read out. Answers that may be left empty say so instead.
    """

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        self._say_what_to_do()

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: Widget | None = None
    ) -> dict[str, Any]:
        """Add the class of the kind of box, beside those that the form asks for."""
        widget = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        if isinstance(widget, forms.RadioSelect):  # the group is in error, not each choice
            built.pop("aria-invalid", None)
        if "placeholder" in widget.attrs:  # it goes when it is needed, and is too faint to read
            built["placeholder"] = False
        house = next((name for kind, name in CLASSES if isinstance(widget, kind)), "")
        if house and self.errors and house not in OF_CHOICES:
            house = f"{house} {house}--error"
        if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":
            built["rows"] = "5"
        given = built.get("class") or widget.attrs.get("class", "")
        if classes := f"{house} {given}".strip():
            built["class"] = classes
        return built

    def _say_what_to_do(self) -> None:
        """Replace Django's general messages, where the form has not chosen its own words."""
        messages, question = self.field.error_messages, {"question": self.label}
        if messages.get("required") is forms.Field.default_error_messages["required"]:
            if self.is_single_checkbox:
                messages["required"] = _("Tick “%(question)s” to go on") % question
            elif isinstance(self.field.widget, forms.Select | forms.RadioSelect):
                messages["required"] = _("Choose an answer to “%(question)s”") % question
            else:
                messages["required"] = _("Answer “%(question)s”") % question
        if "invalid_choice" in messages:
            theirs = type(self.field).default_error_messages.get("invalid_choice")
            if messages["invalid_choice"] is theirs:
                messages["invalid_choice"] = _("Choose one of the answers listed")
        if isinstance(self.field, forms.EmailField):
            messages.setdefault("invalid", _("Enter an e-mail address, such as name@example.org"))

    @property
    def is_single_checkbox(self) -> bool:
        """Whether it is one box to tick, whose label follows it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def may_be_left(self) -> bool:
        """Whether to say that it is optional: not where a form says everything is."""
        return not (
            self.field.required
            or self.is_single_checkbox
            or getattr(self.form, "every_field_optional", False)
        )


class HouseForms(TemplatesSetting):
    """The FORM_RENDERER of the site."""

    form_template_name = "django/forms/form.html"
    field_template_name = "django/forms/field.html"
    bound_field_class = Question
