"""A cheap look at the characters of a program before Python's parser sees it.

It bounds what the parser will meet (length, nesting, chains), and it names the slips that the
parser would only call "invalid syntax": every error here has an exact place and says what to type.
"""

import re
from collections.abc import Set

from app.engine.graph import Span
from app.language.characters import MIDDLE_DOT, describe, number_fault
from app.language.slips import KEYWORDS, OPERATORS
from app.language.source import Source

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
_OPEN = {"(": ")", "[": "]"}
_PREFIX = frozenset("+-~")
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
        self.powers = [0]
        self.prefixes = 0
        self.operand: str | None = None
        """The word or sign that ended an operand just before, or ``None``."""
        self.fresh = True
        """Nothing but spaces since the last statement ended."""

    def run(self) -> None:
        """Look at every token in turn."""
        text = self.source.text
        offset = 0
        while offset < len(text):
            match = _TOKEN.match(text, offset)
            assert match is not None
            kind, token = match.lastgroup, match[0]
            if kind == "word":
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

    def _fail(self, kind: str, message: str, offset: int, length: int, hint: str | None) -> None:
        raise self.source.error(kind, message, self.source.place(offset, length), hint)

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
        if before in self.functions:
            hint = f"write {before}({token}) to apply {before}"
        elif before == "print":
            hint = "every value is shown anyway; leave print out"
        elif self.brackets and self.brackets[-1][0] == "[":
            hint = "put a comma between the elements of a list"
        elif self.brackets:
            hint = f"write {before} * {token} for a product, or a comma between arguments"
        else:
            hint = f"write {before} * {token} for a product, or begin a new line"
        self._fail("syntax", f"an operator is missing before {token}", offset, len(token), hint)

    def _word(self, word: str, offset: int) -> None:
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
            self.operand = word
        self.prefixes = 0
        self.fresh = False

    def _character(self, word: str, offset: int) -> None:
        """Complain of the first character of a word that cannot stand in a name."""
        good = 0
        while word[: good + 1].isidentifier() and word[good] != MIDDLE_DOT:
            good += 1
        what, hint = describe(word[good])
        self._fail("syntax", f"{what} cannot be read here", offset + good, 1, hint)

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
        if slip is not None:
            self._fail(slip.kind, slip.message, offset, len(token), slip.hint)
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

    def _opened(self, token: str, offset: int) -> None:
        if token == "(" and self.operand == ")":
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
        bracket, _ = self.brackets.pop()
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

    def _quote(self, quote: str, offset: int) -> int:
        """Step over a text in quotes and return where it ends."""
        text = self.source.text
        if self.operand is not None and re.fullmatch("[rbfuRBFU]{1,2}", self.operand):
            kind = "an f-string" if "f" in self.operand.lower() else "a prefixed string"
            start = offset - len(self.operand)
            if text[start:offset] == self.operand:
                self._fail(
                    "unsupported",
                    f"{kind} cannot be used in a program",
                    start,
                    len(self.operand) + 1,
                    "programs compute with numbers only",
                )
        self._adjacent("a text in quotes", offset)
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
        self.operand = "a text in quotes"
        self.prefixes = 0
        self.fresh = False
        return found.end()
