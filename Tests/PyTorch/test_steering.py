"""What is asked of a run is what happens, and nothing else: against runs that do the same by hand."""

import copy
import io
import unittest

from support import RUN, Problem, ask, equal, fresh_run, torch

schedulers = torch.optim.lr_scheduler

SCHEDULES = {
    "none": None,
    "StepLR": lambda o: schedulers.StepLR(o, 3, 0.5),
    "MultiStepLR": lambda o: schedulers.MultiStepLR(o, [4, 9], 0.5),
    "ExponentialLR": lambda o: schedulers.ExponentialLR(o, 0.9),
    "CosineAnnealingLR": lambda o: schedulers.CosineAnnealingLR(o, 20),
    "CosineAnnealingWarmRestarts": lambda o: schedulers.CosineAnnealingWarmRestarts(o, 6),
    "LinearLR": lambda o: schedulers.LinearLR(o, 0.1, total_iters=8),
    "ConstantLR": lambda o: schedulers.ConstantLR(o, 0.5, 6),
    "PolynomialLR": lambda o: schedulers.PolynomialLR(o, 18),
    "MultiplicativeLR": lambda o: schedulers.MultiplicativeLR(o, lambda step: 0.95),
    "LambdaLR": lambda o: schedulers.LambdaLR(o, lambda step: 1 / (1 + step)),
    "OneCycleLR": lambda o: schedulers.OneCycleLR(o, 0.3, total_steps=40),
    "CyclicLR": lambda o: schedulers.CyclicLR(o, 0.01, 0.2, step_size_up=4),
    "SequentialLR": lambda o: schedulers.SequentialLR(
        o, [schedulers.LinearLR(o, 0.1, total_iters=4), schedulers.CosineAnnealingLR(o, 20)], [4]
    ),
    "ChainedScheduler": lambda o: schedulers.ChainedScheduler(
        [schedulers.ConstantLR(o, 0.5, 4), schedulers.ExponentialLR(o, 0.9)]
    ),
    "ReduceLROnPlateau": lambda o: schedulers.ReduceLROnPlateau(o, patience=1),
    "SWALR": lambda o: torch.optim.swa_utils.SWALR(o, 0.01, anneal_epochs=8),
}


def advance(schedule, problem):
    """One step of a schedule."""
    if schedule is None:
        return
    if isinstance(schedule, schedulers.ReduceLROnPlateau):
        schedule.step(1.0)
    else:
        schedule.step()


