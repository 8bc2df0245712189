/** Small shapes by their outline, centred on 0, 0 and about 10 pixels wide. */
export const SHAPES = {
  crown: 'M-5.5,4 L-6.5,-3.2 L-2.8,-0.4 L0,-4.6 L2.8,-0.4 L6.5,-3.2 L5.5,4 Z',
  disc: 'M-4,0 a4,4 0 1 0 8,0 a4,4 0 1 0 -8,0 Z',
  ring: 'M-4,0 a4,4 0 1 0 8,0 a4,4 0 1 0 -8,0 Z M-2,0 a2,2 0 1 1 4,0 a2,2 0 1 1 -4,0 Z',
  check: 'M-4,-0.2 L-2.6,-1.6 L-1.1,0 L2.6,-3.8 L4,-2.4 L-1.1,2.9 Z',
  triangle: 'M0,-4.4 L4.6,3.8 L-4.6,3.8 Z',
  cross: 'M-3.9,-2.6 L-2.6,-3.9 L0,-1.3 L2.6,-3.9 L3.9,-2.6 L1.3,0 L3.9,2.6 L2.6,3.9 L0,1.3 L-2.6,3.9 L-3.9,2.6 L-1.3,0 Z',
  shield: 'M0,-5 L4.4,-3.5 V0.3 C4.4,2.9 2.3,4.5 0,5.4 C-2.3,4.5 -4.4,2.9 -4.4,0.3 V-3.5 Z',
  bar: 'M-4,-1 H4 V1 H-4 Z',
} as const;

export type Shape = keyof typeof SHAPES;

/** A flag on a pole: the pole is the offset, the cloth hangs to its right. */
export function flag(top: number, height: number): string {
  return `M-1,${top} h2 v${height} h-2 Z M1,${top} h11 l-3,3.5 l3,3.5 h-11 Z`;
}

/** A closing bracket: its back is the offset. */
export function endBracket(top: number, height: number): string {
  return `M-4,${top} H0 V${top + height} H-4`;
}

export function startBracket(top: number, height: number): string {
  return `M4,${top} H0 V${top + height} H4`;
}

/** A horizontal bar from one x to another. */
export function bar(from: number, to: number, top: number, height: number): string {
  return `M${from},${top} H${Math.max(from, to)} V${top + height} H${from} Z`;
}
