"""Foreign names of functions that work element by element."""

from .row import BOTH_FINITE, Foreign

_PI = "3.141592653589793"
_NO_ROUNDING = "rounding has no useful gradient, so no gate rounds"
_NO_INVERSE = "no gate inverts sin, cos or tan"
_NO_NAN = "where no value is nan"
_TANH_GELU = "0.5 * x * (1 + tanh(0.7978845608028654 * (x + 0.044715 * x**3)))"
_NO_LOGIC = "no gate compares; step(a - b) is 1 where a >= b, else 0"

ROWS = (
    # -- the same under another name
    Foreign("absolute fabs magnitude", "x", "abs(x)"),
    Foreign("ln logn", "x", "log(x)"),
    Foreign("math:log", "x", "log(x)"),
    Foreign("math:log", "x, base", "log(x) / log(base)"),
    Foreign("pow power float_power", "x, n", "power(x, n)"),
    Foreign("add", "x, y, *, alpha=1", "add(x, y)"),
    Foreign("add", "x, y, *, alpha", "x + alpha * y"),
    Foreign("sub subtract", "x, y, *, alpha=1", "subtract(x, y)"),
    Foreign("sub subtract", "x, y, *, alpha", "x - alpha * y"),
    Foreign("mul multiply", "x, y", "multiply(x, y)"),
    Foreign("div true_divide truediv", "x, y", "divide(x, y)"),
    Foreign("neg negative", "x", "negate(x)"),
    Foreign("sqr", "x", "square(x)"),
    Foreign("recip", "x", "reciprocal(x)"),
    Foreign("expit logistic sigm", "x", "sigmoid(x)"),
    Foreign("fmax", "x, y", "max(x, y)", _NO_NAN),
    Foreign("fmin", "x, y", "min(x, y)", _NO_NAN),
    # -- powers and logarithms
    Foreign("exp2", "x", "2**x"),
    Foreign("exp10", "x", "10**x"),
    Foreign("expm1", "x", "expm1(x)"),
    Foreign("log1p", "x", "log1p(x)"),
    Foreign("log2", "x", "log(x) / log(2)"),
    Foreign("log10", "x", "log(x) / log(10)"),
    Foreign("logaddexp", "x, y", "max(x, y) + softplus(-abs(x - y))"),
    Foreign("xlogy", "x, y", "x * log(y)", "for y above 0"),
    Foreign("cube", "x", "x**3"),
    Foreign("rsqrt", "x", "1 / sqrt(x)"),
    Foreign("cbrt", "x", "(step(x) - step(-x)) * abs(x)**(1 / 3)"),
    Foreign("hypot", "x, y", "sqrt(x**2 + y**2)"),
    # -- trigonometry
    Foreign("tan", "x", "sin(x) / cos(x)"),
    Foreign("cot", "x", "cos(x) / sin(x)"),
    Foreign("sec", "x", "1 / cos(x)"),
    Foreign("csc", "x", "1 / sin(x)"),
    Foreign("sinh", "x", "(exp(x) - exp(-x)) / 2"),
    Foreign("cosh", "x", "(exp(x) + exp(-x)) / 2"),
    Foreign("arcsinh asinh", "x", "log(x + sqrt(x**2 + 1))"),
    Foreign("arccosh acosh", "x", "log(x + sqrt(x**2 - 1))"),
    Foreign("arctanh atanh", "x", "log((1 + x) / (1 - x)) / 2"),
    Foreign("sinc", "x", f"sin({_PI} * x) / ({_PI} * x)", "at 0 write 1"),
    Foreign("deg2rad radians", "x", f"x * {_PI} / 180"),
    Foreign("rad2deg degrees", "x", f"x * 180 / {_PI}"),
    Foreign("arcsin asin", words=_NO_INVERSE),
    Foreign("arccos acos", words=_NO_INVERSE),
    Foreign("arctan atan arctan2 atan2", words=_NO_INVERSE),
    Foreign("erfc", "x", "1 - erf(x)"),
    Foreign(
        "gamma lgamma gammaln digamma erfinv beta factorial",
        words="no gate computes it, and none can be built from the gates",
    ),
    # -- signs, bounds, comparisons
    Foreign("sign sgn signum", "x", "step(x) - step(-x)"),
    Foreign("heaviside", "x, at0: 1", "step(x)"),
    Foreign("heaviside", words="step(x) is 1 at 0; no gate has another value there"),
    Foreign("clip clamp clip_by_value", "x, lo, hi", "min(max(x, lo), hi)"),
    Foreign("clip clamp clip_by_value", "x, lo, hi: None = None", "max(x, lo)"),
    Foreign("clip clamp clip_by_value", "x, lo: None = None, hi=None", "min(x, hi)"),
    Foreign("clamp_min", "x, lo", "max(x, lo)"),
    Foreign("clamp_max", "x, hi", "min(x, hi)"),
    Foreign("lerp", "x, y, t", "x + t * (y - x)"),
    Foreign("ceil floor round trunc rint fix around", words=_NO_ROUNDING),
    Foreign("mod fmod remainder floor_divide divmod", words="no gate takes a remainder"),
    Foreign(
        "greater gt greater_equal ge less lt less_equal le equal eq not_equal ne", words=_NO_LOGIC
    ),
    Foreign(
        "isnan isinf isfinite isclose allclose nan_to_num all any "
        "logical_and logical_or logical_not",
        words=_NO_LOGIC,
    ),
    Foreign("where", "c, x, y", "c * x + (1 - c) * y", BOTH_FINITE),
    # -- activations
    Foreign("relu6", "x", "min(relu(x), 6)"),
    Foreign("hardtanh", "x, lo=-1, hi=1", "min(max(x, lo), hi)"),
    Foreign("hardshrink", "x, lambd=0.5", "x * (2 - step(lambd - x) - step(x + lambd))"),
    Foreign(
        "threshold",
        "x, least, value",
        "(1 - step(least - x)) * x + step(least - x) * value",
        BOTH_FINITE,
    ),
    Foreign("hardsigmoid hard_sigmoid", "x", "min(relu(x + 3), 6) / 6"),
    Foreign("hardswish hard_swish hard_silu", "x", "x * min(relu(x + 3), 6) / 6"),
    Foreign("silu swish", "x", "x * sigmoid(x)"),
    Foreign("mish", "x", "x * tanh(softplus(x))"),
    Foreign("logsigmoid log_sigmoid", "x", "-softplus(-x)"),
    Foreign("softsign soft_sign", "x", "x / (1 + abs(x))"),
    Foreign("tanhshrink", "x", "x - tanh(x)"),
    Foreign("softshrink", "x, lambd=0.5", "relu(x - lambd) - relu(-x - lambd)"),
    Foreign("softplus", "x, beta=1, threshold=20", "softplus(x)"),
    Foreign("softplus", "x, beta, threshold=20", "softplus(beta * x) / beta"),
    Foreign("celu", "x, alpha=1", "elu(x)"),
    Foreign("celu", "x, alpha", "alpha * elu(x / alpha)"),
    Foreign("logit", "x", "log(x / (1 - x))"),
    Foreign("logit", "x, eps", "log(min(max(x, eps), 1 - eps) / (1 - min(max(x, eps), 1 - eps)))"),
    Foreign("prelu", "x, W", "relu(x) - W * relu(-x)"),
    Foreign("jax:gelu", "x, approximate=True", _TANH_GELU),
    Foreign("jax:gelu", "x, approximate: False", "gelu(x)"),
    Foreign("tf:gelu", "x, approximate=False", "gelu(x)"),
    Foreign("tf:gelu", "x, approximate: True", _TANH_GELU),
    Foreign("torch:gelu", "x, *, approximate='none'", "gelu(x)"),
    Foreign("torch:gelu", "x, *, approximate: 'tanh'", _TANH_GELU),
    Foreign("gelu_tanh gelu_new", "x", _TANH_GELU),
    Foreign("torch:leaky_relu jax:leaky_relu", "x", "leaky_relu(x, slope=0.01)"),
    Foreign("tf:leaky_relu", "x", "leaky_relu(x, slope=0.2)"),
    Foreign(
        "torch:leaky_relu jax:leaky_relu tf:leaky_relu lrelu leakyrelu",
        "x, slope",
        "leaky_relu(x, slope=slope)",
    ),
    Foreign("lrelu leakyrelu", "x", "leaky_relu(x)"),
    Foreign("glu", words="split x by indexing: a * sigmoid(b), with a and b its halves"),
)
"""Elementwise functions of NumPy, PyTorch, JAX, TensorFlow and Python's math."""
