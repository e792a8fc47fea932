"""What people type by habit, and what to type instead: tables, no rules."""

from typing import NamedTuple

from .foreign.row import DROP


class Slip(NamedTuple):
    """What is wrong with a token, and what to try."""

    message: str
    hint: str
    kind: str = "unsupported"
    replacement: str | None = None
    """What to type in its place, where that is enough."""


def _word(what: str, hint: str) -> Slip:
    return Slip(f"{what} cannot be used in a program", hint)


_NO_BRANCHES = "a program is one fixed graph; max, min, relu and step choose between values"
_NO_LOOPS = "write the steps out, or use arrays: sum(w * x) adds all products"
_NO_MODULES = "put it on a line of its own: import numpy as np"
_NO_LOGIC = "use max for or, min for and, on numbers 0 and 1"
_NO_ERRORS = f"a program only computes; {DROP}"
_NO_BLOCKS = "a program only computes: write what is inside the block once, at the left edge"

KEYWORDS = {
    "import": _word("import", _NO_MODULES),
    "from": _word("import", _NO_MODULES),
    "for": _word("a loop or a comprehension", _NO_LOOPS),
    "while": _word("a loop", _NO_LOOPS),
    "break": _word("a loop", _NO_LOOPS),
    "continue": _word("a loop", _NO_LOOPS),
    "if": _word("if", _NO_BRANCHES),
    "elif": _word("elif", _NO_BRANCHES),
    "else": _word("else", _NO_BRANCHES),
    "lambda": _word("lambda", "write a function: def f(x): return x**2"),
    "class": _word("class", "write a function: def neuron(w, x): return w * x"),
    "and": _word("and", _NO_LOGIC),
    "or": _word("or", _NO_LOGIC),
    "not": _word("not", _NO_LOGIC),
    "is": _word("is", _NO_BRANCHES),
    "in": _word("in", _NO_BRANCHES),
    "try": _word("try", _NO_BLOCKS),
    "except": _word("except", _NO_BLOCKS),
    "finally": _word("finally", _NO_BLOCKS),
    "raise": _word("raise", _NO_ERRORS),
    "assert": _word("assert", _NO_ERRORS),
    "with": _word("with", _NO_BLOCKS),
    "pass": _word("pass", _NO_ERRORS),
    "del": _word("del", f"names need not be deleted; {DROP}"),
    "global": _word("global", "a function reads outer names as they are; return what it computes"),
    "nonlocal": _word("nonlocal", "a function reads outer names as they are"),
    "yield": _word("yield", "end the function with return"),
    "async": _word("async", "write def alone"),
    "await": _word("await", "leave it out"),
}
"""Python's words that the language leaves out."""

_NO_BITS = "the operators are + - * / ** @"
_NO_COMPARISON = "a program is one fixed graph; max, min, relu and step compare values"

OPERATORS = {
    "^": Slip("^ is not a power here", "write x**2 for x squared", "unsupported", "**"),
    "^=": Slip("^ is not a power here", "write x **= 2", "unsupported", "**="),
    "==": Slip(
        "== compares, which no gate does", "write = to give a name a value", replacement="="
    ),
    "!=": Slip("!= compares, which no gate does", _NO_COMPARISON),
    "<>": Slip("<> compares, which no gate does", _NO_COMPARISON),
    "<": Slip("< compares, which no gate does", _NO_COMPARISON),
    ">": Slip("> compares, which no gate does", _NO_COMPARISON),
    "<=": Slip("<= compares, which no gate does", _NO_COMPARISON),
    ">=": Slip(">= compares, which no gate does", _NO_COMPARISON),
    ":=": Slip(
        ":= cannot be used in a program", "give the value a name on a line of its own: y = x + 1"
    ),
    "->": Slip("-> cannot be used in a program", "leave the type out: def f(x): return x"),
    "//": Slip(
        "// rounds down, which no gate does", "write / to divide, # for a comment", replacement="/"
    ),
    "//=": Slip("// rounds down, which no gate does", "write /= to divide"),
    "%": Slip("% takes a remainder, which no gate does", _NO_BITS),
    "%=": Slip("% takes a remainder, which no gate does", _NO_BITS),
    "&": Slip("& works on bits, which no gate does", _NO_BITS),
    "&=": Slip("& works on bits, which no gate does", _NO_BITS),
    "|": Slip("| works on bits, which no gate does", "write abs(x) for the absolute value"),
    "|=": Slip("| works on bits, which no gate does", _NO_BITS),
    "~": Slip("~ works on bits, which no gate does", "write -x for the negative"),
    "<<": Slip("<< works on bits, which no gate does", _NO_BITS),
    ">>": Slip(">> works on bits, which no gate does", _NO_BITS),
    "<<=": Slip("<< works on bits, which no gate does", _NO_BITS),
    ">>=": Slip(">> works on bits, which no gate does", _NO_BITS),
    "{": Slip("{ } makes a set or a dictionary, which no gate takes", "write a list: [1, 2, 3]"),
    "}": Slip("{ } makes a set or a dictionary, which no gate takes", "write a list: [1, 2, 3]"),
    "...": Slip("... cannot be used in a program", "write every index: X[:, 0]"),
    "!": Slip("! is not an operator here", "write a factorial out: 1*2*3", "syntax"),
    "$": Slip("$ is not an operator here", _NO_BITS, "syntax"),
    "?": Slip("? is not an operator here", _NO_BRANCHES, "syntax"),
    "`": Slip("` is not an operator here", "write the name without quotes", "syntax"),
}
"""Python's operators, and other signs, that the language leaves out."""

