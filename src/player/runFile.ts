import * as v from 'valibot';
import type { ClusterDescription } from '../kafka/description.ts';
import type { Command } from '../kafka/commands.ts';
import type { EraId } from '../kafka/era/era.ts';
import { eraIds } from '../kafka/era/era.ts';
import { problemsIn } from '../lessons/schema.ts';
import type { RunChoice } from '../world/run.ts';
import { readJson } from './jsonText.ts';
import { momentCheck } from './linkCheck.ts';
import { writeLink } from './permalink.ts';
import { momentOf } from './permalinkOf.ts';
import { pack } from './permalinkPack.ts';
import { writeRun } from './permalinkRun.ts';
import { choiceSchema, clusterSchema } from './sandboxSaved.ts';
import { SANDBOX_ID } from './entrance.ts';
import type { Session } from './session.ts';
import { worldOf } from './session.ts';

/** A run as a file: what a link holds, to be read. `docs/run.schema.json` is its JSON Schema. */
export interface RunFile {
  readonly $schema?: string;
  readonly version: 1;
  readonly subject:
    /** So many steps as the script of the main run goes, or of the what-if. */
    | { readonly kind: 'lesson'; readonly lesson: string; readonly whatIf?: string; readonly steps: number }
    | { readonly kind: 'sandbox'; readonly cluster: ClusterDescription; readonly seed: number };
  readonly era: EraId;
  /** What was chosen since the script was left; absent while it is followed. */
  readonly choices?: readonly RunChoice<Command>[];
  /** `momentCheck` of the world at the end. */
  readonly check?: string;
}

export interface RunProblem {
  /** From 1. */
  readonly line: number;
  /** The place by names and indices, with dots; empty where the text is no JSON. */
  readonly path: string;
  readonly reason: string;
}

export type ReadRun = { readonly ok: true; readonly run: RunFile } | { readonly ok: false; readonly problems: readonly RunProblem[] };

/** More characters are no run of ours. */
export const MOST_TEXT = 4_000_000;
const MOST_CHOICES = 20_000;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_999_999));

export const runSchema = v.strictObject({
  $schema: v.optional(v.string()),
  version: v.literal(1),
  subject: v.variant('kind', [
    v.strictObject({
      kind: v.literal('lesson'),
      lesson: v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/, 'a lesson is called by its id')),
      whatIf: v.optional(v.pipe(v.string(), v.regex(/^[a-z][\w-]{0,63}$/, 'a what-if is called by its id'))),
      steps: count,
    }),
    v.strictObject({ kind: v.literal('sandbox'), cluster: clusterSchema, seed: count }),
  ]),
  era: v.picklist(eraIds),
  choices: v.optional(v.pipe(v.array(choiceSchema), v.maxLength(MOST_CHOICES, `at most ${MOST_CHOICES} choices`))),
  check: v.optional(v.pipe(v.string(), v.regex(/^[\da-f]{8}$/, 'eight hexadecimal digits'))),
});

/** The way to the present step. */
export function runFileOf(session: Session): RunFile {
  const { whatIf, steps, own } = momentOf(session);
  const { setUp } = own ?? { setUp: null };
  const check = momentCheck(worldOf(session));
  if (setUp !== null) {
    const { seed, ...cluster } = setUp;
    return { version: 1, subject: { kind: 'sandbox', cluster, seed }, era: session.era, choices: own?.choices ?? [], check };
  }
  const subject = { kind: 'lesson', lesson: session.lesson.id, ...(whatIf === null ? {} : { whatIf }), steps } as const;
  return { version: 1, subject, era: session.era, ...(own === null ? {} : { choices: own.choices }), check };
}

/** As a file: a choice a line, so that it can be read and compared. */
export function printRun(run: RunFile): string {
  const { choices, ...rest } = run;
  const text = JSON.stringify({ ...rest, ...(choices === undefined ? {} : { choices: [] }) }, null, 2);
  if (choices === undefined || choices.length === 0) return `${text}\n`;
  return `${text.replace(/"choices": \[\](?=\n\}$)/, () => `"choices": [\n${choices.map((choice) => `    ${JSON.stringify(choice)}`).join(',\n')}\n  ]`)}\n`;
}

/** Reads a run from text somebody may have written or changed: the run, or every problem with its line. Never throws. */
export function readRunFile(text: string): ReadRun {
  if (text.length > MOST_TEXT) return { ok: false, problems: [{ line: 1, path: '', reason: `the text is longer than ${MOST_TEXT} characters` }] };
  const read = readJson(text);
  if (!read.ok) return { ok: false, problems: [{ line: read.place.line, path: '', reason: `${read.reason} (column ${read.place.column})` }] };
  const { json } = read;
  const result = v.safeParse(runSchema, json.value);
  // Same shape; the schema's type only knows optional fields as possibly undefined.
  if (result.success) return { ok: true, run: result.output as RunFile };
  return { ok: false, problems: result.issues.flatMap((issue) => problemsIn(issue)).map(({ path, reason }) => ({ line: json.placeOf(path).line, path, reason })) };
}

/** The link that leads where the run does: whoever follows it says what does not apply. */
export function linkOfRun({ subject, era, choices, check }: RunFile): string {
  const isLesson = subject.kind === 'lesson';
  const setUp = isLesson ? null : { ...subject.cluster, seed: subject.seed };
  const packed = isLesson && choices === undefined ? null : pack({ setUp, choices: choices ?? [] });
  const run = writeRun({ whatIf: isLesson ? (subject.whatIf ?? null) : null, steps: isLesson ? subject.steps : 0, packed, check: check ?? null });
  return writeLink({ lesson: isLesson ? subject.lesson : SANDBOX_ID, era, run });
}
