import * as v from 'valibot';
import { eraIds } from '../kafka/era/era.ts';
import { consumerFields } from './consumerSchema.ts';
import { commandSchema } from './commandSchema.ts';
import { problemsOf } from './consistency.ts';
import type { LessonProblem } from './consistency.ts';
import { factFields } from './factFields.ts';
import { selectNames } from './select.ts';
import { MOST_BROKERS, MOST_ZOOKEEPER_CLIENTS } from './sizes.ts';
import type { Lesson } from './types.ts';

export type { LessonProblem } from './consistency.ts';

export type ParsedLesson = { readonly ok: true; readonly lesson: Lesson } | { readonly ok: false; readonly problems: readonly LessonProblem[] };

/** Reads a lesson from data somebody wrote: either a lesson that can be played, or every problem with its place. */
export function parseLesson(data: unknown): ParsedLesson {
  const result = v.safeParse(lessonSchema, data);
  if (!result.success) return { ok: false, problems: result.issues.flatMap((issue) => problemsIn(issue)) };
  // Same shape; the schema's type only knows optional fields as possibly undefined.
  const lesson = result.output as Lesson;
  const problems = problemsOf(lesson);
  return problems.length === 0 ? { ok: true, lesson } : { ok: false, problems };
}

/** A union tells what was wrong with each of its forms, from where it stands: the form that got further is what the author meant. */
export function problemsIn(issue: v.BaseIssue<unknown>, above: readonly string[] = []): readonly LessonProblem[] {
  const path = [...above, ...(issue.path ?? []).map((item) => String(item.key))];
  const [deepest] = (issue.issues ?? []).toSorted((a, b) => depthOf(b) - depthOf(a));
  return deepest !== undefined && depthOf(deepest) > 1 ? problemsIn(deepest, path) : [{ path: path.join('.'), reason: reasonOf(issue) }];
}

/** Where the library's own words stand, those of somebody who reads the file. */
function reasonOf({ message, expected, received }: v.BaseIssue<unknown>): string {
  if (message.startsWith('Invalid key:')) return expected === 'never' ? `there is no field ${received}` : `${expected} is missing`;
  if (!message.startsWith('Invalid type:')) return message;
  return `${expected} is expected here${received === 'undefined' ? '' : `, not ${received}`}`;
}

function depthOf(issue: v.BaseIssue<unknown>): number {
  return issue.path?.length ?? 0;
}

const text = v.pipe(v.string(), v.trim(), v.minLength(1, 'a text must not be empty'));
const bilingual = v.strictObject({ en: text, zh: text });
const wholeMs = v.pipe(v.number(), v.integer(), v.minValue(0, 'a time is 0 ms or more'));
const slug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words with hyphens'));
const textMap = v.record(v.string(), v.string());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const atLeastOne = v.pipe(v.number(), v.integer(), v.minValue(1));
const brokerId = atLeastOne;
const clientId = v.pipe(v.string(), v.regex(/^(producer|consumer)-\d+$/, 'a client is called producer-1 or consumer-1'));

const cluster = v.strictObject({
  brokers: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_BROKERS, `a lesson has at most ${MOST_BROKERS} brokers`)),
  racks: v.optional(v.array(text)),
  brokerConfig: v.optional(textMap),
  controller: v.optional(brokerId),
  topics: v.array(v.strictObject({
    name: v.pipe(v.string(), v.regex(/^[a-zA-Z0-9._-]{1,249}$/, 'not a legal topic name')),
    partitions: atLeastOne,
    replicationFactor: atLeastOne,
    assignment: v.optional(v.array(v.array(brokerId))),
    config: v.optional(textMap),
  })),
  producers: v.array(v.strictObject({ id: clientId, topics: v.array(text), config: v.optional(textMap) })),
  zookeeperClients: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_ZOOKEEPER_CLIENTS, `a lesson has at most ${MOST_ZOOKEEPER_CLIENTS} ZooKeeper clients`))),
  consumers: v.array(v.strictObject({ id: clientId, topics: v.array(text), config: v.optional(textMap), ...consumerFields })),
});

const message = v.strictObject({
  api: text,
  kind: v.optional(v.picklist(['request', 'response'])),
  from: v.optional(text),
  to: v.optional(text),
  nth: v.optional(atLeastOne),
});

const action = v.union([
  v.strictObject({ command: commandSchema }),
  v.strictObject({ deliver: message }),
  v.strictObject({ hold: message, forMs: wholeMs }),
  v.strictObject({ disconnect: message }),
  v.strictObject({ fire: v.strictObject({ owner: text, name: text }) }),
], 'an action is {command}, {deliver}, {hold, forMs}, {disconnect} or {fire}');

