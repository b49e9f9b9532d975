"""Torch's optimizers as rules: which there are, and how another one takes the steps of the program's own."""

from __future__ import annotations

import functools
import sys


def install(torch):
    """Wraps `step` of every class of optimizers, before a schedule can keep hold of it."""
    base = torch.optim.Optimizer
    original = base._patch_step_function

    @functools.wraps(original)
    def patch_step_function(this):
        kind = type(this)
        if not hasattr(kind.step, "__viz__"):
            # Inside of torch's own wrapping, so that all hooks hear of the step as before.
            is_wrapped = getattr(kind.step, "hooked", None)
            kind.step = _dispatching(kind.step.__wrapped__ if is_wrapped else kind.step)
        return original(this)

    base._patch_step_function = patch_step_function


def _dispatching(step):
    @functools.wraps(step)
    def dispatch(this, *args, **kwargs):
        steered = getattr(this, "_viz", None)
        try:
            if steered is None or steered.delegate is None:
                return step(this, *args, **kwargs)
            delegate = steered.delegate
            # Its class's step without hooks: the program's own optimizer has had them all.
            return type(delegate).step.__viz__(delegate, *args, **kwargs)
        except BaseException:
            # Whoever saves the optimizer now finds the program's own numbers in it.
            if steered is not None:
                steered.end()
            raise

    dispatch.__viz__ = step
    return dispatch


def kinds(torch):
    """Torch's own optimizers that can take over, by their names in lower case."""
    base = torch.optim.Optimizer
    return {
        name.lower(): kind
        for name, kind in sorted(vars(torch.optim).items())
        if isinstance(kind, type)
        and issubclass(kind, base)
        and kind is not base
        and name not in ("LBFGS", "SparseAdam")
    }


def kind_of(kind):
    """The name of a class of optimizers as it is asked for."""
    return kind.__name__.lower()


def is_abandoned(optimizer):
    """Whether an earlier step of this optimizer ended by an exception, so that nobody said that it was over.

    Otherwise it is still going on: its class's `step` calls that of the class above it.
    """
    frame, count = sys._getframe(1), 0
    while frame is not None:
        if frame.f_code.co_name == "wrapper" and frame.f_code.co_filename.endswith("optim/optimizer.py"):
            count += frame.f_locals.get("self") is optimizer
        frame = frame.f_back
    return count < 2
