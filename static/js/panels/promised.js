// What compares a gradient's promise with what happens, loaded once a number is nudged or changed by hand: one file,
// as both share its arithmetic.

import { mountNudge } from "./nudge_view.js";
import { mountWhatIf } from "./what_if_view.js";

export const promised = Object.freeze({ mountNudge, mountWhatIf });
