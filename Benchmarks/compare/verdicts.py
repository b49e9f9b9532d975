"""What must be reached and what is aimed at, beside what was."""


class Verdicts:
    """One line for each row of the table of goals, printed at the end."""

    def __init__(self):
        self.lines, self.failed = [], False

    def add(self, what, ratio, must, aim):
        """How many times faster we are; a `must` of None is aimed at only."""
        if ratio >= aim:
            word = "reached, and the aim" if must else "the aim is reached"
        elif must is None:
            word = f"{aim / ratio:.2f}× short of the aim"
        elif ratio >= must:
            word = f"reached; {aim / ratio:.2f}× short of the aim"
        else:
            word, self.failed = f"SHORT by {must / ratio:.2f}×", True
        limits = f"must {must:g}×, aim {aim:g}×" if must else f"aim {aim:g}×"
        self.lines.append(f"{what:<64} {ratio:8.4g}×   {limits}: {word}")

    def add_bound(self, what, value, most, unit):
        """What must not be more than a bound."""
        if value <= most:
            word = "reached"
        else:
            word, self.failed = f"SHORT by {value / most:.2f}×", True
        self.lines.append(f"{what:<64} {value:8.4g}{unit}   must ≤ {most:g}{unit}: {word}")

    def leave_out(self, what, why):
        """A goal that nothing can be measured for here."""
        self.lines.append(f"{what:<64}    not measured: {why}")

    def fail(self, what, why):
        """A goal that nothing was measured for, because what was to be measured did not work."""
        self.lines.append(f"{what:<64}    FAILS: {why}")
        self.failed = True
