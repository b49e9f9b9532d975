"""What people are told, in one line on stderr."""

from __future__ import annotations

import sys


def tell(text):
    """Tells it, where anybody listens: an output that is closed or full is no reason to end a run."""
    try:
        print("viz: " + text, file=sys.stderr)
    except (OSError, ValueError, AttributeError):
        pass
