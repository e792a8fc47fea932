"""A cheap look at the characters of a program before Python's parser sees it.

It bounds what the parser will meet (length, nesting, chains), and it names the slips that the
parser would only call "invalid syntax": every error here has an exact place and says what to type.
"""

import re
from collections.abc import Set

from ..engine.graph import Span
from .characters import MIDDLE_DOT, describe, number_fault
from .foreign.row import DROP
from .habits import (
    DECLARATIONS,
    TEXT,
    Instead,
    assigned,
    between,
    block,
    comparison,
    derivative,
    function,
    makes,
    prompt,
    skipped,
    slashes,
)
from .slips import KEYWORDS, OPERATORS, PRIMES, TYPED, Slip
from .source import Source

_TOKEN = re.compile(
    r"""
    (?P<space> [ \t\f]+ | \#[^\r\n]* | \\(?:\r\n|\r|\n) )
  | (?P<line> \r\n | \r | \n | ; )
  | (?P<number> 0[xXbBoO][0-9a-fA-F_]*
              | (?: [0-9][0-9_]*\.?[0-9_]* | \.[0-9][0-9_]* ) (?: [eE][+-]?[0-9]+ )? )
  | (?P<word> [A-Za-z_\x80-\U0010ffff][A-Za-z0-9_\x80-\U0010ffff]* )
  | (?P<quote> \"\"\" | ''' | \" | ' )
  | (?P<operator> \*\*=? | //=? | <<=? | >>=? | \.\.\. | -> | := | [-+*/@%&|^<>=!]= | <> | . )
    """,
    re.VERBOSE | re.DOTALL,
)
LONGEST_NAME = 100
"""A sentence that tells of a node repeats its name."""
_OPEN = {"(": ")", "[": "]"}
_PREFIX = frozenset("+-~")
PREFIXES = frozenset({"r", "b", "f", "u", "rb", "br", "fr", "rf"})
_STATEMENTS = frozenset({"def", "return"})


def scan(source: Source, characters: int, nesting: int, functions: Set[str]) -> None:
    """Check the characters of a program.

    ``functions`` gives the names of gates, for hints.

    Raises:
        ProgramError: the text is too long, too deep, or holds what no program can hold.
    """
    text = source.text
    if len(text) > characters:
        start = source.lines[0][:1]
        raise source.error(
            "too-large",
            f"the program has {len(text):,} characters, more than the {characters:,} allowed",
            Span(1, 0, 1, len(start)),
            "give long lists of numbers in inputs, and repeated parts a function",
        )
    if "\0" in text:
        place = source.place(text.index("\0"))
        raise source.error("syntax", "a null byte cannot be read", place, "delete it")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise source.error(
            "syntax",
            "half of a character (a lone surrogate) cannot be read",
            source.place(error.start),
            "type the character again",
        ) from None
    _Scan(source, nesting, functions).run()


