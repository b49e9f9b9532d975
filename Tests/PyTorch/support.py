"""What tests of the Python side share: runs in this process, and programs of their own."""

import os
import subprocess
import sys
import tempfile
import textwrap

PYTHON_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "python")
sys.path.insert(0, os.path.abspath(PYTHON_FOLDER))

import torch  # noqa: E402

import viz_torch  # noqa: E402

torch.set_num_threads(1)
RUN = viz_torch.install()


def fresh_run():
    """The run of this process as it is before the first step."""
    kept = (RUN.torch, RUN.listener, RUN._later)
    RUN.__init__()
    RUN.torch, RUN.listener, RUN._later = kept
    RUN.listener.pending, RUN.listener.skipped, RUN.listener.is_off = [], 0, False
    # Nobody shall come to these runs.
    RUN._is_open = True
    return RUN


def ask(what, **members):
    """Asks for something as a viewer does; it is done at the end of the next step."""
    RUN.steering.request(None, dict(members, what=what))


class Problem:
    """A small network with its rows."""

    def __init__(self, seed=1):
        torch.manual_seed(seed)
        self.model = torch.nn.Sequential(torch.nn.Linear(6, 8), torch.nn.Tanh(), torch.nn.Linear(8, 2))
        generator = torch.Generator().manual_seed(2)
        self.rows = torch.randn(40, 6, generator=generator)
        self.classes = torch.randint(0, 2, (40,), generator=generator)

    def loss(self):
        """The loss over all rows."""
        return torch.nn.functional.cross_entropy(self.model(self.rows), self.classes)

    def step(self, optimizer):
        """One step of training."""
        optimizer.zero_grad()
        self.loss().backward()
        optimizer.step()

    def weights(self):
        """A copy of all weights."""
        return [parameter.detach().clone() for parameter in self.model.parameters()]


def equal(some, others):
    """Whether all tensors have the same bits."""
    return all(torch.equal(one, other) for one, other in zip(some, others))


def environment(**changes):
    """This environment with the Python folder in front."""
    result = dict(os.environ, PYTHONPATH=os.path.abspath(PYTHON_FOLDER))
    result.update(changes)
    return result


def program(text, folder=None, name="train.py"):
    """Writes a program into a folder, and returns its path."""
    folder = folder or tempfile.mkdtemp()
    path = os.path.join(folder, name)
    with open(path, "w") as file:
        file.write(textwrap.dedent(text))
    return path


def output(command, **options):
    """What a command prints; it must end well."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout


TRAINING = """
    import hashlib, sys, time
    import torch

    torch.manual_seed(0)
    torch.set_num_threads(1)
    model = torch.nn.Sequential(torch.nn.Linear(20, 32), torch.nn.ReLU(), torch.nn.Linear(32, 3))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, 200, 0.9)
    rows, classes = torch.randn(256, 20), torch.randint(0, 3, (256,))
    steps, pause = int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 0
    for step in range(steps):
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(rows), classes)
        loss.backward()
        optimizer.step()
        schedule.step()
        time.sleep(pause)
    weights = b"".join(parameter.detach().numpy().tobytes() for parameter in model.parameters())
    print(loss.item(), hashlib.sha256(weights).hexdigest())
"""
