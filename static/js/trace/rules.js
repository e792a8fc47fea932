// The update rules by the names that the API and a program have for them, and what they are called.

export const RULES = Object.freeze(/** @type {Record<string, string>} */ ({
  sgd: "SGD", momentum: "Momentum", nesterov: "Nesterov", adagrad: "Adagrad", rmsprop: "RMSprop", adadelta: "Adadelta", adam: "Adam", adamw: "AdamW",
}));
