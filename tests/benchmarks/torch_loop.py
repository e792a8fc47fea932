"""PyTorch at the same work, one thread, float64: prints seconds an update, or seconds a grid.

Run by an interpreter that has torch: ``python torch_loop.py '{"sizes": [2, 6, 2, 2], ...}'``.
"""

import json
import sys
import time
from importlib import import_module
from itertools import pairwise

torch = import_module("torch")
ask = json.loads(sys.argv[1])
sizes, batch, samples, updates = ask["sizes"], ask["batch"], ask["samples"], ask["updates"]
torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)

layers = []
for inputs, outputs in pairwise(sizes):
    layers += [torch.nn.Linear(inputs, outputs), torch.nn.Tanh()]
if ask["head"] == "softmax":
    layers.pop()
net = torch.nn.Sequential(*layers)
if ask["head"] == "softmax":
    loss_of, y = torch.nn.CrossEntropyLoss(), torch.randint(0, sizes[-1], (samples,))
else:
    loss_of, y = torch.nn.MSELoss(), torch.rand(samples, sizes[-1])
x = torch.rand(samples, sizes[0]) * 2 - 1
optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
starts = range(0, samples - batch + 1, batch)
batches = [(x[s : s + batch], y[s : s + batch]) for s in starts]


def train() -> None:
    for k in range(updates):
        inputs, target = batches[k % len(batches)]
        optimizer.zero_grad()
        loss_of(net(inputs), target).backward()
        optimizer.step()


def draw() -> None:
    with torch.no_grad():
        torch.softmax(net(points), dim=1)


points = torch.rand(ask.get("grid", 1), sizes[0])
work, per = (draw, 1) if ask.get("grid") else (train, updates)
best = float("inf")
for _ in range(4):
    start = time.perf_counter()
    work()
    best = min(best, time.perf_counter() - start)
print(best / per)
