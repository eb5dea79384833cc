from django.tasks import task
from django.utils import timezone

from folkmoot.scrutiny.insight.actions.sector import carry_out_count
from folkmoot.scrutiny.insight.models import SectorReport


@task
def count_sector(report: int) -> int:
    """Count the sector for a year's report; return how many organisations it is."""
    found = SectorReport.objects.select_related("assembly", "asked_by").get(pk=report)
    return int(carry_out_count(found, at=timezone.now).told["whole"])
