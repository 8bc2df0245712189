/** A moment of a run as a link writes it: `[what-if.]steps[.own choices][*check]`. */
export interface RunText {
  /** null: the main run. */
  readonly whatIf: string | null;
  /** Steps taken as the script goes, counted from the start of the main run or of the what-if. */
  readonly steps: number;
  /** What was chosen since the script was left, packed; null while it is followed. */
  readonly packed: string | null;
  /** `momentCheck` of the world; null where it was not worked out. */
  readonly check: string | null;
}

/** Steps that a link may be deep. */
export const MOST_RUN_STEPS = 20_000;

const RUN = /^(?:([a-z][\w-]{0,63})\.)?(\d{1,7})(?:\.([\w-]*))?(?:\*([\da-f]*))?$/;
const CHECK = /^[\da-f]{8}$/;

/** Reads what somebody may have changed; null when it is no moment at all. */
export function readRun(text: string): RunText | null {
  const match = RUN.exec(text);
  if (match === null) return null;
  const [, whatIf, steps, packed, check] = match;
  return { whatIf: whatIf ?? null, steps: Number(steps), packed: packed ?? null, check: CHECK.test(check ?? '') ? (check ?? null) : null };
}

export function writeRun({ whatIf, steps, packed, check }: RunText): string {
  return `${whatIf === null ? '' : `${whatIf}.`}${steps}${packed === null ? '' : `.${packed}`}${check === null ? '' : `*${check}`}`;
}
