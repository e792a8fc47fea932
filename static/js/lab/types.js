// What the lab's scripts pass to each other: the stream's messages, and the state they make.

/** @typedef {{ shape: number[], data: Float32Array | Float64Array | Int32Array }} FrameArray */
/** @typedef {{ layer: number, units: [number, number] }} Neurons */
/** @typedef {{ update: number, parameter: string }} Divergence */

/**
 * One moment of a run, as the stream tells it.
 * @typedef {object} Frame
 * @property {number} frame its number, to be acknowledged
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
 * @property {number} frame_bytes
 * @property {Divergence | null} diverged
 * @property {{ first: number, last: number }} history
 * @property {Neurons | null} neuron
 * @property {number} extent
 * @property {number} [batch_loss] of the batch before the update, where that was explained
 * @property {Record<string, FrameArray>} arrays
 */

/** @typedef {{ name: string, layer: number, piece: number, units: number, inputs: number, offset: number, bias: boolean }} Block */
/** @typedef {{ units: number, activation: string }} Layer */
/** @typedef {{ features: string[], layers: Layer[], blocks: Block[], size: number }} Network */
/** @typedef {{ points: [number, number][], labels: number[], test: boolean[], classes: number, names: [string, string], extent: number }} Data */
/** @typedef {{ update: number, epoch: number, train_loss: number, test_loss: number | null, train_accuracy: number | null, test_accuracy: number | null }} Recorded */
/** @typedef {{ x: [number, number], features: number[], layers: { before: number[], after: number[] }[], outputs: number[], update: number }} Probed */
/** @typedef {"forward" | "loss" | "gradients" | "update"} Stage */
/** @typedef {{ stage: Stage, gradient: Float64Array, delta: Float64Array, batch: Int32Array, before?: Frame | null }} Explained */
/** @typedef {{ updates?: number, epochs?: number, loss?: number, accuracy?: number }} Until */

/**
 * A whole configuration, as `POST /api/v1/train` takes it.
 * @typedef {object} Config
 * @property {{ name: string, samples: number, noise: number, seed: number, test_fraction: number, classes: number | null, variant: string | null, function: string | null, points: number[][] | null }} dataset
 * @property {string[]} features
 * @property {{ units: number, activation: string, slope: number, alpha: number }[]} layers
 * @property {string} loss
 * @property {string} output_activation
 * @property {boolean} bias
 * @property {{ scheme: string, seed: number }} init
 * @property {{ name: string, learning_rate: number } & Record<string, any>} optimizer
 * @property {{ l1: number, l2: number }} regularization
 * @property {number} batch_size
 */

/** @typedef {{ size: number, extent: number, neurons: number, warp: number }} GridSizes */

/**
 * What can be chosen, as the server's tables say.
 * @typedef {object} Choices
 * @property {{ name: string, title: string, help: string, classes: number, most_classes: number, samples: number, fixed: number | null, noise: string, variants: string[], names: string[], extent: number, source: "made" | "function" | "points", parameters: string[], thumbnail: number[][] }[]} datasets
 * @property {string[]} features
 * @property {{ name: string, title: string }[]} activations
 * @property {{ name: string, title: string, help: string, classifies: boolean }[]} losses
 * @property {{ name: string, help: string }[]} schemes
 * @property {{ name: string, title: string, formula: string, options: string[], rate: number }[]} optimizers
 * @property {Record<string, { help: string, low: number, high: number, default: number | null }>} options of the optimisers
 * @property {{ id: string, title: string, topic: string, note: string, source: string[], config: object, compare: { title: string, config: object }[] }[]} presets
 * @property {Config} config the default
 * @property {number} layers how many hidden layers there may be
 * @property {number} units how many units a layer may have
 */

/**
 * Everything one lab of the page shows is a function of this.
 * @typedef {object} LabState
 * @property {Config | null} config in force, as the server confirmed it
 * @property {Network | null} network
 * @property {Data | null} data
 * @property {Partial<GridSizes> | null} asked how finely the plane and the maps were asked for
 * @property {GridSizes | null} grid how finely they are drawn: a frame of a large network holds less
 * @property {Record<string, number> | null} limits
 * @property {Frame | null} frame the moment that is shown
 * @property {readonly Recorded[]} curve what is known of the run's past
 * @property {number | null} cursor the update that was gone back to; null is the newest
 * @property {boolean} running
 * @property {boolean} inStep it stands beside others, and the page says whether they run
 * @property {Until | null} until when a run stops by itself
 * @property {Explained | null} explained slow motion: the update that is being told
 * @property {boolean} staged slow motion is on: also where a change came between, so that no update is being told
 * @property {boolean} slowly slow motion: the stages play by themselves
 * @property {Neurons | null} neuron whose view of the plane is shown
 * @property {{ layer: number, unit: number } | null} hovered
 * @property {number | null} selected index of a parameter
 * @property {Probed | null} probed
 * @property {[number, number] | null} pointer
 * @property {number} painting the class that a click adds
 * @property {boolean} showTest
 * @property {boolean} discretize
 * @property {import("../page/api.js").Problem | null} problem
 * @property {"connecting" | "open" | "lost"} connection
 * @property {string} told what was last said of the run, for the status line
 * @property {Pick<Choices, "activations" | "losses" | "layers" | "units">} choices
 */

/** @typedef {ReturnType<typeof import("../page/store.js").makeStore<LabState>>} LabStore */

/**
 * What a view may do. All but `send` are short for a message.
 * @typedef {object} LabActions
 * @property {(message: { type: string } & Record<string, unknown>) => void} send
 * @property {() => void} further one update on, in its stages
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
