"""Foreign names of losses, makers, layers, and of what belongs to the tool around a program."""

from . import losses, shaped
from .losses import reduced
from .row import DROP, Foreign

_COMPUTED = f"gradients are computed for you; {DROP}"
_LAYER = "write the layer out: h = relu(x @ W + b), with W and b of your own"
_CLASS = "it makes a function; write the loss itself, such as mse(p, y)"
_UPDATE = f"a program is one pass, without updates; {DROP}"
_SEED = f"a maker takes its own seed, randn(3, 2, seed=1); {DROP}"
_FIRST = "the prediction comes first"
_REDUCED = "reduction=reduction"
_MEANT = "reduction='mean'"
_COUNTED = "ignore_index: -100 = -100"
_HUBER = "0.5 * min(abs(p - y), delta)**2 + delta * (max(abs(p - y), delta) - delta)"

ROWS = (
    # -- losses
    Foreign("mse_loss", "p, y, *, reduction=None", f"mse(p, y, {_REDUCED})"),
    Foreign("mse_loss", f"p, y, *, weight, {_MEANT}", reduced("weight * (p - y)**2")),
    Foreign("tf:mse tf:MSE tf:mean_squared_error", "y, p", "mean((p - y)**2, axis=-1)"),
    Foreign("mean_squared_error", "y, p", "mse(p, y)"),
    Foreign("l1_loss", f"p, y, *, {_MEANT}", reduced("abs(p - y)")),
    Foreign("l1_loss", f"p, y, *, weight, {_MEANT}", reduced("weight * abs(p - y)")),
    Foreign("tf:mean_absolute_error tf:mae tf:MAE", "y, p", "mean(abs(p - y), axis=-1)"),
    Foreign("mean_absolute_error mae MAE", "y, p", "mean(abs(p - y))"),
    Foreign("tf:huber", "y, p, delta=1", f"mean({_HUBER}, axis=-1)"),
    Foreign("huber_loss huber", f"p, y, *, delta=1, {_MEANT}", reduced(_HUBER)),
    Foreign(
        "smooth_l1_loss",
        f"p, y, *, beta=1, {_MEANT}",
        reduced("0.5 * min(abs(p - y), beta)**2 / beta + max(abs(p - y), beta) - beta"),
    ),
    Foreign("binary_cross_entropy", "p, y", 'bce(p, y, reduction="mean")'),
    Foreign("binary_cross_entropy BCE", "p, y, *, reduction", f"bce(p, y, {_REDUCED})"),
    Foreign(
        "binary_cross_entropy",
        f"p, y, weight, *, {_MEANT}",
        reduced('weight * bce(p, y, reduction="none")'),
    ),
    Foreign(
        "tf:binary_crossentropy",
        "y, p, from_logits=False",
        'mean(bce(p, y, reduction="none"), axis=-1)',
        _FIRST,
    ),
    Foreign(
        "tf:binary_crossentropy",
        "y, z, from_logits: True",
        'mean(bce_with_logits(z, y, reduction="none"), axis=-1)',
        _FIRST,
    ),
    Foreign("binary_crossentropy log_loss", "y, p", 'bce(p, y, reduction="mean")', _FIRST),
    Foreign("binary_cross_entropy_with_logits", "z, y", 'bce_with_logits(z, y, reduction="mean")'),
    Foreign(
        "binary_cross_entropy_with_logits",
        "z, y, *, reduction",
        f"bce_with_logits(z, y, {_REDUCED})",
    ),
    Foreign(
        "binary_cross_entropy_with_logits",
        f"z, y, weight, *, {_MEANT}",
        reduced('weight * bce_with_logits(z, y, reduction="none")'),
    ),
    Foreign(
        "binary_cross_entropy_with_logits",
        f"z, y, *, pos_weight, {_MEANT}",
        reduced("pos_weight * y * softplus(-z) + (1 - y) * softplus(z)"),
    ),
    Foreign("jax:sigmoid_binary_cross_entropy", "z, y", 'bce_with_logits(z, y, reduction="none")'),
    Foreign(
        "tf:sigmoid_cross_entropy_with_logits", "*, y, z", 'bce_with_logits(z, y, reduction="none")'
    ),
    Foreign(
        "torch:cross_entropy",
        "z, y, *, reduction=None, label_smoothing=0, ignore_index=-100",
        f"softmax_cross_entropy(z, y, {_REDUCED})",
    ),
    Foreign(
        "torch:cross_entropy",
        f"z, y, *, {_MEANT}, label_smoothing, {_COUNTED}",
        losses.smoothed,
    ),
    Foreign(
        "torch:cross_entropy",
        f"z, y, weight, *, {_MEANT}, label_smoothing: 0 = 0, {_COUNTED}",
        losses.weighted_classes,
    ),
    Foreign(
        "tf:softmax_cross_entropy_with_logits tf:sparse_softmax_cross_entropy_with_logits",
        "*, y, z, axis=-1",
        'softmax_cross_entropy(z, y, reduction="none")',
    ),
    Foreign(
        "categorical_crossentropy sparse_categorical_crossentropy",
        "y, p, from_logits=False, axis=-1",
        'cross_entropy(p, y, reduction="none")',
        _FIRST,
    ),
    Foreign(
        "categorical_crossentropy sparse_categorical_crossentropy",
        "y, z, from_logits: True, axis=-1",
        'softmax_cross_entropy(z, y, reduction="none")',
        _FIRST,
    ),
    Foreign("nll_loss nll", f"q, y, *, {_MEANT}, {_COUNTED}", reduced("-pick(q, y)")),
    Foreign("kl_div", f"q, p, *, {_MEANT}, log_target: False = False", reduced("p * (log(p) - q)")),
    Foreign("kl_div", f"q, p, *, {_MEANT}, log_target: True", reduced("exp(p) * (p - q)")),
    Foreign(
        "kl_div",
        "q, p, *, reduction: 'batchmean', log_target: False = False",
        losses.divergence_of_rows,
    ),
    Foreign("tf:hinge", "y, p", "mean(relu(1 - y * p), axis=-1)"),
    Foreign("tf:softmax_cross_entropy", "y, z", "softmax_cross_entropy(z, y)", _FIRST),
    Foreign("squared_difference", "x, y", "(x - y)**2"),
    Foreign("tf:l2_loss", "w", "half_l2(w)"),
    Foreign(
        "multi_margin_loss hinge_loss svm svm_loss",
        words="write hinge(scores, label), the multiclass hinge loss of the lectures",
    ),
    Foreign(
        "hinge_embedding_loss",
        words="no gate computes it; max(0, margin - x) is its part for labels of -1",
    ),
    Foreign("softmax_loss", words="write softmax_cross_entropy(z, y)"),
    Foreign("tf:called_MeanSquaredError", "y, p", "mse(p, y)", _FIRST),
    Foreign("tf:called_MeanAbsoluteError", "y, p", "mean(abs(p - y))", _FIRST),
    Foreign(
        "tf:called_BinaryCrossentropy",
        "y, p, *, from_logits=False",
        'bce(p, y, reduction="mean")',
        _FIRST,
    ),
    Foreign(
        "tf:called_BinaryCrossentropy",
        "y, z, *, from_logits: True",
        'bce_with_logits(z, y, reduction="mean")',
        _FIRST,
    ),
    Foreign(
        "tf:called_CategoricalCrossentropy tf:called_SparseCategoricalCrossentropy",
        "y, p, *, from_logits=False",
        "cross_entropy(p, y)",
        _FIRST,
    ),
    Foreign(
        "tf:called_CategoricalCrossentropy tf:called_SparseCategoricalCrossentropy",
        "y, z, *, from_logits: True",
        "softmax_cross_entropy(z, y)",
        _FIRST,
    ),
    Foreign(
        "MSELoss MeanSquaredError BCELoss BinaryCrossentropy NLLLoss L1Loss HuberLoss SmoothL1Loss",
        words=_CLASS,
    ),
    Foreign(
        "BCEWithLogitsLoss CrossEntropyLoss CategoricalCrossentropy SparseCategoricalCrossentropy",
        words="it makes a function; write the loss itself: softmax_cross_entropy(z, y)",
    ),
    # -- makers
    Foreign(
        "array asarray tensor Tensor FloatTensor DoubleTensor as_tensor from_numpy "
        "convert_to_tensor Variable Parameter Value constant Constant float32 float64 double "
        "asfarray ascontiguousarray",
        "x, dtype=None, *, order=None",
        "x",
    ),
    Foreign("zeros empty", "*shape", "zeros(shape)"),
    Foreign("zeros empty", "shape, dtype, order=None", "zeros(shape)"),
    Foreign("ones", "*shape", "ones(shape)"),
    Foreign("ones", "shape, dtype, order=None", "ones(shape)"),
    Foreign("eye identity", "n, m=None", "eye(n, m)"),
    Foreign("zeros_like empty_like", "x", shaped.filled(0)),
    Foreign("ones_like", "x", shaped.filled(1)),
    Foreign("full_like", "x, value", shaped.full),
    Foreign("full fill", "shape, value, dtype=None, order=None", "value * ones(shape)"),
    Foreign("linspace", "a, b, n=50, endpoint=True", "a + (b - a) * arange(n) / (n - 1)"),
    Foreign("linspace", "a, b, n, endpoint: False", "a + (b - a) * arange(n) / n"),
    Foreign("arange", "n", "arange(n)"),
    Foreign("arange", "a, b, step=None", "arange(a, b, step)"),
    Foreign("torch:range", "a, b", "arange(a, b + 1)"),
    Foreign("torch:range", "a, b, step", "arange(a, b + step / 2, step)"),
    Foreign("range", "n", "arange(n)"),
    Foreign("range", "a, b, step=None", "arange(a, b, step)"),
    Foreign("randn standard_normal np:normal", "", "randn()"),
    Foreign("rand random_sample np:random", "", "uniform()"),
    Foreign("randn", "*shape", "randn(shape)"),
    Foreign("rand random_sample", "*shape", "uniform(shape)"),
    Foreign("np:random", "*shape", "uniform(shape)"),
    Foreign("np:uniform", "a, b, shape", "uniform(shape, low=a, high=b)"),
    Foreign("np:uniform", "a=0, b=1, *, shape", "uniform(shape, low=a, high=b)"),
    Foreign("tf:uniform", "shape, a=0, b=1", "uniform(shape, low=a, high=b)"),
    Foreign("jax:uniform", "key, shape, dtype=None, a=0, b=1", "uniform(shape, low=a, high=b)"),
    Foreign("standard_normal", "*shape", "randn(shape)"),
    Foreign("np:normal", "a, b, shape", "a + b * randn(shape)"),
    Foreign("np:normal", "*, shape", "randn(shape)"),
    Foreign("np:normal", "*, b, shape", "b * randn(shape)"),
    Foreign("np:normal", "a, b=1, *, shape", "a + b * randn(shape)"),
    Foreign("torch:normal", "a, b, shape", "a + b * randn(shape)"),
    Foreign("tf:normal", "shape", "randn(shape)"),
    Foreign("tf:normal", "shape, a=0, b=1", "a + b * randn(shape)"),
    Foreign("jax:normal", "key, shape, dtype=None", "randn(shape)"),
    Foreign("normal gauss normalvariate", words="write randn(3, 2, seed=0)"),
    Foreign("rand_like", "x", shaped.drawn("uniform")),
    Foreign("randn_like", "x", shaped.drawn("randn")),
    Foreign("random", words="write uniform(3, 2, seed=0)"),
    Foreign(
        "randint choice permutation shuffle multinomial bernoulli binomial randperm",
        words="write the numbers out: y = const([0, 2, 1])",
    ),
    Foreign(
        "one_hot onehot to_categorical", "y, classes=None, *, axis=-1", "onehot(y, classes=classes)"
    ),
    Foreign(
        "seed manual_seed set_seed set_random_seed PRNGKey default_rng RandomState Generator",
        words=_SEED,
    ),
    Foreign("meshgrid mgrid ogrid", words="write the points out as a list of lists"),
    Foreign(
        "loadtxt load genfromtxt read_csv save savetxt open", words="give long lists in inputs"
    ),
    # -- what leaves an array as it is
    Foreign(
        "cast clone copy deepcopy contiguous method:float method:double cpu cuda requires_grad_ "
        "to astype",
        "x, to=None",
        "x",
    ),
    Foreign("float item", "x", shaped.number, "a plain number, with no gradient"),
    Foreign("tolist numpy", "x", "detach(x)", "plain numbers, with no gradient"),
    Foreign("to astype", words="no gate rounds or truncates; all values are float64"),
    # -- gradients and training
    Foreign("detach detach_ stop_gradient", "x", "detach(x)"),
    Foreign("backward", words=_COMPUTED),
    Foreign(
        "grad gradient gradients value_and_grad jacobian hessian vjp jvp GradientTape",
        words=_COMPUTED,
    ),
    Foreign("jit", words="a graph is not compiled; call the function itself"),
    Foreign("vmap", words="write a line for all rows at once: X @ W"),
    Foreign("zero_grad no_grad enable_grad set_grad_enabled", words=_COMPUTED),
    Foreign(
        "assign assign_add assign_sub zero_ fill_ copy_ relu_ add_ sub_ mul_ div_ clamp_",
        words="no value changes in place; bind the name again: x = relu(x)",
    ),
    Foreign(
        "optimizer SGD Adam AdamW RMSprop Adagrad minimize fit compile optim apply_gradients",
        words=_UPDATE,
    ),
    # -- layers
    Foreign(
        "Linear Dense Sequential Module Model Embedding RNN LSTM GRU Transformer "
        "MultiheadAttention Bilinear Neuron Layer MLP Sigmoid ReLU Tanh Softmax GELU SiLU "
        "LeakyReLU",
        words=_LAYER,
    ),
    Foreign("embedding", words="write onehot([2, 0], classes=3) @ W to take rows of W"),
    # -- Python and its surroundings
    Foreign("method:step eval train", words=_UPDATE),
    Foreign("len", "x", shaped.length),
    Foreign("size", "x, axis=None", shaped.size),
    Foreign("numel nelement", "x", shaped.size),
    Foreign("dim ndim ndimension", "x", shaped.depth),
    Foreign("shape", "x", shaped.sizes),
    Foreign(
        "draw_dot show plot scatter imshow figure hist display savefig title legend xlabel ylabel",
        words=f"nothing is plotted; {DROP}",
    ),
    Foreign("print pprint", words=f"every value is shown; {DROP}"),
    Foreign(
        "int bool str list tuple dict set input isinstance type getattr exec",
        words="all values are numbers and lists; leave it out",
    ),
    Foreign(
        "set_printoptions set_default_dtype seterr filterwarnings",
        words=f"it has no place here; {DROP}",
    ),
    Foreign("long byte half bfloat16 int32 int64", words="all values are float64; leave it out"),
)
"""Losses, makers, layers, training, and Python's own functions."""
