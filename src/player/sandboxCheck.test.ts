import { describe, expect, test } from 'vitest';
import type { SandboxForm } from './sandboxForm.ts';
import { FIRST_SET_UP, formOf } from './sandboxForm.ts';
import { assignorsIn, checkForm, fieldsIn, valuesOf } from './sandboxCheck.ts';

const form = formOf(FIRST_SET_UP);
const withTopic = (part: Partial<SandboxForm['topics'][number]>): SandboxForm => ({ ...form, topics: form.topics.map((topic) => ({ ...topic, ...part })) });
const complaint = (given: SandboxForm, path: string) => checkForm(given).complaints[path]?.text.en;

describe('the set-up of a sandbox', () => {
  test('what can be set up, typed and checked again is the same', () => {
    expect(checkForm(form)).toEqual({ complaints: {}, setUp: FIRST_SET_UP });
    const racks = { ...FIRST_SET_UP, description: { ...FIRST_SET_UP.description, racks: ['a', 'b', 'c'], brokerConfig: { 'replica.lag.time.max.ms': '10000', 'num.io.threads': '4' } } };
    expect(checkForm(formOf(racks)).setUp).toEqual(racks);
  });

  test('a replication factor above the brokers is refused in Kafka’s words', () => {
    expect(complaint(withTopic({ replicationFactor: '4' }), 'topics.0.replicationFactor'))
      .toBe('Unable to replicate the partition 4 time(s): The target replication factor of 4 cannot be reached because only 3 broker(s) are registered.');
    expect(complaint({ ...withTopic({ replicationFactor: '4' }), era: '2.8' }, 'topics.0.replicationFactor')).toBe('Replication factor: 4 larger than available brokers: 3.');
  });

  test('a broker that would not start, and more partitions than a page can bear, are refused at their setting', () => {
    const withBrokers = (more: string): SandboxForm => ({ ...form, brokerConfig: { values: {}, more } });
    expect(complaint(withBrokers('replica.socket.timeout.ms=1'), 'brokerConfig.more')).toMatch(/^requirement failed: replica\.socket\.timeout\.ms should always be at least/);
    expect(complaint(withBrokers('offsets.topic.num.partitions=2147483647'), 'brokerConfig.more')).toBe('offsets.topic.num.partitions: at most 200 here, or the simulation would take too long.');
    expect(checkForm(withBrokers('offsets.topic.num.partitions=200')).complaints).toEqual({});
  });

  test.each([
    ['0', 'Number of partitions was set to an invalid non-positive value.'],
    ['-1', 'A whole number from 1 to 30.'],
    ['many', 'A whole number.'],
    ['31', 'At most 30 partitions in all: more could not be read on the picture.'],
  ])('%s partitions are refused', (partitions, message) => {
    expect(complaint(withTopic({ partitions }), 'topics.0.partitions')).toBe(message);
  });

  test('the consumers of 0.8 have their settings by the names and values of 0.8, and of no other version', () => {
    const typed = (era: SandboxForm['era'], more: string): SandboxForm => ({ ...form, era, consumers: form.consumers.map((one) => ({ ...one, config: { values: {}, more } })) });
    const older = typed('0.8', 'auto.commit.enable=false\nauto.offset.reset=smallest\nfetch.wait.max.ms=50');
    const { setUp } = checkForm(older);
    expect(setUp?.description.consumers[0]?.config).toEqual({ 'enable.auto.commit': 'false', 'auto.offset.reset': 'earliest', 'fetch.max.wait.ms': '50' });
    const shown = setUp === null ? undefined : formOf(setUp).consumers[0]?.config;
    expect(shown).toEqual({ values: { 'auto.offset.reset': 'earliest', 'fetch.max.wait.ms': '50' }, more: 'auto.commit.enable=false' });
    expect(valuesOf('0.8', 'consumer', 'auto.offset.reset')).toEqual([['latest', 'largest'], ['earliest', 'smallest']]);
    expect(valuesOf('4.1', 'consumer', 'auto.offset.reset')?.map(([, text]) => text)).toEqual(['latest', 'earliest', 'none']);
    const wrong = (era: SandboxForm['era'], more: string) => complaint(typed(era, more), 'consumers.0.config.more');
    expect(wrong('0.8', 'enable.auto.commit=false')).toBe('Kafka 0.8 calls it auto.commit.enable, not enable.auto.commit.');
    expect(wrong('0.8', 'auto.offset.reset=earliest')).toBe('Wrong value earliest of auto.offset.reset in ConsumerConfig; Valid values are smallest and largest');
    expect(wrong('0.8', 'fetch.wait.max.ms=x')).toBe('Invalid value x for configuration fetch.wait.max.ms: Not a number of type INT');
    expect(wrong('0.8', 'session.timeout.ms=9000')).toBe('Kafka 0.8 has no setting session.timeout.ms.');
    expect(wrong('0.10', 'auto.commit.enable=false')).toBe("Unknown configuration 'auto.commit.enable'");
  });

  test('a setting that does nothing in a version has no field there, and what was typed for another version waits', () => {
    expect(fieldsIn('2.8', 'broker')).toContain('zookeeper.session.timeout.ms');
    expect(fieldsIn('3.9', 'broker')).not.toContain('zookeeper.session.timeout.ms');
    expect(fieldsIn('3.9', 'broker')).toContain('broker.session.timeout.ms');
    expect(fieldsIn('2.8', 'broker')).not.toContain('broker.session.timeout.ms');
    const typed = (era: SandboxForm['era']): SandboxForm => ({ ...form, era, brokerConfig: { values: { 'zookeeper.session.timeout.ms': '9000' }, more: '' } });
    expect(checkForm(typed('2.8')).setUp?.description.brokerConfig).toEqual({ 'zookeeper.session.timeout.ms': '9000' });
    expect(checkForm(typed('3.9')).setUp?.description.brokerConfig).toBeUndefined();
    const described = { ...FIRST_SET_UP, description: { ...FIRST_SET_UP.description, brokerConfig: { 'zookeeper.session.timeout.ms': '9000' } } };
    expect(checkForm(formOf(described)).setUp).toEqual(described);
  });

  test('names and settings are refused in Kafka’s words, at their own field', () => {
    expect(complaint(withTopic({ name: 'my topic' }), 'topics.0.name')).toContain("contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'");
    expect(complaint(withTopic({ config: { values: { 'min.insync.replicas': 'two' }, more: '' } }), 'topics.0.config.min.insync.replicas'))
      .toBe('Invalid value two for configuration min.insync.replicas: Not a number of type INT');
    expect(complaint(withTopic({ config: { values: {}, more: 'no.such=1' } }), 'topics.0.config.more')).toBe('Unknown topic config name: no.such');
    expect(complaint({ ...form, producers: [{ topics: '', config: { values: { 'delivery.timeout.ms': '5' }, more: '' } }] }, 'producers.0.config.delivery.timeout.ms'))
      .toBe('delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms');
    expect(complaint({ ...form, topics: [...form.topics, ...form.topics] }, 'topics.1.name')).toBe("Topic 'orders' already exists.");
  });

  test.each([['0'], ['11'], ['3.5'], [''], ['three'], ['1e1']])('%j brokers are refused', (brokers) => {
    expect(complaint({ ...form, brokers }, 'brokers')).toBe('A whole number from 1 to 10.');
    expect(checkForm({ ...form, brokers }).setUp).toBeNull();
  });

  test('a client of a topic that is not there is refused', () => {
    expect(complaint({ ...form, consumers: [{ topics: 'payments', config: { values: {}, more: '' }, started: true, processingMs: '', commit: '', workers: '', kept: {} }] }, 'consumers.0.topics')).toBe('There is no topic payments above.');
  });

  test('racks are one a broker', () => {
    expect(complaint({ ...form, racks: 'a, b' }, 'racks')).toBe('2 racks for 3 brokers: name one for each broker, or none.');
    expect(checkForm({ ...form, racks: 'a，b、c' }).setUp?.description.racks).toEqual(['a', 'b', 'c']);
  });
});

