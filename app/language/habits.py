"""What is pasted or typed by habit and seen in the characters: whole lines that other tools want.

Each rule looks at the text from one place on and says how far it reaches, or what to write instead.
"""

import re
from typing import NamedTuple

from .foreign.row import BOTH_FINITE

DERIVATIVES = {
    "exp": "exp({x})",
    "log": "1 / {held}",
    "sqrt": "0.5 / sqrt({x})",
    "square": "2 * {held}",
    "sin": "cos({x})",
    "cos": "-sin({x})",
    "sigmoid": "sigmoid({x}) * (1 - sigmoid({x}))",
    "tanh": "1 - tanh({x})**2",
    "relu": "step({x})",
    "softplus": "sigmoid({x})",
    "reciprocal": "-1 / {held}**2",
}
"""The derivative of a gate, in gates of ``{x}``; ``{held}`` stands in parentheses if it must."""

TEXT = "a text in quotes"

DECLARATIONS = frozenset({"let", "var", "val", "const", "double", "float", "int", "auto", "mut"})
"""What other languages write before a name that gets a value."""

_IMPORT = re.compile(r"(?:import|from)[ \t]+[\w.]")
_PRINT = re.compile(r"print[ \t]*\(")
_PIECE = re.compile(
    r"""(?P<space>[ \t\f]+|\\(?:\r\n|\r|\n))|(?P<end>\#|;|\r|\n)|(?P<quote>\"\"\"|'''|\"|')"""
    r"""|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<rest>[^\s\#;"'()\[\]{}\\]+|.)""",
    re.DOTALL,
)
_BLOCK = re.compile(
    r"(?P<word>for|with|if)\b(?P<head>[^\n:]*(?:\[[^\n\]]*\][^\n:]*)?):[ \t]*(?:\#[^\n]*)?"
    r"(?P<body>[^\n]*(?:\n(?P<inner>[ \t]+)[^\n]*(?:\n(?P=inner)[^\n]*|\n[ \t]*(?=\n))*)?)"
)
_TURNS = re.compile(r"[ \t]+(\w+)[ \t]+in[ \t]+x?range[ \t]*\([ \t]*(\d+)[ \t]*\)[ \t]*")
_LAMBDA = re.compile(r"([^\W\d]\w*)[ \t]*=[ \t]*lambda\b[ \t]*([\w \t,]*):[ \t]*([^\n;\#]+)")
_MAKES = re.compile(r"\b(?:[A-Z][A-Za-z]*[a-z]\w*|(?:value_and_)?grad|jit|vmap)[ \t]*$")
_PROMPT = re.compile(r"^[ \t]*(?:>>>|\.\.\.) ?", re.MULTILINE)
_COMPARED = re.compile(r"(.+?)(<=|>=|<|>)(.+)", re.DOTALL)
_SIMPLE = re.compile(r"[\w.\[\]\x80-\U0010ffff]{1,40}")
MOST_TURNS = 8
"""A loop of so many turns is written out."""
LONGEST_LOOP = 2_000
"""A longer piece of code is not written anew."""
LONGEST_CALL = 400
_UNTRACKED = re.compile(r"no_grad|inference_mode|set_grad_enabled\(False\)|stop_recording")
"""Blocks whose values get no gradient."""
_BOUND = re.compile(r"([ \t]*[^\W\d]\w*[ \t]*)=(?!=)[ \t]*([^\n#\"']+?)[ \t]*(?:\#[^\n]*)?")
_SHOWS = re.compile(r"[ \t]*(?:print[ \t]*\(.*\)[ \t]*)?(?:\#.*)?")
_CONDITION = re.compile(r"[ \t]*if\b.*:[ \t]*(?:\#.*)?$")
_STEP = r"[^\W\d]\w*[ \t]*[-+*/]?=(?!=)[^\n]*\bgrad[ \t]*\([^\n]*+"
_UPDATES = re.compile(
    r"for[ \t]+\w+[ \t]+in[ \t]+range[ \t]*\([^\n()]*\)[ \t]*:"
    rf"(?=[ \t]*{_STEP}|[ \t]*(?:\#[^\n]*+|\r)?"
    rf"(?:\n(?:[ \t]+{_STEP}|[ \t]*(?:\#[^\n]*+|\r)?(?=\n)))+(?!\n[ \t]+[^\s\#]))"
)
"""The head of a loop in which inputs take their steps, and nothing else is done."""
_UNSAFE = re.compile(r"log|sqrt|/|\*\*|exp|pow|inf|nan|recip|div|tan")
"""What may be infinite or no number for some elements."""


