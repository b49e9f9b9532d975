"""The least time of each side in rounds that take turns."""

import time

ROUNDS = 7


def seconds(action, count):
    """The mean time of an action."""
    start = time.perf_counter()
    for _ in range(count):
        action()
    return (time.perf_counter() - start) / count


def measure(questions, rounds=ROUNDS):
    """The least answer to each question: what others on the machine take away is not ours to count."""
    best = dict.fromkeys(questions, float("inf"))
    for _ in range(rounds):
        for name, question in questions.items():
            best[name] = min(best[name], question())
    return best


def time_text(value):
    """A time with three figures."""
    for unit, scale in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if value * scale >= 1:
            return f"{value * scale:.3g} {unit}"
    return f"{value * 1e9:.0f} ns"


def ratio_text(value):
    """A ratio with three figures, and with all of its whole ones."""
    return f"{value:,.0f}×" if value >= 1000 else f"{value:.3g}×"


def cells(best, names):
    """The columns of a row: each side's time, and how many times ours it is."""
    return "".join(f"{time_text(best[name]):>9}{ratio_text(best[name] / best['viz']):>8}" for name in names)


def header(what, width, names):
    """The line above such rows."""
    return f"{what:<{width}}{'viz':>9}" + "".join(f"{name:>17}" for name in names)
