"""What is heard of a step: its losses, its number, its gradients, whatever way the program takes it."""

import json
import unittest

from support import RUN, Problem, ask, equal, fresh_run, torch
from viz_torch.frames import Develop, Interest, Want
from viz_torch.steered import Refusal


def losses(index=0):
    """All (step, loss) that were heard of an optimizer."""
    RUN.keep_losses()
    return RUN.losses[index][1].since(0)[0]


class LossTests(unittest.TestCase):
    def setUp(self):
        fresh_run()
        self.problem = Problem()
        self.optimizer = torch.optim.SGD(self.problem.model.parameters(), lr=0.1)

    def test_each_step_has_the_loss_that_its_gradient_is_of(self):
        expected = []
        for step in range(1, 6):
            expected.append((step, self.problem.loss().item()))
            self.problem.step(self.optimizer)
        self.assertEqual(losses(), expected)

    def test_of_accumulated_gradients_the_mean_and_the_number_are_told(self):
        self.optimizer.zero_grad()
        parts = []
        for factor in (1.0, 2.0, 4.0):
            loss = self.problem.loss() * factor
            parts.append(loss.item())
            loss.backward()
        self.optimizer.step()
        self.assertEqual(losses(), [(1, sum(parts) / 3)])
        self.assertEqual(RUN.accumulated, 3)

    def test_a_scaled_loss_is_told_as_it_was_before_scaling(self):
        scaler = torch.amp.GradScaler("cpu", init_scale=1024.0)
        expected = self.problem.loss()
        scaler.scale(expected).backward()
        scaler.step(self.optimizer)
        scaler.update()
        self.assertEqual(losses(), [(1, expected.item())])

    def test_a_step_that_a_scaler_leaves_out_is_counted_and_is_no_step(self):
        scaler = torch.amp.GradScaler("cpu", init_scale=1024.0)
        self.problem.step(self.optimizer)
        loss = self.problem.loss() * float("inf")
        scaler.scale(loss).backward()
        scaler.step(self.optimizer)
        scaler.update()
        self.assertEqual((RUN.step, RUN.listener.skipped), (1, 1))
        self.problem.step(self.optimizer)
        self.assertEqual([step for step, _ in losses()], [1, 2])

    def test_all_losses_of_a_closure_belong_to_its_step(self):
        optimizer = torch.optim.LBFGS(self.problem.model.parameters(), max_iter=3)
        count = 0

        def closure():
            nonlocal count
            count += 1
            optimizer.zero_grad()
            loss = self.problem.loss()
            loss.backward()
            return loss

        optimizer.step(closure)
        self.assertGreater(count, 1)
        self.assertEqual((RUN.step, RUN.accumulated), (1, count))

    def test_losses_of_a_device_come_in_their_order_and_none_is_lost(self):
        from viz_torch.losses import DeviceLosses

        got = []
        later = DeviceLosses(torch, lambda watched, step, loss: got.append((watched, step, loss)))
        for step in range(500):
            later.add("one", step, torch.tensor(float(step)))
        for _ in range(3):
            later._last = 0.0
            later.collect()
        self.assertEqual(got, [("one", step, float(step)) for step in range(500)])

    def test_no_spike_is_lost_when_a_history_is_thinned(self):
        from viz_torch.losses import LossHistory

        history = LossHistory()
        for step in range(1, 50_001):
            history.append(step, 100.0 if step == 31_337 else -5.0 if step == 20_000 else 1.0)
        self.assertLessEqual(len(history.buckets), LossHistory.CAPACITY)
        self.assertEqual(max(bucket[2] for bucket in history.buckets), 100.0)
        self.assertEqual(min(bucket[1] for bucket in history.buckets), -5.0)
        self.assertEqual(sum(bucket[4] for bucket in history.buckets), 50_000)
        first = [bucket[0] for bucket in history.buckets if bucket[2] == 100.0][0]
        self.assertTrue(first <= 31_337 < first + history.width)


