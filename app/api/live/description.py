"""The stream as the documentation page describes it; OpenAPI has no place for WebSockets."""

DESCRIPTION = """
## Training live: `WS /api/v1/train/live`

A WebSocket holds one run. The schemas `ClientMessage`, `ServerMessage` and `FrameHeader` declare
what is said on it. All messages of the client are JSON texts with a `type`:

* `start {config, grid, fps, running}` begins a run: `config` as in `POST /api/v1/train`,
  `grid {size, extent, neurons, warp}` as finely as the plane is to be seen.
* `pause`, and `resume {until}`: the first of `until {updates, epochs, loss, accuracy}` that is so
  of the whole run stops it.
* `step {updates, epochs, explain}` makes some updates, or some epochs, and stops; with `explain`
  it is one update, and the frame tells of it.
* `set {…}` changes any part of the configuration and goes on; another `init` begins at update 0.
* `put {parameters: [[index, value]]}` edits weights.
* `points {add: [[x1, x2, label]], remove: [index], move: [[index, x1, x2]], clear}` edits the data.
* `seek {update}` goes to any earlier moment of the run, exactly; `reset` goes back to the first
  weights and forgets the rest.
* `neuron {layer, units}` chooses the two neurons that the plane is seen by; `grid {…}` looks more
  or less finely.
* `probe {x}`, `graph {sample}` and `export` are answered by `probed`, `graph` and `export`.
* `ack {frame}` says that a frame has arrived; two may be on their way without.

The server's JSON messages are `ready`, `data`, `paused`, `probed`, `graph`, `export`, `ended`, and
`error {problem, of}`, after which the connection is as usable as before.

Frames are binary: the length of the header as an unsigned little-endian 32-bit number, the header
as JSON, and raw little-endian arrays. `arrays` in the header gives each one's `name`, `dtype`,
`shape` and `offset` from the start of the message: `grid` (outputs × size × size, the top row
first), `layer1` and so on (a map of each neuron), `parameters`, `confusion`, `warp` and
`warp_points`, after an explained step `gradient`, `delta` and `batch`, and `recorded_at` and
`recorded`: the updates that were looked at since the last frame, at first every one, and of each
the epoch, both losses, both accuracies and the mean error, NaN where there is none.

Training never waits for a client. Pages of other sites may not open the stream; programs may.
"""
