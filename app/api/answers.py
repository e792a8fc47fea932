"""Stories as JSON, written straight from the trace.

The declared models describe the answer; a test holds it against them. Validating every answer of a
large graph once more would take longer than computing it.
"""

from collections.abc import Iterable

from pydantic_core import to_json

from app.language import Part
from app.trace import EdgeStory, NodeStory, Step, Trace
from app.trace.model import Caution, Formula


def story_json(trace: Trace, layout: bytes | None, parts: Iterable[Part] = ()) -> bytes:
    """Write a trace, with a layout that is JSON already; non-finite numbers become texts.

    ``parts`` are those of the view that the trace was told of.
    """
    story = {
        "output": trace.output,
        "outputs": trace.outputs,
        "mode": trace.mode,
        "detail": trace.detail,
        "gradients": trace.gradients,
        "tangents": trace.tangents,
        "nodes": [_node(node) for node in trace.nodes],
        "edges": [_edge(edge) for edge in trace.edges],
        "steps": [_step(step) for step in trace.steps],
        "parts": [_part(part) for part in parts],
        "warnings": [_caution(caution) for caution in trace.warnings],
    }
    written = to_json(story, inf_nan_mode="strings")
    return b'%b,"layout":%b}' % (written[:-1], layout or b"null")


def _node(node: NodeStory) -> dict[str, object]:
    return {
        "id": node.id,
        "name": node.name,
        "op": node.op,
        "glyph": node.glyph,
        "kind": node.kind,
        "inputs": node.inputs,
        "shape": node.shape,
        "value": node.value,
        "gradient": node.gradient,
        "tangent": node.tangent,
        "group": node.group,
        "source": None if node.source is None else node.source._asdict(),
        "formula": _formula(node.formula),
    }


def _edge(edge: EdgeStory) -> dict[str, object]:
    return {
        "id": edge.id,
        "source": edge.source,
        "target": edge.target,
        "slot": edge.slot,
        "local": edge.local,
        "formula": _formula(edge.formula),
        "contribution": edge.contribution,
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "phase": step.phase,
        "node": step.node,
        "edge": step.edge,
        "sentence": step.sentence,
    }


def _part(part: Part) -> dict[str, object]:
    return {
        "key": part.key,
        "kind": part.kind,
        "label": part.label,
        "open": part.open,
        "node": part.node,
        "group": part.group,
    }


def _caution(caution: Caution) -> dict[str, object]:
    return {"kind": caution.kind, "node": caution.node, "message": caution.message}


def _formula(formula: Formula) -> dict[str, str]:
    return {"text": formula.text, "mathml": formula.mathml}
