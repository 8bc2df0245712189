interface Size {
  readonly width: number;
  readonly height: number;
}

interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

const AIR = 12;

/** Where a card stands beside what it speaks of, and the ring around that: right of it, else left, above, below; else over it. All in pixels of the window. */
export function placed(target: Box, card: Size, room: Size): { readonly card: { readonly left: number; readonly top: number }; readonly ring: Box } {
  const within = (at: number, size: number, all: number): number => Math.max(AIR, Math.min(at, all - size - AIR));
  const right = target.left + target.width + AIR;
  const bottom = target.top + target.height + AIR;
  const beside = within(target.top, card.height, room.height);
  const along = within(target.left + target.width / 2 - card.width / 2, card.width, room.width);
  const ring = { left: target.left - 4, top: target.top - 4, width: target.width + 8, height: target.height + 8 };
  if (right + card.width <= room.width - AIR) return { card: { left: right, top: beside }, ring };
  if (target.left - AIR - card.width >= AIR) return { card: { left: target.left - AIR - card.width, top: beside }, ring };
  if (target.top - AIR - card.height >= AIR) return { card: { left: along, top: target.top - AIR - card.height }, ring };
  return { card: { left: along, top: within(bottom, card.height, room.height) }, ring };
}
