// ConvNetJS at the same work: `node convnetjs.mjs '{"sizes": [2, 6, 2, 2], "batch": 10, ...}'`
// prints seconds an update, or seconds a grid. Its numbers are its own: only the time is compared.

import convnetjs from "convnetjs";

const { sizes, head, batch, samples, updates, grid } = JSON.parse(process.argv[2]);
const outputs = sizes.at(-1);

const layers = [
  { type: "input", out_sx: 1, out_sy: 1, out_depth: sizes[0] },
  ...sizes.slice(1, -1).map((units) => ({ type: "fc", num_neurons: units, activation: "tanh" })),
  head === "softmax" ? { type: "softmax", num_classes: outputs } : { type: "regression", num_neurons: outputs },
];
const net = new convnetjs.Net();
net.makeLayers(layers);
const trainer = new convnetjs.SGDTrainer(net, { learning_rate: 0.01, momentum: 0, batch_size: batch, l2_decay: 0 });

const volume = () => new convnetjs.Vol(Array.from({ length: sizes[0] }, () => Math.random() * 2 - 1));
const data = Array.from({ length: samples }, volume);
const labels = data.map((_, k) => (head === "softmax" ? k % outputs : [k % 2]));

/** Seconds of a run, the best of several. */
function best(runs, work) {
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = process.hrtime.bigint();
    work();
    least = Math.min(least, Number(process.hrtime.bigint() - start) / 1e9);
  }
  return least;
}

if (grid) {
  const points = Array.from({ length: grid }, volume);
  console.log(best(5, () => points.forEach((point) => net.forward(point))));
} else {
  let k = 0;
  const seconds = best(4, () => {
    for (let n = 0; n < updates * batch; n++, k = (k + 1) % samples) trainer.train(data[k], labels[k]);
  });
  console.log(seconds / updates);
}
