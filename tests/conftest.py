"""What every test stands on: the settings of a test, and the database it was asked to run on."""

import os
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

# Nothing that is set on the machine of whoever runs the tests may reach them.
ASKED_FOR = {
    *{"FOLKMOOT_TEST_DATABASE", "FOLKMOOT_TEST_SERVER"},
    *{"FOLKMOOT_PYTHON", "FOLKMOOT_CHROMIUM", "FOLKMOOT_PICTURES"},
}
for name in [name for name in os.environ if name.startswith("FOLKMOOT_")]:
    if name not in ASKED_FOR:
        del os.environ[name]
os.environ["FOLKMOOT_ENV"] = "test"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# A private PostgreSQL server is started once, by the process that is asked to run the tests; the
# processes that share its work find the address in their environment.
if os.environ.get("FOLKMOOT_TEST_DATABASE", "sqlite") == "postgresql":
    if "FOLKMOOT_TEST_SERVER" not in os.environ:
        from tests.postgres import start_for_this_run

        os.environ["FOLKMOOT_TEST_SERVER"] = start_for_this_run()
    os.environ["FOLKMOOT_DATABASE_URL"] = os.environ["FOLKMOOT_TEST_SERVER"]

# pytest-django reads the settings before it reads this file when it finds their name in
# pyproject.toml. The name is therefore given here, after the environment is as it should be.
os.environ["DJANGO_SETTINGS_MODULE"] = "folkmoot.config.settings"
from django.conf import settings  # noqa: E402  the environment must be set first, see above

assert settings.DATABASES

# A busy machine is no fault of the code: no example is failed for being slow.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

pytest_plugins = ["tests.clauses.plugin"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Begin with the files that hold something slow, and leave out what cannot be done here.

    Two that share the work would else end with one of them waiting for the other's longest test.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    if SHARED.is_dir():
        return
    absent = pytest.mark.skip(reason="the source documents are not beside this copy of Folkmoot")
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(absent)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of source documents and real data, for tests marked `shared`."""
    return SHARED


@pytest.fixture
def client():
    """A browser in which whoever signs in has shown their second factor, if they have one."""
    from tests.signing_in import Browser  # noqa: PLC0415  it needs Django set up

    return Browser()
