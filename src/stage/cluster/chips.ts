import type { Box } from '../shared/geometry.ts';
import type { MessagePosition } from './lanes.ts';
import { overlaps } from '../shared/geometry.ts';

/** A message's words wait beside its dot; in a crowd only the first few have any. */
export const MOST_CHIPS = 8;
export const CHIP_HEIGHT = 18;
const DOT_ROOM = 7;
const EDGE = 2;
const STEP = CHIP_HEIGHT + 2;
const MOST_TRIES = 12;

export interface ChipRequest {
  readonly id: number;
  readonly position: MessagePosition;
  readonly width: number;
}

interface StageRoom {
  readonly width: number;
  readonly height: number;
  readonly columns: Readonly<Record<string, { readonly x: number }>>;
}

/** Places for the messages' words: beside their dots, none over another, all inside the stage; by id. */
export function placeChips(requests: readonly ChipRequest[], stage: StageRoom): ReadonlyMap<number, Box> {
  const placed = new Map<number, Box>();
  for (const request of requests.slice(0, MOST_CHIPS)) {
    const box = freePlace(request, [...placed.values()], stage);
    if (box !== null) placed.set(request.id, box);
  }
  return placed;
}

function freePlace(request: ChipRequest, taken: readonly Box[], stage: StageRoom): Box | null {
  const first = besideDot(request, stage);
  const away = request.position.lane.side === 'data' ? 1 : -1;
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    // Away from the middle of the row first, then to the other side.
    const shift = (attempt % 2 === 0 ? away : -away) * Math.ceil(attempt / 2) * STEP;
    const box = { ...first, y: first.y + shift };
    if (box.y >= 0 && box.y + box.height <= stage.height && !taken.some((other) => overlaps(other, box))) return box;
  }
  return null;
}

function besideDot({ position, width }: ChipRequest, stage: StageRoom): Box {
  const rightOfDot = position.x + DOT_ROOM;
  // Right of the last column the words cover nothing.
  const isFree = rightOfDot + width <= stage.width - EDGE && Object.values(stage.columns).every((column) => column.x < position.x);
  const wanted = position.lane.side === 'control' || isFree ? rightOfDot : position.x - DOT_ROOM - width;
  const x = Math.max(EDGE, Math.min(stage.width - width - EDGE, wanted));
  return { x, y: position.y - CHIP_HEIGHT / 2, width, height: CHIP_HEIGHT };
}