class StepTests(unittest.TestCase):
    def setUp(self):
        fresh_run()

    def test_two_optimizers_that_take_turns_have_losses_of_their_own(self):
        one, other = Problem(1), Problem(2)
        first = torch.optim.Adam(one.model.parameters())
        second = torch.optim.SGD(other.model.parameters(), lr=0.1)
        expected = ([], [])
        for step in range(1, 5):
            expected[0].append((step, one.loss().item()))
            one.step(first)
            expected[1].append((step, other.loss().item()))
            other.step(second)
        self.assertEqual(RUN.step, 4)
        self.assertEqual((losses(0), losses(1)), expected)
        ask("set", setting="lr", factor=0.5, of=1)
        one.step(first)
        self.assertEqual([watched.setting("lr") for watched in RUN.optimizers], [0.001, 0.05])

    def test_a_class_whose_step_calls_the_one_above_is_counted_once(self):
        class Twice(torch.optim.SGD):
            def step(self, closure=None):
                return super().step(closure)

        problem = Problem()
        optimizer = Twice(problem.model.parameters(), lr=0.1)
        ask("set", setting="lr", factor=2.0)
        problem.step(optimizer)
        before = problem.weights()
        problem.step(optimizer)
        self.assertEqual(RUN.step, 2)
        self.assertEqual(RUN.optimizers[0].depth, 0)
        expected = [w.add(p.grad, alpha=-0.2) for w, p in zip(before, problem.model.parameters())]
        self.assertTrue(equal(problem.weights(), expected))

    def test_after_a_step_that_failed_all_is_as_before(self):
        problem = Problem()
        optimizer = torch.optim.SGD(problem.model.parameters(), lr=0.1)
        problem.step(optimizer)
        ask("set", setting="lr", factor=3.0)
        problem.step(optimizer)

        def closure():
            raise ValueError("out of memory, say")

        with self.assertRaises(ValueError):
            optimizer.step(closure)
        problem.step(optimizer)
        self.assertEqual(optimizer.param_groups[0]["lr"], 0.1)
        self.assertEqual((RUN.step, RUN.optimizers[0].depth), (3, 0))

    def test_an_optimizer_in_the_backward_pass_counts_iterations(self):
        problem = Problem()
        optimizers = {p: torch.optim.SGD([p], lr=0.1) for p in problem.model.parameters()}

        def step(parameter):
            optimizers[parameter].step()
            optimizers[parameter].zero_grad()

        for parameter in problem.model.parameters():
            parameter.register_post_accumulate_grad_hook(step)
        for _ in range(5):
            problem.loss().backward()
        self.assertEqual(RUN.step, 5)
        self.assertEqual(len(RUN.optimizers), 4)

    def test_compiled_models_and_steps_are_heard(self):
        problem = Problem()
        optimizer = torch.optim.Adam(problem.model.parameters())
        model = torch.compile(problem.model, backend="eager")
        step = torch.compile(optimizer.step, backend="eager")
        for _ in range(4):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(problem.rows), problem.classes).backward()
            step()
        self.assertEqual(RUN.step, 4)
        self.assertEqual(RUN.optimizers[0].names, ["0.weight", "0.bias", "2.weight", "2.bias"])

    def test_names_are_the_models_own_without_what_wraps_it(self):
        problem = Problem()
        wrapped = torch.nn.Module()
        wrapped.module = problem.model
        optimizer = torch.optim.SGD(wrapped.parameters(), lr=0.1)
        problem.step(optimizer)
        self.assertEqual(RUN.optimizers[0].names, ["0.weight", "0.bias", "2.weight", "2.bias"])

    def test_names_that_two_optimizers_share_stand_behind_what_the_program_calls_their_models(self):
        discriminator, generator = Problem(), Problem()

        class Pair:
            def __init__(self):
                self.critic = Problem().model

            def step(self, problem):
                optimizer = torch.optim.SGD(self.critic.parameters(), lr=0.1)
                torch.nn.functional.cross_entropy(self.critic(problem.rows), problem.classes).backward()
                optimizer.step()
                return optimizer

        def step(one, other):
            for problem, optimizer in optimizers:
                problem.step(optimizer)

        optimizers = [(p, torch.optim.SGD(p.model.parameters(), lr=0.1)) for p in (discriminator, generator)]
        step(discriminator.model, generator.model)
        self.assertEqual(RUN.optimizers[0].names, ["one.0.weight", "one.0.bias", "one.2.weight", "one.2.bias"])
        self.assertEqual(RUN.optimizers[1].names, ["model.0.weight", "model.0.bias", "model.2.weight", "model.2.bias"])
        third = Pair().step(discriminator)
        self.assertEqual(RUN.optimizers[2].names[0], "critic.0.weight")
        self.assertEqual(RUN.optimizers[0].names[0], "one.0.weight")
        del third

    def test_what_an_optimizer_is_given_later_is_watched_and_trained_by_another_rule_too(self):
        problem = Problem()
        first, second = problem.model[0], problem.model[2]
        optimizer = torch.optim.SGD(first.parameters(), lr=0.1)
        problem.step(optimizer)
        ask("optimizer", name="adam")
        problem.step(optimizer)
        optimizer.add_param_group({"params": list(second.parameters()), "lr": 0.05})
        before = second.weight.detach().clone()
        problem.step(optimizer)
        self.assertFalse(torch.equal(before, second.weight))
        self.assertEqual(RUN.optimizers[0].names, ["0.weight", "0.bias", "2.weight", "2.bias"])
        self.assertEqual(len(RUN.optimizers[0].delegate.param_groups), 2)

    def test_a_step_that_is_broken_off_leaves_the_programs_own_numbers(self):
        problem = Problem()
        optimizer = torch.optim.SGD(problem.model.parameters(), lr=0.01)
        problem.step(optimizer)
        ask("set", setting="lr", factor=10)
        problem.step(optimizer)

        def closure():
            self.assertAlmostEqual(optimizer.param_groups[0]["lr"], 0.1)
            raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            optimizer.step(closure)
        self.assertEqual(optimizer.state_dict()["param_groups"][0]["lr"], 0.01)
        problem.step(optimizer)
        self.assertAlmostEqual(RUN.optimizers[0].setting("lr"), 0.1)

    def test_one_optimizer_after_another_leads_the_run(self):
        for fold in range(3):
            problem = Problem()
            optimizer = torch.optim.SGD(problem.model.parameters(), lr=0.1)
            for _ in range(20):
                problem.step(optimizer)
        self.assertGreaterEqual(RUN.step, 57)
        ask("set", setting="lr", factor=0.5)
        problem.step(optimizer)
        self.assertAlmostEqual(RUN.optimizers[2].setting("lr"), 0.05)

    def test_an_optimizer_without_a_rate_and_a_parameter_without_numbers_can_be_watched(self):
        class Plain(torch.optim.Optimizer):
            def __init__(self, params):
                super().__init__(params, {"rate": 0.1})

            def step(self, closure=None):
                pass

        problem = Problem()
        empty = torch.nn.Parameter(torch.zeros(0, 3))
        optimizer = Plain(list(problem.model.parameters()) + [empty])
        problem.step(optimizer)
        RUN.reporter.note()
        members, _, _ = RUN.reporter.hello()
        self.assertNotIn("scheduled", members["optimizers"][0])
        self.assertEqual(len(members["parameters"]), 5)
        want = Want({"tensors": RUN.optimizers[0].names, "summaries": True})
        shot = RUN.optimizers[0].camera.shoot(Interest([want]), is_held=True)
        self.assertIn(b"group0.4/weight", Develop(torch).frame({}, [shot], want, []))
        with self.assertRaises(Refusal):
            RUN.optimizers[0].check_switch(torch, "adam")

    def test_two_requests_at_once_are_looked_at_one_after_the_other(self):
        problem = Problem()
        optimizer = torch.optim.SGD(problem.model.parameters(), lr=0.1)
        problem.step(optimizer)
        ask("optimizer", name="adam")
        ask("set", setting="momentum", value=0.5)
        ask("set", setting="beta1", value=0.5)
        problem.step(optimizer)
        self.assertFalse(RUN.is_off)
        self.assertEqual(RUN.optimizers[0].settings()["beta1"], 0.5)
        self.assertEqual([mark["what"] for mark in RUN.steering.marks], ["optimizer", "beta1"])

    def test_a_program_that_steps_by_hand_keeps_no_losses_without_end(self):
        problem = Problem()
        for _ in range(10000):
            torch.zeros((), requires_grad=True).square().backward()
        self.assertLessEqual(len(RUN.listener.pending), 4096)
        del problem

    def test_parameters_without_a_module_are_named_by_their_group(self):
        weight = torch.zeros(3, requires_grad=True)
        optimizer = torch.optim.SGD([weight], lr=0.1)
        (weight - 1).square().sum().backward()
        optimizer.step()
        self.assertEqual(RUN.optimizers[0].names, ["group0.0"])

    def test_a_fault_of_ours_leaves_the_run_alone(self):
        problem = Problem()
        optimizer = torch.optim.SGD(problem.model.parameters(), lr=0.1)
        problem.step(optimizer)
        RUN.steering.boundary = lambda: 1 / 0
        RUN.steering.is_awake = True
        for _ in range(3):
            problem.step(optimizer)
        self.assertTrue(RUN.is_off)


