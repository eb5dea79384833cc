import os
import signal
import socket
import subprocess
import sys
import threading

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from folkmoot.site.readiness import has_secret_key, is_up_to_date, styles_are_gathered
from folkmoot.site.serving import application

PATIENCE = 10  # seconds that a process has to finish what it does, when all is to stop


class Command(BaseCommand):
    help = "Serve Folkmoot, and post its letters, until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("FOLKMOOT_LISTEN_HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=os.environ.get("FOLKMOOT_PORT", "8000"))
        parser.add_argument(
            "--workers",
            type=int,
            default=os.environ.get("FOLKMOOT_WORKERS", "2"),
            help="processes that answer",
        )
        parser.add_argument(
            "--threads",
            type=int,
            default=os.environ.get("FOLKMOOT_THREADS", "4"),
            help="requests that each process answers at once",
        )
        parser.add_argument(
            "--no-letters", action="store_true", help="leave the posting of letters to others"
        )

    def handle(
        self,
        *,
        host: str,
        port: int,
        workers: int,
        threads: int,
        no_letters: bool,
        **options: object,
    ) -> None:
        require_servable()
        require_free(host, port)
        # Imported late: every other command would wait for it.
        from granian import Granian  # noqa: PLC0415  imported late: heavy, and only used here
        from granian.constants import Interfaces  # noqa: PLC0415  imported late: see above
        from granian.log import LogLevels  # noqa: PLC0415  imported late: see above

        server = Granian(
            settings.WSGI_APPLICATION,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=threads,
            log_level=LogLevels.warning,
            websockets=False,
            respawn_failed_workers=True,
            # A process that is interrupted while it starts may never hear that it is to stop.
            workers_kill_timeout=PATIENCE,
        )
        letters = None if no_letters or not letters_wait_for_a_worker() else LettersWorker()
        self.stdout.write(
            _("Folkmoot is at http://%(host)s:%(port)s - Ctrl-C stops it.")
            % {"host": host, "port": port}
        )
        self.stdout.flush()
        if letters:
            letters.start()
        try:
            server.serve(target_loader=application)
        finally:
            if letters:
                letters.stop()
        self.stdout.write(_("Stopped."))


def letters_wait_for_a_worker() -> bool:
    """Tell whether tasks are laid in the database for a worker, or done at once."""
    backend: str = settings.TASKS["default"]["BACKEND"]
    return backend.startswith("django_tasks_db.")


def require_servable() -> None:
    """:raises CommandError: where every page would fail, saying what to do."""
    if not has_secret_key():
        raise CommandError(
            _("FOLKMOOT_SECRET_KEY is not set, and nobody could sign in without it.")
        )
    try:
        up_to_date = is_up_to_date()
    except DatabaseError as why:
        raise CommandError(_("The database does not answer: %(why)s") % {"why": why}) from why
    finally:
        connection.close()
    if not up_to_date:
        raise CommandError(_("The database is not up to date. Run first: folkmoot migrate"))
    if not styles_are_gathered():
        raise CommandError(
            _(
                "Styles and scripts are not gathered yet. Run first: folkmoot collectstatic --no-input"
            )
        )


def require_free(host: str, port: int) -> None:
    """:raises CommandError: where nobody could be answered at that address."""
    try:
        with socket.create_server((host, port)):
            return
    except OSError as why:
        raise CommandError(
            _("Folkmoot cannot listen at %(host)s, port %(port)s: %(why)s. Choose another --port.")
            % {"host": host, "port": port, "why": os.strerror(why.errno or 0)}
        ) from why


class LettersWorker:
    """The process that posts letters, started again when it falls."""

    command = (sys.executable, "-m", "folkmoot", "db_worker", "--verbosity", "0")

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        self.watcher = threading.Thread(target=self._watch, name="letters", daemon=True)

    def start(self) -> None:
        self.watcher.start()

    def _watch(self) -> None:
        wait = 1.0
        while not self.stopping.is_set():
            # A session of its own: Ctrl-C reaches us, and we ask it to stop.
            self.process = subprocess.Popen(self.command, start_new_session=True)
            self.process.wait()
            if self.stopping.wait(wait):
                return
            wait = min(wait * 2, 60.0)

    def stop(self) -> None:
        """Ask it to finish its letter and stop; end it after ten seconds."""
        self.stopping.set()
        process = self.process
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
