"""Programs that learn: surfaces of two numbers, and losses of small networks."""

from app.descent.stochastic import EXACT, Stochastic
from app.examples import all_examples
from app.training.config import ScheduleConfig

EXAMPLES = {example.id: example.program for example in all_examples()}

SURFACES = {
    "bowl": "w0 = 1; w1 = 1\nE = w0**2 + 3*w1**2",
    "ravine": "x = 4; y = 1\nE = 0.02*x**2 + y**2",
    "rosenbrock": "x = -1.2; y = 1\nE = (1 - x)**2 + 100*(y - x**2)**2",
    "saddle": "w0 = 1; w1 = 0.001\nE = w0**2 - w1**2 + 0.1*w1**4",
    "himmelblau": "x = 0; y = 0\nE = (x**2 + y - 11)**2 + (x + y**2 - 7)**2",
    "beale": "x = 1; y = 1\n"
    "E = (1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2",
}
LOSSES = {
    "backprop-demo": EXAMPLES["backprop-demo"],
    "xor-batch": EXAMPLES["xor-batch"],
    "softmax": "X = const(randn(12, 4, seed=1)); t = const([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2])\n"
    "W = randn(4, 3, seed=2); b = zeros(3)\nL = softmax_cross_entropy(X @ W + b, t)",
    "hinge": "X = const(randn(12, 4, seed=3)); t = const([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2])\n"
    "W = randn(4, 3, seed=4)\nL = hinge(X @ W, t) / 12 + 0.05*sum(W*W)",
    "tanh": "X = const(randn(20, 2, seed=5)); y = const(randn(20, 1, seed=6))\n"
    "W1 = randn(2, 6, seed=7); b1 = zeros(6); W2 = randn(6, 1, seed=8); b2 = zeros(1)\n"
    "L = mse(tanh(X @ W1 + b1) @ W2 + b2, y)",
}
SCALES = {"rosenbrock": 0.01, "himmelblau": 0.1, "beale": 0.1}
"""What the rate of a rule is multiplied by where the surface is steep."""
VARYING: dict[str, tuple[ScheduleConfig, Stochastic]] = {
    "step": (ScheduleConfig(name="step", period=7, factor=0.5), EXACT),
    "cosine": (ScheduleConfig(name="cosine", period=20, factor=0.1), EXACT),
    "warmup": (ScheduleConfig(name="warmup", warmup=9), EXACT),
    "noise": (ScheduleConfig(), Stochastic(noise=0.2, seed=3)),
    "batches": (ScheduleConfig(), Stochastic(batch=5, seed=4)),
    "all of it": (ScheduleConfig(name="warmup", warmup=9), Stochastic(0.1, 3, 5)),
}
"""What differs from update to update."""
SUM = "x = const([0, 1, 2, 4, 7]); y = const([1, 3, 5, 9, 15])\nw = 0; b = 0\n"
ROWS = {
    **{title: LOSSES[title] for title in ("softmax", "tanh", "hinge")},
    "sum": SUM + "E = 0.1*sum((w*x + b - y)**2)",
}
"""Programs with rows."""
