"""A list brought through the browser: kept while it is looked through, then used or forgotten."""

import hashlib
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, islice

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.actions.import_list import import_list, look_through
from folkmoot.body.organisations.actions.outcome import Outcome
from folkmoot.body.organisations.models import Upload
from folkmoot.ground.people.models import Person
from folkmoot.reckoning.registers import reading
from folkmoot.reckoning.registers.rows import Fault, Row
from folkmoot.reckoning.registers.tables import Unreadable
from folkmoot.rules.findings import Refusal

KEPT_FOR = timedelta(days=1)


@transaction.atomic
def bring_list(
    *, assembly: Assembly, file_name: str, content: bytes, by: Person, at: datetime
) -> Upload:
    """
    Keep a list for a day, to be looked through and confirmed. Those that are older are forgotten.

    :raises Refusal: if `by` is no officer, or the file is too large or cannot be read.
    """
    require_officer(by, assembly, on=day_in(assembly, at=at))
    if len(content) > reading.LARGEST_FILE:
        raise Refusal("file-too-large", None, {"most": "50 MB"})
    _rows(file_name, content)
    Upload.objects.filter(at__lte=at - KEPT_FOR).delete()
    return Upload.objects.create(
        assembly=assembly,
        by=by,
        at=at,
        file_name=file_name[:300],
        digest=hashlib.sha256(content).hexdigest(),
        content=zlib.compress(content, 3),
    )


def preview_of(upload: Upload, *, at: datetime) -> Outcome:
    """
    Tell what importing a list that was brought would do. Nothing is written.

    :raises Refusal: if it is no longer kept.
    """
    _require_kept(upload, at)
    rows = _rows(upload.file_name, zlib.decompress(bytes(upload.content)))
    return look_through(assembly=upload.assembly, rows=rows, at=at)


@transaction.atomic
def use_upload(*, upload: Upload, keep_good_rows: bool, by: Person, at: datetime) -> Outcome:
    """
    Import a list that was brought and looked through, and forget the file.

    :raises Refusal: if it is no longer kept, or as `import_list` does.
    """
    _require_kept(upload, at)
    outcome = import_list(
        assembly=upload.assembly,
        rows=_rows(upload.file_name, zlib.decompress(bytes(upload.content))),
        file_name=upload.file_name,
        digest=upload.digest,
        keep_good_rows=keep_good_rows,
        by=by,
        at=at,
    )
    upload.delete()
    return outcome


def _require_kept(upload: Upload, at: datetime) -> None:
    if upload.at <= at - KEPT_FOR:
        raise Refusal("upload-forgotten", None, {})


def _rows(file_name: str, content: bytes) -> Iterator[Row | Fault]:
    try:
        rows = iter(reading.rows_of(file_name, content))
        first = list(islice(rows, 1))  # what cannot be read says so at its first row
    except Unreadable as unreadable:
        facts = {"what": unreadable.fault.what, "to_do": unreadable.fault.to_do}
        raise Refusal("file-cannot-be-used", None, facts) from unreadable
    return chain(first, rows)
