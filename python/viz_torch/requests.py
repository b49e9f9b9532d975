"""What a viewer may ask a run for."""

from __future__ import annotations

import math

from .steered import Refusal

# What changes the run, and is written into the steering log.
CHANGES = ("set", "optimizer")


def parse(header):
    """A viewer's request as all ranks carry it out. Raises Refusal for what is none."""
    what = header.get("what")
    request = {"what": what}
    of = header.get("of")
    if of is not None:
        if not isinstance(of, int) or isinstance(of, bool) or of < 0:
            raise Refusal("'of' is the number of an optimizer, from 0")
        request["of"] = of
    if what in ("pause", "run", "stop"):
        return request
    if what == "step":
        count = header.get("count", 1)
        if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= 1 << 40:
            raise Refusal("a number of steps is a whole number from 1 on")
        request["count"] = count
        return request
    if what == "optimizer":
        name = header.get("name")
        if not isinstance(name, str):
            raise Refusal("an optimizer is asked for by its name")
        request["name"] = name.lower()
        return request
    if what == "set":
        return _setting(header, request)
    if what == "break":
        return _breakpoint(header, request)
    raise Refusal("this run knows no '%s'" % (what,))


def _setting(header, request):
    if not isinstance(header.get("setting"), str):
        raise Refusal("a setting is asked for by its name")
    request["setting"] = header["setting"]
    given = [name for name in ("value", "factor") if header.get(name) is not None]
    if len(given) > 1:
        raise Refusal("a setting has either a value or a factor")
    if not given:
        # Neither: the program's own number again.
        return request
    number = header[given[0]]
    if isinstance(number, bool) or not isinstance(number, (int, float)) or not math.isfinite(number):
        raise Refusal("a %s is a number" % given[0])
    request[given[0]] = float(number)
    return request


def _breakpoint(header, request):
    if header.get("on") not in ("finite", "loss", "gradient"):
        raise Refusal("a run can be held on one of: finite, loss, gradient")
    request["on"] = header["on"]
    factor = header.get("factor")
    if factor is not None:
        if isinstance(factor, bool) or not isinstance(factor, (int, float)) or not factor > 1:
            raise Refusal("a breakpoint's factor is a number above 1")
        request["factor"] = float(factor)
    request["isOn"] = bool(header.get("isOn", True))
    return request
