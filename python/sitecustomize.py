"""Python runs this at its start, because `viz watch` puts this folder first on PYTHONPATH.

It waits for the program to import torch, and does nothing at all in a program that never does.
"""

import os
import sys

_FOLDER = __file__.rpartition("/")[0]


def _run_the_next_one():
    """Runs the sitecustomize that this one hides, under its own name."""
    import importlib.machinery
    import importlib.util

    elsewhere = [folder for folder in sys.path if folder.rstrip("/") != _FOLDER]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", elsewhere)
    if spec is None or spec.loader is None:
        return
    module = importlib.util.module_from_spec(spec)
    sys.modules["sitecustomize"] = module
    spec.loader.exec_module(module)


def _forgive_output():
    """Lets the program go on when the disk is full that its output goes to."""
    import errno
    import io

    class Forgiving(io.FileIO):
        def write(self, data):
            try:
                return super().write(data)
            except OSError as error:
                if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                    raise
                return len(memoryview(data).cast("B"))

    try:
        output = os.stat(os.environ["VIZ_OUTPUT"])
    except OSError:
        return
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        # What the program has put elsewhere is its own business.
        if stream is None or not os.path.samestat(os.fstat(stream.fileno()), output):
            continue
        file = Forgiving(stream.fileno(), "w", closefd=False)
        # Python runs unbuffered: what is printed is in the file at once.
        text = io.TextIOWrapper(file, stream.encoding, stream.errors, write_through=True)
        setattr(sys, name, text)


class _TorchFinder:
    """Finds torch as all others do, and has us told when it has been imported."""

    _is_asking = False

    def find_spec(self, name, path=None, target=None):
        if name != "torch" or self._is_asking:
            return None
        import importlib.util

        self._is_asking = True
        try:
            spec = importlib.util.find_spec(name)
        finally:
            self._is_asking = False
        if spec is None or spec.loader is None:
            return spec
        execute = spec.loader.exec_module

        def execute_and_tell(module):
            execute(module)
            sys.meta_path[:] = [finder for finder in sys.meta_path if finder is not self]
            try:
                import viz_torch

                viz_torch.install()
            except Exception as error:  # The program has nothing to do with our faults.
                print("viz: this run is not watched: %s" % error, file=sys.stderr)

        spec.loader.exec_module = execute_and_tell
        return spec


sys.meta_path.insert(0, _TorchFinder())
if os.environ.get("VIZ_OUTPUT"):
    _forgive_output()
_run_the_next_one()