class FrameTests(unittest.TestCase):
    def frame(self, parameters, loss):
        """The header and the tensors of a frame over one step of SGD."""
        from viz_torch.frames import Develop, Interest, Want

        run = fresh_run()
        optimizer = torch.optim.SGD(parameters, lr=0.1)
        loss().backward()
        optimizer.step()
        want = Want({"tensors": run.optimizers[0].names, "rows": 4, "columns": 4, "summaries": True})
        camera = run.optimizers[0].camera
        optimizer.zero_grad()
        loss().backward()
        camera.prepare(Interest([want]))
        optimizer.step()
        message = Develop(torch).frame({}, [camera.shoot(Interest([want]))], want, [])
        length = int.from_bytes(message[4:8], "little")
        return json.loads(message[12 : 12 + length])

    def test_norms_and_the_change_of_a_step_are_those_of_the_tensors(self):
        weight = torch.randn(50, 30, requires_grad=True)
        start = weight.detach().clone()
        frame = self.frame([weight], lambda: weight.square().sum() / 2)
        row = frame["summaries"][0]
        before = start * 0.9
        self.assertAlmostEqual(row["norm"], (before * 0.9).norm().item(), 3)
        self.assertAlmostEqual(row["gradient"], before.norm().item(), 3)
        self.assertAlmostEqual(row["update"], 0.1 / 0.9, 3)
        self.assertEqual(frame["shown"][0]["block"], [13, 8])

    def test_sparse_complex_and_half_numbers_are_shown_too(self):
        table = torch.nn.Embedding(10, 4, sparse=True)
        frame = self.frame([table.weight], lambda: table(torch.tensor([1, 1, 2])).square().sum())
        self.assertEqual([shown["role"] for shown in frame["shown"]], ["weight"])
        self.assertGreater(frame["summaries"][0]["gradient"], 0)
        weight = torch.randn(3, 4, dtype=torch.complex64, requires_grad=True)
        frame = self.frame([weight], lambda: weight.abs().square().sum())
        self.assertEqual(frame["shown"][0]["shape"], [3, 8])
        weight = torch.randn(3, 4, dtype=torch.bfloat16, requires_grad=True)
        frame = self.frame([weight], lambda: weight.square().sum())
        self.assertEqual(frame["tensors"]["group0.0/weight"]["dtype"], "F32")

    def test_what_is_no_number_is_null_in_the_header(self):
        weight = torch.tensor([float("inf"), 1.0], requires_grad=True)
        row = self.frame([weight], lambda: weight.square().sum())["summaries"][0]
        self.assertIsNone(row["norm"])
        self.assertEqual(sum(row["histogram"]), 1)

    def test_cells_are_the_largest_of_their_blocks_with_their_sign_and_what_is_no_number_wins(self):
        from viz_torch import reduce

        for shape in ((512, 784), (10, 512), (7,), (3, 5, 3, 3), (65, 129), (1, 1), (200, 3), ()):
            tensor = torch.randn(shape)
            if tensor.numel() > 20:
                tensor.view(-1)[11], tensor.view(-1)[17] = float("nan"), float("-inf")
            for rows, columns in ((64, 64), (3, 5), (1, 1), (1000, 1000)):
                cells, block = reduce.cells(torch, tensor, rows, columns)
                table = reduce.matrix(tensor)
                for row in range(0, cells.shape[0], 7):
                    for column in range(0, cells.shape[1], 5):
                        part = table[row * block[0] :, column * block[1] :][: block[0], : block[1]].reshape(-1)
                        largest = part[part.abs().nan_to_num(float("inf")).argmax()]
                        expected = torch.tensor(float("nan")) if part.isnan().any() else largest
                        self.assertTrue(torch.equal(cells[row, column].nan_to_num(7), expected.nan_to_num(7)))


