"""Test settings: the same examples on every run, and figures compared like every other stored output."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("reproducible", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("reproducible")

HUBEI = Path(__file__).parents[1] / "data" / "hubei-2019"


def pytest_collection_modifyitems(items):
    """nbval leaves PNG out of its comparison; here a figure that changed fails."""
    for item in items:
        skipped = getattr(item.parent, "skip_compare", None)
        if skipped:
            item.parent.skip_compare = tuple(kind for kind in skipped if kind != "image/png")


@pytest.fixture(scope="session")
def hubei():
    """The shipped contest, read."""
    from contestlib import read_contest
    return read_contest(HUBEI)


@pytest.fixture(scope="session")
def decision(hubei):
    """One run of the shipped contest."""
    from contestlib import decide_contest
    return decide_contest(hubei)


@pytest.fixture(scope="session")
def national():
    """One run of the shipped national final, whose rules have quotas."""
    from contestlib import decide_contest, read_contest
    return decide_contest(read_contest(HUBEI.parent / "national-2019"))


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped contest folder to break things in."""
    import shutil
    target = tmp_path / "contest"
    shutil.copytree(HUBEI, target, ignore=shutil.ignore_patterns("derived", "generate.py", "__pycache__"))
    return target
