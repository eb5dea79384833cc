from django.tasks import task
from django.utils import timezone

from folkmoot.ground.letters.actions import post_waiting_letters


@task
def post_letters() -> int:
    """Send what waits to be sent."""
    return post_waiting_letters(at=timezone.now())
