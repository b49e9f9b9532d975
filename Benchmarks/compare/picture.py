"""TensorFlow Playground's default run with its picture."""

from . import timing

# The original TypeScript (nn.ts, playground.ts; default network, batch 10) in node 20 on a machine with two cores of an
# AMD EPYC (Zen 5): both losses and the 100×100 points of the picture after each epoch of 25 updates. A browser makes at
# most one epoch a frame, which are 1,500 updates a second; so this is more than anyone sees.
PLAYGROUND_UPDATES = 11_800


def table(engine, verdicts):
    """Prints our updates a second; the most of several turns."""
    rate = max(engine.number("picture 300") for _ in range(timing.ROUNDS))
    print(f"\nPlayground's default run, 100×100 points and both losses computed 60 times a second: {rate:,.0f} updates/s")
    print(f"  beside {PLAYGROUND_UPDATES:,} of its own code, a constant from node on a machine with two cores")
    verdicts.add("Playground's updates/s with its picture", rate / PLAYGROUND_UPDATES, 10, 50)
