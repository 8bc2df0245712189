import type { Box, Point } from '../shared/geometry.ts';
import type { Ruler } from '../shared/text.ts';
import type { Glyph, Tone } from './factMark.ts';
import type { Arrow, Lane, Mark } from './select.ts';
import type { Break } from './scale.ts';

export interface LaneLayout {
  readonly lane: Lane;
  readonly x: number;
  /** Stretches of its life; what is not up is drawn broken. */
  readonly pieces: readonly { readonly from: number; readonly to: number; readonly up: boolean }[];
}

/** Words with the place they stand in; null when there was no room. */
export interface Placed {
  readonly text: string;
  readonly box: Box;
}

export interface ArrowLayout {
  readonly key: string;
  readonly arrow: Arrow;
  /** To the sender's own node. */
  readonly isLoop: boolean;
  readonly from: Point;
  readonly to: Point;
  readonly label: Placed | null;
  readonly top: number;
  readonly bottom: number;
  /** The step a click goes to. */
  readonly step: number;
}

export interface MarkLayout {
  readonly key: string;
  readonly mark: Mark;
  readonly at: Point;
  readonly glyph: Glyph;
  readonly tone: Tone;
  readonly label: Placed | null;
  readonly step: number;
}

/** A time in the margin; `until` is the lowest row of the same millisecond. */
export interface TimeLabel {
  readonly atMs: number;
  readonly y: number;
  readonly until: number;
}

export interface SequenceLayout {
  readonly width: number;
  readonly height: number;
  readonly gutter: number;
  /** How its words are set. */
  readonly ruler: Ruler;
  readonly headHeight: number;
  readonly laneWidth: number;
  readonly lanes: readonly LaneLayout[];
  readonly arrows: readonly ArrowLayout[];
  readonly marks: readonly MarkLayout[];
  readonly times: readonly TimeLabel[];
  readonly breaks: readonly Break[];
  /** The line of the present moment. */
  readonly nowY: number;
  readonly nowMs: number;
  /** Below this nothing is known yet. */
  readonly knownUntil: number;
}
