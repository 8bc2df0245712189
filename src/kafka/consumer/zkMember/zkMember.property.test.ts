import { assert, property } from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryPlan, runPlan } from '../../../testkit/arbitraryRun.ts';
import { OldGroup } from '../../../testkit/oldGroup.ts';
import type { Command } from '../../commands.ts';
import { eraOf } from '../../era/era.ts';
import type { KafkaWorld } from '../../simulation.ts';
import type { ConsumerContext } from '../types.ts';
import type { ZkMemberContext } from './types.ts';

const CONSUMERS = ['consumer-1', 'consumer-2', 'consumer-3'];
const era = eraOf('0.8');

const member = (world: KafkaWorld, consumer: string) => world.actors.get(`${consumer}/member`)?.context as ZkMemberContext;
const consumer = (world: KafkaWorld, name: string) => world.actors.get(name)?.context as ConsumerContext;

/** Consumers are killed, restarted and cut off from ZooKeeper where other plans would do such things to brokers. */
function onConsumers(command: Command): Command {
  const name = 'brokerId' in command ? CONSUMERS[command.brokerId % 3] ?? '' : '';
  switch (command.type) {
    case 'broker.kill': return { type: 'consumer.kill', consumer: name };
    case 'broker.powerOff': case 'disk.lose': case 'broker.shutdown': return { type: 'consumer.restart', consumer: name };
    case 'network.cut': case 'network.heal': return { type: command.type, from: CONSUMERS[Number(command.from.slice(-1)) % 3] ?? '', to: 'zookeeper' };
    default: return command;
  }
}

const ALLOWED = ['consumer.kill', 'consumer.restart', 'consumer.start', 'consumer.stop', 'network.cut', 'network.heal', 'producer.send'];

/** What a consumer reads it owns, as far as it knows; and a znode of an owner ends with its session. */
function faults(world: KafkaWorld): readonly string[] {
  const zookeeper = world.actors.get('zookeeper');
  if (zookeeper === undefined) return ['there is no ZooKeeper'];
  const { znodes, sessions } = zookeeper.context as OldGroup['zookeeper'];
  const reading = CONSUMERS.flatMap((name) => Object.keys(consumer(world, name).positions).filter((partition) => !member(world, name).owned.includes(partition)).map((partition) => `${name} reads ${partition}`));
  const orphans = Object.entries(znodes).filter(([path, { ephemeralOwner }]) => /^\/consumers\/g\/(?:ids|owners)\/.*\d$/.test(path) && sessions[ephemeralOwner] === undefined).map(([path]) => path);
  return [...reading, ...orphans];
}

function settleAll(group: OldGroup): void {
  const { world } = group;
  group.do(...CONSUMERS.map((from): Command => ({ type: 'network.heal', from, to: 'zookeeper' })));
  for (const name of CONSUMERS) if (world.nodes[name]?.up !== true) group.do({ type: 'consumer.restart', consumer: name });
  group.for(35_000);
  for (const name of CONSUMERS) if (consumer(group.world, name).group?.phase === 'idle') group.do({ type: 'consumer.start', consumer: name });
  group.for(15_000);
}

test('whatever becomes of consumers of Kafka 0.8, in the end each partition has one owner, which is in ZooKeeper', () => {
  const ready = new OldGroup([{}, {}, {}], 4).start(1, 2, 3).for(3_000);
  assert(property(arbitraryPlan(40), (plan) => {
    const { world } = runPlan(ready.stepper, ready.world, plan, {
      era, alterCommand: onConsumers, allowCommand: ({ type }) => ALLOWED.includes(type), onStep: (_before, { world: after }) => expect(faults(after)).toEqual([]),
    });
    const group = new OldGroup([{}, {}, {}], 4);
    group.world = world;
    settleAll(group);
    expect(group.partitionsOf(1, 2, 3).flat().toSorted()).toEqual(['orders-0', 'orders-1', 'orders-2', 'orders-3']);
    for (const [number, partitions] of group.partitionsOf(1, 2, 3).entries()) {
      for (const partition of partitions) expect(group.znode(`/consumers/g/owners/orders/${partition.slice(-1)}`)?.ephemeralOwner).toBe(group.member(number + 1).sessionId);
    }
  }), { numRuns: 5, seed: 7 });
});

test('the same choices make the same world', () => {
  const once = () => new OldGroup([{}, {}], 3).start(1).send(3).for(700).start(2).do({ type: 'consumer.kill', consumer: 'consumer-1' }).for(20_000).world;
  expect(JSON.stringify(once())).toBe(JSON.stringify(once()));
});
