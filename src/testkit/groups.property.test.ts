import { assert, property } from 'fast-check';
import { expect, test } from 'vitest';
import { brokerAddress } from '../kafka/actor.ts';
import { bootCluster } from '../kafka/cluster.ts';
import type { KafkaStepper } from '../kafka/cluster.ts';
import type { Command } from '../kafka/commands.ts';
import type { MemberContext } from '../kafka/consumer/member/types.ts';
import type { ConsumerContext } from '../kafka/consumer/types.ts';
import type { EraId } from '../kafka/era/era.ts';
import { eraOf } from '../kafka/era/era.ts';
import { OFFSETS_TOPIC } from '../kafka/names/internalTopics.ts';
import { controllerImage } from '../kafka/promises/view.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { worldHash } from '../world/run.ts';
import { linkBetween } from '../world/wire.ts';
import { arbitraryPlan, pickFrom, runPlan } from './arbitraryRun.ts';

const CONSUMERS = ['consumer-1', 'consumer-2', 'consumer-3'] as const;
const PARTITIONS = ['orders-0', 'orders-1', 'payments-0'] as const;

interface Members {
  readonly assignor: string;
  readonly isStatic: boolean;
  readonly config?: Readonly<Record<string, string>>;
}

/** Three consumers of group g, two of them started and settled, and some records on their way to be read. */
function begin(era: EraId, { assignor, isStatic, config = {} }: Members): { readonly stepper: KafkaStepper; readonly world: KafkaWorld } {
  const { stepper, world } = bootCluster({
    brokers: 3, brokerConfig: { 'offsets.topic.num.partitions': '1', 'group.initial.rebalance.delay.ms': '100', 'min.insync.replicas': '2' },
    topics: [{ name: 'orders', partitions: 2, replicationFactor: 3 }, { name: 'payments', partitions: 1, replicationFactor: 3 }],
    producers: [{ id: 'producer-1', topics: ['orders', 'payments'] }],
    consumers: CONSUMERS.map((id, index) => ({
      id, topics: ['orders', 'payments'], application: { processingMs: 50, commit: (['auto', 'sync', 'async-then-sync'] as const)[index] ?? 'auto', workers: index === 2 ? 2 : 0 },
      config: {
        'group.id': 'g', 'auto.offset.reset': 'earliest', 'session.timeout.ms': '6000', 'max.poll.interval.ms': '8000', 'partition.assignment.strategy': `org.apache.kafka.clients.consumer.${assignor}`,
        ...(isStatic ? { 'group.instance.id': `member-${index + 1}` } : {}), ...config,
      },
    })),
  }, { era, seed: 3 });
  let now = world;
  for (const consumer of CONSUMERS.slice(0, 2)) now = stepper.step(now, { command: { type: 'consumer.start', consumer } }).world;
  const endMs = now.nowMs + 8000;
  for (let choice = stepper.usual(now); choice !== null && now.nowMs < endMs; choice = stepper.usual(now)) now = stepper.step(now, choice).world;
  for (let index = 0; index < 12; index += 1) now = stepper.step(now, { command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: `m${index}`, partition: index % 2 } }).world;
  return { stepper, world: now };
}

type Draw = (world: KafkaWorld, amount: number) => Command | null;

const ofConsumer = (make: (consumer: string, amount: number) => Command): Draw => (_world, amount) => make(CONSUMERS[amount % 3] ?? 'consumer-1', Math.floor(amount / 3));

/** Whoever coordinates the group. */
function coordinatorOf(world: KafkaWorld): number {
  return controllerImage(world)?.topics[OFFSETS_TOPIC]?.partitions[0]?.leader ?? -1;
}

const onCoordinator = (make: (brokerId: number) => Command): Draw => (world) => (coordinatorOf(world) < 0 ? null : make(coordinatorOf(world)));

/** Whoever is down begins again, whoever is cut off or slow is not any more: otherwise every run ends in silence. */
function mend(world: KafkaWorld, amount: number): Command | null {
  const down = (node: string): boolean => world.nodes[node]?.up !== true;
  const isHurt = (node: string): boolean => Object.keys(world.nodes).some((other) => other !== node && (linkBetween(world.wire, node, other).cut || linkBetween(world.wire, node, other).extraLatencyMs > 0));
  const back: readonly Command[] = [
    ...[1, 2, 3].filter((brokerId) => down(brokerAddress(brokerId))).map((brokerId): Command => ({ type: 'broker.restart', brokerId })),
    ...CONSUMERS.filter(down).map((consumer): Command => ({ type: 'consumer.restart', consumer })),
    ...[1, 2, 3].map(brokerAddress).filter(isHurt).map((from): Command => ({ type: 'network.heal', from, to: null })),
  ];
  return pickFrom(back, amount) ?? null;
}

/** One of those whose program runs, or does not. */
const ofThose = (started: boolean, make: (consumer: string) => Command): Draw => (world, amount) => {
  const consumer = pickFrom(CONSUMERS.filter((one) => world.nodes[one]?.up === true && (world.actors.get(one)?.value !== 'stopped') === started), amount);
  return consumer === undefined ? null : make(consumer);
};

