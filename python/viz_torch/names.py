"""The names of parameters: those that the program's own module gives them."""

from __future__ import annotations

import gc
import sys
import weakref


class _Named:
    """The names of one optimizer's parameters, as their model has them and as they are told."""

    def __init__(self, model, plain):
        self._model = weakref.ref(model) if model is not None else lambda: None
        self.plain = plain
        self.told = list(plain)
        # What stands before the names, where another optimizer has some of them.
        self.label = None

    def set_apart(self, taken):
        """Puts before the names what the program calls the model, which no other of `taken` is called."""
        label = first = _label(self._model())
        number = 2
        while label in taken:
            label, number = "%s%d" % (first, number), number + 1
        self.label = label
        self.told[:] = ["%s.%s" % (label, name) for name in self.plain]


class Names:
    """Finds what parameters are called, once for each optimizer, when it first steps."""

    def __init__(self):
        self._models = []
        self._named = []

    def add_model(self, model):
        """A model whose names are to be used."""
        self._models.append(weakref.ref(model))

    def of(self, torch, groups, instead_of=None):
        """A name for each parameter of an optimizer's groups, in their order, unlike those of all other optimizers.

        The list changes when another optimizer turns out to have the same names. `instead_of`: the list that this optimizer
        had before.
        """
        self._named = [named for named in self._named if named.told is not instead_of]
        wanted = {id(parameter) for group in groups for parameter in group["params"]}
        found, first = {}, None
        given = [model for model in (reference() for reference in self._models) if model is not None]
        for model in given + self._living_models(torch, wanted):
            first = model if first is None else first
            for name, parameter in model.named_parameters():
                if id(parameter) in wanted:
                    found.setdefault(id(parameter), _tidy(name))
            if len(found) == len(wanted):
                break
        names, taken = [], set()
        for number, group in enumerate(groups):
            for place, parameter in enumerate(group["params"]):
                name = found.get(id(parameter)) or "group%d.%d" % (number, place)
                while name in taken:
                    name += "'"
                taken.add(name)
                names.append(name)
        new = _Named(first, names)
        alike = [named for named in self._named if set(named.plain) & taken]
        self._named.append(new)
        for named in alike + [new] if alike else []:
            if named.label is None:
                named.set_apart([other.label for other in self._named])
        return new.told

    @staticmethod
    def _living_models(torch, wanted):
        """All modules that hold one of the wanted parameters, those with the most of them first."""
        kind = torch.nn.Module
        modules = [thing for thing in gc.get_objects() if issubclass(type(thing), kind)]
        inner = set()
        for module in modules:
            inner.update(id(child) for child in module.__dict__.get("_modules", {}).values())
        counted = []
        for module in modules:
            if id(module) in inner:
                continue
            try:
                count = sum(id(parameter) in wanted for parameter in module.parameters())
            except Exception:  # Somebody's half-made module.
                continue
            if count:
                counted.append((count, module))
        counted.sort(key=lambda pair: -pair[0])
        return [module for _, module in counted]


def _label(model):
    """What the program calls a model: the variable or the attribute that holds it, else its class."""
    frame = sys._getframe()
    while frame is not None and model is not None:
        if not frame.f_globals.get("__name__", "").startswith("viz_torch"):
            holder = frame.f_locals.get("self")
            inner = dict(getattr(holder, "__dict__", None) or {})
            for names in (frame.f_locals, inner, inner.get("_modules") or {}):
                for name, value in list(names.items()):
                    if value is model and name != "self":
                        return name
        frame = frame.f_back
    return "optimizer" if model is None else type(model).__name__.lower()


def _tidy(name):
    """The name without what wrappers put into it."""
    parts = [part for part in name.split(".") if part not in ("_orig_mod", "_fsdp_wrapped_module")]
    while len(parts) > 1 and parts[0] == "module":
        parts.pop(0)
    return ".".join(parts)
