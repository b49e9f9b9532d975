"""The tables in their order, and the verdicts at the end."""

import os
import sys
from importlib.metadata import version
from importlib.util import find_spec

from . import processes

# This process measures too, in turns with the others on the same processor: before a library reads them.
os.environ.update(dict.fromkeys(processes.THREAD_VARIABLES, "1"))
processes.pin(1)

import torch

from . import layer, network_table, picture, pooling, timing
from .verdicts import Verdicts

torch.set_num_threads(1)


def main(timer, viz):
    engine, verdicts = processes.Engine(timer), Verdicts()
    names = {"PyTorch": "torch", "JAX": "jax", "NumPy": "numpy"}
    print("\n" + ", ".join(f"{name} {version(module)}" for name, module in names.items() if find_spec(module))
          + f"; least of {timing.ROUNDS} or more turns each, on one thread where nothing else is said")
    # Turns make up for others' work on one processor, but two threads that wait for each other need two free ones.
    if os.getloadavg()[0] > 0.5:
        print(f"others compute here as well (load {os.getloadavg()[0]:.1f}): times on two threads say little")
    print()
    layer.table(engine, viz, verdicts)
    network_table.table(timer, verdicts)
    picture.table(engine, verdicts)
    pooling.table(engine, verdicts)
    print("\n" + "\n".join(verdicts.lines))
    return 1 if verdicts.failed else 0


sys.exit(main(*sys.argv[1:]))
