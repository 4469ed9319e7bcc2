"""None, True and False outlive any number of calls into Qt."""

import sys

import pytest

from console.ui import immortal


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="they are immortal there")
def test_qt_cannot_use_them_up() -> None:
    immortal.keep()
    before = [sys.getrefcount(constant) for constant in immortal.CONSTANTS]
    assert min(before) > 1 << 39
    immortal.keep()
    assert max(sys.getrefcount(constant) for constant in immortal.CONSTANTS) < 1 << 41
