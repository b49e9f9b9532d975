"""The tables in their order, and the verdicts at the end."""

import os
import sys

from . import processes

# This process measures too, in turns with the others on the same processor: before a library reads them.
os.environ.update(dict.fromkeys(processes.THREAD_VARIABLES, "1"))
processes.pin(1)

import numpy
import torch

from . import layer, network_table, picture, pooling, timing
from .verdicts import Verdicts

torch.set_num_threads(1)


def main(timer, viz):
    engine, verdicts = processes.Engine(timer), Verdicts()
    print(f"PyTorch {torch.__version__}, NumPy {numpy.__version__}, one thread, least of {timing.ROUNDS} turns each\n")
    layer.table(engine, viz, verdicts)
    network_table.table(timer, verdicts)
    picture.table(engine, verdicts)
    pooling.table(engine, verdicts)
    print("\n" + "\n".join(verdicts.lines))
    return 1 if verdicts.failed else 0


sys.exit(main(*sys.argv[1:]))
