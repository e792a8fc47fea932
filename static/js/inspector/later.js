// What is loaded once somebody looks into a gate or asks for shapes: one file, as both check dimensions.

import { mountInspector } from "./inspector_view.js";
import { showShapes } from "./shapes_view.js";

export const later = Object.freeze({ mountInspector, showShapes });
