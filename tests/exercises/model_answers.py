"""For each exercise of the sets, a backward pass that was written by hand and is right."""

MODEL_ANSWERS = {
    "lectures-circuit": "dq = z * df\ndz = q * df\ndx = dq\ndy = dq",
    "lectures-multiply-gate": "dz = 2 * dL\ndx = y * dz\ndy = x * dz",
    "lectures-sigmoid-neuron": """dv = -1 / v**2 * df
du = dv
dt = u * du
ds = -dt
dr = ds
dw2 = ds
dp = dr
dq = dr
dw0 = x0 * dp
dx0 = w0 * dp
dw1 = x1 * dq
dx1 = w1 * dq""",
    "lectures-rational": """dn = i * df
di = n * df
dm = -1 / m**2 * di
db = dm
dq = dm
ds = 2 * s * dq
dx = ds
dy = ds
dx += (1 - b) * b * db
dx += dn
da = dn
dy += (1 - a) * a * da""",
    "lectures-demo-network": """dr = 2 * r * dE
dp = -dr
dw5 = h1 * dp
dw6 = h2 * dp
dh1 = w5 * dp
dh2 = w6 * dp
dz1 = h1 * (1 - h1) * dh1
dz2 = h2 * (1 - h2) * dh2
dw1 = x1 * dz1
dw3 = x2 * dz1
dw2 = x1 * dz2
dw4 = x2 * dz2""",
    "lectures-binary": """dp = (p - y) / (p * (1 - p)) * dE
dz2 = p * (1 - p) * dp
dw2 = h1.T @ dz2
dh1 = dz2 @ w2.T
dz1 = h1 * (1 - h1) * dh1
dW1 = x.T @ dz1""",
    "lectures-svm": """da = dL
dr = dL
dH = ones(3, 3) / 3 * da
dM = step(M) * (1 - Y) * dH
dc = -sum(dM, axis=1, keepdims=True)
dS = dM + Y * dc
dW = X.T @ dS
dW += 0.2 * W * dr""",
    "lectures-softmax-layers": """dS = (P - Y) / 3 * dL
dH1 = dS @ W2.T
dW2 = H1.T @ dS
db2 = sum(dS, axis=0)
dZ1 = (1 - H1**2) * dH1
dW1 = X.T @ dZ1
db1 = sum(dZ1, axis=0)""",
    "lectures-vectorised": """dZ2 = (A2 - Y) * dL
dW2 = dZ2.T @ A1
db2 = reshape(sum(dZ2, axis=0), (1, 1))
dZ1 = dZ2 @ W2 * A1 * (1 - A1)
dW1 = dZ1.T @ X
db1 = reshape(sum(dZ1, axis=0), (2, 1))""",
    "ninja-cross-entropy": """dk = -ones(2) / 2 * dL
dG = Y * reshape(dk, (2, 1))
dP = dG / P
dE = i * dP
di = sum(E * dP, axis=1, keepdims=True)
dt = -1 / t**2 * di
dE += dt
dS = E * dE
dm = -sum(dS, axis=1, keepdims=True)
dZ = dS
dZ += step(S) * dm""",
    "ninja-cross-entropy-at-once": "dZ = (P - Y) / 2 * dL\ndH = dZ @ W.T\ndW = H.T @ dZ",
    "ninja-batch-norm": """dY = T * dL
dg = sum(N * dY, axis=0)
db = sum(dY, axis=0)
dN = g * dY
dC = i * dN
di = sum(C * dN, axis=0)
ds = -1 / s**2 * di
dv = 0.5 / s * ds
dQ = ones(4, 2) / 3 * dv
dC += 2 * C * dQ
dm = -sum(dC, axis=0)
dX = dC
dX += ones(4, 2) / 4 * dm""",
    "ninja-tanh-layer": """dD = 2 * D / 4 * dL
dH = dD
dZ = (1 - H**2) * dH
dX = dZ @ W.T
dW = X.T @ dZ
db = sum(dZ, axis=0)""",
    "ninja-embedding": """dD = 2 * D * dL
dZ = dD
dF = dZ @ W.T
dW = F.T @ dZ
dE = reshape(dF, (4, 2))
dC = I.T @ dE""",
    "ninja-small-model": """dS = (P - Y) / 3 * dL
dU = H.T @ dS
dH = dS @ U.T
dZ = (1 - H**2) * dH
dW = E.T @ dZ
db = sum(dZ, axis=0)
dE = dZ @ W.T
dC = I.T @ dE""",
    "attention-scores": "dS = T * dL\ndR = dS / sqrt(2)\ndq = dR @ k\ndk = dR.T @ q",
    "attention-softmax-rows": """dO = T * dL
dv = A.T @ dO
dA = dO @ v.T
dE = dA / t
dt = -sum(dA * E, axis=1, keepdims=True) / t**2
dE += dt
dS = E * dE""",
    "attention-attention": """dO = T * dL
dv = A.T @ dO
dA = dO @ v.T
dS = A * (dA - sum(A * dA, axis=1, keepdims=True))
dq = dS @ k / sqrt(2)
dk = dS.T @ q / sqrt(2)""",
    "attention-self-attention": """dD = 2 * D / 4 * dL
dO = dD
dv = A.T @ dO
dA = dO @ v.T
dS = A * (dA - sum(A * dA, axis=1, keepdims=True))
dR = dS / sqrt(2)
dq = dR @ k
dk = dR.T @ q
dWq = X.T @ dq
dWk = X.T @ dk
dWv = X.T @ dv
dX = dq @ Wq.T
dX += dk @ Wk.T
dX += dv @ Wv.T""",
}
