"""Measures viz's engine beside PyTorch, JAX and NumPy, which do the same steps with the same numbers.

Called by scripts/compare as `python -m compare TIMER VIZ`, with the two programs to ask: the timer of the engine, and
viz itself. By purpose:

    __main__.py       the order of the tables, and the verdicts at the end
    layer.py          the article's layer, for sizes from 2 to 1024
    networks.py       which networks are compared, and what must be reached
    network_table.py  those networks beside everyone, on one thread and the largest on two
    picture.py        TensorFlow Playground's default run with its picture
    pooling.py        the article's pooling
    processes.py      the processes that compute, each with its threads and processors
    worker.py         such a process for one library: torch_peer.py, jax_peer.py or numpy_peer.py
    same_numbers.py   initial weights and rows that all sides compute for themselves
    timing.py         the least time of several turns
    verdicts.py       a line for each goal
"""
