import type { Shelf } from './preferences.ts';

/** The panels beside the picture, by the widths a visitor gave them in pixels; null: as wide as usual. */
export interface PanelWidths {
  readonly lesson: number | null;
  readonly side: number | null;
}

export type PanelName = keyof PanelWidths;

const KEY = 'highwater.panels';
export const NARROWEST_PX = 192;
const WIDEST_KEPT_PX = 4_000;
/** Of the window's width: beside both panels there is always room for the picture. */
const WIDEST_SHARE = 0.36;

/** What was kept; whatever cannot be read counts as not chosen. */
export function readPanelWidths(shelf: Shelf | null): PanelWidths {
  try {
    const kept = JSON.parse(shelf?.getItem(KEY) ?? '{}') as Partial<Record<PanelName, unknown>> | null;
    return { lesson: widthOf(kept?.lesson), side: widthOf(kept?.side) };
  } catch {
    return { lesson: null, side: null };
  }
}

export function keepPanelWidths(shelf: Shelf | null, widths: PanelWidths): void {
  try {
    shelf?.setItem(KEY, JSON.stringify(widths));
  } catch {
    // A full or forbidden storage only means that the choice is forgotten.
  }
}

function widthOf(kept: unknown): number | null {
  return typeof kept === 'number' && kept >= NARROWEST_PX && kept <= WIDEST_KEPT_PX ? kept : null;
}

/** The width a panel gets when somebody asks for one in a window so wide. */
export function fittingWidth(askedPx: number, windowPx: number): number {
  return Math.round(Math.max(NARROWEST_PX, Math.min(askedPx, widestPx(windowPx))));
}

export function widestPx(windowPx: number): number {
  return Math.max(NARROWEST_PX, Math.round(windowPx * WIDEST_SHARE));
}
