/** How the page is shown to a class. */
export interface PresentState {
  /** Large type, panels folded. */
  readonly on: boolean;
  /** Nothing is shown; any key brings the picture back. */
  readonly blank: boolean;
  /** The teacher's own window; `refused` when the browser did not let it open. */
  readonly notes: 'closed' | 'open' | 'refused';
  /** The printable page stands in place of the lesson. */
  readonly handOut: boolean;
  /** The stop of the tour that is shown, from 0; null when none is. */
  readonly tour: number | null;
}

export const NOT_PRESENTING: PresentState = { on: false, blank: false, notes: 'closed', handOut: false, tour: null };
