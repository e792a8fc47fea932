// What the lab's scripts pass to each other: the stream's messages, and the state they make.

/** @typedef {import("../../../tests/js/api.js").components["schemas"]} Schemas what the server says, as its description has it */
/**
 * What came as JSON, once the words for what is not finite are numbers.
 * @template T
 * @typedef {T extends Schemas["NonFinite"] ? number : T extends object ? { [K in keyof T]: Decoded<T[K]> } : T} Decoded
 */

/** @typedef {Decoded<Schemas["ServerMessage"]>} ServerMessage */
/** @typedef {Schemas["ClientMessage"]} ClientMessage */
/**
 * Send what is answered by a message of the same type, and wait for that; rejects where it is refused.
 * @typedef {<T extends "graph" | "export">(message: Extract<ClientMessage, { type: T }>) => Promise<Extract<ServerMessage, { type: T }>>} Ask
 */
/** @typedef {Schemas["Logged"]} Entry a change of a run, in its log */
/** @typedef {Schemas["NetworkTold"]} Network */
/** @typedef {Schemas["BlockTold"]} Block */
/** @typedef {Schemas["LayerTold"]} Layer */
/** @typedef {Schemas["DataAnswer"]} Data */
/** @typedef {Schemas["PairTold"]} Neurons */
/** @typedef {Schemas["DivergedAnswer"]} Divergence */
/** @typedef {Schemas["WholeConfiguration"]} Config */
/** @typedef {Schemas["GridTold"]} GridSizes */
/** @typedef {Schemas["LimitsTold"]} Limits */
/** @typedef {{ [K in keyof Schemas["Until"]]: number }} Until */
/** @typedef {Omit<Decoded<Schemas["RecordedAnswer"]>, "mean_error" | "norms"> & { mean_error?: number | null, norms?: number[] }} Recorded the error of a regression; of each layer the norm of its gradient, where that was looked at */
/** @typedef {Omit<Decoded<Schemas["ProbedEvent"]>, "type">} Probed */

/** @typedef {{ readonly shape: number[], readonly data: Float32Array | Float64Array | Int32Array | Uint8Array | Uint16Array }} FrameArray */
/**
 * One moment of a run, as the stream tells it; its arrays are read where they lie.
 * @typedef {Omit<Decoded<Schemas["FrameHeader"]>, "arrays"> & { arrays: Record<string, FrameArray> }} Frame
 */

/** @typedef {{ text: string, lines: Partial<Record<Stage | "run", readonly number[]>> }} Code a program, and by what happens its lines, from 1 */
/** @typedef {"forward" | "loss" | "backward" | "points" | "weights" | "update"} Stage of slow motion */
/** @typedef {NonNullable<Schemas["StartMessage"]["views"]>[number]} View what frames show */
/** @typedef {Schemas["PaceTold"] | null} Pace null is as fast as it can */
/**
 * An update that is told in its stages, with its parts as the description of the stream names them.
 * @typedef {object} Explained
 * @property {Stage} stage
 * @property {number} layer that the stage is about, from 1; 0 where it is about all
 * @property {Float64Array} gradient
 * @property {Float64Array} delta
 * @property {Int32Array} batch
 * @property {FrameArray | undefined} [values]
 * @property {FrameArray | undefined} [deltas]
 * @property {FrameArray | undefined} [outputs]
 * @property {FrameArray | undefined} [pulls]
 * @property {FrameArray | undefined} [mask] of every hidden neuron whether each point has it, with dropout
 * @property {Frame | null} [before]
 */

/**
 * What can be chosen, as the server's tables say.
 * @typedef {object} Choices
 * @property {Schemas["DrawnDatasetAnswer"][]} datasets
 * @property {Config["features"]} features
 * @property {Record<string, number[]>} feature_maps each feature over the plane, in percent
 * @property {{ name: string, title: string }[]} activations
 * @property {{ name: string, title: string, help: string, classifies: boolean, gated: boolean }[]} losses
 * @property {{ name: string, help: string, drawn: boolean }[]} schemes
 * @property {{ name: string, help: string, options: string[] }[]} schedules
 * @property {Choices["options"]} schedule_options
 * @property {{ name: string, title: string, formula: string, options: string[], rate: number }[]} optimizers
 * @property {Record<string, { help: string, low: number, high: number, default: number | null }>} options of the optimisers
 * @property {{ id: string, title: string, topic: string, note: string, code: Code | null, source: string[], config: object, chart: "loss" | "gradients", compare: { title: string, config: object }[] }[]} presets
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
 * @property {Limits | null} limits
 * @property {Pace} pace how fast a run goes on
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
 * @property {boolean} undoable whether a change of the data can be taken back
 * @property {import("../page/api.js").Problem | null} problem
 * @property {"connecting" | "open" | "lost"} connection
 * @property {Code | null} code of the example that is open
 * @property {string} told what was last said of the run, for the status line
 * @property {Pick<Choices, "activations" | "losses" | "layers" | "units" | "features"> & { featureMaps: Choices["feature_maps"] }} choices
 */

/** @typedef {Pick<ReturnType<typeof import("../page/store.js").makeStore<LabState>>, "get" | "set" | "subscribe" | "watch" | "when">} LabStore */

/**
 * What a view may do. All but `send` are short for a message.
 * @typedef {object} LabActions
 * @property {(message: ClientMessage) => void} send
 * @property {() => void} further one update on, in its stages
 * @property {(x1: number, x2: number, label: number) => void} addPoint
 * @property {(x1: number, x2: number) => void} removeNear
 * @property {(index: number, x1: number, x2: number) => void} movePoint
 * @property {(index: number, value: number) => void} put
 * @property {(update: number) => void} seek
 * @property {(x1: number, x2: number) => void} probe
 * @property {(layer: number, i: number, j: number) => void} chooseNeuron
 * @property {(partial: object) => void} setConfig
 * @property {(pace: Pace) => void} setPace
 * @property {() => void} undo take the last change of the data back
 */

export {};