const draws: readonly Draw[] = [
  (world, amount) => ({ type: 'producer.send', producer: 'producer-1', topic: amount % 3 === 0 ? 'payments' : 'orders', value: `v${world.counters.steps}` }),
  (world, amount) => ({ type: 'producer.send', producer: 'producer-1', topic: amount % 3 === 0 ? 'payments' : 'orders', value: `v${world.counters.steps}` }),
  ofThose(false, (consumer) => ({ type: 'consumer.start', consumer })),
  ofThose(false, (consumer) => ({ type: 'consumer.start', consumer })),
  ofThose(true, (consumer) => ({ type: 'consumer.stop', consumer })),
  ofThose(true, (consumer) => ({ type: 'consumer.stop', consumer })),
  ofThose(true, (consumer) => ({ type: 'consumer.stop', consumer })),
  ofConsumer((consumer) => ({ type: 'consumer.kill', consumer })),
  mend, mend, mend, mend, mend, mend,
  onCoordinator((brokerId) => ({ type: 'broker.kill', brokerId })),
  onCoordinator((brokerId) => ({ type: 'broker.shutdown', brokerId })),
  onCoordinator((brokerId) => ({ type: 'network.cut', from: brokerAddress(brokerId), to: null })),
  ofConsumer((consumer) => ({ type: 'network.cut', from: consumer, to: null })),
  ofConsumer((consumer, amount) => ({ type: 'network.slow', from: consumer, to: null, extraLatencyMs: amount * 100 })),
  ofConsumer((consumer, amount) => ({ type: 'consumer.setProcessing', consumer, processingMs: amount * 300 })),
  ofConsumer((consumer, amount) => ({ type: 'consumer.seek', consumer, partition: PARTITIONS[amount % 3] ?? 'orders-0', offset: amount % 4 })),
  ofConsumer((consumer, amount) => ({ type: amount % 2 === 0 ? 'consumer.pause' : 'consumer.resume', consumer, partition: null })),
  ofConsumer((consumer, amount) => ({ type: 'consumer.commit', consumer, mode: amount % 2 === 0 ? 'sync' : 'async' })),
  ofConsumer((consumer, amount) => ({ type: 'consumer.subscribe', consumer, topics: [['orders'], ['payments'], ['orders', 'payments'], []][amount % 4] ?? [] })),
  (_world, amount) => ({ type: 'group.resetOffsets', group: 'g', topics: amount % 2 === 0 ? null : ['orders'], target: amount % 3 === 0 ? { to: 'latest' } : { to: 'shift', by: -1 } }),
  (_world, amount) => (amount % 3 === 0 ? { type: 'group.delete', group: 'g' } : amount % 3 === 1 ? { type: 'group.deleteOffsets', group: 'g', topics: ['orders'] } : null),
];

/** Members of one generation hold nothing in common, as each of them knows it. */
function sharedByMembers(world: KafkaWorld): readonly string[] {
  const holders = new Map<string, string>();
  return CONSUMERS.flatMap((consumer) => {
    const member = world.actors.get(`${consumer}/member`)?.context as MemberContext | undefined;
    const context = world.actors.get(consumer)?.context as ConsumerContext | undefined;
    if (member?.state !== 'stable' || context === undefined) return [];
    return Object.keys(context.positions).flatMap((partition) => {
      const key = `${partition} in generation ${member.generation.generationId}`;
      const other = holders.get(key);
      holders.set(key, consumer);
      return other === undefined ? [] : [`${key} is held by ${other} and ${consumer}`];
    });
  });
}

const kinds: readonly (readonly [EraId, Members])[] = [
  ['2.1', { assignor: 'RangeAssignor', isStatic: false }],
  ['2.8', { assignor: 'CooperativeStickyAssignor', isStatic: false }],
  ['3.9', { assignor: 'CooperativeStickyAssignor', isStatic: true }],
  ['4.1', { assignor: 'RoundRobinAssignor', isStatic: true }],
  ['4.1', { assignor: 'CooperativeStickyAssignor', isStatic: false, config: { 'enable.auto.commit': 'false' } }],
];
/** Few, for each is long; a night can do hundreds. */
const numRuns = 3;

test.each(kinds)('whatever happens to a group in era %s with %o, its rules hold, and the same run comes to the same', (era, members) => {
  const { stepper, world } = begin(era, members);
  const drawCommand = (now: KafkaWorld, pick: number, amount: number): Command | null => pickFrom(draws, pick)?.(now, amount) ?? null;
  assert(property(arbitraryPlan(50), (plan) => {
    const onStep: NonNullable<Parameters<typeof runPlan>[3]>['onStep'] = (_before, step) => expect(sharedByMembers(step.world)).toEqual([]);
    const first = runPlan(stepper, world, plan, { drawCommand, onStep, pace: 4, era: eraOf(era) });
    expect(first.world.ledger.groups['g']?.shared ?? []).toEqual([]);
    let again = world;
    for (const { choice } of first.steps) again = stepper.step(again, choice).world;
    expect(worldHash(again)).toBe(worldHash(first.world));
  }), { numRuns, seed: 11 });
});