class Instead(NamedTuple):
    """What is wrong with a stretch of text, and what to write there."""

    message: str
    start: int
    end: int
    hint: str
    replacement: str | None = None
    binds: bool = False
    """The replacement is put in parentheses where an operator stands beside it."""


def block(text: str, offset: int) -> Instead | None:
    """Return what to write instead of a loop or another block that begins at ``offset``."""
    match = _BLOCK.match(text, offset)
    if match is None or match.end() - offset > LONGEST_LOOP:
        return None
    word, body = match["word"], match["body"].strip("\n")
    if word == "if" and "__name__" not in match["head"]:
        return None
    begin = text.rfind("\n", 0, offset) + 1
    indent = text[begin:offset]
    if indent.strip():
        return None
    inner = [line for line in body.split("\n") if line.strip()]
    lines = [_moved(line, match["inner"] or "", indent) for line in _without_prints(inner)]
    if not lines:
        return None
    if word == "with" and _UNTRACKED.search(match["head"]):
        return _untracked(lines, offset, match.end())
    lines[0] = lines[0].lstrip()
    turns = _TURNS.fullmatch(match["head"]) if word == "for" else None
    if turns and not int(turns[2]):
        return None
    if turns and int(turns[2]) <= MOST_TURNS and "grad(" not in body:
        own = re.compile(rf"\b{re.escape(turns[1])}\b")
        rounds = [own.sub(str(k), line) for k in range(int(turns[2])) for line in lines]
        written = f"\n{indent}".join(
            line.lstrip() if not k else line.removeprefix(indent) for k, line in enumerate(rounds)
        )
        hint = f"write its {turns[2]} turns out: {rounds[0].strip()}; ..."
        return Instead("a loop cannot be used in a program", offset, match.end(), hint, written)
    name = match["head"].split()[0] if match["head"].split() else ""
    if word == "for" and re.search(rf"\b{re.escape(name)}\b", "\n".join(lines)):
        return None
    what = "a loop" if word == "for" else word
    hint = f"write what is inside it once, without {word}: a graph is one pass"
    return Instead(
        f"{what} cannot be used in a program", offset, match.end(), hint, "\n".join(lines)
    )


def _without_prints(lines: list[str]) -> list[str]:
    """Leave out the lines that only show something, and the conditions that they stand under."""
    kept: list[str] = []
    for line in lines:
        depth = _depth(line)
        if re.match(r"[ \t]*(?:print[ \t]*\(.*\)[ \t]*)(?:\#.*)?$", line):
            continue
        while kept and _CONDITION.match(kept[-1]) and _depth(kept[-1]) >= depth:
            kept.pop()
        kept.append(line)
    while kept and _CONDITION.match(kept[-1]):
        kept.pop()
    return kept


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _untracked(lines: list[str], start: int, end: int) -> Instead:
    """Return what to write instead of a block whose values get no gradient."""
    message = "with cannot be used in a program"
    bound = [_BOUND.fullmatch(line) for line in lines]
    shown = [_SHOWS.fullmatch(line) is not None for line in lines]
    if any(".grad" in line for line in lines) or all(shown):
        hint = "leave the block out: updates and checks are no part of the graph"
        return Instead(message, start, end, hint, "")
    hint = "write each of its values with detach, which passes no gradient: y = detach(x * 2)"
    even = all(
        line.count("(") + line.count("[") == line.count(")") + line.count("]") for line in lines
    )
    if not even or not all(found or skip for found, skip in zip(bound, shown, strict=True)):
        return Instead(message, start, end, hint)
    written = [
        line if found is None else f"{found[1]}= detach({found[2]})"
        for line, found in zip(lines, bound, strict=True)
    ]
    written[0] = written[0].lstrip()
    return Instead(message, start, end, hint, "\n".join(written))


def _moved(line: str, inner: str, indent: str) -> str:
    return indent + line.removeprefix(inner).rstrip()


