"""None, True and False outlive any number of calls into Qt."""

import sys

import pytest

from console.ui.shell import refcount_workaround


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="they are immortal there")
def test_qt_cannot_use_them_up() -> None:
    refcount_workaround.keep()
    before = [sys.getrefcount(constant) for constant in refcount_workaround.CONSTANTS]
    assert min(before) > 1 << 39
    refcount_workaround.keep()
    assert max(sys.getrefcount(constant) for constant in refcount_workaround.CONSTANTS) < 1 << 41