class RateTests(unittest.TestCase):
    def test_a_factor_acts_at_every_step_under_each_schedule_and_the_programs_numbers_stay(self):
        for name, make in SCHEDULES.items():
            for kind in (torch.optim.SGD, torch.optim.Adam):
                with self.subTest(schedule=name, optimizer=kind.__name__):
                    options = {"lr": 0.1, "momentum": 0.9} if kind is torch.optim.SGD else {"lr": 0.01}
                    by_hand = self.train(kind, options, make, steered=False)
                    steered = self.train(kind, options, make, steered=True)
                    self.assertTrue(equal(by_hand[0], steered[0]))
                    self.assertEqual(by_hand[1], steered[1])

    def train(self, kind, options, make, steered):
        run, problem = fresh_run(), Problem()
        run.is_off = not steered
        groups = [
            {"params": list(problem.model[0].parameters())},
            {"params": list(problem.model[2].parameters()), "lr": options["lr"] / 2},
        ]
        optimizer = kind(groups, **options)
        schedule = make(optimizer) if make else None
        rates = []
        for step in range(20):
            if steered and step == 5:
                # Done at the end of step 5.
                ask("set", setting="lr", factor=3.0)
            if not steered and step > 5:
                own = [group["lr"] for group in optimizer.param_groups]
                for group in optimizer.param_groups:
                    group["lr"] *= 3.0
                problem.step(optimizer)
                for group, rate in zip(optimizer.param_groups, own):
                    group["lr"] = rate
            else:
                problem.step(optimizer)
            advance(schedule, problem)
            rates.append([group["lr"] for group in optimizer.param_groups])
        run.is_off = False
        return problem.weights(), rates

    def test_a_value_holds_for_the_first_group_and_the_others_keep_their_ratio(self):
        fresh_run()
        problem = Problem()
        first, second = problem.model[0], problem.model[2]
        optimizer = torch.optim.SGD(
            [{"params": first.parameters(), "lr": 0.1}, {"params": second.parameters(), "lr": 0.05}], lr=1
        )
        problem.step(optimizer)
        ask("set", setting="lr", value=0.02)
        problem.step(optimizer)
        before = problem.weights()
        optimizer.zero_grad()
        problem.loss().backward()
        gradients = [parameter.grad.clone() for parameter in problem.model.parameters()]
        optimizer.step()
        rates = [0.02, 0.02, 0.01, 0.01]
        expected = [old.add(g, alpha=-rate) for old, g, rate in zip(before, gradients, rates)]
        self.assertTrue(equal(problem.weights(), expected))
        self.assertEqual([group["lr"] for group in optimizer.param_groups], [0.1, 0.05])

    def test_the_programs_own_number_holds_again_when_it_is_asked_for(self):
        run = fresh_run()
        problem = Problem()
        optimizer = torch.optim.Adam(problem.model.parameters(), lr=0.01)
        problem.step(optimizer)
        for request in ({"value": 0.5}, {"factor": 0.5}, {}):
            ask("set", setting="lr", **request)
            problem.step(optimizer)
        self.assertEqual([(m["from"], m["to"]) for m in run.steering.marks], [(0.01, 0.5), (0.5, 0.25), (0.25, 0.01)])

    def test_betas_decay_and_epsilon_act_and_are_put_back(self):
        fresh_run()
        changes = {"beta1": 0.5, "beta2": 0.9, "weight_decay": 0.1, "eps": 1e-3}
        one, other = Problem(), Problem()
        steered = torch.optim.Adam(one.model.parameters(), lr=0.01)
        for name, value in changes.items():
            ask("set", setting=name, value=value)
        one.step(steered)
        by_hand = torch.optim.Adam(other.model.parameters(), lr=0.01)
        other.step(by_hand)
        by_hand.param_groups[0].update(betas=(0.5, 0.9), weight_decay=0.1, eps=1e-3)
        for _ in range(5):
            one.step(steered)
            other.step(by_hand)
        self.assertTrue(equal(one.weights(), other.weights()))
        self.assertEqual(steered.param_groups[0]["betas"], (0.9, 0.999))
        self.assertEqual(steered.param_groups[0]["weight_decay"], 0)

    def test_a_rate_that_is_a_tensor_stays_the_same_tensor(self):
        fresh_run()
        problem = Problem()
        rate = torch.tensor(0.01)
        optimizer = torch.optim.Adam(problem.model.parameters(), lr=rate, foreach=False, capturable=False)
        problem.step(optimizer)
        ask("set", setting="lr", factor=2.0)
        for _ in range(3):
            problem.step(optimizer)
        self.assertIs(optimizer.param_groups[0]["lr"], rate)
        self.assertEqual(rate.item(), torch.tensor(0.01).item())


