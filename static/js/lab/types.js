// The shapes of what the training stream sends, and of what the boundary page knows.

/** @typedef {{ units: number, activation: string, [option: string]: unknown }} Layer */

/**
 * @typedef {object} Config as `POST /api/v1/train` completes it
 * @property {{ name: string, [option: string]: unknown }} dataset
 * @property {string[]} features
 * @property {Layer[]} layers the hidden ones
 * @property {"softmax" | "svm" | "sigmoid" | "regression"} loss
 * @property {{ name: string, learning_rate: number, [option: string]: unknown }} optimizer
 * @property {{ l1: number, l2: number }} regularization
 * @property {{ scheme: string, seed: number }} init
 * @property {number} batch_size
 */

/**
 * Where the weights of a layer stand in the flat parameters: the one from input j to unit i at
 * offset + i · (inputs + bias) + j, the bias at j = inputs.
 * @typedef {object} Block
 * @property {string} name
 * @property {number} layer from 1
 * @property {number} piece 1 for the second of a maxout layer
 * @property {number} units
 * @property {number} inputs
 * @property {number} offset
 * @property {boolean} bias
 */

/** @typedef {{ features: string[], layers: Layer[], blocks: Block[], size: number }} Network its layers include the output */

/**
 * @typedef {object} Data
 * @property {[number, number][]} points
 * @property {number[]} labels classes, or of a regression values
 * @property {boolean[]} test
 * @property {number} classes 0 for a regression
 * @property {[string, string]} names of the axes
 * @property {number} extent half the width of the plane that is shown
 */

/** @typedef {{ shape: number[], data: Float32Array | Float64Array | Int32Array }} FrameArray */

/** @typedef {{ layer: number, units: [number, number] }} Neurons */

/**
 * @typedef {object} Frame
 * @property {number} frame
 * @property {number} update
 * @property {number} epoch
 * @property {boolean} running
 * @property {number} train_loss
 * @property {number | null} test_loss
 * @property {number} data_loss
 * @property {number} penalty
 * @property {number | null} train_accuracy
 * @property {number | null} test_accuracy
 * @property {number} updates_per_second
 * @property {number} frames_per_second
 * @property {{ update: number, parameter: string } | null} diverged
 * @property {{ first: number, last: number }} history
 * @property {Neurons | null} neuron
 * @property {number} extent
 * @property {number} [batch_loss] of the batch before the update, where that was explained
 * @property {Record<string, FrameArray>} arrays
 */

/**
 * @typedef {object} Recorded one place of the curves
 * @property {number} update
 * @property {number} epoch
 * @property {number} train_loss
 * @property {number | null} test_loss
 * @property {number | null} train_accuracy
 * @property {number | null} test_accuracy
 */

/** @typedef {{ x: [number, number], features: number[], layers: { before: number[], after: number[] }[], outputs: number[], update: number }} Probed */

/**
 * @typedef {object} Explained one update in slow motion
 * @property {"forward" | "loss" | "gradients" | "update"} stage
 * @property {Float64Array} gradient
 * @property {Float64Array} delta what was added to the parameters
 * @property {Int32Array} batch the points of the batch
 * @property {Frame | null} [before] the frame that the update started from
 */

/**
 * @typedef {object} Choices what the controls of the network offer
 * @property {readonly { name: string, title: string }[]} activations
 * @property {number} layers the most hidden layers
 * @property {number} units the most units of a layer
 */

/**
 * @typedef {object} LabState
 * @property {Config | null} config
 * @property {Network | null} network
 * @property {Data | null} data
 * @property {{ size: number, extent: number, neurons: number, warp: number } | null} grid
 * @property {Record<string, number> | null} limits
 * @property {Choices} choices
 * @property {Frame | null} frame the latest, also after going back
 * @property {readonly Recorded[]} curve
 * @property {number | null} cursor the update that the history stands on, null while it follows
 * @property {boolean} running
 * @property {Explained | null} explained
 * @property {Neurons | null} neuron
 * @property {{ layer: number, unit: number } | null} hovered layer 0 are the features
 * @property {number | null} selected the flat index of a parameter
 * @property {Probed | null} probed
 * @property {[number, number] | null} pointer where on the plane
 * @property {number} painting the label that a click adds
 * @property {boolean} showTest
 * @property {boolean} discretize
 */

/** @typedef {ReturnType<typeof import("../store.js").makeStore<LabState>>} LabStore */

/**
 * @typedef {object} LabActions
 * @property {(message: object) => void} send any message of the stream
 * @property {(x1: number, x2: number, label: number) => void} addPoint
 * @property {(x1: number, x2: number) => void} removeNear
 * @property {(index: number, x1: number, x2: number) => void} movePoint
 * @property {(index: number, value: number) => void} put
 * @property {(update: number) => void} seek
 * @property {(x1: number, x2: number) => void} probe
 * @property {(layer: number, i: number, j: number) => void} chooseNeuron
 * @property {(partial: object) => void} setConfig
 */

export {};
