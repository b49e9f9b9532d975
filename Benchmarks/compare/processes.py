"""The processes that compute. Each answers questions line by line, so that all take turns on one machine.

Libraries read their number of threads once, when they are loaded; so each number of threads has processes of its own.
"""

import json
import os
import subprocess
import sys

# What makes each library keep to a number of threads. XLA takes as many as its process has processors, but for this.
ONE_THREAD_OF_XLA = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
THREAD_VARIABLES = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")


# The processors that scripts/compare may use, before anything is pinned; None where a system does not tell.
ALLOWED = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None


def has_processors(count):
    """Whether so many threads can run at once."""
    return (os.cpu_count() or 1 if ALLOWED is None else len(ALLOWED)) >= count


def pin(count):
    """Keeps this process to so many processors, where the system can: always the same ones, the last."""
    if ALLOWED is not None:
        os.sched_setaffinity(0, ALLOWED[-count:])


class LineProcess:
    """A process that answers each line with a line, on as many processors as it may have threads."""

    def __init__(self, command, threads, environment=None):
        self.name = " ".join(map(str, command[-3:]))
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
            env={**os.environ, **(environment or {})}, preexec_fn=lambda: pin(threads))

    def ask(self, question):
        self.process.stdin.write(question + "\n")
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"{self.name} ended at the question: {question}")
        return answer

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Engine(LineProcess):
    """viz's engine with a clock."""

    def __init__(self, program, threads=1):
        super().__init__([program], threads)
        # The engine may take fewer.
        self.threads = int(self.ask(f"threads {threads}"))

    def number(self, question):
        return float(self.ask(question))

    def network_loss(self, network, steps):
        return self.number(f"loss {steps} | {network.question}")

    def network_seconds(self, network):
        return self.number(f"time {network.engine_steps} | {network.question}")


class Peer(LineProcess):
    """A library in a worker of its own."""

    def __init__(self, library, threads):
        environment = dict.fromkeys(THREAD_VARIABLES, str(threads))
        environment["JAX_PLATFORMS"] = "cpu"
        if threads == 1:
            environment["XLA_FLAGS"] = ONE_THREAD_OF_XLA
        super().__init__([sys.executable, "-m", "compare.worker", library], threads, environment)
        self.forms = self.value({"what": "forms"})

    def value(self, question):
        return json.loads(self.ask(json.dumps(question)))

    def network_loss(self, network, form, steps):
        return self.value({"what": "loss", "network": network.name, "form": form, "steps": steps})

    def network_seconds(self, network, form):
        return self.value({"what": "seconds", "network": network.name, "form": form})
