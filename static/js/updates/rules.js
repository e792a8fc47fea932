// The update rules, as links name them.

export const RULES = Object.freeze(/** @type {const} */ (["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "adamw"]));
