"""Runs the programs that `viz script` prints and compares their losses with those of `viz trace`, run by run.

Called by scripts/compare with the program viz, and seeds to try where others than 3 are wanted. Exits with 1 where a loss differs by
more than 1e-6 + 1e-5 · loss in the first hundred steps.
"""

import contextlib
import io
import json
import subprocess
import sys

import torch

torch.set_num_threads(1)

PRESETS = ["article", "circle", "spiral", "xor", "gauss", "plane", "gaussians", "text"]
# Rates at which no run is chaotic: with momentum and lr=0.05, a last bit grows into another loss within a hundred steps, in PyTorch
# alone as well.
OPTIMIZERS = [
    "sgd lr=0.1",
    "sgd lr=0.01 momentum=0.9",
    "adam lr=0.01",
    "adamw lr=0.01 weight_decay=0.1",
    "rmsprop lr=0.01",
    "adagrad lr=0.05",
]
VARIANTS = [
    [],
    ["--schedule", "cosine T_max=20"],
    ["--clip-norm", "0.1"],
    ["--toggle", "40"],
]


def viz_output(viz, command, options):
    result = subprocess.run([viz, command, *options], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"viz {command} {' '.join(options)}: {result.stderr.strip()}")
    return result.stdout


def losses(lines):
    """The loss of each step; a trace has lines of other kinds too."""
    records = [json.loads(line) for line in lines.splitlines()]
    return {record["step"]: record["loss"] for record in records if "loss" in record}


def program_output(program):
    """What a program prints; it runs in this process, because torch takes seconds to load."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(program, "viz script", "exec"), {"__name__": "__main__"})
    return output.getvalue()


def largest_difference(viz, options):
    """The largest difference of a step's loss, in multiples of the tolerance, and its step."""
    ours = losses(viz_output(viz, "trace", options))
    theirs = losses(program_output(viz_output(viz, "script", options)))
    if ours.keys() != theirs.keys():
        sys.exit(f"trace and script differ in their steps: {' '.join(options)}")
    ratios = {step: abs(loss - theirs[step]) / (1e-6 + 1e-5 * abs(theirs[step])) for step, loss in ours.items()}
    # A loss that is no number counts as the largest difference.
    step = max(ratios, key=lambda step: ratios[step] if ratios[step] == ratios[step] else float("inf"))
    return ratios[step], step


def main(viz, *seeds):
    failures, worst = 0, 0.0
    print(f"PyTorch {torch.__version__}; differences of the losses in multiples of 1e-6 + 1e-5 · loss\n")
    for seed in seeds or ["3"]:
        for preset in PRESETS:
            for optimizer in OPTIMIZERS:
                for variant in VARIANTS:
                    options = ["--preset", preset, "--seed", seed, "--optimizer", optimizer, *variant, "--steps", "100"]
                    if preset != "article":
                        options[4:4] = ["--data-seed", str(int(seed) + 1)]
                    ratio, step = largest_difference(viz, options)
                    # Written so that a difference that is no number fails.
                    fails = not ratio <= 1
                    failures += fails
                    worst = max(worst, ratio)
                    what = f"seed {seed}  {preset:<10}{optimizer:<32}{' '.join(variant):<30}"
                    print(f"{what}{ratio:8.3f} at step {step}{'  FAILS' if fails else ''}", flush=True)
    print(f"\nlargest: {worst:.3f}; {failures} runs differ" if failures else f"\nlargest: {worst:.3f}; all runs agree")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
