"""An optimizer that is watched, and what was asked of it: other settings around its steps, another rule in its place."""

from __future__ import annotations

import weakref

from .rules import kind_of, kinds


class Refusal(Exception):
    """What was asked cannot be done; the text says why."""


class Change:
    """A setting that was asked to be other than what the program has."""

    def __init__(self):
        # What the program's own number is multiplied by, while `value` is None.
        self.factor = 1.0
        # The number of the first group; the others keep their ratio to it.
        self.value = None

    def apply(self, group, own, first):
        """What `group` is to have, whose own number is `own` while that of the first group is `first`."""
        if self.value is None:
            return own * self.factor
        return self.value * (own / first) if first else self.value


# Settings that can be asked for, and the place in the tuple that torch keeps them in.
SETTINGS = {
    "lr": ("lr", None),
    "momentum": ("momentum", None),
    "dampening": ("dampening", None),
    "weight_decay": ("weight_decay", None),
    "eps": ("eps", None),
    "alpha": ("alpha", None),
    "rho": ("rho", None),
    "lr_decay": ("lr_decay", None),
    "beta1": ("betas", 0),
    "beta2": ("betas", 1),
}


class Steered:
    """One of the program's optimizers.

    The program's own numbers stay what they are: those that were asked for are set just before a step and taken back
    after it, so schedules, checkpoints and get_last_lr() never see them.
    """

    def __init__(self, optimizer, index, names):
        self.index = index
        self.names = names
        self._optimizer = weakref.ref(optimizer)
        self.own_kind = kind_of(type(optimizer))
        # Steps of the program's optimizer, whoever took them.
        self.steps = 0
        # Steps since the running rule's state was empty.
        self.rule_steps = 0
        self.depth = 0
        # The rule that steps in place of the program's own: an optimizer over the same parameters, or None.
        self.delegate = None
        self._first_rates = []
        # What was asked of each kind of rule: {kind: {setting: Change}}.
        self._changes = {}
        self._kept = []
        self.camera = None
        # How many groups the program's optimizer had when it was looked at last; what it is given later comes as another.
        self.group_count = len(optimizer.param_groups)

    @property
    def optimizer(self):
        """The program's optimizer, or None once it is gone."""
        return self._optimizer()

    @property
    def kind(self):
        """The kind of the rule that steps."""
        return self.own_kind if self.delegate is None else kind_of(type(self.delegate))

    @property
    def rule(self):
        """The optimizer whose rule and state are in use."""
        return self.optimizer if self.delegate is None else self.delegate

    @property
    def is_changed(self):
        """Whether a step differs from the program's own: something was asked for, or another rule steps."""
        return bool(self._changes) or self.delegate is not None

    @property
    def changes(self):
        """What was asked of the rule that steps, by setting."""
        return self._changes.setdefault(self.kind, {})

    # Around a step

    def grow(self):
        """Takes over what the program has given its optimizer besides; the rule that steps in its place trains it too."""
        groups = self.optimizer.param_groups
        if self.delegate is not None:
            for own in groups[len(self.delegate.param_groups) :]:
                self.delegate.add_param_group({"params": list(own["params"])})
                self._first_rates.append((float(own["lr"]), float(self.delegate.param_groups[-1]["lr"])))
        self.group_count = len(groups)

    def let_go(self):
        """The program's optimizer is gone: nothing of its model is kept."""
        self.delegate = self.camera = None

    def begin(self):
        """Sets what was asked for; the program's own numbers are kept for `end`."""
        if self.delegate is not None:
            self._follow_schedule()
        changes = self._changes.get(self.kind)
        if changes:
            self._set(changes)

    def end(self):
        """Puts the program's own numbers back."""
        for group, key, asked, own in reversed(self._kept):
            now = group.get(key)
            if _is_tensor(own[0]):
                # A rate kept as a tensor stays the same tensor.
                own[0].copy_(own[1])
            elif now is asked or now == asked:
                group[key] = own[0]
        self._kept = []

    def _set(self, changes):
        groups = self.rule.param_groups
        for setting, change in changes.items():
            key, place = SETTINGS[setting]
            if key not in groups[0]:
                continue
            first = _number(groups[0][key], place)
            for group in groups:
                if key not in group:
                    continue
                own = group[key]
                asked = change.apply(group, _number(own, place), first)
                if _is_tensor(own):
                    self._kept.append((group, key, None, (own, own.clone())))
                    own.fill_(asked)
                    continue
                if place is not None:
                    asked = tuple(asked if place == at else number for at, number in enumerate(own))
                self._kept.append((group, key, asked, (own,)))
                group[key] = asked

    def _followed(self, place):
        """The rate of the other rule's group, moved as the program's schedule has moved its own."""
        own_first, first = self._first_rates[place]
        now = float(self.optimizer.param_groups[place]["lr"])
        return first * (now / own_first) if now != own_first and own_first else first

    def _follow_schedule(self):
        """Moves the other rule's rates as the program's schedule moves its own."""
        for place, group in enumerate(self.delegate.param_groups):
            group["lr"] = self._followed(place)

    # What is asked for

    def setting(self, setting):
        """The number in force for the first group: the program's own with what was asked for."""
        group, own = self.rule.param_groups[0], self.own_setting(setting)
        change = self._changes.get(self.kind, {}).get(setting)
        return own if change is None else change.apply(group, own, own)

    def own_setting(self, setting):
        """The number that the program, or its schedule, has for the first group."""
        if setting == "lr" and self.delegate is not None:
            return self._followed(0)
        key, place = SETTINGS[setting]
        return _number(self.rule.param_groups[0][key], place)

    def settings(self):
        """All settings in force that can be asked for, by name."""
        group = self.rule.param_groups[0]
        return {
            setting: self.setting(setting)
            for setting, (key, place) in SETTINGS.items()
            if key in group and _is_number(group[key], place)
        }

    def check(self, setting, value=None, factor=None):
        """Raises Refusal where the rule that steps cannot have that."""
        if setting not in SETTINGS or setting not in self.settings():
            raise Refusal("%s has no setting '%s'" % (self.kind, setting))
        if factor is not None and not 0 < factor < float("inf"):
            raise Refusal("a factor is a number above 0")
        if value is None and factor is None:
            return
        number = value if value is not None else self.setting(setting) * factor
        upper = 1.0 if setting in ("beta1", "beta2", "rho") else float("inf")
        if not 0 <= number < upper:
            raise Refusal("%s must be 0 or more%s" % (setting, " and below 1" if upper == 1 else ""))

    def ask(self, setting, value=None, factor=None):
        """Has steps taken with another number from now on; returns what it was and what it is."""
        before = self.setting(setting)
        change = self.changes.setdefault(setting, Change())
        if value is not None:
            change.value = float(value)
        elif change.value is not None:
            change.value *= factor
        else:
            change.factor *= factor
        if setting == "momentum" and before == 0:
            # What is left of an earlier momentum is not this one's.
            for state in self.rule.state.values():
                state.pop("momentum_buffer", None)
        return before, self.setting(setting)

    def release(self, setting):
        """Lets the program's own number hold again, whatever rule steps; what it was and what it is, or None where it did."""
        before, asked = self.setting(setting), False
        for changes in self._changes.values():
            asked = changes.pop(setting, None) is not None or asked
        return (before, self.setting(setting)) if asked else None

    # Another rule

    def check_switch(self, torch, kind):
        """Raises Refusal where the rule of that kind cannot take over."""
        optimizer = self.optimizer
        if kind not in kinds(torch) and kind != self.own_kind:
            raise Refusal("there is no optimizer '%s'; there are %s" % (kind, ", ".join(kinds(torch))))
        if kind == self.own_kind:
            return
        if "lr" not in self.settings():
            raise Refusal("%s has no rate that another optimizer could follow" % type(optimizer).__name__)
        if not hasattr(type(optimizer).step, "__viz__"):
            raise Refusal("the optimizer was made before viz_torch was there")
        parameters = [parameter for group in optimizer.param_groups for parameter in group["params"]]
        if self.own_kind in ("lbfgs", "sparseadam"):
            raise Refusal("%s takes steps that no other rule can stand in for" % type(optimizer).__name__)
        if any(group.get("differentiable") for group in optimizer.param_groups):
            raise Refusal("the program differentiates through its optimizer")
        if any(parameter.grad is not None and parameter.grad.is_sparse for parameter in parameters):
            raise Refusal("some gradients are sparse")
        if kind == "muon" and any(parameter.dim() != 2 for parameter in parameters):
            raise Refusal("Muon takes matrices only")
        self._check_memory(torch, parameters)

    @staticmethod
    def _check_memory(torch, parameters):
        """Two more numbers for each that is trained are what most rules keep."""
        needed = {}
        for parameter in parameters:
            size = parameter.numel() * parameter.element_size() * 2
            needed[parameter.device] = needed.get(parameter.device, 0) + size
        for device, size in needed.items():
            free = _free_memory(torch, device)
            if free is not None and size > 0.8 * free:
                raise Refusal("its state needs %d MB and %d MB are free" % (size >> 20, free >> 20))

    def switch(self, torch, kind):
        """Lets the rule of that kind take the steps from now on, with empty state; returns both kinds."""
        before, optimizer = self.kind, self.optimizer
        self.rule_steps = 0
        if kind == self.own_kind:
            if self.delegate is not None:
                # Until now a checkpoint held them as they stood when the other took over.
                optimizer.state.clear()
            self.delegate = None
            return before, kind
        groups = [{"params": list(group["params"])} for group in optimizer.param_groups]
        maximize = any(group.get("maximize") for group in optimizer.param_groups)
        extra = {"maximize": True} if maximize else {}
        delegate = kinds(torch)[kind](groups, **extra)
        delegate._viz_serves = True
        self._first_rates = [
            (float(own["lr"]), float(group["lr"]))
            for own, group in zip(optimizer.param_groups, delegate.param_groups)
        ]
        self.delegate = delegate
        return before, kind


def _number(value, place=None):
    return float(value if place is None else value[place])


def _is_number(value, place):
    try:
        _number(value, place)
    except (TypeError, ValueError):
        return False
    return value is not None


def _is_tensor(value):
    return hasattr(value, "fill_")


def _free_memory(torch, device):
    """Free bytes of a device, where that can be told."""
    if device.type == "cuda":
        return torch.cuda.mem_get_info(device)[0]
    if device.type != "cpu":
        return None
    try:
        with open("/proc/meminfo") as lines:
            for line in lines:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return None
