"""Programs that several tests open."""

NEURONS = """\
def neuron(w, x, b):
    s = w * x + b
    return sigmoid(s)
w = 2; x = 3; b = -5
h = neuron(w, x, b)
p = neuron(w, h, b)
L = half_squared_error(p, 1)
"""
"""Two neurons, which open and close."""
