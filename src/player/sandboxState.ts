import type { Address } from '../world/types.ts';
import type { CommandType } from '../kafka/commands.ts';
import type { LabInput } from './assignorLabForm.ts';

/** A command whose fields are still to be filled in, as a dialog asks for them; what is known already is filled in. */
export interface Asked {
  readonly type: CommandType;
  /** The node, topic or partition it was asked on. */
  readonly of: string | null;
}

/** Something the visitor should know of what was kept: it could not be opened, or not all of it applied. */
export interface KeptNote {
  readonly is: 'unreadable' | 'not-started' | 'skipped' | 'other-model';
  /** What did not apply, or what was thrown. */
  readonly details: readonly string[];
  /** What was kept, to save as a file. */
  readonly kept: string | null;
}

export interface SandboxState {
  /** The dialog that is open; one at a time. */
  readonly open: 'set-up' | 'reset' | 'palette' | 'command' | 'world-text' | 'losses' | 'glossary' | 'assignors' | 'share' | null;
  readonly asked: Asked | null;
  /** The term at which the glossary opens, by its id. */
  readonly term: string | null;
  /** The group with which the assignors begin, when they were opened from one. */
  readonly group: LabInput | null;
  /** The menu of commands on a part of the picture: where it opened, in pixels of the window; on a record also the record's offset. */
  readonly menu: { readonly address: Address; readonly x: number; readonly y: number; readonly offset?: number } | null;
  readonly note: KeptNote | null;
}

export const SANDBOX_AT_REST: SandboxState = { open: null, asked: null, term: null, group: null, menu: null, note: null };