class SwitchTests(unittest.TestCase):
    OPTIMIZERS = {
        "sgd": lambda p: torch.optim.SGD(p),
        "adam": lambda p: torch.optim.Adam(p),
        "adamw": lambda p: torch.optim.AdamW(p),
        "rmsprop": lambda p: torch.optim.RMSprop(p),
        "adagrad": lambda p: torch.optim.Adagrad(p),
        "adadelta": lambda p: torch.optim.Adadelta(p),
        "nadam": lambda p: torch.optim.NAdam(p),
    }

    def test_there_and_back_equals_fresh_optimizers_to_the_bit(self):
        own = lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01)  # noqa: E731
        for kind, other in self.OPTIMIZERS.items():
            if kind == "sgd":
                continue
            with self.subTest(kind):
                by_hand, steered = Problem(), Problem()
                RUN.is_off = True
                for make in (own, other, own):
                    optimizer = make(by_hand.model.parameters())
                    for _ in range(10):
                        by_hand.step(optimizer)
                fresh_run()
                optimizer = own(steered.model.parameters())
                schedule = schedulers.LambdaLR(optimizer, lambda step: 1.0)
                for step in range(30):
                    if step == 9:
                        ask("optimizer", name=kind)
                    if step == 19:
                        ask("optimizer", name="sgd")
                    steered.step(optimizer)
                    schedule.step()
                self.assertTrue(equal(by_hand.weights(), steered.weights()))

    def test_the_other_rule_follows_the_programs_schedule_by_ratio(self):
        fresh_run()
        by_hand, steered = Problem(), Problem()
        optimizer = torch.optim.SGD(steered.model.parameters(), lr=0.1)
        schedule = schedulers.ExponentialLR(optimizer, 0.9)
        rates = []
        for step in range(12):
            if step == 3:
                ask("optimizer", name="adam")
            steered.step(optimizer)
            rates.append(optimizer.param_groups[0]["lr"])
            schedule.step()
        RUN.is_off = True
        plain = torch.optim.SGD(by_hand.model.parameters(), lr=0.1)
        for step in range(4):
            plain.param_groups[0]["lr"] = rates[step]
            by_hand.step(plain)
        adam = torch.optim.Adam(by_hand.model.parameters())
        for step in range(4, 12):
            adam.param_groups[0]["lr"] = 1e-3 * (rates[step] / rates[3])
            by_hand.step(adam)
        RUN.is_off = False
        self.assertTrue(equal(by_hand.weights(), steered.weights()))

    def test_each_kind_keeps_its_own_rate(self):
        run = fresh_run()
        problem = Problem()
        optimizer = torch.optim.SGD(problem.model.parameters(), lr=0.1)
        problem.step(optimizer)
        watched = optimizer._viz
        seen = []
        for request in (
            ("set", {"setting": "lr", "factor": 0.5}),
            ("optimizer", {"name": "adam"}),
            ("set", {"setting": "lr", "value": 0.02}),
            ("optimizer", {"name": "sgd"}),
            ("optimizer", {"name": "adam"}),
        ):
            ask(request[0], **request[1])
            problem.step(optimizer)
            seen.append(watched.setting("lr"))
        self.assertEqual(seen, [0.05, 0.001, 0.02, 0.05, 0.02])
        self.assertEqual(len(run.steering.marks), 5)

    def test_a_checkpoint_written_meanwhile_is_the_programs_own(self):
        fresh_run()
        problem = Problem()
        optimizer = torch.optim.SGD(problem.model.parameters(), lr=0.1, momentum=0.9)
        for _ in range(5):
            problem.step(optimizer)
        at_switch = copy.deepcopy(optimizer.state_dict())
        ask("optimizer", name="adam")
        ask("set", setting="lr", factor=2.0)
        for _ in range(6):
            problem.step(optimizer)
            # The step that the switch came after still was the program's own.
            if optimizer._viz.rule_steps == 0:
                at_switch = copy.deepcopy(optimizer.state_dict())
        file = io.BytesIO()
        torch.save({"model": problem.model.state_dict(), "optimizer": optimizer.state_dict()}, file)
        file.seek(0)
        saved = torch.load(file)
        self.assertEqual(saved["optimizer"]["param_groups"], at_switch["param_groups"])
        for key, state in at_switch["state"].items():
            self.assertTrue(torch.equal(saved["optimizer"]["state"][key]["momentum_buffer"], state["momentum_buffer"]))
        other = Problem(seed=9)
        RUN.is_off = True
        other.model.load_state_dict(saved["model"])
        plain = torch.optim.SGD(other.model.parameters(), lr=0.1, momentum=0.9)
        plain.load_state_dict(saved["optimizer"])
        for _ in range(3):
            other.step(plain)
        RUN.is_off = False

    def test_what_no_other_rule_can_stand_in_for_is_refused(self):
        run = fresh_run()
        problem = Problem()
        optimizer = torch.optim.LBFGS(problem.model.parameters())

        def closure():
            optimizer.zero_grad()
            loss = problem.loss()
            loss.backward()
            return loss

        optimizer.step(closure)
        ask("optimizer", name="adam")
        optimizer.step(closure)
        self.assertEqual(optimizer._viz.kind, "lbfgs")
        self.assertEqual(run.steering.marks, [])


if __name__ == "__main__":
    unittest.main()