class BreakpointTests(unittest.TestCase):
    def test_a_run_is_held_at_the_step_of_the_loss_and_goes_on_when_nobody_comes(self):
        import viz_torch.steering as steering

        run, patience = fresh_run(), steering._PATIENCE
        problem = Problem()
        optimizer = torch.optim.SGD(problem.model.parameters(), lr=0.1)
        ask("break", on="finite")
        problem.step(optimizer)
        held = []
        wait = run.steering._wait
        run.steering._wait = lambda: (held.append((run.step, run.steering.why_held)), wait())[1]
        problem.rows[0, 0] = float("nan")
        steering._PATIENCE = 0.3
        try:
            problem.step(optimizer)
        finally:
            steering._PATIENCE = patience
        self.assertEqual(held[0], (2, "the loss is nan"))
        self.assertFalse(run.steering.held)

    def test_a_loss_that_is_not_finite_or_far_above_its_mean_holds(self):
        from viz_torch.breakpoints import Breakpoints

        breakpoints = Breakpoints()
        self.assertIsNone(breakpoints.look(float("nan")))
        breakpoints.set({"on": "finite", "isOn": True})
        breakpoints.set({"on": "loss", "factor": 3.0, "isOn": True})
        for _ in range(30):
            self.assertIsNone(breakpoints.look(1.0))
        self.assertIsNone(breakpoints.look(2.9))
        self.assertIn("its mean", breakpoints.look(4.0))
        self.assertIn("nan", breakpoints.look(float("nan")))
        breakpoints.set({"on": "finite", "isOn": False})
        breakpoints.set({"on": "loss", "isOn": False})
        self.assertIsNone(breakpoints.look(float("inf")))

    def test_a_gradient_that_jumps_holds_and_is_named(self):
        from viz_torch.breakpoints import Breakpoints

        breakpoints = Breakpoints()
        breakpoints.set({"on": "gradient", "factor": 10.0, "isOn": True})
        for _ in range(5):
            self.assertIsNone(breakpoints.look_at_gradients({"a": 1.0, "b": 2.0}))
        self.assertIn("of b", breakpoints.look_at_gradients({"a": 1.0, "b": 30.0}))


if __name__ == "__main__":
    unittest.main()
