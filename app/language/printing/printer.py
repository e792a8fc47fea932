"""A program as text that reads in again to the same graph."""

from ..names import unnumbered
from ..program import Program
from ..update import write_update
from .bodies import FOREVER, Body, Writer, write_body
from .forms import plain_name
from .outline import Outline, Path


def print_program(program: Program) -> str:
    """Write a program from its graph alone.

    Read again, the text gives the same nodes with the same gates, operands, options, names, groups
    and values, bit for bit. Scratch names (``_1``) hold what the graph has no name for. Groups
    become functions, defined anew where two calls differ.

    Raises:
        ProgramError: the graph holds a gate that the language cannot write.
    """
    outline = Outline(program.graph, program.output)
    bodies: dict[Path, Body] = {}
    for path in sorted(outline.scopes, key=len, reverse=True):
        if path:
            bodies[path] = write_body(program, outline, outline.scopes[path], bodies)
    writer = Writer(program, outline, outline.scopes[()], bodies)
    names = program.graph.names
    for node in names.values():
        writer.last_use[node] = FOREVER
    output, name = program.output, program.output_name
    bare = name is None or names.get(name) != output
    if bare:
        writer.keep(output)
    for node in set(names.values()):
        if node not in outline.scopes[()].bound:
            writer.keep(node)
    writer.write()
    outline.scopes[()].result = output
    aliases = {alias: node for alias, node in names.items() if writer.holding.get(alias) != node}
    if aliases:
        writer.flush()
    for alias, node in aliases.items():
        if writer.holding.get(alias) != node:
            writer.alias(alias, node)
    if bare:
        ending = writer.returned()
        if unnumbered(ending)[0] in names:
            writer.lines.append(f"_ = {ending}")
            ending = "_"
        writer.lines.append(ending)
    elif writer.ended != name and name is not None:
        writer.lines.append(name)
    update = program.update
    if update is not None:
        learning = [plain_name(name) for name in update.parameters]
        writer.lines += write_update(update.rule, update.rate, learning, update.times)
    return "\n".join(writer.lines) + "\n"
