// The mode of images: small images, and the templates that a linear classifier and a hidden layer make of them.

import { ProblemError } from "../page/api.js";
import { soon } from "../chart/canvas.js";
import { make } from "../page/build.js";
import { latest } from "../page/latest.js";
import { onAppearance } from "../page/palette.js";
import { makeReplay } from "../updates/replay.js";
import { askImages } from "./images_asking.js";
import { mountClose } from "./images_close_view.js";
import { endOf, modelOf, rowOf, summaryOf } from "./images_course.js";
import { mountGrid } from "./images_grid_view.js";
import { mountModel } from "./images_models_view.js";
import { mountImageSettings } from "./images_settings.js";
import { readWords, writeWords } from "./images_words.js";

/** @typedef {import("./types.js").ClassifierStore} ClassifierStore */

const SLIDING = 60; // ms

/**
 * @param {HTMLElement} element its part of the page
 * @param {ClassifierStore} store @param {import("./types.js").Choices} choices
 */
export const mountImages = (element, store, choices) => new ImagesMode(element, store, choices);

class ImagesMode {
  #element;
  #store;
  /** @type {import("./images_course.js").Learned | null} */
  #learned = null;
  /** What it was learned from. */
  #asked = "";
  /** The tile that is pointed at. @type {string | null} */
  #looked = null;
  #views;
  #scrub = make("input", { type: "range", min: 0, max: 1, value: 0, step: 1, autocomplete: "off", "aria-label": "Update" });
  #said = make("output", { class: "images-update", "aria-live": "off" });
  #summary = make("p", { class: "heard", role: "status" });

  /** @param {HTMLElement} element @param {ClassifierStore} store @param {import("./types.js").Choices} choices */
  constructor(element, store, choices) {
    this.#element = element;
    this.#store = store;
    const place = (/** @type {string} */ name, /** @type {string} */ label) => make("section", { class: name, "aria-label": label });
    const places = { grid: place("images-grid", "Images"), linear: place("images-model images-linear", "Linear model"), hidden: place("images-model", "Model with a hidden layer"), close: place("images-close", "One template on one image") };
    const settings = make("div", { class: "lab-settings images-settings", role: "group", "aria-label": "Settings" });
    element.append(settings, make("div", { class: "images-desk" }, places.grid, places.linear, places.hidden, places.close), make("div", { class: "images-foot" }, this.#scrub, this.#said), this.#summary);
    const act = { pick: (/** @type {string} */ tile) => this.#choose({ tile }), look: (/** @type {string | null} */ tile) => this.#look(tile) };
    this.#views = {
      grid: mountGrid(places.grid, (image) => this.#choose({ image })),
      linear: mountModel(places.linear, "linear", act),
      hidden: mountModel(places.hidden, "hidden", act),
      close: mountClose(places.close),
    };
    mountImageSettings(settings, store, choices);
    this.runs = makeReplay({
      state: () => store.get(),
      at: () => store.get().made,
      end: () => (this.#learned ? endOf(this.#learned) : null),
      isSmooth: () => false,
      set: ({ at, playing }) => store.set({ playing, ...(at === undefined ? {} : { made: at }) }),
    });
    this.#scrub.addEventListener("input", () => store.set({ made: this.#scrub.valueAsNumber, playing: false }));
    store.watch(["images", "rule", "rate", "strength", "mode"], () => this.#heed());
    store.watch(["made", "images", "mode", "presenting", "playing"], this.#show);
    onAppearance(element, () => {
      this.#views.grid.paint();
      this.#show();
    });
  }

  /** @param {boolean} isOpen */
  show = (isOpen) => {
    this.#element.hidden = !isOpen;
  };

  #asking = latest(SLIDING, (signal) => {
    const state = this.#store.get();
    return askImages(readWords(state.images), state, signal);
  }, (learned) => {
    this.#learned = learned;
    this.#views.grid.fill(learned);
    this.#views.linear.fill(learned);
    this.#views.hidden.fill(learned);
    this.#store.set({ problem: null, made: Math.min(this.#store.get().made, endOf(learned)) });
    this.#show();
  }, (error) => {
    if (!(error instanceof ProblemError)) throw error;
    this.#asked = "";
    this.#store.set({ problem: error.problem, playing: false });
  });

  /** Ask where something else is to be learned, or in another way. */
  #heed() {
    const { mode, images, rule, rate, strength } = this.#store.get();
    if (mode !== "images") return;
    const { set, seed, units, activation, updates } = readWords(images);
    const asked = JSON.stringify([set, seed, units, activation, updates, rule, rate, strength]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#asking.soon();
  }

  #show = soon(() => {
    const { mode, made, images } = this.#store.get();
    const learned = this.#learned;
    if (mode !== "images" || !learned) return;
    const { image, tile } = readWords(images);
    const shown = { made, image, tile };
    const { program, updates, losses } = learned.models[modelOf(tile)];
    if (this.#store.get().program !== program) this.#store.set({ program, curve: { updates, losses }, far: updates.length - 1 }); // what is taken away
    this.#views.grid.show(made, image);
    this.#views.linear.show(shown);
    this.#views.hidden.show(shown);
    this.#views.close.show(learned, { ...shown, tile: this.#looked ?? tile });
    this.#scrub.max = String(endOf(learned));
    this.#scrub.value = String(made);
    this.#said.textContent = `update ${made} of ${endOf(learned)}`;
    this.#element.dataset["made"] = String(made);
    if (!this.#store.get().playing) this.#summary.textContent = summaryOf(learned, made); // heard when it rests
  });

  /** @param {Partial<import("./images_words.js").Words>} change */
  #choose(change) {
    this.#store.set({ images: writeWords({ ...readWords(this.#store.get().images), ...change }) });
  }

  /** @param {string | null} tile */
  #look(tile) {
    this.#looked = tile;
    this.#show();
  }

  /** The numbers of the model that is picked, by their names. @returns {import("./sharing.js").Values} */
  values = () => {
    const { images, made } = this.#store.get();
    const course = this.#learned?.models[modelOf(readWords(images).tile)];
    const row = course ? rowOf(course, made) : 0;
    return Object.fromEntries(Object.entries(course?.parameters ?? {}).map(([key, rows]) => [key, /** @type {any} */ (rows[row])]));
  };
}
