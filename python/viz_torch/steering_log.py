"""The steering log: what was changed at which step, to be read by people and done again by `viz watch --replay`."""

from __future__ import annotations

import json
import os

from .requests import parse


class SteeringLog:
    """Writes each change as one line of JSON, at once."""

    def __init__(self, path):
        self._path = path
        self._file = None

    def write(self, step, request, mark):
        """Keeps what was carried out when `step` steps were done."""
        if self._path is None:
            return
        try:
            if self._file is None:
                mode = os.O_WRONLY | os.O_CREAT | os.O_APPEND
                self._file = os.fdopen(os.open(self._path, mode, 0o600), "a")
            line = {"step": step}
            line.update(request)
            line.update({"from": mark.get("from"), "to": mark.get("to")})
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()
        except (OSError, ValueError):
            # A full disk is no reason to end a run; what was asked for is in the marks, too.
            self._path = None


def read(path):
    """The changes of a steering log as (step, request), in their order. Raises ValueError for a line that is none."""
    changes = []
    with open(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                told = json.loads(line)
                step = told["step"]
                changes.append((int(step), parse(told)))
            except Exception as error:
                raise ValueError("%s, line %d: %s" % (os.path.basename(path), number, error)) from None
    return sorted(changes, key=lambda change: change[0])
