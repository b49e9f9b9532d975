"""Jobs of two ranks: what is asked for happens on both at the same step, and neither waits for the other to death."""

import os
import re
import sys
import time
import unittest

from support import program
from test_runs import RunTestCase

TORCHRUN = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node=2", "--master-port"]
PAUSE = 60 if os.environ.get("VIZ_NIGHTLY") else 12

TRAINING = """
    import datetime, hashlib, os, sys, time
    import torch, torch.distributed as dist

    dist.init_process_group("gloo", timeout=datetime.timedelta(seconds=5))
    rank, how, steps = dist.get_rank(), sys.argv[1], int(sys.argv[2])
    if how == "group":
        # As if torch had it no longer: it is private.
        del dist.distributed_c10d._get_default_store
    torch.manual_seed(0)
    torch.set_num_threads(1)
    model = torch.nn.Sequential(torch.nn.Linear(20, 32), torch.nn.ReLU(), torch.nn.Linear(32, 3))
    if how == "fsdp":
        from torch.distributed.fsdp import fully_shard
        fully_shard(model)
        wrapped = model
    else:
        wrapped = torch.nn.parallel.DistributedDataParallel(model)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    generator = torch.Generator().manual_seed(rank)
    rows = torch.randn(64, 20, generator=generator)
    classes = torch.randint(0, 3, (64,), generator=generator)
    # Uneven: rank 0 has fewer steps than rank 1.
    own = steps if how != "uneven" or rank else steps // 2
    with wrapped.join() if how == "uneven" else open(os.devnull):
        for step in range(own):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(wrapped(rows), classes).backward()
            optimizer.step()
            time.sleep(0.002)
    whole = [p.full_tensor() if hasattr(p, "full_tensor") else p for p in model.parameters()]
    weights = b"".join(p.detach().numpy().tobytes() for p in whole)
    print("rank", rank, "weights", hashlib.sha256(weights).hexdigest(), flush=True)
    dist.barrier()
    # Gloo's own end aborts now and then, without viz too.
    os._exit(0)
"""


class RankTests(RunTestCase):
    port = 29700

    def job(self, how, steps):
        RankTests.port += 1
        return self.start(TORCHRUN + [str(self.port), program(TRAINING), how, str(steps)])

    def check_equal(self, job):
        printed = job.output(180)
        # Both ranks print at once, now and then into one line.
        weights = re.findall("[0-9a-f]{64}", printed)
        self.assertEqual(len(weights), 2, printed)
        self.assertEqual(weights[0], weights[1])
        return weights[0]

    def test_pauses_rates_and_switches_leave_both_ranks_with_the_same_weights(self):
        job = self.job("ddp", 2000)
        one = job.attach()
        one.want("0.weight", rate=30, summaries=True)
        step = one.do("pause")["step"]
        # Far longer than the job's process group waits for anything.
        time.sleep(PAUSE)
        self.assertEqual(one.do("step", count=3)["step"], step + 3)
        for number in range(10):
            if number == 5:
                one.do("run")
            self.assertTrue(one.do("set", setting="lr", factor=0.9 if number % 2 else 1.1)["ok"])
        for kind in ("adam", "sgd"):
            self.assertTrue(one.do("optimizer", name=kind)["ok"])
            one.next("frame", lambda frame: frame["optimizers"][0]["kind"] == kind)
        frame = one.next("frame", lambda frame: frame["ranks"][1]["isEqual"] is not None)
        self.assertTrue(frame["ranks"][1]["isEqual"])
        self.assertEqual([rank["rank"] for rank in frame["ranks"]], [0, 1])
        self.assertNotEqual(frame["ranks"][0]["loss"], frame["ranks"][1]["loss"])
        self.check_equal(job)

    def test_a_job_that_nobody_steers_ends_with_the_weights_that_it_has_without_viz(self):
        plain = self.start(
            TORCHRUN + [str(29699), program(TRAINING), "ddp", "300"], PYTHONPATH=""
        )
        expected = self.check_equal(plain)
        watched = self.job("ddp", 300)
        watched.attach().want("0.weight", rate=60, summaries=True)
        self.assertEqual(self.check_equal(watched), expected)

    def test_a_job_of_parts_of_weights_can_be_watched_and_steered(self):
        job = self.job("fsdp", 1500)
        one = job.attach()
        one.want("0.weight", rate=30, summaries=True)
        one.do("pause")
        self.assertTrue(one.do("step", count=3)["ok"])
        frame = one.next("frame", lambda frame: "0.weight/weight" in frame["data"])
        self.assertEqual(frame["shown"][0]["shape"], [16, 20])
        self.assertTrue(one.do("optimizer", name="adam")["ok"])
        self.assertTrue(one.do("set", setting="lr", factor=0.5)["ok"])
        one.do("run")
        self.check_equal(job)

    def test_a_job_whose_store_is_out_of_reach_meets_through_a_group(self):
        job = self.job("group", 1500)
        one = job.attach()
        one.want("0.weight", rate=30, summaries=True)
        step = one.do("pause")["step"]
        time.sleep(8)
        self.assertEqual(one.do("step", count=3)["step"], step + 3)
        self.assertTrue(one.do("set", setting="lr", factor=0.5)["ok"])
        self.assertTrue(one.do("run")["ok"])
        self.assertTrue(one.do("optimizer", name="adam")["ok"])
        frame = one.next("frame", lambda frame: frame["ranks"][1]["isEqual"] is not None)
        self.assertTrue(frame["ranks"][1]["isEqual"])
        self.check_equal(job)

    def test_a_job_with_a_rank_that_has_no_hooks_can_only_be_watched(self):
        script = program('[ "$RANK" = 0 ] || unset PYTHONPATH; exec "$@"', name="start.sh")
        RankTests.port += 1
        command = TORCHRUN + [str(self.port), "--no-python", "sh", script, sys.executable]
        job = self.start(command + [program(TRAINING), "ddp", "800"])
        one = job.attach()
        one.want("0.weight", rate=30, summaries=True)
        refused = one.do("set", setting="lr", factor=10)
        self.assertFalse(refused["ok"])
        self.assertIn("PYTHONPATH", refused["why"])
        self.assertFalse(one.next("frame")["steers"])
        self.check_equal(job)

    def test_a_rank_that_has_fewer_steps_ends_steering_and_not_the_job(self):
        job = self.job("uneven", 600)
        one = job.attach()
        self.assertTrue(one.do("set", setting="lr", factor=0.5)["ok"])
        self.check_equal(job)


if __name__ == "__main__":
    unittest.main()
