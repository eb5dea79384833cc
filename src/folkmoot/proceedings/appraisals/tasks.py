from django.tasks import task
from django.utils import timezone

from folkmoot.proceedings.appraisals.actions.trying import carry_out_run
from folkmoot.proceedings.appraisals.models import Run


@task
def try_options(run: int) -> str:
    """Try the options of a comparison on the register; return the digest of what came out."""
    found = Run.objects.select_related("appraisal__assembly", "appraisal__area", "asked_by").get(
        pk=run
    )
    return carry_out_run(found, at=timezone.now).digest
