/** A colour of the page, as `#rrggbb`. theme.css holds the same values as custom properties; a test compares them. */
export type Hex = `#${string}`;

export type Theme = 'light' | 'dark';

/** What a mark says about a replica or a broker. Always told by shape and text too. */
export type Role = 'leader' | 'in-sync' | 'lagging' | 'offline' | 'error';

/** The background a mark or a text stands on. */
export type Surface = 'surface' | 'surface-raised' | 'surface-sunken';

/** One leader epoch's tint: what fills a committed record, and the edge that also outlines an uncommitted one. */
export interface EpochTint {
  readonly fill: Hex;
  readonly edge: Hex;
}

export interface Palette {
  readonly surfaces: Readonly<Record<Surface, Hex>>;
  readonly text: Readonly<Record<'text' | 'text-muted' | 'accent', Hex>>;
  /** Lines that only part things; what must be seen uses `border-strong`. */
  readonly border: Hex;
  readonly borderStrong: Hex;
  readonly roles: Readonly<Record<Role, Hex>>;
  readonly highWatermark: Hex;
  /** Text on a ground of the accent colour, as on the main button. */
  readonly onAccent: Hex;
  readonly epochs: readonly EpochTint[];
  /** Text on any epoch's fill. */
  readonly onEpoch: Hex;
}

export const ROLES: readonly Role[] = ['leader', 'in-sync', 'lagging', 'offline', 'error'];

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    surfaces: { surface: '#fafaf7', 'surface-raised': '#ffffff', 'surface-sunken': '#f3f4f5' },
    text: { text: '#1c2126', 'text-muted': '#565e69', accent: '#0a64a0' },
    border: '#dde1e8',
    borderStrong: '#7f8896',
    roles: { leader: '#0b3792', 'in-sync': '#0f7a56', lagging: '#a14d03', offline: '#656b80', error: '#5a162b' },
    highWatermark: '#6d38c2',
    onAccent: '#ffffff',
    epochs: [
      { fill: '#82b9de', edge: '#33719b' },
      { fill: '#f3c569', edge: '#946100' },
      { fill: '#b4d3b4', edge: '#4c7a4c' },
      { fill: '#e0748c', edge: '#ab3653' },
      { fill: '#dcebf4', edge: '#5d7486' },
      { fill: '#bf8f63', edge: '#86572c' },
    ],
    onEpoch: '#16202a',
  },
  dark: {
    surfaces: { surface: '#14171c', 'surface-raised': '#1c2027', 'surface-sunken': '#191c21' },
    text: { text: '#eceff4', 'text-muted': '#a8b0bd', accent: '#6db9f2' },
    border: '#333a45',
    borderStrong: '#78828f',
    roles: { leader: '#4190f1', 'in-sync': '#80ffca', lagging: '#ffca36', offline: '#afb5c3', error: '#f05b78' },
    highWatermark: '#b894ff',
    onAccent: '#0d1420',
    epochs: [
      { fill: '#245a80', edge: '#5fa3d3' },
      { fill: '#73530f', edge: '#d6a340' },
      { fill: '#4b7668', edge: '#86bda9' },
      { fill: '#8f3550', edge: '#e2799a' },
      { fill: '#2b313a', edge: '#929dab' },
      { fill: '#2f2a7a', edge: '#8f8be6' },
    ],
    onEpoch: '#f4f7fb',
  },
};

/** @returns the tint's place in the palette; epochs beyond it start over, and their number tells them apart. */
export function epochTint(leaderEpoch: number): number {
  const count = PALETTES.light.epochs.length;
  return ((leaderEpoch % count) + count) % count;
}

/** The palette as custom properties, by their names in theme.css. */
export function customProperties(palette: Palette): Readonly<Record<string, Hex>> {
  return {
    ...prefixed(palette.surfaces),
    ...prefixed(palette.text),
    '--border': palette.border,
    '--border-strong': palette.borderStrong,
    ...prefixed(palette.roles),
    '--high-watermark': palette.highWatermark,
    '--on-accent': palette.onAccent,
    '--on-epoch': palette.onEpoch,
    ...Object.fromEntries(palette.epochs.flatMap((tint, index) => [[`--epoch-${index}`, tint.fill], [`--epoch-${index}-edge`, tint.edge]] as const)),
  };
}

function prefixed(colours: Readonly<Record<string, Hex>>): Record<string, Hex> {
  return Object.fromEntries(Object.entries(colours).map(([name, value]) => [`--${name}`, value]));
}
