"""Lets `viz` watch and steer a PyTorch run, without a change to the program that trains.

`viz watch -- python train.py` puts this package into the run by itself. Where that cannot be (python -I, notebooks,
containers), two lines do the same:

    import viz_torch
    viz_torch.watch(model)

Standard library and torch alone; nothing is opened before the first step of an optimizer.
"""

from __future__ import annotations

_run = None


def install():
    """Begins to listen to torch's optimizers, once; torch must be imported or importable."""
    global _run
    if _run is None:
        from .run import Run

        _run = Run()
        _run.install()
    return _run


def watch(model=None):
    """Has the run watched: `model`'s names are used for its parameters."""
    run = install()
    if model is not None:
        run.names.add_model(model)
    return model
