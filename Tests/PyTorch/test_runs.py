"""Whole programs, unedited: started in all the ways that people start them, watched, steered, left alone."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

import viewer
from support import TRAINING, environment, output, program

PYTHON = sys.executable
_number = 0


class Program:
    """A program that is watched."""

    def __init__(self, command, **changes):
        global _number
        _number += 1
        self.run = "test-%d-%d" % (os.getpid(), _number)
        self.log = tempfile.NamedTemporaryFile("w+")
        self.viewers = []
        self.process = subprocess.Popen(
            command, stdout=self.log, stderr=subprocess.STDOUT, env=environment(VIZ_RUN=self.run, **changes)
        )

    def attach(self):
        """A viewer of the run."""
        self.viewers.append(viewer.Viewer(viewer.find(self.run)))
        return self.viewers[-1]

    def output(self, seconds=120):
        """What it printed, once it has ended."""
        self.process.wait(seconds)
        self.log.seek(0)
        return self.log.read()

    def end(self):
        """Takes it away, whatever it does."""
        for one in self.viewers:
            one.close()
        self.process.kill()
        self.process.wait()
        self.log.close()


class RunTestCase(unittest.TestCase):
    def start(self, command, **changes):
        started = Program(command, **changes)
        self.addCleanup(started.end)
        return started


class LaunchTests(RunTestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        program(TRAINING, self.folder, "train.py")
        program("", self.folder, "__init__.py")

    def check(self, command, **changes):
        started = self.start(command, **changes)
        with_viewer = started.attach()
        self.assertEqual([p["name"] for p in with_viewer.hello["parameters"]][:2], ["0.weight", "0.bias"])
        self.assertTrue(with_viewer.do("run")["ok"])
        return started

    def test_a_file_a_module_and_a_shell_script_are_watched(self):
        script = program("exec %s train.py 2000 0.002" % PYTHON, self.folder, "start.sh")
        os.chdir(self.folder)
        self.check([PYTHON, "train.py", "2000", "0.002"])
        self.check([PYTHON, "-m", "train", "2000", "0.002"])
        self.check(["sh", script])

    def test_another_sitecustomize_runs_as_well(self):
        other = tempfile.mkdtemp()
        program("import sys; sys.is_customized = True", other, "sitecustomize.py")
        path = program("import sys; assert sys.is_customized\n" + "import runpy; runpy.run_path('%s')"
                       % os.path.join(self.folder, "train.py"), other, "first.py")
        folder = environment()["PYTHONPATH"]
        self.check([PYTHON, path, "2000", "0.002"], PYTHONPATH=folder + os.pathsep + other)

    def test_who_looks_for_torch_before_importing_it_is_watched(self):
        text = "import importlib.util; assert importlib.util.find_spec('torch')\n"
        path = program(text + "import runpy; runpy.run_path('%s')" % os.path.join(self.folder, "train.py"))
        self.check([PYTHON, path, "2000", "0.002"])

    def test_two_lines_do_where_pythonpath_is_left_out(self):
        text = "import sys; sys.path.insert(0, %r); import viz_torch; viz_torch.watch()\n" % environment()["PYTHONPATH"]
        path = program(text + "import runpy; runpy.run_path('%s')" % os.path.join(self.folder, "train.py"))
        self.check([PYTHON, "-I", path, "2000", "0.002"])

    def test_workers_that_load_data_are_no_runs(self):
        path = program("""
            import time, torch
            data = torch.utils.data.TensorDataset(torch.randn(4000, 3), torch.randn(4000, 1))
            model = torch.nn.Linear(3, 1)
            optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
            if __name__ == "__main__":
                for context in ("fork", "spawn"):
                    for rows, targets in torch.utils.data.DataLoader(
                        data, batch_size=10, num_workers=2, multiprocessing_context=context
                    ):
                        optimizer.zero_grad()
                        torch.nn.functional.mse_loss(model(rows), targets).backward()
                        optimizer.step()
                        time.sleep(0.002)
        """)
        started = self.start([PYTHON, path])
        one = started.attach()
        self.assertEqual(one.hello["pid"], started.process.pid)
        one.want(rate=30)
        one.next("frame", lambda frame: frame["step"] > 600)
        started.process.kill()
        start = time.time()
        with self.assertRaises((EOFError, ConnectionError)):
            while True:
                one.message()
        # A worker that was forked does not hold the connection.
        self.assertLess(time.time() - start, 1)


class UntouchedTests(RunTestCase):
    def test_weights_are_the_same_with_and_without_viz_and_with_a_viewer_that_only_looks(self):
        path = program(TRAINING)
        plain = dict(os.environ)
        plain.pop("PYTHONPATH", None)
        expected = output([PYTHON, path, "800", "0.001"], env=plain)
        self.assertEqual(output([PYTHON, path, "800", "0.001"], env=environment()), expected)
        started = self.start([PYTHON, path, "800", "0.001"])
        one = started.attach()
        one.want("0.weight", "2.bias", rate=60, summaries=True)
        frames = 0
        try:
            while one.message()["kind"] != "end":
                frames += 1
        except EOFError:
            pass
        self.assertGreater(frames, 10)
        self.assertEqual(started.output(), expected)


class ReplayTests(RunTestCase):
    def test_a_steering_log_does_the_same_again_at_the_same_steps(self):
        path, folder = program(TRAINING), tempfile.mkdtemp()
        log, again = os.path.join(folder, "log"), os.path.join(folder, "again")
        first = self.start([PYTHON, path, "1500", "0.001"], VIZ_STEERING_LOG=log)
        one = first.attach()
        acks = [one.do("set", setting="lr", factor=0.5), one.do("optimizer", name="adam")]
        acks += [one.do("step", count=5), one.do("set", setting="lr", value=0.002), one.do("run")]
        acks += [one.do("optimizer", name="sgd"), one.do("set", setting="momentum", value=0.5)]
        with open(log) as file:
            lines = [json.loads(line) for line in file]
        self.assertEqual([line["step"] for line in lines], [acks[n]["step"] for n in (0, 1, 3, 5, 6)])
        self.assertEqual([line["what"] for line in lines], ["set", "optimizer", "set", "optimizer", "set"])
        weights = first.output()
        second = self.start([PYTHON, path, "1500", "0.001"], VIZ_REPLAY=log, VIZ_STEERING_LOG=again)
        self.assertEqual(second.output(), weights)
        with open(log) as one_file, open(again) as other_file:
            self.assertEqual(one_file.read(), other_file.read())

    def test_a_log_that_is_none_is_told_in_a_line_and_the_run_goes_on(self):
        path = program(TRAINING)
        log = program('{"step": 3, "what": "fly"}', name="bad.jsonl")
        printed = self.start([PYTHON, path, "30"], VIZ_REPLAY=log).output()
        self.assertIn("bad.jsonl, line 1", printed)
        self.assertEqual(len(printed.splitlines()), 2, printed)

    def test_a_log_on_a_full_disk_leaves_the_run_alone(self):
        started = self.start([PYTHON, program(TRAINING), "1500", "0.002"], VIZ_STEERING_LOG="/dev/full")
        one = started.attach()
        self.assertTrue(one.do("set", setting="lr", factor=0.5)["ok"])
        self.assertTrue(one.do("set", setting="lr", factor=0.5)["ok"])
        self.assertNotIn("viz:", started.output())


class OtherUserTests(RunTestCase):
    @unittest.skipUnless(os.getuid() == 0, "only root can become somebody else")
    def test_nobody_else_gets_in_even_where_the_files_let_them(self):
        started = self.start([PYTHON, program(TRAINING), "4000", "0.002"])
        started.attach()
        path = viewer.find(started.run)
        code = """
            import os, socket, sys
            os.setgroups([]); os.setgid(65534); os.setuid(65534)
            try:
                one = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                one.connect(sys.argv[1])
                print("heard", len(one.recv(100)))
            except OSError as error:
                print("refused", type(error).__name__)
        """
        command = [PYTHON, program(code), path]
        plain = dict(os.environ, PYTHONPATH="")
        os.chmod(os.path.dirname(command[1]), 0o755)
        folder = os.path.dirname(path)
        self.assertIn("refused PermissionError", output(command, env=plain))
        os.chmod(folder, 0o755)
        os.chmod(path, 0o666)
        try:
            self.assertRegex(output(command, env=plain), "heard 0|refused ConnectionResetError")
        finally:
            os.chmod(folder, 0o700)

    @unittest.skipUnless(os.getuid() == 0, "only root can become somebody else")
    def test_a_folder_of_somebody_else_is_not_used(self):
        base = tempfile.mkdtemp()
        os.mkdir(os.path.join(base, "viz"), 0o700)
        os.chown(os.path.join(base, "viz"), 65534, 65534)
        printed = self.start([PYTHON, program(TRAINING), "30"], XDG_RUNTIME_DIR=base).output()
        self.assertIn("not a folder of this user alone", printed)


class ViewerTests(RunTestCase):
    def setUp(self):
        self.started = self.start([PYTHON, program(TRAINING), "100000", "0.001"])
        self.one = self.started.attach()

    def test_a_pause_steps_and_a_run_are_exact(self):
        step = self.one.do("pause")["step"]
        self.assertEqual(self.one.do("pause")["step"], step)
        self.assertEqual(self.one.do("step", count=1)["step"], step + 1)
        self.assertEqual(self.one.do("step", count=5)["step"], step + 6)
        self.one.want(rate=30)
        frame = self.one.next("frame")
        self.assertEqual((frame["step"], frame["running"]), (step + 6, False))
        self.assertEqual(self.one.do("run")["step"], step + 6)
        self.assertEqual(self.one.do("run")["ok"], True)
        self.one.next("frame", lambda frame: frame["running"] and frame["step"] > step + 20)
        reached = self.one.do("step", count=7)
        frame = self.one.next("frame", lambda frame: not frame["running"])
        self.assertEqual(frame["step"], reached["step"])

    def test_who_comes_later_gets_all_losses_and_marks(self):
        self.one.do("set", setting="lr", factor=0.5)
        self.one.do("optimizer", name="adam")
        self.one.close()
        other = self.started.attach()
        self.assertEqual([mark["what"] for mark in other.hello["marks"]], ["lr", "optimizer"])
        # The very newest come with the first frame.
        other.want(rate=30)
        steps = other.hello["data"].get("history", [])[::5] + other.next("frame")["data"]["losses"][::2]
        self.assertEqual(steps, [float(step) for step in range(1, int(steps[-1]) + 1)])

    def test_losses_come_once_each_whatever_the_pace_of_frames(self):
        self.one.want(rate=5)
        steps = self.one.hello["data"]["history"][::5]
        while len(steps) < 400:
            frame = self.one.next("frame")
            steps += frame["data"].get("losses", [])[::2]
        self.assertEqual(steps, [float(step) for step in range(1, len(steps) + 1)])

    def test_frames_hold_what_is_looked_at_and_nothing_else(self):
        self.one.want("0.weight", rate=30, rows=8, columns=5, summaries=True)
        frame = self.one.next("frame", lambda frame: "summaries" in frame)
        self.assertEqual(len(frame["data"]["0.weight/weight"]), 8 * 5)
        self.assertEqual(frame["shown"][0]["block"], [4, 4])
        self.assertEqual(
            [name for name in frame["data"] if "/" in name],
            ["0.weight/weight", "0.weight/gradient", "0.weight/momentum_buffer"],
        )
        row = frame["summaries"][0]
        self.assertEqual(sum(row["histogram"]), 32 * 20)
        self.assertTrue(row["norm"] > 0 and row["gradient"] > 0 and 0 < row["update"] < 1)
        self.one.want(rate=30)
        frame = self.one.next("frame", lambda frame: "shown" not in frame)
        self.assertNotIn("summaries", frame)

    def test_nonsense_ends_the_connection_and_not_the_run(self):
        path = viewer.find(self.started.run)
        for nonsense in (
            b"GET / HTTP/1.1\r\n\r\n" * 10,
            b"viz1" + b"\xff" * 200,
            b"viz1\x02\0\0\0\0\0\0\0[]",
            b"viz1\x0f\0\0\0\0\0\0\0" + b'{"kind":"do"} ]',
            b"viz1\x10\0\0\0\0\0\0\0" + b'{"kind": "do"   ',
        ):
            raw = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            raw.connect(path)
            raw.settimeout(10)
            raw.sendall(nonsense)
            with self.subTest(nonsense), self.assertRaises((EOFError, ConnectionError)):
                while True:
                    if not raw.recv(65536):
                        raise EOFError
            raw.close()
        for what in (None, 7, "fly", "set", "optimizer", "step", "break"):
            ack = self.one.do(what, setting=3, name=[], count="many")
            self.assertFalse(ack["ok"])
            self.assertTrue(ack["why"])
        self.assertTrue(self.one.do("run")["ok"])

    def test_a_viewer_that_is_stopped_or_cut_off_costs_no_step(self):
        stopped = self.started.attach()
        stopped.want("0.weight", "0.bias", rate=60, rows=64, columns=64, summaries=True)
        self.one.want(rate=30)
        # It reads nothing for a while, and the run goes on as fast.
        first = self.one.next("frame")["step"]
        start, slowest, last = time.time(), 0.0, time.time()
        while time.time() - start < 5:
            frame = self.one.next("frame")
            slowest, last = max(slowest, time.time() - last), time.time()
        self.assertGreater(frame["step"] - first, 500)
        self.assertLess(slowest, 1)
        # Cut off in the middle of a message.
        stopped.socket.sendall(b"viz1\xff\0\0")
        stopped.close()
        self.assertTrue(self.one.do("run")["ok"])

    def test_stop_ends_the_program_as_ctrl_c_would(self):
        self.assertTrue(self.one.do("stop")["ok"])
        self.assertIn("KeyboardInterrupt", self.started.output(20))

    def test_a_killed_run_is_seen_at_once(self):
        self.started.process.send_signal(signal.SIGKILL)
        start = time.time()
        with self.assertRaises((EOFError, ConnectionError)):
            while True:
                self.one.message()
        self.assertLess(time.time() - start, 1)


if __name__ == "__main__":
    unittest.main()
