import * as v from 'valibot';
import type { Command } from '../kafka/commands.ts';
import { eraIds } from '../kafka/era/era.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { commandSchema } from '../lessons/commandSchema.ts';
import { consumerFields } from '../lessons/consumerSchema.ts';
import { MOST_BROKERS, MOST_ZOOKEEPER_CLIENTS } from '../lessons/sizes.ts';
import { canonicalJson, fnv1a } from '../world/canonical.ts';
import type { RunChoice } from '../world/run.ts';
import type { Shelf } from './preferences.ts';
import type { SandboxSetUp } from './sandboxForm.ts';
import { MOST_PARTITIONS } from './sandboxForm.ts';

/** A sandbox and its run as it is kept between visits: what was chosen, never the worlds. */
export interface SavedSandbox {
  readonly version: 1;
  readonly setUp: SandboxSetUp;
  /** From the beginning to the end of the path that was played. */
  readonly choices: readonly RunChoice<Command>[];
  /** Where the visitor stood: steps from the beginning. */
  readonly at: number;
  /** `checkOf` the world at the end: another means that the model has changed since. */
  readonly check: string;
}

export const SANDBOX_KEY = 'highwater.sandbox';
/** Where a state that could not be opened is put aside. */
export const BROKEN_KEY = 'highwater.sandbox.broken';
export const MOST_SAVED_STEPS = 20_000;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(300));
const config = v.optional(v.record(v.string(), v.string()));
const few = <Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.maxLength(20));

/** A sandbox's cluster as somebody may have written it. */
export const clusterSchema = v.strictObject({
  brokers: v.pipe(count, v.minValue(1), v.maxValue(MOST_BROKERS)),
  racks: v.optional(few(v.string())),
  brokerConfig: config,
  topics: few(v.strictObject({
    name, partitions: v.pipe(count, v.minValue(1), v.maxValue(MOST_PARTITIONS)), replicationFactor: v.pipe(count, v.minValue(1), v.maxValue(MOST_BROKERS)), config,
  })),
  producers: few(v.strictObject({ id: name, topics: few(name), config })),
  consumers: few(v.strictObject({ id: name, topics: few(name), config, ...consumerFields })),
  zookeeperClients: v.optional(v.pipe(count, v.maxValue(MOST_ZOOKEEPER_CLIENTS))),
});

const setUp = v.strictObject({ era: v.picklist(eraIds), seed: count, description: clusterSchema });

const message = v.strictObject({ api: name, kind: v.optional(v.picklist(['request', 'response', 'notice'])), from: v.optional(name), to: v.optional(name), nth: v.optional(v.pipe(count, v.minValue(1))) });
const connection = v.strictObject({ client: name, server: name });

/** One choice of a run. */
export const choiceSchema = v.union([
  v.strictObject({ usual: v.pipe(count, v.minValue(1)) }),
  v.strictObject({ deliver: message }),
  v.strictObject({ duplicate: message }),
  v.strictObject({ fire: v.strictObject({ owner: name, name }) }),
  v.strictObject({ hold: connection, forMs: count }),
  v.strictObject({ disconnect: connection }),
  v.strictObject({ command: commandSchema }),
], 'a choice is {usual}, {deliver}, {duplicate}, {fire}, {hold, forMs}, {disconnect} or {command}');

const saved = v.strictObject({ version: v.literal(1), setUp, choices: v.pipe(v.array(choiceSchema), v.maxLength(MOST_SAVED_STEPS)), at: count, check: v.string() });

export type ReadSaved = { readonly is: 'none' } | { readonly is: 'saved'; readonly saved: SavedSandbox } | { readonly is: 'broken'; readonly kept: string; readonly reason: string };

/** Reads what was kept. Never throws: what is no saved sandbox is broken, with the reason. */
export function readSaved(shelf: Shelf | null): ReadSaved {
  let kept: string | null = null;
  try {
    kept = shelf?.getItem(SANDBOX_KEY) ?? null;
  } catch {
    // A storage that may not be read counts as empty.
  }
  return kept === null || kept === '' ? { is: 'none' } : parseSaved(kept);
}

/** Reads a saved sandbox from text somebody may have changed. */
export function parseSaved(text: string): ReadSaved {
  try {
    const result = v.safeParse(saved, JSON.parse(text));
    if (!result.success) return { is: 'broken', kept: text, reason: problemIn(result.issues[0]) };
    // Same shape; the schema's type only knows optional fields as possibly undefined.
    const parsed = result.output as SavedSandbox;
    const steps = parsed.choices.reduce((sum, one) => sum + ('usual' in one ? one.usual : 1), 0);
    return steps <= MOST_SAVED_STEPS ? { is: 'saved', saved: parsed } : { is: 'broken', kept: text, reason: `${steps} > ${MOST_SAVED_STEPS} steps` };
  } catch (error) {
    return { is: 'broken', kept: text, reason: error instanceof Error ? error.message : String(error) };
  }
}

function problemIn(issue: v.BaseIssue<unknown>): string {
  const path = (issue.path ?? []).map((item) => String(item.key)).join('.');
  return path === '' ? issue.message : `${path}: ${issue.message}`;
}

/** @returns whether it is kept now; a full or forbidden storage keeps nothing. */
export function writeShelf(shelf: Shelf | null, key: string, value: string): boolean {
  try {
    shelf?.setItem(key, value);
    return shelf !== null;
  } catch {
    return false;
  }
}

/** A short name of what decides how a world goes on, without the logs, which would take long. */
export function checkOf({ nowMs, nodes, wire, timers, random, counters }: KafkaWorld): string {
  return fnv1a(canonicalJson({ nowMs, nodes, wire, timers, random, counters }));
}
