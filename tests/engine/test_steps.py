"""A kernel of steps does the same whether it is called or its bound calls are made."""

import numpy as np
import pytest

from app.engine.compiled.steps import Steps, bind
from app.engine.ops import OPS
from app.engine.ops.op import Op, Pattern

UNARY = [op for op in OPS.values() if len(op.arguments) == 1 and op.pattern is Pattern.ELEMENTWISE]


@pytest.mark.parametrize("op", UNARY, ids=lambda op: op.name)
def test_bound_calls_follow_their_arrays(op: Op) -> None:
    rng = np.random.default_rng(3)
    params = op.settled({})
    x, y, out = (np.empty((2, 4)) for _ in range(3))
    upstream = rng.normal(size=x.shape)
    rule = op.vjp(0)
    calls = [*bind(op.forward, x, out=y, **params)]
    calls += [] if rule is None else bind(rule, upstream, y, x, out=out, **params)
    for _ in range(2):
        x[:] = rng.uniform(op.domain(0).low, op.domain(0).high, x.shape)
        for call in calls:
            call()
        value, slope = np.empty_like(x), np.empty_like(x)
        op.forward(x, out=value, **params)
        np.testing.assert_array_equal(y, value)
        if rule is not None:
            rule(upstream, value, x, out=slope, **params)
            np.testing.assert_array_equal(out, slope)


def test_steps_are_bound_one_by_one() -> None:
    tanh = OPS["tanh"].vjp(0)
    assert isinstance(tanh, Steps)
    assert len(tanh.bind(np.ones(2), np.ones(2), np.ones(2), out=np.empty(2))) == 3
