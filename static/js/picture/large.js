// How large a picture may be for all of it to be drawn and moved at once. Pure.

/**
 * Nodes past which nothing moves and no frames are drawn, as both would be lost on the screen; and groups
 * of the drawing from which only those near the view are rendered.
 */
export const LARGE = 600;
/** Groups of a drawing up to which they fade: for each that does, the browser makes a layer. */
export const FEW = 60;