describe('a consumer’s group', () => {
  const member = (values: Readonly<Record<string, string>>, part: Partial<SandboxForm['consumers'][number]> = {}, era: SandboxForm['era'] = '3.9'): SandboxForm =>
    ({ ...form, era, consumers: [{ topics: '', config: { values, more: '' }, started: true, processingMs: '', commit: '', workers: '', kept: {}, ...part }] });
  const consumerOf = (given: SandboxForm) => checkForm(given).setUp?.description.consumers[0];
  const STICKY = 'org.apache.kafka.clients.consumer.CooperativeStickyAssignor';

  test('with assignor, static id and processing time is described, and comes back to the fields', () => {
    const typed = member({ 'group.id': 'shop', 'partition.assignment.strategy': STICKY, 'group.instance.id': 'till-1' }, { processingMs: '250', commit: 'sync-after-each', workers: '3' });
    expect(consumerOf(typed)).toEqual({
      id: 'consumer-1', topics: ['orders'], started: true, config: { 'group.id': 'shop', 'partition.assignment.strategy': STICKY, 'group.instance.id': 'till-1' }, application: { processingMs: 250, commit: 'sync-after-each', workers: 3 },
    });
    const { setUp } = checkForm(typed);
    expect(setUp === null ? null : formOf(setUp)).toEqual(typed);
  });

  test('what no field shows is kept', () => {
    const { description } = FIRST_SET_UP;
    const more = { ...FIRST_SET_UP, description: { ...description, consumers: [
      { id: 'consumer-1', topics: ['orders'], config: { 'group.id': 'g' }, application: { processingMs: 5, commit: 'sync', workers: 2 }, started: false },
      { id: 'consumer-2', topics: ['orders'], config: { 'group.id': 'g' }, pattern: 'or.*', started: true },
    ] } } as const;
    expect(checkForm(formOf(more)).setUp).toEqual(more);
  });

  test('a static id is checked as Kafka does', () => {
    expect(complaint(member({ 'group.id': 'g', 'group.instance.id': 'till 1' }), 'consumers.0.config.group.instance.id'))
      .toBe("Group instance id is invalid: 'till 1' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'");
  });

  test('an assignor that the version does not have is refused at its field', () => {
    expect(complaint(member({ 'group.id': 'g', 'partition.assignment.strategy': STICKY }, {}, '2.1'), 'consumers.0.config.partition.assignment.strategy'))
      .toBe(`Invalid value ${STICKY} for configuration partition.assignment.strategy: Class ${STICKY} could not be found.`);
    expect(assignorsIn('2.1', '').map(([, name]) => name)).toEqual(['RangeAssignor', 'RoundRobinAssignor', 'StickyAssignor']);
    expect(assignorsIn('3.9', '').map(([, name]) => name)).toContain('CooperativeStickyAssignor');
  });

  test.each([['-1'], ['1.5'], ['soon']])('a processing time of %j is refused', (processingMs) => {
    expect(complaint(member({ 'group.id': 'g' }, { processingMs }), 'consumers.0.processingMs')).toBe('A whole number from 0 to 3600000.');
  });

  test('so is a number of threads that a program cannot have, and a commit mode that there is none of', () => {
    expect(complaint(member({ 'group.id': 'g' }, { workers: '17' }), 'consumers.0.workers')).toBe('A whole number from 0 to 16.');
    expect(complaint(member({ 'group.id': 'g' }, { commit: 'often' }), 'consumers.0.commit')).toBe('One of auto, sync, async, sync-after-each, async-then-sync, before-processing.');
  });

  test('without a group a consumer has no such program', () => {
    expect(consumerOf(member({}, { processingMs: '5', commit: 'sync', workers: '2' }))).toEqual({ id: 'consumer-1', topics: ['orders'], started: true });
  });

  test('a version without coordinators takes the group, but no assignor and no static id', () => {
    expect(consumerOf(member({ 'group.id': 'g', 'partition.assignment.strategy': STICKY, 'group.instance.id': 'till-1' }, { processingMs: '5' }, '0.8')))
      .toEqual({ id: 'consumer-1', topics: ['orders'], started: true, config: { 'group.id': 'g' }, application: { processingMs: 5 } });
  });
});
