"""One library's side, in a process of its own: answers a question of JSON on each line of stdin with a line of JSON.

A library's module has FORMS, what it is called by in the tables, and run(network, form): an object whose advance(count)
takes training steps and waits for their end, whose loss() is the loss at the present weights, and whose steps is how
many steps a measurement should take.
"""

import importlib
import json
import sys
import time

from .networks import named


def seconds_per_step(run):
    """The mean over one measurement's steps."""
    start = time.perf_counter()
    run.advance(run.steps)
    return (time.perf_counter() - start) / run.steps


def main(library):
    peer = importlib.import_module(f".{library}_peer", __package__)
    # Runs that are timed stay, so that each measurement meets warm code and memory.
    runs = {}
    for line in sys.stdin:
        question = json.loads(line)
        if question["what"] == "forms":
            answer = peer.FORMS
        else:
            network, form = named(question["network"]), question["form"]
            if question["what"] == "loss":
                run = peer.run(network, form)
                run.advance(question["steps"])
                answer = run.loss()
            else:
                key = network.name, form
                if key not in runs:
                    runs[key] = peer.run(network, form)
                    runs[key].advance(max(3, runs[key].steps // 10))
                answer = seconds_per_step(runs[key])
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
