import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { runSchema } from '../player/runFile.ts';
import type { JsonSchema } from '../testkit/jsonSchema.ts';
import { fits } from '../testkit/jsonSchema.ts';
import { printedRunSchema } from './runSchema.ts';

const PUBLISHED = new URL('../../docs/run.schema.json', import.meta.url);

const lesson = { version: 1, subject: { kind: 'lesson', lesson: 'unclean-election', steps: 12 }, era: '3.9' };
const cluster = { brokers: 3, topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, config: { 'min.insync.replicas': '2' } }], producers: [], consumers: [{ id: 'consumer-1', topics: ['orders'], application: { workers: 2 } }] };
const sandbox = { version: 1, subject: { kind: 'sandbox', cluster, seed: 7 }, era: '2.8', choices: [], check: '0123abcd' };
const withChoice = (choice: unknown): unknown => ({ ...lesson, choices: [{ usual: 1 }, choice] });
const ends = { client: 'broker-2', server: 'broker-1' };

const GOOD: readonly unknown[] = [
  lesson, sandbox, { ...lesson, $schema: './run.schema.json' }, { ...lesson, subject: { ...lesson.subject, whatIf: 'unclean-off', steps: 0 } },
  withChoice({ deliver: { api: 'Fetch' } }), withChoice({ duplicate: { api: 'Produce', kind: 'response', from: 'broker-1', to: 'producer-1', nth: 2 } }),
  withChoice({ fire: { owner: 'broker-1', name: 'isr-expiration' } }), withChoice({ hold: ends, forMs: 0 }), withChoice({ disconnect: ends }),
  withChoice({ command: { type: 'broker.kill', brokerId: 1 } }), withChoice({ command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: null, key: null, acks: -1 } }),
  withChoice({ command: { type: 'leader.elect', electionType: 'UNCLEAN', partition: null } }),
];

const BAD: readonly unknown[] = [
  null, [], 'run', {}, { ...lesson, version: 2 }, { ...lesson, more: 1 }, { ...lesson, era: '1.2.3' }, { ...lesson, subject: { kind: 'lesson', steps: 3 } },
  { ...lesson, subject: { ...lesson.subject, steps: -1 } }, { ...lesson, subject: { ...lesson.subject, steps: 1.5 } }, { ...lesson, subject: { ...lesson.subject, lesson: 'a b' } },
  { ...lesson, subject: { ...lesson.subject, seed: 1 } }, { ...sandbox, subject: { kind: 'sandbox', seed: 7 } }, { ...sandbox, check: 'XYZ' }, { ...lesson, choices: {} },
  { ...sandbox, subject: { ...sandbox.subject, cluster: { ...cluster, brokers: 11 } } }, { ...sandbox, subject: { ...sandbox.subject, cluster: { ...cluster, brokers: '3' } } },
  { ...sandbox, subject: { ...sandbox.subject, cluster: { ...cluster, topics: [{ name: '', partitions: 1, replicationFactor: 1 }] } } },
  { ...sandbox, subject: { ...sandbox.subject, cluster: { ...cluster, topics: [{ name: 'x', partitions: 1, replicationFactor: 1, config: { a: 1 } }] } } },
  withChoice({}), withChoice({ usual: 0 }), withChoice({ usual: 1, deliver: { api: 'Fetch' } }), withChoice({ deliver: {} }), withChoice({ deliver: { api: 'Fetch', nth: 0 } }),
  withChoice({ deliver: { api: 'Fetch', kind: 'question' } }), withChoice({ hold: ends }), withChoice({ hold: ends, forMs: -1 }), withChoice({ disconnect: { client: 'broker-1' } }),
  withChoice({ command: { type: 'broker.marry', brokerId: 1 } }), withChoice({ command: { type: 'broker.kill' } }), withChoice({ command: { type: 'broker.kill', brokerId: 0 } }),
  withChoice({ command: { type: 'leader.elect', electionType: 'FAIR', partition: null } }),
];

describe('the published schema of a run', () => {
  const published = JSON.parse(readFileSync(PUBLISHED, 'utf8')) as JsonSchema;

  test('is the page’s own: npm run run-schema writes it', () => {
    expect(readFileSync(PUBLISHED, 'utf8')).toBe(printedRunSchema());
  });

  test.each(GOOD)('takes, as the page does: %j', (data) => {
    expect(v.is(runSchema, data)).toBe(true);
    expect(fits(published, data)).toBe(true);
  });

  test.each(BAD)('refuses, as the page does: %j', (data) => {
    expect(v.is(runSchema, data)).toBe(false);
    expect(fits(published, data)).toBe(false);
  });
});
