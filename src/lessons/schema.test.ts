import { describe, expect, test } from 'vitest';
import { lessonById, lessons } from './index.ts';
import { parseLesson } from './schema.ts';
import { SettingError, withSettings } from './setConfig.ts';

/** A copy of a good lesson with one place spoilt; undefined takes it away. */
function spoilt(place: string, value: unknown): unknown {
  const copy = structuredClone(lessonById('unclean-election')) as unknown as Record<string, unknown>;
  const keys = place.split('.');
  const last = keys.pop() ?? '';
  const within = keys.reduce((part, key) => part[key] as Record<string, unknown>, copy);
  if (value === undefined) delete within[last];
  else within[last] = value;
  return copy;
}

test.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s is a valid lesson, also as a file', (_id, lesson) => {
  expect(parseLesson(lesson)).toEqual({ ok: true, lesson });
  expect(parseLesson(JSON.parse(JSON.stringify(lesson)))).toEqual({ ok: true, lesson });
});

describe('a mistake is named with its place', () => {
  test.each<readonly [string, string, unknown, string, RegExp]>([
    ['a missing translation', 'title.zh', undefined, 'title.zh', /zh/],
    ['an empty text', 'scenes.1.say.en', ' ', 'scenes.1.say.en', /empty/],
    ['a field nobody knows', 'scenes.0.tilte', 'x', 'scenes.0.tilte', /^there is no field "tilte"$/],
    ['a command nobody knows', 'scenes.3.do.0.command.type', 'broker.explode', 'scenes.3.do.0.command.type', /broker\.kill/],
    ['a command without its broker', 'scenes.3.do.0.command.brokerId', undefined, 'scenes.3.do.0.command.brokerId', /brokerId/],
    ['a broker the cluster lacks', 'scenes.3.do.0.command.brokerId', 5, 'scenes.3.do.0.command', /no broker 5/],
    ['a controller the cluster lacks', 'cluster.controller', 5, 'cluster.controller', /no broker 5/],
    ['a producer the cluster lacks', 'scenes.0.do.0.command.producer', 'producer-2', 'scenes.0.do.0.command', /no "producer-2"/],
    ['a node the cluster lacks', 'scenes.1.do.0.command.to', 'broker-7', 'scenes.1.do.0.command', /no "broker-7"/],
    ['a ZooKeeper client the cluster lacks', 'scenes.0.do.0', { command: { type: 'zkClient.unlock', client: 'client-1' } }, 'scenes.0.do.0.command', /no "client-1"/],
    ['a path that is none', 'scenes.0.do.0', { command: { type: 'zkClient.delete', client: 'client-1', path: 'app' } }, 'scenes.0.do.0.command.path', /from the root/],
    ['a setting Kafka refuses', 'whatIf.0.do.0.command.value', 'perhaps', 'whatIf.0.do.0.command', /Invalid value perhaps/],
    ['a topic setting Kafka does not know', 'cluster.topics.0.config.colour', 'red', 'cluster.topics.0.config.colour', /Unknown topic config name: colour/],
    ['an action nobody knows', 'scenes.0.do.0', { explode: 1 }, 'scenes.0.do.0', /an action is \{command\}/],
    ['an ending nobody knows', 'ends.1.colour', 'red', 'ends.1', /an ending is \{promise, lost\}/],
    ['a fact nobody reports', 'scenes.3.until.fact', 'BecameKing', 'scenes.3.until', /no fact "BecameKing"/],
    ['a fact field that does not exist', 'ends.2.facts.where.broker', 1, 'ends.2.facts', /LogTruncated has no field "broker"; it has brokerId/],
    ['a value nobody knows', 'ends.1.select', 'recordz', 'ends.1.select', /no value "recordz"/],
    ['a replica on a broker that is not there', 'cluster.topics.0.assignment', [[1, 2, 5]], 'cluster.topics.0.assignment', /\[1,2,5\]/],
    ['a branch from a scene that is not there', 'whatIf.1.fromScene', 6, 'whatIf.1.fromScene', /only 6 scenes/],
    ['an ending of an unknown branch', 'ends.0.branch', 'nowhere', 'ends.0.branch', /no what-if "nowhere"/],
    ['a focus on nothing', 'scenes.0.focus', ['broker-1/payments-0'], 'scenes.0.focus', /payments-0/],
    ['a pattern that could be matched forever', 'cluster.consumers.0', { id: 'consumer-1', topics: [], pattern: '(a+)\\1' }, 'cluster.consumers.0.pattern', /^a pattern without backreferences is needed$/],
    ['a pattern asked for that is none', 'scenes.0.do.0', { command: { type: 'consumer.subscribe', consumer: 'consumer-1', topics: [], pattern: '(' } }, 'scenes.0.do.0.command.pattern', /^\( is not a regular expression$/],
    ['an unknown era', 'era', '5.0', 'era', /3\.9/],
    ['a version of its own that is not among its versions', 'eras', ['0.10', '0.11'], 'era', /not played in 2\.8, only in 0\.10, 0\.11/],
    ['versions out of order', 'eras', ['3.9', '2.8'], 'eras', /2\.8, 3\.9: each once, oldest first/],
    ['an ending of a version it is not played in', 'ends.0.eras', ['0.10'], 'ends.0.eras', /not played in 0\.10/],
  ])('%s', (_name, place, value, path, reason) => {
    const parsed = parseLesson(spoilt(place, value));
    if (parsed.ok) throw new Error('the mistake went unseen');
    expect(parsed.problems.map((problem) => problem.path)).toContain(path);
    expect(parsed.problems.find((problem) => problem.path === path)?.reason).toMatch(reason);
  });

  test.each([
    ['a field that is not one', { extra: 1 }, 'extra', 'there is no field "extra"'],
    ['a field that is missing', { seed: undefined }, 'seed', 'number is expected here'],
    ['a text for a number', { seed: 'one' }, 'seed', 'number is expected here, not "one"'],
  ])('%s is told in plain words', (_name, change, path, reason) => {
    const parsed = parseLesson({ ...lessons[0], ...change });
    expect(parsed.ok ? [] : parsed.problems).toContainEqual({ path, reason });
  });

  test('a field that is left out is told in plain words', () => {
    const { seed: _seed, ...others } = lessons[0]!;
    const parsed = parseLesson(others);
    expect(parsed.ok ? [] : parsed.problems).toEqual([{ path: 'seed', reason: '"seed" is missing' }]);
  });

  test('what is no lesson at all is refused, not thrown', () => {
    for (const data of [null, 'x', [], {}]) expect(parseLesson(data).ok).toBe(false);
  });
});

describe('a setting', () => {
  const { cluster } = lessons[0]!;
  test('goes to every topic if topics can have it, else to the brokers, else to the clients', () => {
    expect(withSettings(cluster, { 'min.insync.replicas': '2' }, '2.8').topics[0]?.config).toEqual({ 'min.insync.replicas': '2' });
    expect(withSettings(cluster, { 'replica.lag.time.max.ms': '5000' }, '2.8').brokerConfig).toEqual({ 'replica.lag.time.max.ms': '5000' });
    expect(withSettings(cluster, { acks: '1' }, '2.8').producers[0]?.config).toEqual({ acks: '1' });
  });
  test('leaves a producer alone whose own settings contradict it, unless it suits none', () => {
    const producers = [{ id: 'p', topics: [] }, { id: 'q', topics: [], config: { retries: '0' } }];
    const configs = (name: string, value: string) => withSettings({ ...cluster, producers }, { [name]: value }, '2.8').producers.map(({ config }) => config);
    expect(configs('enable.idempotence', 'true')).toEqual([{ 'enable.idempotence': 'true' }, { retries: '0' }]);
    expect(configs('delivery.timeout.ms', '10')).toEqual([{ 'delivery.timeout.ms': '10' }, { retries: '0', 'delivery.timeout.ms': '10' }]);
  });
  test('goes where the version has it', () => {
    const consumers = [{ id: 'c', topics: [] }];
    const with21 = withSettings({ ...cluster, consumers }, { 'fetch.max.bytes': '9000' }, '2.1');
    expect([with21.brokerConfig?.['fetch.max.bytes'], with21.consumers[0]?.config]).toEqual([undefined, { 'fetch.max.bytes': '9000' }]);
    expect(withSettings({ ...cluster, consumers }, { 'fetch.max.bytes': '9000' }, '2.8').brokerConfig?.['fetch.max.bytes']).toBe('9000');
  });
  test('is refused with Kafka’s message', () => {
    expect(() => withSettings(cluster, { nonsense: '1' }, '2.8')).toThrow(SettingError);
    expect(() => withSettings(cluster, { 'min.insync.replicas': '0' }, '2.8')).toThrow(/Invalid value 0 for configuration min\.insync\.replicas/);
  });
});
