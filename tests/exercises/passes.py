"""Forward programs, each with a backward pass that was written by hand and is right."""

M = "X = [[1, 2, 0.5], [3, -4, 1], [5, 6, -1], [0.3, 1, 2]]; "
"""Four samples of three features."""
W = "W = [[1, 0.5], [2, -1], [0.2, 0.7]]; b = [0.1, 0.2]; "
Y = "Y = const([[1, 0], [0, 1], [1, 0], [0, 1]]); "

PASSES: tuple[tuple[str, str], ...] = (
    ("x = -2; y = 5; z = -4\nq = x + y\nf = q * z", "dq = z * df\ndz = q * df\ndx = dq\ndy = dq"),
    (
        "a = 2; b = 1\nc = a + b\nd = b + 1\ne = c * d",
        "dc = d * de\ndd = c * de\nda = dc\ndb = dc\ndb += dd",
    ),
    ("x = 3\ns = x * x\nL = 2 * s", "ds = 2 * dL\ndx = 2 * x * ds"),
    (
        "x = 0.7; w = 2; b = -1\nt = w * x\nz = t + b\np = sigmoid(z)",
        "dz = p * (1 - p) * dp\ndt = dz\ndb = dz\ndw = x * dt\ndx = w * dt",
    ),
    (
        "w = 0.5; x = 4\nt = w * x\nh = tanh(t)\nL = h * 3",
        "dh = 3 * dL\ndt = (1 - h**2) * dh\ndw = x * dt\ndx = w * dt",
    ),
    (
        "x = 3; y = -4\np = x * y\nq = exp(0.1 * p)\nL = q - x",
        "dq = dL\ndp = 0.1 * q * dq\ndx = y * dp\ndx += -dL\ndy = x * dp",
    ),
    (
        "x = 3; y = 5\nd = x - y\ns = d**2\nL = 0.5 * s",
        "ds = 0.5 * dL\ndd = 2 * d * ds\ndx = dd\ndy = -dd",
    ),
    ("x = 3; y = 5\nq = x / y\nL = 4 * q", "dq = 4 * dL\ndx = dq / y\ndy = -x / y**2 * dq"),
    ("x = 3\nr = 1 / x\nL = r + r * r", "dr = dL\ndr += 2 * r * dL\ndx = -r**2 * dr"),
    ("p = 0.3; y = const(1)\nE = -y * log(p)\nL = 2 * E", "dE = 2 * dL\ndp = -y / p * dE"),
    (
        "z = 0.4; y = const(1)\np = sigmoid(z)\nE = bce(p, y)",
        "dp = (p - y) / (p * (1 - p)) * dE\ndz = (p - y) * dE",
    ),
    (
        "a = 2; b = 3; c = 4\nu = a * b\nv = u * c\nL = v + u",
        "dv = dL\ndu = c * dv\ndu += dL\nda = b * du\ndb = a * du\ndc = u * dv",
    ),
    (
        "x = 2\nu = sqrt(x)\nv = log(x)\nL = u * v",
        "du = v * dL\ndv = u * dL\ndx = du / (2 * u)\ndx += dv / x",
    ),
    ("x = 1.5; y = 0.5\nm = maximum(x, y)\nL = 3 * m", "dm = 3 * dL\ndx = dm\ndy = 0 * dm"),
    (
        "x = 2; y = 3; z = 4\ns = x * y\nt = y * z\nL = s * t",
        "ds = t * dL\ndt = s * dL\ndx = y * ds\ndy = x * ds + z * dt\ndz = y * dt",
    ),
    (
        "x = [1, -2, 3]; w = [0.5, 1, 2]\nm = x * w\ns = sum(m)\nL = s**2",
        "ds = 2 * s * dL\ndm = ds * ones(3)\ndx = w * dm\ndw = x * dm",
    ),
    ("x = [1, -2, 3, -1]\nh = relu(x)\nL = sum(h * h)", "dh = 2 * h * dL\ndx = step(x) * dh"),
    ("x = [0.2, 0.5, -1]\nh = tanh(x)\nL = mean(h)", "dh = ones(3) / 3 * dL\ndx = (1 - h**2) * dh"),
    (
        "x = [0.2, 0.5, -1]; b = 0.3\ns = x + b\nL = sum(s**2)",
        "ds = 2 * s * dL\ndx = ds\ndb = sum(ds)",
    ),
    (
        "x = [1, 2, 3]; k = 2\nh = k * x\nL = sum(exp(h * 0.1))",
        "dh = 0.1 * exp(0.1 * h) * dL\ndx = k * dh\ndk = sum(x * dh)",
    ),
    (
        "z = [1, 2, 0.5]; y = const([0, 1, 0])\np = softmax(z)\nE = cross_entropy(p, y)",
        "dz = (p - y) * dE",
    ),
    (M + W + "\nS = X @ W\nL = sum(S**2)", "dS = 2 * S * dL\ndX = dS @ W.T\ndW = X.T @ dS"),
    (
        M + W + "\nS = X @ W + b\nH = tanh(S)\nL = sum(H * H)",
        "dH = 2 * H * dL\ndS = (1 - H**2) * dH\ndW = X.T @ dS\ndX = dS @ W.T\ndb = sum(dS, axis=0)",
    ),
    (
        M + W + "\nS = X @ W + b\nL = mean(S * S)",
        "dS = 2 * S / 8 * dL\ndW = X.T @ dS\ndX = dS @ W.T\ndb = sum(dS, axis=0)",
    ),
    (
        M + W + Y + "\nS = X @ W + b\nP = softmax(S)\nL = mean(cross_entropy(P, Y))",
        "dS = (P - Y) / 4 * dL\ndW = X.T @ dS\ndX = dS @ W.T\ndb = sum(dS, axis=0)",
    ),
    (
        M + W + Y + "\nS = X @ W + b\nP = sigmoid(S)\nD = P - Y\nL = sum(D**2)",
        "dD = 2 * D * dL\ndP = dD\ndS = P * (1 - P) * dP\ndW = X.T @ dS\ndX = dS @ W.T\n"
        "db = sum(dS, axis=0)",
    ),
    (
        M + W + "V = [[1, -1, 0.5], [0.3, 2, 1]]\nH = relu(X @ W + b)\nO = H @ V\nL = sum(O)",
        "dO = ones(4, 3) * dL\ndV = H.T @ dO\ndH = dO @ V.T\ndb = sum((1 - step(-H)) * dH, axis=0)",
    ),
    (
        M + W + "\nR = sum(W**2)\nS = X @ W\nL = mean(S) + 0.1 * R",
        "dR = 0.1 * dL\ndS = ones(4, 2) / 8 * dL\ndW = X.T @ dS\ndW += 2 * W * dR\ndX = dS @ W.T",
    ),
    (
        "A = [[1, 2], [3, 4]]; v = [1, -1]\nu = A @ v\nL = sum(u * u)",
        "du = 2 * u * dL\ndA = reshape(du, (2, 1)) @ reshape(v, (1, 2))\ndv = A.T @ du",
    ),
    ("A = [[1, 2, 3], [4, 5, 6]]\nB = A.T\nL = sum(B * B)", "dB = 2 * B * dL\ndA = dB.T"),
    (
        "A = [[1, 2, 3], [4, 5, 6]]; c = [[2], [3]]\nB = A * c\nL = sum(B * B)",
        "dB = 2 * B * dL\ndA = c * dB\ndc = sum(A * dB, axis=1, keepdims=True)",
    ),
    (
        "A = [[1, 2, 3], [4, 5, 6]]\nm = mean(A, axis=0)\nL = sum(m * m)",
        "dm = 2 * m * dL\ndA = ones(2, 3) * dm / 2",
    ),
    (
        "x = 2; y = -3; z = 0.5\na = x * y\nb = y * z\nc = a - b\nL = c**2",
        "dc = 2 * c * dL\nda = dc\ndb = -dc\ndx = y * da\ndy = x * da\ndy += z * db\ndz = y * db",
    ),
    (
        "x = 1.2; w1 = 0.7; w2 = -0.4\nz1 = w1 * x\nh1 = sigmoid(z1)\nz2 = w2 * h1\nL = z2**2",
        "dz2 = 2 * z2 * dL\ndw2 = h1 * dz2\ndh1 = w2 * dz2\ndz1 = h1 * (1 - h1) * dh1\n"
        "dw1 = x * dz1\ndx = w1 * dz1",
    ),
    (
        "x = 1.2; w1 = 0.7; w2 = -0.4\nz1 = w1 * x\nh1 = tanh(z1)\nz2 = w2 * h1 + x\nL = z2 * 5",
        "dz2 = 5 * dL\ndw2 = h1 * dz2\ndh1 = w2 * dz2\ndz1 = (1 - h1**2) * dh1\n"
        "dw1 = x * dz1\ndx = w1 * dz1\ndx += dz2",
    ),
    (
        "u = 2; v = 3\np = u**3\nq = p * v\nL = q + v",
        "dq = dL\ndp = v * dq\ndu = 3 * u**2 * dp\ndv = p * dq\ndv += dL",
    ),
    (
        "u = 0.5\ns = sin(u)\nc = cos(u)\nL = s * c",
        "ds = c * dL\ndc = s * dL\ndu = c * ds\ndu += -s * dc",
    ),
    (
        "x = [1, 2]; y = [3, 5]\nd = x - y\nq = d * d\nL = mean(q)",
        "dq = ones(2) / 2 * dL\ndd = 2 * d * dq\ndx = dd\ndy = -dd",
    ),
    (
        "W = [[1, 2], [3, -1]]; x = [[2, 1]]\nz = x @ W\np = sigmoid(z)\nL = sum(p)",
        "dp = ones(1, 2) * dL\ndz = p * (1 - p) * dp\ndW = x.T @ dz\ndx = dz @ W.T",
    ),
    (
        "P = [[1, 2], [3, -1], [0.5, 2]]; Q = [[2, 1, 0], [1, -1, 3]]\nR = P @ Q\n"
        "L = sum(R * R * 0.5)",
        "dR = R * dL\ndP = dR @ Q.T\ndQ = P.T @ dR",
    ),
)
