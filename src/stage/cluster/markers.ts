/** Where the words under a log begin, right of the column's left edge. */
export interface MarkerPlaces {
  readonly highWatermark: number;
  readonly logEndOffset: number;
}

const GAP = 7;

/**
 * HW's words end at their line, LEO's begin at theirs, pushed apart where they would meet and kept inside the column.
 * All in pixels.
 */
export function markerPlaces(lines: { readonly highWatermark: number; readonly logEndOffset: number }, widths: { readonly highWatermark: number; readonly logEndOffset: number }, room: number): MarkerPlaces {
  const latest = Math.max(0, room - widths.logEndOffset);
  let hw = Math.max(0, Math.min(lines.highWatermark - widths.highWatermark + GAP, latest - GAP - widths.highWatermark));
  const leo = Math.min(latest, Math.max(lines.logEndOffset - GAP, hw + widths.highWatermark + GAP));
  hw = Math.max(0, Math.min(hw, leo - GAP - widths.highWatermark));
  return { highWatermark: hw, logEndOffset: leo };
}
