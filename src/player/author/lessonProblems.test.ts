import { expect, test } from 'vitest';
import { reasonInChinese } from '../../i18n/lessonProblems.ts';
import { lessons } from '../openLesson.ts';
import { readDraft } from './lessonFile.ts';

const [lesson] = lessons;
type Inside = Record<string, unknown>;

/** The lesson with something else at a place; undefined takes away what is there. */
function broken(path: string, value: unknown): string {
  const copy = JSON.parse(JSON.stringify(lesson)) as Inside;
  const keys = path.split('.');
  const holder = keys.slice(0, -1).reduce((at, key) => at[key] as Inside, copy);
  holder[keys.at(-1)!] = value;
  return JSON.stringify(copy);
}

/** Texts that fail in as many ways as there are to fail. */
const TEXTS = [
  '{"a": }', '{a: 1}', '{"a" 1}', '{"a": 1 "b": 2}', '[1 2]', '{} {}', '{} // no', '{"a": "b', '{"a": "\\q"}', '{"a": "\\u12"}', '{"a": "\u0001"}', '{', '{"a": 1, "a": 2}', '['.repeat(70), '[]', '5',
  broken('title', undefined), broken('more', 1), broken('title.en', ' '), broken('era', '9.9'), broken('id', 'No Id'),
  broken('code', 'r'), broken('scenes', []), broken('ends', [{ nothing: 1 }]), broken('scenes.0.until', { nothing: 1 }),
  broken('scenes.0.until', { fact: 'Nothing' }), broken('scenes.0.until', { fact: 'LeaderElected', where: { colour: 1 } }), broken('scenes.0.until', { select: 'colour', of: 'world', is: 1 }),
  broken('scenes.0.withinMs', -1), broken('scenes.0.withinMs', 'soon'), broken('scenes.0.do', [{ nothing: 1 }]), broken('scenes.0.focus', ['broker-77']),
  broken('scenes.0.do', [{ command: { type: 'broker.kill', brokerId: 9 } }]), broken('cluster.brokers', 99), broken('cluster.brokers', 1), broken('cluster.topics.0.name', 'ö'),
  broken('cluster.topics.0.replicationFactor', 9), broken('cluster.producers.0.topics', ['nothing']), broken('ends.0.branch', 'nothing'), broken('eras', ['4.1', '3.9']),
  broken('cluster.topics.0', { name: 'orders', partitions: 5000, replicationFactor: 1 }),
];

test('whatever is wrong with a lesson is told in Chinese too', () => {
  const reasons = TEXTS.map((text) => {
    const { problems } = readDraft(text);
    expect(problems, text.slice(0, 60)).not.toEqual([]);
    return problems.map(({ reason }) => reason);
  }).flat();
  expect([...new Set(reasons)].filter((reason) => !/[\u4e00-\u9fff]/.test(reasonInChinese(reason) ?? ''))).toEqual([]);
});

test('names and numbers stay as they are', () => {
  expect(reasonInChinese('number is expected here, not "soon"')).toBe('这里应为 number，而不是 "soon"');
  expect(reasonInChinese('there is no "broker-7" in the cluster')).toBe('集群中没有 "broker-7"');
  expect(reasonInChinese('Invalid value 5 for configuration acks')).toBeNull();
});
