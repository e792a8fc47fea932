// What is loaded once somebody looks into an array: one file, as its parts share what they know of cells.

import { withCells } from "./cell_scene_view.js";
import { mountCells } from "./cells_view.js";
import { mountSample } from "./sample_view.js";

export const later = Object.freeze({ withCells, mountCells, mountSample });
