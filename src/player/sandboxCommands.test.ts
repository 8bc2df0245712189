import { beforeAll, describe, expect, test } from 'vitest';
import type { CommandType } from '../kafka/commands.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { commandSchema } from '../lessons/commandSchema.ts';
import * as v from 'valibot';
import { openLesson } from './openLesson.ts';
import { answerReassign, answerSubscribe, answerSetting } from './sandboxAsk.ts';
import { COMMAND_TYPES, linkOffers, offersFor, offersIn, recordOffers } from './sandboxCommands.ts';
import { FIRST_SET_UP } from './sandboxForm.ts';
import { sandboxGuide } from './sandboxGuide.ts';
import { commandRefusal } from './sandboxRefusal.ts';
import { createPlayer } from './sessionStore.ts';

let world: KafkaWorld;
/** An era with ZooKeeper, clients of it, and a consumer group. */
let withZooKeeper: KafkaWorld;
beforeAll(() => {
  world = sandboxGuide(FIRST_SET_UP.description, { era: '3.9', seed: 1 }).begin.world;
  withZooKeeper = sandboxGuide({ ...FIRST_SET_UP.description, zookeeperClients: 2, consumers: [{ id: 'consumer-1', topics: ['orders'], config: { 'group.id': 'app' } }] }, { era: '2.8', seed: 1 }).begin.world;
});

