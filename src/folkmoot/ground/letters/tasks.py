from django.tasks import task
from django.utils import timezone

from folkmoot.ground.letters.actions import post_waiting_letters


@task
def post_letters() -> int:
    """Send everything that waits to be sent, some at a time; return how many went."""
    sent = 0
    while some := post_waiting_letters(at=timezone.now()):
        sent += some
    return sent
