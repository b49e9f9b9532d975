"""The names of parameters: those that the program's own module gives them."""

from __future__ import annotations

import gc


class Names:
    """Finds what parameters are called, once, when the first optimizer steps."""

    def __init__(self):
        self._models = []

    def add_model(self, model):
        """A model whose names are to be used."""
        self._models.append(model)

    def of(self, torch, groups):
        """A name for each parameter of an optimizer's groups, in their order."""
        wanted = {id(parameter) for group in groups for parameter in group["params"]}
        found = {}
        for model in self._models + self._living_models(torch, wanted):
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
        return names

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


def _tidy(name):
    """The name without what wrappers put into it."""
    parts = [part for part in name.split(".") if part not in ("_orig_mod", "_fsdp_wrapped_module")]
    while len(parts) > 1 and parts[0] == "module":
        parts.pop(0)
    return ".".join(parts)
