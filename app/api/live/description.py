"""The stream as the documentation page describes it; OpenAPI has no place for WebSockets."""

DESCRIPTION = """
## Training live: `WS /api/v1/train/live`

A WebSocket holds one run. The schemas `ClientMessage`, `ServerMessage` and `FrameHeader` declare
what is said on it. All messages of the client are JSON texts with a `type`:

* `start {config, grid, fps, pace, views, running}` begins a run: `config` as in
  `POST /api/v1/train`, `grid {size, extent, neurons, warp}` as finely as the plane is to be seen.
  `pace` is `null` for as fast as it can, or `{updates: n}` or `{epochs: n}` a second, made evenly;
  after a stall at most a quarter of a second of it is caught up. `views` are what frames show, of
  `plane`, `maps`, `parameters`, `space`, `confusion`, `gradients`, `norms` and `lively`; the rest
  is neither computed nor sent. Left out, all are shown but `gradients`.
* `start {…, log, update, state}` takes a run up again: the configuration it began with, its log of
  changes, and how far it was lead to the same bits. A `state` on the way stands at once, and what
  lies before it is made again in spare time. What does not belong together is refused.
* `pause`, and `resume {until}`: the first of `until {updates, epochs, loss, accuracy}` that is so
  of the whole run stops it.
* `step {updates, epochs, explain}` makes some updates, or some epochs, and stops; with `explain`
  it is one update, and the frame tells of it.
* `set {…}` changes any part of the configuration, or the `pace`, and goes on; another `init` begins
  at update 0.
* `views {show: [name]}` chooses what frames show from now on.
* `put {parameters: [[index, value]]}` edits weights.
* `points {add: [[x1, x2, label]], remove: [index], move: [[index, x1, x2]], clear}` edits the data.
* `seek {update}` goes to any earlier moment of the run, exactly; `reset` goes back to the first
  weights and forgets the rest.
* `neuron {layer, units}` chooses the two neurons that the plane is seen by; `grid {…}` looks more
  or less finely.
* `probe {x}`, `graph {sample}`, `export` and `keep` are answered by `probed`, `graph`, `export`
  and `state`.
* `ack {frame}` says that a frame and all before it have arrived. How many may be on their way
  follows from how soon they are answered: a slow line gets fewer frames and coarser ones, and none
  that is late. Where nothing is heard for two seconds a run waits until there is.

The server's JSON messages are `ready`, `data`, `logged`, `paused`, `probed`, `graph`, `export`,
`state`, `ended`, and `error {problem, of}`, after which the connection is as usable as before.
`logged {kept, log}` follows every change: the entries after the first `kept` ones are now these.

Frames are binary: the length of the header as an unsigned little-endian 32-bit number, the header
as JSON, and raw little-endian arrays. `arrays` in the header gives each one's `name`, `dtype`,
`shape` and `offset` from the end of the header. Arrays of `uint8` and `uint16` are whole steps: a
number is low + (high − low)·step/255, or /65,535, with `low` and `high` beside, one a row where
there are several. There are `grid` (outputs × size × size, the top row first; for two classes one,
the probability of the second or how far its score is ahead), `layer1` and so on (a map of each
neuron), `layer0` (of the features, in the first frame only), `parameters`, `warp` and
`warp_points`, `confusion`, `gradients` (of the next batch), `norms` (of these, for each layer),
`lively` (of each hidden neuron 0, 1 where it is dead, 2 where it is saturated), `recorded_at` and
`recorded` (the updates that were looked at since the last frame, at first every one, and of each
the epoch, both losses, both accuracies, the mean error and the norms, NaN where there is none), and
after an explained step those below. The norms are looked at less often than the rest. The header
holds what changes from frame to frame; what stays is told
by `ready` and `data`. A server that is short of time draws the plane coarser, as
`shape` tells, and not below 40 × 40, and looks at one in 16 of the updates that it would else.

After an explained step there are also `gradient` and `delta` of every parameter, `batch` (the
points it was made from), and of the batch, a column a point: `values` (what each neuron hands on,
a row a neuron, layer below layer, the scores last), `deltas` (the gradient of the point's own loss
by each neuron's sum before its activation, in the same rows), `outputs` (probabilities, scores or
the value) and `pulls` (the gradient by x1 and x2, the way in which the point moves the boundary).
Of a batch that is too large for a frame these four tell of its first points.

Training does not wait for frames. Pages of other sites may not open the stream; programs may.
"""
