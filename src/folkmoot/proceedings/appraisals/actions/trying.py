"""Trying the options of a comparison on the register."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.module_loading import import_string

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.appraisals.events.appraisals import (
    OptionsTried,
)
from folkmoot.proceedings.appraisals.models import (
    Appraisal,
    Run,
)
from folkmoot.proceedings.appraisals.permits import (
    require_may_write,
    require_open,
)
from folkmoot.proceedings.appraisals.queries.appraisals import written_of
from folkmoot.proceedings.appraisals.queries.sector import options_for, register_of
from folkmoot.reckoning.representing import appraise
from folkmoot.rules.findings import Refusal

FEWEST, MOST = 50, 5000


@transaction.atomic
def ask_for_run(
    *, appraisal: Appraisal, seed: int, draws: int, by: Person | None, at: datetime
) -> Run:
    """
    Ask for the options to be tried on the register; a task does it, and shows how far it is.

    :raises Refusal: if `by` may not, it is closed, or there are too few or too many draws.
    """
    if by is not None:
        require_may_write(by, appraisal.assembly, at=at)
    require_open(appraisal)
    if not FEWEST <= draws <= MOST:
        raise Refusal("too-many-draws", None, {})
    run = Run.objects.create(appraisal=appraisal, asked_at=at, asked_by=by, seed=seed, draws=draws)
    # A task calls this module, so this module names the task and does not import it.
    transaction.on_commit(
        lambda: import_string("folkmoot.proceedings.appraisals.tasks.try_options").enqueue(run.pk)
    )
    return run


def carry_out_run(
    run: Run, *, at: Callable[[], datetime], progress: Callable[[int], object] = lambda _n: None
) -> Run:
    """
    Try the options on the register and keep what came out, with its digest in the record.

    A fault of the options (a code that nobody has) is kept with the run, in words.

    :param at: tells the time when it is done.
    :param progress: is told how many draws of all options are done.
    """
    appraisal = run.appraisal
    register = register_of(appraisal.assembly, appraisal.area)
    options, faults = options_for(register, written_of(appraisal), places_now=appraisal.places_now)
    if faults:
        run.failed_because = "\n".join(f"{one.where}: {one.words}" for one in faults)
        run.finished_at = at()
        run.save(update_fields=["failed_because", "finished_at"])
        return run

    def keep(done: int) -> None:
        Run.objects.filter(pk=run.pk).update(done=done)
        progress(done)

    try:
        results = appraise(register.sector, options, seed=run.seed, draws=run.draws, progress=keep)
    except Exception:
        run.failed_because, run.finished_at = "The trial broke off. Try it again.", at()
        run.save(update_fields=["failed_because", "finished_at"])
        raise
    with transaction.atomic():
        run.organisations = results.organisations
        run.results, run.digest = results.told(), results.digest()
        run.finished_at = at()
        run.save(update_fields=["organisations", "results", "digest", "finished_at"])
        event = OptionsTried(
            appraisal=appraisal.reference,
            seed=run.seed,
            draws=run.draws,
            organisations=run.organisations,
            digest=run.digest,
        )
        record(event, assembly=appraisal.assembly.slug, by=run.asked_by, at=run.finished_at)
    return run