describe('the commands on offer', () => {
  test('every command there is, is offered somewhere', () => {
    const offered = new Set<CommandType>([world, withZooKeeper].flatMap((one) => offersIn(one, '3.9').map((offer) => offer.type)));
    expect([...offered].toSorted()).toEqual([...COMMAND_TYPES].toSorted());
  });

  test('each is a command as a link writes it', () => {
    for (const { does } of [world, withZooKeeper].flatMap((one) => [...offersIn(one, '3.9'), ...linkOffers(one)])) {
      if ('commands' in does) for (const command of does.commands) expect(v.safeParse(commandSchema, command).success, JSON.stringify(command)).toBe(true);
    }
  });

  test('each has its own name', () => {
    for (const one of [world, withZooKeeper]) {
      const ids = [...offersIn(one, '3.9'), ...linkOffers(one)].map((offer) => offer.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('where a record lies, everything up to it can be deleted, and who reads the partition can go back to it', () => {
    const offers = recordOffers(world, '3.9', 'broker-2/orders-0', 3);
    expect(offers.flatMap(({ does }) => ('commands' in does ? does.commands : []))).toEqual([
      { type: 'records.delete', partition: 'orders-0', beforeOffset: 4 },
      { type: 'consumer.seek', consumer: 'consumer-1', partition: 'orders-0', offset: 3 },
    ]);
    expect(recordOffers(world, '3.9', 'broker-2', 3)).toEqual([]);
  });

  test('a broker has its own, a replica also those of its partition', () => {
    const types = (address: string) => new Set(offersFor(world, '3.9', address).map((offer) => offer.type));
    expect([...types('broker-2')]).toEqual(expect.arrayContaining(['broker.kill', 'broker.restart', 'disk.lose', 'network.cut', 'network.heal', 'network.slow', 'config.set']));
    expect([...types('broker-2/orders-0')]).toEqual(expect.arrayContaining(['leader.elect', 'config.set', 'broker.kill']));
    expect([...types('producer-1')]).toEqual(expect.arrayContaining(['producer.send']));
    expect([...types('consumer-1')]).toEqual(expect.arrayContaining(['consumer.start', 'consumer.stop']));
  });

  test('one that can be done is done, one that cannot says why in both languages', () => {
    for (const { does, refusal } of offersIn(world, '3.9')) {
      if (!('commands' in does)) continue;
      const [command] = does.commands;
      if (command !== undefined) expect(commandRefusal(world, command)).toEqual(refusal);
      if (refusal !== null) expect(refusal.zh).not.toBe(refusal.en);
    }
    expect(commandRefusal(world, { type: 'network.cut', from: 'broker-1', to: 'broker-1' })).toEqual({ en: 'a node has no network to itself', zh: '节点与自身之间没有网络' });
    expect(commandRefusal(world, { type: 'config.set', resourceType: 'topic', resourceName: 'orders', name: 'min.insync.replicas', value: '0' })?.zh).toBe('Invalid value 0 for configuration min.insync.replicas: Value must be at least 1');
  });

  test.each([
    ['(a)\\1', '正则表达式中不能有反向引用'],
    ['(', '( 不是正则表达式'],
    ['(a+)+', '重复的分组可能永远匹配不完'],
    ['.*-.*-.*-.*', '正则表达式中的分组和重复合计最多 3 处'],
    ['a'.repeat(501), '正则表达式最多 500 个字符'],
  ])('a pattern that cannot be used is refused at its field: %s', (pattern, zh) => {
    const { commands, complaints } = answerSubscribe(withZooKeeper, { consumer: 'consumer-1', topics: '', pattern });
    expect(commands).toEqual([]);
    expect(complaints).toMatchObject({ pattern: { text: { zh } } });
    expect(answerSubscribe(withZooKeeper, { consumer: 'consumer-1', topics: '', pattern: 'ord.*' }).complaints).not.toHaveProperty('pattern');
  });

  test.each([['0.8', true, true], ['0.10', true, true], ['0.11', false, true], ['2.1', false, false], ['4.1', false, false]] as const)('what the tool for groups of %s cannot do is refused with that reason', (era, noReset, noDelete) => {
    const { world: old } = sandboxGuide({ ...FIRST_SET_UP.description, consumers: [{ id: 'consumer-1', topics: ['orders'], config: { 'group.id': 'app' } }] }, { era, seed: 1 }).begin;
    const refusalOf = (type: CommandType) => offersIn(old, era).find((offer) => offer.type === type && offer.of === 'app')?.refusal ?? null;
    expect(refusalOf('group.resetOffsets')?.zh).toBe(noReset ? `Kafka ${era} 的 kafka-consumer-groups.sh 没有 --reset-offsets 选项` : undefined);
    expect(refusalOf('group.delete')?.en).toBe(noDelete ? `kafka-consumer-groups.sh of Kafka ${era} cannot delete such groups` : undefined);
    expect(offersIn(old, era).find((offer) => offer.type === 'partitions.create')?.refusal?.en).toBe(noDelete ? `Kafka ${era} has no CreatePartitions yet` : undefined);
  });

  test.each(['0.8', '2.1', '2.8', '4.1'] as const)('a partition can be moved in %s: before there was a request for it, by the tool', (era) => {
    const { world: its } = sandboxGuide({ ...FIRST_SET_UP.description, brokers: 4 }, { era, seed: 1 }).begin;
    expect(offersIn(its, era).filter(({ type }) => type === 'partition.reassign').map(({ refusal }) => refusal)).toEqual([null]);
    expect(answerReassign(its, era, { partition: 'orders-0', replicas: '2,3,4' })).toEqual({ commands: [{ type: 'partition.reassign', partition: 'orders-0', replicas: [2, 3, 4] }], complaints: {} });
  });

  test.each([
    ['0.8', { delete: false, unclean: false, broker: false }], ['0.10', { delete: false, unclean: false, broker: false }], ['0.11', { delete: true, unclean: false, broker: false }],
    ['2.1', { delete: true, unclean: false, broker: true }], ['2.8', { delete: true, unclean: true, broker: true }], ['4.1', { delete: true, unclean: true, broker: true }],
  ] as const)('in %s records are deleted, leaders elected uncleanly and brokers set anew only where Kafka can', (era, can) => {
    const { world: its } = sandboxGuide(FIRST_SET_UP.description, { era, seed: 1 }).begin;
    const isFree = (id: string) => offersIn(its, era).find((offer) => offer.id === id)?.refusal === null;
    expect([isFree('deleteRecords/orders-0'), isFree('records.delete?deleteBefore/orders-0')]).toEqual([can.delete, can.delete]);
    expect(recordOffers(its, era, 'broker-2/orders-0', 0)[0]?.refusal?.en).toBe(can.delete ? undefined : `Kafka ${era} has no DeleteRecords yet`);
    expect([isFree('unclean/orders-0'), isFree('preferred/orders-0')]).toEqual([can.unclean, true]);
    expect([isFree('config.set?setConfig/'), isFree('config.set?setConfig/broker-1'), isFree('config.set?setConfig/orders')]).toEqual([can.broker, can.broker, true]);
    const asked = answerSetting(its, era, { resource: 'broker:', name: 'log.cleaner.threads', value: '2' });
    expect(asked.complaints['']?.text.en).toBe(can.broker ? undefined : `brokers of Kafka ${era} read their settings only when they start`);
  });

  test('five records are five steps, taken back one by one', () => {
    const player = createPlayer({ open: openLesson, language: 'en', theme: 'light', singleLetterKeys: true });
    player.startSandbox(FIRST_SET_UP);
    const five = offersIn(world, '3.9').find((offer) => offer.id === 'sendFive/producer-1');
    if (five === undefined || !('commands' in five.does)) throw new Error('no such offer');
    expect(five.does.commands.map((command) => ('value' in command ? command.value : null))).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
    player.command(...five.does.commands);
    const { history } = player.store.getState().course;
    const depth = () => history.node(player.store.getState().course.cursor).depth;
    expect(depth()).toBe(5);
    player.undo();
    expect(depth()).toBe(4);
    player.redo();
    expect(depth()).toBe(5);
    player.dispose();
  });

  test('in a lesson the same command makes a branch of one’s own', () => {
    const player = createPlayer({ open: openLesson, language: 'en', theme: 'light', singleLetterKeys: true });
    player.command({ type: 'broker.kill', brokerId: 3 });
    const { guide, course, kind } = player.store.getState();
    expect(kind).toBe('lesson');
    expect(guide.isFree?.(course.history.node(course.cursor).note === undefined ? null : (course.history.node(course.cursor).note as { progress: unknown }).progress)).toBe(true);
    player.dispose();
  });
});
