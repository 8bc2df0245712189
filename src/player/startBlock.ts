/** What a page made for one lesson begins with. */
export interface Start {
  /** The hash to begin with where the address has none. */
  readonly address: string;
  /** A lesson that is not among the page's own, as somebody wrote it: not yet checked. */
  readonly lesson?: unknown;
}

export const START_ID = 'highwater-start';

/** Reads the page's data block; whatever cannot be read counts as none. */
export function readStart(text: string | null | undefined): Start | null {
  if (text === null || text === undefined) return null;
  try {
    const start: unknown = JSON.parse(text);
    if (typeof start !== 'object' || start === null || !('address' in start) || typeof start.address !== 'string') return null;
    return { address: start.address, ...('lesson' in start ? { lesson: start.lesson } : {}) };
  } catch {
    return null;
  }
}

/** As a data block holds it: nothing in it can end the block. */
export function printStart(start: Start): string {
  return JSON.stringify(start).replaceAll('<', String.raw`\u003c`);
}