CHARACTERS = {
    "×": ("the sign × of a slide", "write * to multiply"),
    "·": ("the sign · of a slide", "write * to multiply, @ for matrices"),
    "∙": ("the sign ∙ of a slide", "write * to multiply, @ for matrices"),
    "⋅": ("the sign ⋅ of a slide", "write * to multiply, @ for matrices"),
    "•": ("the sign • of a slide", "write * to multiply, @ for matrices"),
    "\u2217": ("an asterisk of a slide", "write * to multiply"),
    "⊙": ("the sign ⊙ of a slide", "write * for the product of elements"),
    "÷": ("the sign ÷ of a slide", "write / to divide"),
    "\u2215": ("a division sign of a slide", "write / to divide"),
    "\u2044": ("a division sign of a slide", "write / to divide"),
    "−": ("the long minus − of a slide", "type - from the keyboard"),
    "\u2013": ("a dash", "type - from the keyboard"),
    "—": ("the dash —", "type - from the keyboard"),
    "\u2010": ("a hyphen of a document", "type - from the keyboard"),
    "\u2011": ("a non-breaking hyphen", "type - from the keyboard"),
    "√": ("the sign √", "write sqrt(x)"),
    "∑": ("the sign ∑", "write sum(x)"),
    "∏": ("the sign ∏", "write the product out with *"),
    "∂": ("the sign ∂", "gradients are computed for you; name it dx"),
    "∞": ("the sign ∞", "write inf"),
    "½": ("the fraction ½", "write 1/2"),
    "¼": ("the fraction ¼", "write 1/4"),
    "¾": ("the fraction ¾", "write 3/4"),
    "²": ("the raised ²", "write x**2"),
    "³": ("the raised ³", "write x**3"),
    "′": ("a prime", "bind the name again, and the picture numbers it: c = c + 1"),
    "\u2019": ("a curly quote", "names are made of letters, digits and _"),
    "\u2018": ("a curly quote", "names are made of letters, digits and _"),
    "“": ("a curly quote", 'type " from the keyboard'),
    "”": ("a curly quote", 'type " from the keyboard'),
    "≤": ("the sign ≤", _NO_COMPARISON),
    "≥": ("the sign ≥", _NO_COMPARISON),
    "≠": ("the sign ≠", _NO_COMPARISON),
    "≈": ("the sign ≈", "write = to give a name a value"),
    "←": ("the sign ←", "write = to give a name a value"),
    "→": ("the sign →", "write = to give a name a value"),
    "ᵀ": ("the raised T", "write W.T for the transpose"),
    "…": ("the sign …", "write every number out"),
    "\uff0c": ("a wide comma", "type , from the keyboard"),
    "\uff1b": ("a wide semicolon", "type ; from the keyboard"),
    "\uff08": ("a wide bracket", "type ( from the keyboard"),
    "\uff09": ("a wide bracket", "type ) from the keyboard"),
    "\uff1d": ("a wide equals sign", "type = from the keyboard"),
    "\ufeff": ("an invisible byte-order mark", "delete it"),
    "\xa0": ("a non-breaking space", "type a plain space over it"),
    "\u202f": ("a narrow space", "type a plain space over it"),
    "\u200b": ("an invisible zero-width space", "delete it"),
}
"""Signs that are pasted from slides and documents."""

PRIMES = frozenset("′\u2019\u2018")
"""Marks of a derivative on slides."""

TYPED: dict[str, str] = {
    **dict.fromkeys("×·∙⋅•\u2217⊙", "*"),
    **dict.fromkeys("÷\u2215\u2044", "/"),
    **dict.fromkeys("−\u2013—\u2010\u2011", "-"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("←≈", "="),
    "²": "**2",
    "³": "**3",
    "½": "(1/2)",
    "¼": "(1/4)",
    "¾": "(3/4)",
    "∞": "inf",
    "ᵀ": ".T",
    "\uff0c": ",",
    "\uff1b": ";",
    "\uff08": "(",
    "\uff09": ")",
    "\uff1d": "=",
    "\ufeff": "",
    "\u200b": "",
    "\xa0": " ",
    "\u202f": " ",
}
"""What to type for a sign that was pasted from a slide."""