const factPattern = v.pipe(
  v.strictObject({ fact: text, where: v.optional(v.record(v.string(), v.unknown())) }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { fact, where = {} } = dataset.value;
    const fields: Readonly<Record<string, true>> | undefined = Object.hasOwn(factFields, fact) ? factFields[fact as keyof typeof factFields] : undefined;
    if (fields === undefined) return addIssue({ message: `there is no fact "${fact}"` });
    const stranger = Object.keys(where).find((name) => !Object.hasOwn(fields, name));
    if (stranger !== undefined) addIssue({ message: `the fact ${fact} has no field "${stranger}"; it has ${Object.keys(fields).join(', ')}` });
  }),
);
const selectName = v.pipe(v.string(), v.check((name) => selectNames.includes(name), (issue) => `there is no value "${issue.input}"; known are ${selectNames.join(', ')}`), v.metadata({ enum: selectNames }));
const selection = { select: selectName, of: text };

const until = v.union([
  factPattern,
  v.strictObject({ ...selection, is: v.unknown() }),
  v.strictObject({ message }),
  v.strictObject({ afterMs: wholeMs }),
], 'an until is {fact, where}, {select, of, is}, {message} or {afterMs}');

const prediction = v.pipe(v.strictObject({
  ask: bilingual,
  options: v.optional(v.pipe(v.array(v.strictObject({ value: v.unknown(), label: bilingual })), v.minLength(2, 'a choice has two options or more'))),
  point: v.optional(v.picklist(['broker', 'actor'], 'what is pointed at is a broker or an actor')),
  answer: v.strictObject(selection),
  why: bilingual,
}), v.check(({ options, point }) => options === undefined || point === undefined, 'a prediction has options or asks to point, not both'));

const scene = v.strictObject({
  title: bilingual,
  say: bilingual,
  do: v.array(action),
  until: v.union([until, v.pipe(v.array(until), v.minLength(1))]),
  withinMs: wholeMs,
  focus: v.array(text),
  predict: v.optional(prediction),
  inOtherEras: v.optional(v.partial(v.strictObject(Object.fromEntries(eraIds.map((era) => [era, bilingual]))))),
});

const said = { branch: v.optional(slug), eras: v.optional(v.array(v.picklist(eraIds))), say: bilingual };
const ending = v.union([
  v.strictObject({
    ...said, lost: count,
    promise: v.picklist(['acknowledgedRecordsSurvive', 'deliveredRecordsSurvive', 'listedEndOffsetsNeverGoBack', 'replicasAgree', 'oneLeaderAnEpoch', 'orderAndNoDuplicates', 'onePartitionOneOwner', 'processedAtLeastOnce', 'processedAtMostOnce', 'processedInOrder']),
  }),
  v.strictObject({ ...said, ...selection, is: v.unknown() }),
  v.strictObject({ ...said, facts: factPattern, count }),
  v.strictObject({ ...said, order: v.pipe(v.array(factPattern), v.minLength(2, 'an order has two facts or more')) }),
  v.strictObject({ ...said, elapsedMs: v.strictObject({ min: v.optional(wholeMs), max: v.optional(wholeMs) }), from: v.optional(factPattern), to: v.optional(factPattern) }),
], 'an ending is {promise, lost}, {select, of, is}, {facts, count}, {order} or {elapsedMs, from, to}, each with {say} and perhaps {branch} and {eras}');

/** A lesson as a file has it. What is checked besides, of facts, actors and commands in this very cluster, `parseLesson` says. */
export const lessonSchema = v.strictObject({
  id: slug,
  code: v.pipe(v.string(), v.regex(/^[A-Z]\d+$/, 'a code is a letter and a number, like R2')),
  track: v.picklist(['replication', 'consumer-group', 'producer', 'storage', 'coordination', 'architecture']),
  era: v.picklist(eraIds),
  eras: v.optional(v.array(v.picklist(eraIds))),
  title: bilingual,
  question: bilingual,
  stage: v.optional(v.picklist(['cluster', 'group'])),
  cluster,
  seed: v.pipe(v.number(), v.integer(), v.minValue(0)),
  scenes: v.pipe(v.array(scene), v.minLength(1, 'a lesson has a scene or more')),
  whatIf: v.array(v.strictObject({
    id: slug,
    eras: v.optional(v.array(v.picklist(eraIds))),
    label: bilingual,
    fromScene: count,
    do: v.array(action),
    scenes: v.pipe(v.array(scene), v.minLength(1, 'a what-if has a scene or more')),
  })),
  ends: v.pipe(v.array(ending), v.minLength(1, 'a lesson ends with a fact or more')),
});
