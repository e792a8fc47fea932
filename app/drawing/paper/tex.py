"""Texts of a picture as LaTeX, in ASCII."""

from .letters import UNKNOWN, accented, greek, letters_of

PLAIN = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "^": r"\textasciicircum{}", "_": r"\_", "~": r"\textasciitilde{}", "%": r"\%",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    "-": "-{}", "`": r"\textasciigrave{}", "'": r"\textquotesingle{}",
    "•": r"\textbullet{}", "…": r"\ldots{}", "½": r"\textonehalf{}", "°": r"\textdegree{}",
    "ø": r"\o{}", "Ø": r"\O{}", "æ": r"\ae{}", "Æ": r"\AE{}", "ß": r"\ss{}", "ł": r"\l{}",
    "Ł": r"\L{}", "œ": r"\oe{}", "Œ": r"\OE{}",
}  # fmt: skip
MATH = {
    "−": "-", "×": r"\times", "÷": r"\div", "·": r"\cdot", "∂": r"\partial", "∞": r"\infty",
    "≈": r"\approx", "≠": r"\neq", "≤": r"\leq", "≥": r"\geq", "→": r"\rightarrow",
    "←": r"\leftarrow", "√": r"\surd", "⊗": r"\otimes", "⊙": r"\odot", "∑": r"\Sigma",
    "◂": r"\blacktriangleleft", "▸": r"\blacktriangleright", "▢": r"\square", "′": r"'",
    "‖": r"\Vert", "∈": r"\in", "±": r"\pm", "∇": r"\nabla", "ϵ": r"\epsilon", "⟨": r"\langle",
    "⟩": r"\rangle",
}  # fmt: skip
MARKS = {
    "\u0300": r"\`", "\u0301": r"\'", "\u0302": r"\^", "\u0303": r"\~", "\u0304": r"\=",
    "\u0306": r"\u", "\u0307": r"\.", "\u0308": r'\"', "\u030a": r"\r", "\u030c": r"\v",
    "\u0327": r"\c", "\u0328": r"\k",
}  # fmt: skip


def tex(text: str) -> str:
    """Write a text as LaTeX; a character that has no command is a question mark."""
    written = ""
    for letters in letters_of(text):
        said = "".join(map(_character, letters.text))
        command = {1: "textsuperscript", -1: "textsubscript"}.get(letters.level)
        written += rf"\{command}{{{said}}}" if command else said
    return written


def _character(character: str) -> str:
    if character in PLAIN:
        return PLAIN[character]
    if character in MATH:
        return f"${MATH[character]}$"
    if " " <= character <= "\x7e":
        return character
    if character.isspace():
        return " "
    if name := greek(character):
        return f"$\\{name}$" if len(name) > 1 else name
    letter, mark = accented(character)
    if mark in MARKS and letter.isascii() and letter.isalpha():
        dotless = {"i": r"\i ", "j": r"\j "}.get(letter, letter) if mark < "\u0327" else letter
        return f"{MARKS[mark]}{{{dotless}}}"
    return UNKNOWN


def comment(text: str) -> str:
    """Write a text into one line of a comment, in ASCII."""
    plain = text.replace("−", "-").replace("×", "x").replace("·", "*").replace("→", "->")
    return "".join(c if " " <= c <= "\x7e" else UNKNOWN for c in plain)
