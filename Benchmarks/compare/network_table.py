"""The networks beside everyone."""

import importlib.util
import sys

from . import timing
from .networks import LARGEST, NETWORKS
from .processes import Engine, Peer, has_processors

LIBRARIES = ("torch", "numpy", "jax")
WIDTH = 42
# Products that take less are lost in what surrounds them.
LEAST_FLOPS = 1e6
# More than elsewhere: a turn of many libraries takes longer, and is likelier to meet others' work.
ROUNDS = 15
# Relative, of a loss after five steps.
TOLERANCE = 1e-5


class Sides:
    """The engine and the libraries, all on the same number of threads."""

    def __init__(self, timer, threads):
        self.engine = Engine(timer, threads)
        self.peers = {library: Peer(library, threads) for library in LIBRARIES if importlib.util.find_spec(library)}
        self.forms = {form: peer for peer in self.peers.values() for form in peer.forms}

    def check(self, network):
        """The largest relative difference from our loss after five steps; all must have trained the same."""
        start, ours = (self.engine.network_loss(network, steps) for steps in (0, 5))
        # A loss that stands still would be the same for everyone. One that moves by a hundred tolerances shows a rate or a
        # gradient that is off by a hundredth.
        if not abs(ours - start) > 100 * TOLERANCE * start:
            sys.exit(f"{network.name}: five steps hardly move the loss, from {start} to {ours}; nothing is proven")
        worst = 0.0
        for form, peer in self.forms.items():
            theirs = peer.network_loss(network, form, 5)
            difference = abs(theirs - ours) / ours
            if not difference < TOLERANCE:
                sys.exit(f"{network.name}: after 5 steps {form} has the loss {theirs}, viz {ours}: not the same steps")
            worst = max(worst, difference)
        return worst

    def row(self, network, name):
        """Prints a row; the least times by name."""
        worst = self.check(network)
        questions = {"viz": lambda: self.engine.network_seconds(network)}
        for form, peer in self.forms.items():
            questions[form] = lambda form=form, peer=peer: peer.network_seconds(network, form)
        best = timing.measure(questions, ROUNDS)
        print(f"{name:<{WIDTH}}{timing.time_text(best['viz']):>9}{timing.cells(best, self.forms)}{worst:>9.0e}")
        if network.flops >= LEAST_FLOPS:
            speeds = ", ".join(f"{side} {network.flops / time / 1e9:.3g}" for side, time in best.items())
            print(f"  of {network.flops / 1e6:.0f} MFLOP in products, GFLOP/s: {speeds}")
        sys.stdout.flush()
        return best

    def fastest(self, best, library):
        """A library's fastest form, as its time over ours; None where it is missing."""
        peer = self.peers.get(library)
        return min(best[form] for form in peer.forms) / best["viz"] if peer else None

    def close(self):
        for process in (self.engine, *self.peers.values()):
            process.close()


def table(timer, verdicts):
    """One thread each, and then the largest on two."""
    sides = Sides(timer, threads=1)
    print("\n" + timing.header("one step of a network, one thread", WIDTH, sides.forms) + f"{'Δloss':>9}")
    for network in NETWORKS:
        best = sides.row(network, network.name)
        verdicts.add(
            f"{network.name}, against PyTorch's fastest", sides.fastest(best, "torch"), network.must, network.aim)
    sides.close()
    if not importlib.util.find_spec("jax"):
        print("  JAX is not installed: its columns are left out")

    goal = f"{LARGEST.name}, two threads, against JAX's"
    if not has_processors(2):
        verdicts.leave_out(goal, "there is one processor")
        return
    sides = Sides(timer, threads=2)
    best = sides.row(LARGEST, "  the same, two threads")
    ratio = sides.fastest(best, "jax")
    if ratio is None:
        verdicts.leave_out(goal, "JAX is not installed")
    else:
        verdicts.add(goal, ratio, None, 1)
    sides.close()
