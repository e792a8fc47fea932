"""Tangled programs: functions in functions, shadowed gates, dead values, names bound many times.

Nobody writes such programs; the printer must write them all the same.
"""

from random import Random

Functions = list[tuple[str, int]]


def tangled_program(seed: int) -> str:
    """Return the text of a tangled program; some of them are wrong on purpose."""
    return _Tangle(Random(seed)).write()


class _Tangle:
    def __init__(self, random: Random) -> None:
        self.random = random

    def write(self) -> str:
        chance = self.random.random
        lines, names, functions = ["x = 0.5", "y = 0.25"], ["x", "y"], Functions()
        for _ in range(self.random.randrange(2, 9)):
            if chance() < 0.4:
                self._define("", ["f", "g", "h", "exp"], "abpqx", [], functions, 0, lines)
                continue
            target = self.random.choice(["s", "t", "u", "x", "y", "_1", "_"])
            lines.append(f"{target} = {self._expression(names, functions, 0)}")
            names.append(target)
        if chance() < 0.5:
            lines.append(self._expression(names, functions, 0))
        return "\n".join(lines)

    def _define(
        self,
        indent: str,
        choices: list[str],
        letters: str,
        outer: list[str],
        functions: Functions,
        depth: int,
        lines: list[str],
    ) -> None:
        name = self.random.choice(choices)
        parameters = self.random.sample(letters, self.random.randrange(3))
        others = [function for function in functions if function[0] != name]
        lines.append(f"{indent}def {name}({', '.join(parameters)}):")
        self._body(name, parameters, outer, list(others), indent + "  ", depth, lines)
        functions[:] = [*others, (name, len(parameters))]

    def _body(
        self,
        own: str,
        parameters: list[str],
        outer: list[str],
        functions: Functions,
        indent: str,
        depth: int,
        lines: list[str],
    ) -> None:
        names = [*parameters, *outer, "x", "y"]
        choices = [name for name in ("f", "g", "h", "exp") if name != own]
        for _ in range(self.random.randrange(4)):
            if depth < 2 and self.random.random() < 0.2:
                self._define(indent, choices, "abpq", names, functions, depth + 1, lines)
                continue
            target = self.random.choice(["s", "t", "a", "x", "_1", "f"])
            lines.append(f"{indent}{target} = {self._expression(names, functions, 0)}")
            names.append(target)
        lines.append(f"{indent}return {self._expression(names, functions, 0)}")

    def _expression(self, names: list[str], functions: Functions, depth: int) -> str:
        def inner() -> str:
            return self._expression(names, functions, depth + 1)

        kind = self.random.random()
        if depth > 3 or kind < 0.3:
            return self.random.choice(names)
        if kind < 0.36:
            return self.random.choice(["2", "-1", "0.5", "[1, 2]", "const([3, 4])", "const(2)"])
        if kind < 0.55:
            return f"({inner()} {self.random.choice('+-*')} {inner()})"
        if kind < 0.6:
            return f"-{inner()}"
        if kind < 0.65:
            return f"tanh({inner()})"
        if kind < 0.7 or not functions:
            return f"max({inner()}, {inner()})"
        name, count = self.random.choice(functions)
        return f"{name}({', '.join(inner() for _ in range(count))})"
