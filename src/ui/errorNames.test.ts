import { beforeAll, describe, expect, test } from 'vitest';
import { sayIn } from '../i18n/text.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import type { KafkaMessage } from '../kafka/messages.ts';
import type { KafkaStep } from '../kafka/simulation.ts';
import { lessons } from '../player/openLesson.ts';
import { withErrorNames } from '../player/eras.ts';
import { printFact } from '../print/logLine.ts';
import { fieldOf } from '../stage/sequence/field.ts';
import { sequenceStrings } from '../stage/sequence/strings.ts';
import { playedLesson } from '../testkit/playedLesson.ts';
import { laterNames } from '../testkit/laterNames.ts';
import type { Envelope } from '../world/types.ts';
import { messageIn } from './hand/handWords.ts';
import { rowsOf } from './pretty.ts';
import { causeIn, sentenceOf, stepIn } from './words.ts';
import { plainText } from './worldText/tree.ts';
import { worldText } from './worldText/worldText.ts';

const LANGUAGES = ['en', 'zh-Hans'] as const;

/** Everything that is said of a step, by the place where it stands. */
function saidOf({ facts, cause, world }: KafkaStep, era: EraId): Readonly<Record<string, readonly string[]>> {
  const messages = cause.type === 'message' ? [cause.envelope as Envelope<KafkaMessage>] : [];
  return {
    sentences: LANGUAGES.flatMap((language) => [...facts.map((fact) => sentenceOf(fact, era, language)), stepIn(facts, cause, era, language), causeIn(cause, era, language)]),
    log: facts.map((fact) => printFact(fact, era, world.nowMs)),
    chips: messages.flatMap(({ message }) => LANGUAGES.map((language) => messageIn(message, era, language))),
    arrows: messages.flatMap((envelope) => (['en', 'zh'] as const).flatMap((tongue) => arrowWords(envelope, era, tongue))),
    marks: facts.flatMap((fact) => (['en', 'zh'] as const).flatMap((tongue) => markWords(fact, era, tongue))),
    fields: messages.map(({ message }) => JSON.stringify(rowsOf(withErrorNames(era, message)))),
  };
}

function arrowWords(envelope: Envelope<KafkaMessage>, era: EraId, tongue: 'en' | 'zh'): readonly string[] {
  const [strings, field] = [sequenceStrings(tongue, era), fieldOf(envelope.message)];
  const arrow = { envelope, from: envelope.from, to: envelope.to, sent: 0, end: { how: 'received', step: 1 }, lateMs: 0 } as const;
  return [...strings.arrow(envelope.message.api, envelope.message.kind, field), strings.arrowLabel(arrow, field, 0)];
}

function markWords(fact: Fact, era: EraId, tongue: 'en' | 'zh'): readonly string[] {
  return sequenceStrings(tongue, era).mark({ step: 1, node: 'broker-1', kind: 'facts', cause: { type: 'command', command: null }, facts: [fact] }, fact);
}

/** What the inspector and the text without a picture say of the cluster now. */
function saidOfWorld({ world }: KafkaStep, era: EraId): Readonly<Record<string, readonly string[]>> {
  const states = [...world.actors.values()].map(({ context }) => JSON.stringify(rowsOf(withErrorNames(era, context as object))));
  return { states, text: LANGUAGES.map((language) => plainText(worldText(world, { version: era, metadataBy: '' }, sayIn(language)))) };
}

/** Another leader than clients think, more replicas than brokers, and a coordinator that moves, where there are any. */
const troublesIn = (era: EraId): readonly string[] => ['R12', 'R14', 'R19', ...(era === '0.8' ? [] : ['G1', 'G16'])];

const NAME = /\b[A-Z]+(?:_[A-Z]+)+\b|\b\w+(?:Code|Exception)\b/g;

/** Whether its facts or its message hold such a name at all: few do. */
function tellsOne({ facts, cause }: KafkaStep): boolean {
  return JSON.stringify([facts, cause.type === 'message' ? cause.envelope.message : null]).search(NAME) >= 0;
}

/** The names that were said, by the place where they stood. */
function saidIn(era: EraId): ReadonlyMap<string, ReadonlySet<string>> {
  const steps = lessons.filter(({ code }) => troublesIn(era).includes(code)).flatMap((lesson) => playedLesson(lesson, era, 2000)).filter(tellsOne);
  const all = new Map<string, Set<string>>();
  for (const [index, step] of steps.entries()) {
    const said = { ...saidOf(step, era), ...(index % 4 === 0 ? saidOfWorld(step, era) : {}) };
    for (const [place, texts] of Object.entries(said)) all.set(place, new Set([...(all.get(place) ?? []), ...texts.flatMap((text) => text.match(NAME) ?? [])]));
  }
  return all;
}

describe.each<readonly [EraId, Readonly<Record<string, readonly string[]>>]>([
  ['0.8', { text: ['NOT_LEADER_FOR_PARTITION'], sentences: ['NOT_LEADER_FOR_PARTITION', 'AdminOperationException'], chips: ['NOT_LEADER_FOR_PARTITION', 'StaleControllerEpochCode'], marks: ['NOT_LEADER_FOR_PARTITION', 'AdminOperationException'] }],
  ['0.10', { text: ['NOT_LEADER_FOR_PARTITION'], sentences: ['NOT_LEADER_FOR_PARTITION', 'NOT_COORDINATOR_FOR_GROUP'], chips: ['GROUP_COORDINATOR_NOT_AVAILABLE', 'NOT_COORDINATOR_FOR_GROUP'], marks: ['NOT_LEADER_FOR_PARTITION', 'NOT_COORDINATOR_FOR_GROUP'] }],
  ['0.11', { text: ['NOT_LEADER_FOR_PARTITION'], sentences: ['NOT_LEADER_FOR_PARTITION', 'NOT_COORDINATOR'], chips: ['COORDINATOR_NOT_AVAILABLE', 'NOT_COORDINATOR'], marks: ['NOT_LEADER_FOR_PARTITION', 'NOT_COORDINATOR'] }],
  ['2.1', { text: ['NOT_LEADER_FOR_PARTITION'], sentences: ['NOT_LEADER_FOR_PARTITION', 'NOT_COORDINATOR'], chips: ['COORDINATOR_NOT_AVAILABLE', 'NOT_LEADER_FOR_PARTITION'], marks: ['NOT_LEADER_FOR_PARTITION', 'NOT_COORDINATOR'] }],
  ['3.9', { text: ['NOT_LEADER_OR_FOLLOWER'], sentences: ['NOT_LEADER_OR_FOLLOWER', 'NOT_COORDINATOR'], chips: ['COORDINATOR_NOT_AVAILABLE', 'NOT_LEADER_OR_FOLLOWER'], marks: ['NOT_LEADER_OR_FOLLOWER', 'NOT_COORDINATOR'] }],
])('in %s', (era, expected) => {
  let said: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  beforeAll(() => {
    said = saidIn(era);
  });

  test('no place shows an error by a name that only later versions have', () => {
    const later = laterNames(era);
    expect([...said].flatMap(([place, names]) => [...names].filter((name) => later.has(name)).map((name) => `${place}: ${name}`))).toEqual([]);
  });

  test.each(Object.entries(expected))('%s show its own names', (place, names) => {
    expect([...(said.get(place) ?? [])]).toEqual(expect.arrayContaining([...names]));
  });

  test('so do fields and arrows', () => {
    for (const place of ['fields', 'arrows']) expect([...(said.get(place) ?? [])]).toEqual(expect.arrayContaining([...(expected['chips'] ?? [])]));
  });
});
