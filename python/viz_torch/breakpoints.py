"""What a run is held on by itself: a loss that is no number or far above its mean, a gradient that jumps."""

from __future__ import annotations

import math


class Breakpoints:
    """Looks at each loss, and at the gradients' norms where they are known."""

    # The weight of the newest loss in the running mean.
    _SHARE = 0.02
    # Losses before a mean tells anything.
    _WARM = 20

    def __init__(self):
        # {on: factor}
        self.on = {}
        self._mean, self._count = 0.0, 0
        self._norms = {}

    def set(self, request):
        """Turns one on or off; returns its factor, or None where it is off."""
        on = request["on"]
        if not request["isOn"]:
            self.on.pop(on, None)
            return None
        self.on[on] = request.get("factor", 5.0)
        return self.on[on]

    def look(self, loss):
        """Why to hold at this loss, or None."""
        if not self.on:
            return None
        if not math.isfinite(loss):
            return "the loss is %s" % loss if "finite" in self.on or "loss" in self.on else None
        why = None
        factor = self.on.get("loss")
        if factor is not None and self._count >= self._WARM and loss > factor * self._mean > 0:
            why = "the loss %.4g is more than %g × its mean %.4g" % (loss, factor, self._mean)
        self._count += 1
        self._mean += max(self._SHARE, 1 / self._count) * (loss - self._mean)
        return why

    def look_at_gradients(self, norms):
        """Why to hold at these norms, by parameter's name, or None."""
        factor = self.on.get("gradient")
        if factor is None:
            return None
        for name, norm in norms.items():
            if not math.isfinite(norm):
                return "the gradient of %s is not finite" % name
            before = self._norms.get(name)
            self._norms[name] = norm if before is None else before + 0.1 * (norm - before)
            if before and norm > factor * before:
                return "the gradient of %s jumped to %.3g, %.3g × its mean" % (name, norm, norm / before)
        return None
