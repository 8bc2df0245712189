/** What a link asked for and did not get. */
export type LinkTrouble =
  | { readonly is: 'unreadable' }
  | { readonly is: 'no-lesson'; readonly lesson: string }
  /** A lesson that somebody wrote; it is not in this browser. */
  | { readonly is: 'not-here'; readonly lesson: string }
  /** The lesson's file did not come. */
  | { readonly is: 'not-fetched'; readonly lesson: string }
  | { readonly is: 'no-era'; readonly asked: string; readonly era: string }
  | { readonly is: 'no-what-if'; readonly whatIf: string }
  /** Nothing of the run could be read. */
  | { readonly is: 'damaged' }
  /** From this choice on, counted from 1, nothing could be read. */
  | { readonly is: 'damaged-at'; readonly choice: number }
  /** The run's end is missing; so many choices could be read. */
  | { readonly is: 'cut'; readonly choices: number }
  | { readonly is: 'too-long'; readonly most: number }
  | { readonly is: 'ended'; readonly asked: number; readonly taken: number }
  /** Choices that mean nothing here, with the world's reasons. */
  | { readonly is: 'skipped'; readonly reasons: readonly string[] }
  | { readonly is: 'failed'; readonly error: string }
  /** Kafka refuses the sandbox's cluster. */
  | { readonly is: 'refused'; readonly reason: string }
  /** Every step was taken, and led elsewhere. */
  | { readonly is: 'other-world' };

export interface LinkNote {
  readonly troubles: readonly LinkTrouble[];
  /** The link changed nothing: what the visitor had is still here. */
  readonly stayed: boolean;
  /** The visitor's own sandbox was put aside for the one of the link. */
  readonly aside: boolean;
}

export interface LinkState {
  readonly note: LinkNote | null;
  /** How the last copying went, until it is dismissed; `count` tells one from the next. */
  readonly copy: { readonly is: 'copied' | 'refused'; readonly link: string; readonly count: number } | null;
}

export const NO_LINK_NEWS: LinkState = { note: null, copy: null };
