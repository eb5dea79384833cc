from django.tasks import task
from django.utils import timezone

from folkmoot.work.consultations.actions.following import tell_all
from folkmoot.work.consultations.actions.publishing import ask_all
from folkmoot.work.consultations.models import Consultation


@task
def ask_everybody(consultation: int) -> int:
    """Write to all whose views are asked for; return how many organisations that are."""
    found = Consultation.objects.select_related("assembly").get(pk=consultation)
    return ask_all(consultation=found, at=timezone.now())


@task
def tell_everybody(consultation: int) -> int:
    """Write to all who took part what came of it; return how many letters that are."""
    found = Consultation.objects.select_related("assembly").get(pk=consultation)
    return tell_all(consultation=found, at=timezone.now())