def function(text: str, start: int) -> Instead | None:
    """Return the definition to write instead of ``f = lambda x: x**2``."""
    match = _LAMBDA.match(text, start)
    if match is None or match.end() - start > LONGEST_CALL:
        return None
    name, arguments, body = match[1], match[2].strip(), match[3].rstrip()
    written = f"def {name}({arguments}): return {body}"
    end = start + len(match[0].rstrip())
    return Instead("lambda cannot be used in a program", start, end, f"write {written}", written)


def makes(text: str, bracket: int) -> bool:
    """Tell whether the call that begins at a bracket makes a function: ``nn.MSELoss()(p, y)``."""
    return _MAKES.search(text[max(0, bracket - 60) : bracket]) is not None


def assigned(text: str, offset: int) -> bool:
    """Tell whether a name that ends here is given a value."""
    return re.compile(r"[ \t]*=(?!=)").match(text, offset) is not None


def between(before: str, token: str, bracket: str, applied: bool) -> tuple[str, str | None]:
    """Return what to write where nothing stands between two operands, and in place of the second.

    ``bracket`` is the innermost open one; ``applied``: the first operand is a function's name.
    """
    if TEXT in {token, before}:
        return "programs compute with numbers only; leave the text out", None
    if applied:
        return f"write {before}({token}) to apply {before}", f"({token})"
    if before == "print":
        return "every value is shown anyway; leave print out", None
    if bracket == "[":
        return "put a comma between the elements of a list", f", {token}"
    sign = "@" if before[:1].isupper() and token[:1].isupper() else "*"
    what = "the product of matrices" if sign == "@" else "a product"
    other = "a comma between arguments" if bracket else "begin a new line"
    return f"write {before} {sign} {token} for {what}, or {other}", f"{sign} {token}"


def prompt(text: str, offset: int) -> Instead:
    """Return the program without the prompts of Python's shell."""
    written = _PROMPT.sub("", text[offset:])
    hint = "leave the prompts >>> out"
    return Instead(">>> is the prompt of Python's shell", offset, len(text), hint, written)


def slashes(text: str, offset: int, fresh: bool) -> Instead:
    """Return what to write for ``//``: a comment's ``#``, or ``/`` where something is divided."""
    rest = text[offset + 2 : _line_end(text, offset)].strip()
    message = "// rounds down, which no gate does"
    if fresh or not _divides(text, rest):
        return Instead(message, offset, offset + 2, "write # before a comment", "#")
    return Instead(message, offset, offset + 2, "write / to divide", "/")


def _divides(text: str, rest: str) -> bool:
    """Tell whether what follows ``//`` is a divisor and not a comment."""
    word = re.match(r"[^\W\d]\w*", rest)
    if word is None:
        return rest[:1].isdigit() or rest[:1] in {"(", "-", "."}
    after = rest[word.end() :].lstrip()
    if after[:1].isalnum():
        return False
    return after[:1] == "(" or re.search(rf"\b{word[0]}\s*=(?!=)", text) is not None


def comparison(text: str, bracket: int | None) -> Instead | None:
    """Return what to write instead of ``x > 0``; ``bracket`` is where it was opened."""
    if bracket is None:
        return None
    parts = _arguments(text, bracket)
    if parts is None:
        return None
    arguments, end = parts
    choice = re.search(r"(?:[A-Za-z_]\w*\.)?where[ \t]*$", text[max(0, bracket - 40) : bracket])
    match = _COMPARED.fullmatch(arguments[0])
    if match is None or not all(_SIMPLE.fullmatch(side.strip()) for side in (match[1], match[3])):
        return None
    left, sign, right = match[1].strip(), match[2], match[3].strip()
    mask = _mask(left, sign, right)
    if choice is not None and len(arguments) == 3:
        start = max(0, bracket - 40) + choice.start()
        yes, no = (
            f"({part.strip()})" if not _SIMPLE.fullmatch(part.strip()) else part.strip()
            for part in arguments[1:]
        )
        if sign in {">", ">="} and _is_zero(right) and yes == left and _is_zero(no):
            written = f"relu({left})"
        else:
            held = mask if mask.startswith("step") else f"({mask})"
            against = mask.removeprefix("1 - ") if mask.startswith("1 - ") else f"(1 - {mask})"
            written = f"{held} * {yes} + {against} * {no}"
        message = "a comparison cannot be used in a program"
        if written.startswith("relu"):
            return Instead(message, start, end, f"write {written}", written, binds=True)
        if _UNSAFE.search(arguments[1]) or _UNSAFE.search(arguments[2]):
            hint = f"{mask} can choose where both values are finite: keep what log, sqrt and / "
            return Instead(message, start, end, f"{hint}get in range first, with max or min")
        hint = f"write {written}, {BOTH_FINITE}"
        return Instead(message, start, end, hint, written, binds=True)
    if choice is not None or len(arguments) > 1:
        return None
    hint = f"write {mask}, which is 1 where {left} {sign} {right} and else 0"
    return Instead("a comparison cannot be used in a program", bracket + 1, end - 1, hint, mask)