class _Scan:
    def __init__(self, source: Source, nesting: int, functions: Set[str]) -> None:
        self.source = source
        self.nesting = nesting
        self.functions = functions
        self.brackets: list[tuple[str, int]] = []
        self.closed = 0  # where the bracket was opened that was closed last
        self.powers = [0]
        self.prefixes = 0
        self.operand: str | None = None
        """The word or sign that ended an operand just before, or ``None``."""
        self.operand_at = 0
        """Where that word begins."""
        self.fresh = True
        """Nothing but spaces since the last statement ended."""
        self.began = 0
        """Where the statement under way begins."""

    def run(self) -> None:
        """Look at every token in turn."""
        text = self.source.text
        offset = 0
        while offset < len(text):
            match = _TOKEN.match(text, offset)
            assert match is not None
            kind, token = match.lastgroup, match[0]
            if self.fresh and kind not in {"space", "line"}:
                self.began = offset
            if kind == "word":
                end = skipped(text, offset, self.nesting) if self.fresh else None
                if end is not None:
                    self.fresh = False
                    offset = end
                    continue
                self._word(token, offset)
            elif kind == "number":
                self._number(token, offset, text[match.end() : match.end() + 40])
            elif kind == "operator":
                self._operator(token, offset)
            elif kind == "line":
                self._line(token)
            elif kind == "quote":
                offset = self._quote(token, offset)
                continue
            offset = match.end()
        if self.brackets:
            bracket, offset = self.brackets[-1]
            self._fail(
                "syntax",
                f"this {bracket} is never closed",
                offset,
                1,
                f"add {_OPEN[bracket]} where it should end",
            )

    def _fail(
        self,
        kind: str,
        message: str,
        offset: int,
        length: int,
        hint: str | None,
        replacement: str | None = None,
    ) -> None:
        place = self.source.place(offset, length)
        raise self.source.error(kind, message, place, hint, replacement)

    def _advise(self, instead: Instead | None) -> None:
        """Complain of what is written differently here, if it is."""
        if instead is None:
            return
        place = self.source.stretch(instead.start, instead.end)
        text = instead.replacement
        if text and instead.binds and not self.source.stands_alone(place):
            text = f"({text})"
        raise self.source.error("unsupported", instead.message, place, instead.hint, text)

    def _line(self, token: str) -> None:
        if not self.brackets:
            self.operand = None
            self.powers = [0]
            self.prefixes = 0
            self.fresh = True

    def _adjacent(self, token: str, offset: int) -> None:
        """Complain of two operands with nothing between them: ``sin x``, ``2 x``."""
        before = self.operand
        if before is None:
            return
        if (
            before in DECLARATIONS
            and not self.brackets
            and assigned(self.source.text, offset + len(token))
        ):
            hint = f"write {token} = ..., without {before}"
            start, message = self.operand_at, f"{before} is not written before a name"
            self._fail("syntax", message, start, offset - start, hint, replacement="")
        bracket = self.brackets[-1][0] if self.brackets else ""
        hint, replacement = between(before, token, bracket, before in self.functions)
        message = f"an operator is missing before {token}"
        self._fail("syntax", message, offset, len(token), hint, replacement)

    def _word(self, word: str, offset: int) -> None:
        if len(word) > LONGEST_NAME:
            most = f"a name may have {LONGEST_NAME} characters, not {len(word):,}"
            self._fail("syntax", most, offset, len(word), "choose a shorter one")
        if not word.isascii() and (not word.isidentifier() or MIDDLE_DOT in word):
            self._character(word, offset)
        if word in KEYWORDS or word in _STATEMENTS:
            following = self.source.text[offset + len(word) : offset + len(word) + 8].lstrip(" \t")
            if following[:1] == "=" and following[1:2] != "=":
                self._fail(
                    "syntax",
                    f"{word} is a reserved word of Python, not a name",
                    offset,
                    len(word),
                    f"{word} is a reserved word; choose another name, such as {word}_1",
                )
        if word in KEYWORDS:
            slip = KEYWORDS[word]
            if self.fresh:
                self._advise(block(self.source.text, offset))
            elif word == "lambda":
                self._advise(function(self.source.text, self.began))
            self._fail(slip.kind, slip.message, offset, len(word), slip.hint)
        if word in _STATEMENTS:
            if not self.fresh and not (word == "return" and self.operand is None):
                self._fail(
                    "syntax",
                    f"{word} must begin a statement",
                    offset,
                    len(word),
                    "put it on a line of its own"
                    if word == "def"
                    else "a colon goes before it: def f(x): return x",
                )
            self.operand = None
        else:
            self._adjacent(word, offset)
            self.operand, self.operand_at = word, offset
        self.prefixes = 0
        self.fresh = False

    def _character(self, word: str, offset: int) -> None:
        """Complain of the first character of a word that cannot stand in a name."""
        good = 0
        while word[: good + 1].isidentifier() and word[good] != MIDDLE_DOT:
            good += 1
        char = word[good]
        if char in PRIMES and good and self.source.text[offset + good + 1 :][:1] == "(":
            self._advise(derivative(self.source.text, offset, word[:good], offset + good))
        what, hint = describe(char)
        message = f"{what} cannot be read here"
        self._fail("syntax", message, offset + good, 1, hint, TYPED.get(char))

    def _number(self, number: str, offset: int, after: str) -> None:
        self._adjacent(number, offset)
        fault = number_fault(number, after)
        if fault is not None:
            start, length, message, hint = fault
            kind = "unsupported" if "complex" in message else "syntax"
            self._fail(kind, message, offset + start, length, hint)
        self.operand = number
        self.prefixes = 0
        self.fresh = False

    def _operator(self, token: str, offset: int) -> None:
        if token in _PREFIX and self.operand is None:
            self.prefixes += 1
            if self.prefixes > self.nesting:
                self._fail(
                    "too-deep",
                    f"more than {self.nesting} signs in a row",
                    offset,
                    1,
                    "one minus is enough",
                )
        else:
            self.prefixes = 0
        slip = OPERATORS.get(token)
        typed = token == "->" and self.source.text.startswith("def", self.began)
        if slip is not None and not typed:
            self._refuse(token, offset, slip)
        if token in _OPEN:
            self._opened(token, offset)
        elif token in ")]":
            self._closed(token, offset)
        elif token == "**":
            self.powers[-1] += 1
            if self.powers[-1] > self.nesting:
                self._fail(
                    "too-deep",
                    f"a chain of more than {self.nesting} powers",
                    offset,
                    2,
                    "give a part of it a name of its own",
                )
            self.operand = None
        elif token == ":":
            self.operand = None
            self.fresh = not self.brackets
        elif token.isprintable() and token != "\\":
            if self.operand is not None and token != ".":
                self.powers[-1] = 0
            self.operand = None
            self.fresh = False
        else:
            what = "a backslash" if token == "\\" else f"the control character U+{ord(token):04X}"
            self._fail("syntax", f"{what} cannot be read here", offset, 1, "delete it")

    def _names_alone(self, offset: int) -> bool:
        """Tell whether a statement holds a name and nothing else up to here."""
        return not self.brackets and self.source.text[self.began : offset].strip() == self.operand

    def _refuse(self, token: str, offset: int, slip: Slip) -> None:
        """Complain of an operator that there is not, as well as its surroundings tell."""
        text = self.source.text
        if token in {"//", "//="}:
            self._advise(slashes(text, offset, self.fresh or self.operand is None))
        elif self.fresh and text.startswith(">>>", offset):
            self._advise(prompt(text, offset))
        elif token in {"%", "!"} and self.fresh:
            slip = slip._replace(hint=f"commands of a notebook have no place here; {DROP}")
        elif token == "<" and text[offset + 1 : offset + 2] == "-" and self._names_alone(offset):
            message = "<- gives no value here"
            self._fail("syntax", message, offset, 2, "write = to give a name a value", "=")
        elif token in {"<", "<=", ">", ">="}:
            round_bracket = self.brackets and self.brackets[-1][0] == "("
            self._advise(comparison(text, self.brackets[-1][1] if round_bracket else None))
        replacement = slip.replacement
        if token == "==" and not self._names_alone(offset):
            slip, replacement = OPERATORS["!="]._replace(message=slip.message), None
        self._fail(slip.kind, slip.message, offset, len(token), slip.hint, replacement)

    def _opened(self, token: str, offset: int) -> None:
        if token == "(" and self.operand == ")" and not makes(self.source.text, self.closed):
            self._fail(
                "unsupported",
                "only a function's name can be called",
                offset,
                1,
                "give the first result a name, or write * for a product",
            )
        self.brackets.append((token, offset))
        if len(self.brackets) > self.nesting:
            self._fail(
                "too-deep",
                f"brackets are nested more than {self.nesting} deep",
                offset,
                1,
                "give an inner part a name of its own",
            )
        self.powers.append(0)
        self.operand = None
        self.fresh = False

    def _closed(self, token: str, offset: int) -> None:
        if not self.brackets:
            self._fail(
                "syntax",
                f"this {token} closes nothing",
                offset,
                1,
                "delete it, or add the opening bracket",
            )
        bracket, self.closed = self.brackets.pop()
        if _OPEN[bracket] != token:
            self._fail(
                "syntax",
                f"this {token} closes a {bracket}",
                offset,
                1,
                f"write {_OPEN[bracket]} here",
            )
        self.powers.pop()
        self.operand = token
        self.prefixes = 0

    def _primed(self, quote: str, offset: int) -> None:
        """Complain of a derivative written with a quote: ``tanh'(x)``."""
        text, name = self.source.text, self.operand or ""
        if quote != "'" or not name.isidentifier() or self.operand_at + len(name) != offset:
            return
        line = text[offset + 1 :].split("\n", 1)[0]
        if "'" not in line or (line[:1] == "(" and name not in PREFIXES):
            self._advise(derivative(text, self.operand_at, name, offset))

    def _quote(self, quote: str, offset: int) -> int:
        """Step over a text in quotes and return where it ends."""
        text = self.source.text
        self._primed(quote, offset)
        if self.operand is not None and re.fullmatch("[rbfuRBFU]{1,2}", self.operand):
            kind = "an f-string" if "f" in self.operand.lower() else "a prefixed string"
            start = offset - len(self.operand)
            if text[start:offset] == self.operand:
                self._fail(
                    "unsupported",
                    f"{kind} cannot be used in a program",
                    start,
                    len(self.operand) + 1,
                    f"programs compute with numbers only; {DROP}",
                )
        self._adjacent(TEXT, offset)
        body = r"(?:\\.|[^\\])*?" if len(quote) == 3 else r"(?:\\.|[^\\\r\n])*?"
        found = re.compile(body + quote, re.DOTALL).match(text, offset + len(quote))
        if found is None:
            self._fail(
                "syntax",
                "this quote is never closed",
                offset,
                len(quote),
                f"add {quote} where the text should end",
            )
            return len(text)
        self.operand = TEXT
        self.prefixes = 0
        self.fresh = False
        return found.end()
