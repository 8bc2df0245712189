import type { StageTab } from './session.ts';

/** What an address asks of the page inside another page: `?embed`, `&words`, `&stage=sequence`. */
export interface EmbedAsked {
  /** The sentence of each step is shown, too. */
  readonly words: boolean;
  /** null: as the lesson wants. */
  readonly stage: StageTab | null;
}

const STAGES: readonly string[] = ['cluster', 'sequence', 'group'] satisfies readonly StageTab[];

/** It stands in the query, not behind `#`: there the moment stands, which links replace. null: the whole page is asked for. */
export function readEmbed(search: string): EmbedAsked | null {
  const given = new URLSearchParams(search);
  if (!given.has('embed')) return null;
  const stage = given.get('stage') ?? '';
  return { words: given.has('words'), stage: STAGES.includes(stage) ? (stage as StageTab) : null };
}

export function writeEmbed({ words, stage }: EmbedAsked): string {
  return `?embed${words ? '&words' : ''}${stage === null ? '' : `&stage=${stage}`}`;
}