def _is_zero(text: str) -> bool:
    return re.fullmatch(r"0(?:\.0*)?", text) is not None


def _mask(left: str, sign: str, right: str) -> str:
    """Write a comparison with ``step``, which is 1 from 0 on."""
    if sign in {">", "<="}:
        left, right = right, left
    difference = f"{left} - {right}"
    if _is_zero(right):
        difference = left
    elif _is_zero(left):
        difference = f"-{right}"
    return f"step({difference})" if sign in {">=", "<="} else f"1 - step({difference})"


def _arguments(text: str, bracket: int) -> tuple[list[str], int] | None:
    """Split what stands in a pair of parentheses at its commas; also say where it ends."""
    depth, begin = 0, bracket + 1
    parts: list[str] = []
    for offset in range(bracket, min(len(text), bracket + LONGEST_CALL)):
        char = text[offset]
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
            if not depth:
                return [*parts, text[begin:offset]], offset + 1
        elif char == "," and depth == 1:
            parts.append(text[begin:offset])
            begin = offset + 1
    return None


def derivative(text: str, start: int, name: str, mark: int) -> Instead:
    """Return what to write instead of ``tanh'(x)``; ``mark`` is where the prime stands."""
    message = f"{name}{text[mark]} is no function: a prime cannot be written"
    bracket = mark + 1
    found = _arguments(text, bracket) if text[bracket : bracket + 1] == "(" else None
    if found is not None and name in DERIVATIVES and len(found[0]) == 1:
        inside = found[0][0].strip()
        written = DERIVATIVES[name].format(x=inside, held=_held(inside))
        return Instead(message, start, found[1], f"write {written}", written, binds=True)
    if found is not None:
        hint = f"gradients are computed for you: write {name}({', '.join(found[0])})"
        return Instead(message, mark, mark + 1, hint, "")
    return Instead(message, mark, mark + 1, f"write {name}_1 or d{name}", "_1")


def _held(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def skipped(text: str, offset: int, nesting: int) -> int | None:
    """Return where an import or a print ends that begins at ``offset``; ``None``: neither does.

    The same of the head of a loop of updates, which is none of what a program computes.
    """
    if _IMPORT.match(text, offset):
        return _end(text, offset, nesting)
    if _PRINT.match(text, offset):
        return _end(text, offset, nesting)
    loop = _UPDATES.match(text, offset)
    return loop.end() if loop is not None else None


def _end(text: str, offset: int, nesting: int) -> int | None:
    """Return where a statement ends; ``None`` where its quotes or brackets are not even."""
    depth = 0
    closed = False
    while offset < len(text):
        match = _PIECE.match(text, offset)
        assert match is not None
        kind = match.lastgroup
        if kind == "end" and depth == 0:
            return offset
        if kind == "end" and match[0] == "#":
            offset = _line_end(text, offset)
            continue
        if kind == "quote":
            after = _unquoted(text, offset, match[0])
            if after is None:
                return None
            offset = after
            continue
        if closed and kind in {"rest", "open"}:
            return None
        depth += (kind == "open") - (kind == "close")
        if depth < 0 or depth > nesting:
            return None
        closed = kind == "close" and depth == 0
        offset = match.end()
    return None if depth else offset


def _line_end(text: str, offset: int) -> int:
    found = re.compile(r"[\r\n]").search(text, offset)
    return found.start() if found else len(text)


def _unquoted(text: str, offset: int, quote: str) -> int | None:
    body = r"(?:\\.|[^\\])*?" if len(quote) == 3 else r"(?:\\.|[^\\\r\n])*?"
    found = re.compile(body + re.escape(quote), re.DOTALL).match(text, offset + len(quote))
    return found.end() if found else None
