import { describe, expect, it } from 'vitest';
import { EMPTY_LOG } from '../log/log.ts';
import { fakeWorld, logOf, partition } from '../../testkit/fakeWorld.ts';
import type { FakeReplica } from '../../testkit/fakeWorld.ts';
import { Table } from '../../world/table.ts';
import type { Connection, Envelope } from '../../world/types.ts';
import type { PartitionRegistration } from '../metadata/registration.ts';
import type { KafkaMessage } from '../messages.ts';
import type { KafkaWorld } from '../simulation.ts';
import { checkInvariants } from './invariants.ts';
import { controllerImage } from './view.ts';

const log = logOf('a1 b1 c2');
const registered = partition(1, [1, 2], 2);
const sound = (replica: FakeReplica = {}) =>
  fakeWorld(registered, { 1: { log, ...replica }, 2: { log }, 3: { log } });
const later = (world: KafkaWorld, change: Partial<KafkaWorld> = {}): KafkaWorld => ({ ...world, counters: { ...world.counters, steps: world.counters.steps + 1 }, ...change });
const faults = (replica: FakeReplica) => checkInvariants(null, sound(replica)).join('; ');
const remote = (logEndOffset: number) => ({ logEndOffset, logStartOffset: 0, lastCaughtUpTimeMs: 0, lastFetchTimeMs: 0, lastFetchLeaderLogEndOffset: 0, brokerEpoch: 4 });

describe('a sound world', () => {
  it('has no fault, alone or after itself', () => {
    const world = sound();
    expect(checkInvariants(null, world)).toEqual([]);
    expect(checkInvariants(world, later(world))).toEqual([]);
  });
});

describe('a log', () => {
  it.each([
    ['high watermark above the log end', { context: { highWatermark: 4 } }, 'high watermark 4 above log end 3'],
    ['high watermark below the log start', { log: { ...log, logStartOffset: 1 }, context: { highWatermark: 0 } }, 'high watermark 0 below log start 1'],
    ['a log end that is not where the last batch ends', { log: { ...log, logEndOffset: 5 } }, 'the last batch ends at 3, the log at 5'],
    ['a gap', { log: { ...log, batches: log.batches.filter(({ baseOffset }) => baseOffset !== 1) } }, 'a gap before offset 2'],
    ['an epoch cache that does not rise', { log: { ...log, epochCache: [{ epoch: 1, startOffset: 0 }, { epoch: 2, startOffset: 0 }] } }, 'epoch cache does not rise'],
    ['an epoch cache that contradicts the batches', { log: { ...log, epochCache: [{ epoch: 1, startOffset: 0 }] } }, 'the epoch cache has epoch 1 for offset 2, the batch 2'],
    ['more flushed than written', { log: { ...log, flushedOffset: 9 } }, 'flushed to 9, above log end 3'],
  ] as const)('is faulty with %s', (_what, replica, fault) => {
    expect(faults(replica)).toContain(`broker-1/orders-0: ${fault}`);
  });
});

describe('a leader', () => {
  it.each([
    ['an ISR without itself', { context: { isr: [2] } }, 'ISR [2] without its leader'],
    ['an ISR beyond the replicas', { context: { isr: [1, 9] } }, 'ISR [1,9] beyond the replicas [1,2,3]'],
    ['a follower beyond its own log', { context: { remote: { 2: remote(8) } } }, 'believes broker 2 is at 8, beyond its own log end 3'],
    ['itself as a follower', { context: { remote: { 1: remote(1) } } }, 'remembers broker 1 as a follower'],
  ] as const)('is faulty with %s', (_what, replica, fault) => {
    expect(faults(replica)).toContain(fault);
  });

  it('may not believe a follower to be further than it is, unless that one is another process by now', () => {
    const withBroker2 = (brokerEpoch: number): KafkaWorld => {
      const world = fakeWorld(partition(1, [1, 2], 2), { 1: { log, context: { remote: { 2: remote(3) } } }, 2: { log: logOf('a1') } });
      const image = controllerImage(world);
      const controller = { ...world.actors.get('controller-3000'), context: { image: { ...image, brokers: { 2: { brokerId: 2, brokerEpoch } } }, metadataLog: [] } };
      return { ...world, actors: world.actors.with('controller-3000', controller as never) };
    };
    expect(checkInvariants(null, withBroker2(4))).toEqual(['orders-0: broker 1 believes broker 2 is at 3, but it is at 1']);
    expect(checkInvariants(null, withBroker2(5))).toEqual([]);
  });

  it('may not share its epoch with another, but with one that does not know yet', () => {
    const two = (leaderEpoch: number) => fakeWorld(partition(1, [1], 2), { 1: { log }, 2: { log, value: 'leader', context: { isr: [2], leaderId: 2, leaderEpoch } } });
    expect(checkInvariants(null, two(2))).toEqual(['orders-0: brokers 1 and 2 both lead in epoch 2']);
    expect(checkInvariants(null, two(1))).toEqual([]);
  });
});

describe('a step', () => {
  it('does not take time, ids or processes back', () => {
    const world = { ...sound(), nowMs: 10, counters: { steps: 5, nextId: 7 } };
    expect(checkInvariants(world, later(world, { nowMs: 9 }))).toEqual(['the clock went back from 10 to 9 ms']);
    expect(checkInvariants(world, { ...world, counters: { steps: 6, nextId: 6 } })).toEqual(['ids went back']);
    expect(checkInvariants(world, world)).toEqual(['a step counted 0']);
    const reborn = later(world, { nodes: { ...world.nodes, 'broker-1': { incarnation: 2, up: true } } });
    expect(checkInvariants(world, reborn)).toEqual(['broker-1 became another process without ending']);
  });

  it('does not take a leader back', () => {
    const { nodes } = sound();
    const same = (before: FakeReplica, after: FakeReplica) => checkInvariants({ ...sound(before), nodes }, later({ ...sound(after), nodes })).join('; ');
    expect(same({}, { context: { highWatermark: 2 } })).toContain("the leader's high watermark went back from 3 to 2");
    expect(same({}, { log: logOf('a1 b1') })).toContain("the leader's log end went back from 3 to 2");
    expect(same({ context: { leaderEpoch: 3 } }, {})).toContain('leader epoch went back from 3 to 2');
    expect(same({ value: 'offline', context: { leaderEpoch: 3 } }, {})).not.toContain('went back');
  });

  it('does not forget the epoch of the last record, nor take a log start back unless the log is cut below it', () => {
    const { nodes } = sound();
    const same = (before: FakeReplica, after: FakeReplica) => checkInvariants({ ...sound(before), nodes }, later({ ...sound(after), nodes })).join('; ');
    expect(same({}, { log: { ...log, epochCache: [] } })).toContain('the epoch cache does not know the epoch of offset 2');
    expect(same({ log: { ...log, logStartOffset: 2 } }, {})).toContain('log start went back from 2 to 0');
    expect(same({ log: { ...log, logStartOffset: 2 } }, { log: EMPTY_LOG })).not.toContain('log start went back');
  });

  it('lets a new process begin below', () => {
    const [before, after] = [sound(), later(sound({ context: { highWatermark: 1 } }))];
    const restarted = { ...after, nodes: { ...after.nodes, 'broker-1': { incarnation: 2, up: true } } };
    expect(checkInvariants({ ...before, nodes: { ...before.nodes, 'broker-1': { incarnation: 1, up: false } } }, restarted)).toEqual([]);
  });
});

describe('the controller', () => {
  it.each([
    ['a leader outside the ISR', partition(3, [1, 2], 2), 'leader 3 outside the ISR [1,2]'],
    ['an ISR beyond the replicas', partition(1, [1, 7], 2), 'ISR [1,7] beyond the replicas [1,2,3]'],
    ['a broker twice', partition(1, [1, 1], 2), 'ISR [1,1] names a broker twice'],
    ['nobody left', partition(-1, [], 2), 'nobody could ever lead it again'],
  ])('is faulty with %s', (_what, registration, fault) => {
    expect(checkInvariants(null, fakeWorld(registration, {}))).toEqual([`orders-0: ${fault}`]);
  });

  it('leaves a partition without anybody to lead it only where another min.insync.replicas made those void who could', () => {
    const was = { ...partition(-1, [], 2), elr: [2] };
    const nobody = { ...was, elr: [], partitionEpoch: 1 };
    const change = (resource: string, from: PartitionRegistration = was) =>
      checkInvariants(fakeWorld(from, {}), later(fakeWorld({ ...nobody, partitionEpoch: from.partitionEpoch + 1 }, {}, {}, { [resource]: { 'min.insync.replicas': '1' } })));
    const fault = 'orders-0: nobody could ever lead it again';
    expect(checkInvariants(fakeWorld(was, {}), later(fakeWorld(nobody, {})))).toEqual([fault]);
    expect(change('topic:orders')).toEqual([]);
    expect(change('broker:')).toEqual([]);
    expect(change('topic:others')).toEqual([fault]);
    expect(change('topic:orders', { ...partition(-1, [1], 2) })).toEqual([fault]);
    expect(checkInvariants(fakeWorld(nobody, {}), later(fakeWorld({ ...nobody, partitionEpoch: 2 }, {})))).toEqual([]);
  });

  it('changes a leader only with a new epoch, and anything only with a new partition epoch', () => {
    const change = (was: PartitionRegistration, is: PartitionRegistration) => checkInvariants(fakeWorld(was, {}), later(fakeWorld(is, {})));
    const was = partition(1, [1, 2], 2);
    expect(change(was, { ...was, leader: 2, partitionEpoch: 1 })).toEqual(['orders-0: leader 1 became 2 in one epoch']);
    expect(change(was, { ...was, isr: [1] })).toEqual(['orders-0: changed without a new partition epoch (0)']);
    expect(change(was, { ...was, leader: 2, leaderEpoch: 3, partitionEpoch: 1 })).toEqual([]);
  });
});

describe('connections and timers', () => {
  const head: Envelope<KafkaMessage> = {
    id: 1, connection: 'c', from: 'broker-2', to: 'broker-1', sentAtMs: 0, dueAtMs: 5, routine: false, causeStep: 0,
    message: { api: 'Metadata', kind: 'request', correlationId: 1, topics: null },
  };
  const open: Connection<KafkaMessage> = {
    id: 'c', client: { node: 'broker-2', incarnation: 1 }, server: { node: 'broker-1', incarnation: 1 }, requests: [head], responses: [], heldUntilMs: 0, closed: false,
  };
  const wired = (connection: Partial<Connection<KafkaMessage>>): KafkaWorld => ({
    ...sound(), counters: { steps: 1, nextId: 9 }, wire: { connections: Table.of({ c: { ...open, ...connection } }), links: {} },
  });

  it.each([
    ['nothing', {}, []],
    ['an end that is gone', { client: { node: 'broker-2', incarnation: 0 } }, ['c is open though one end is gone']],
    ['a message that overtakes', { requests: [head, { ...head, id: 2, dueAtMs: 4 }] }, ['Metadata 2 overtakes on c']],
    ['a message on the wrong lane', { requests: [], responses: [head] }, ['Metadata 1 is on the wrong lane of c']],
    ['a message on a broken connection', { closed: true }, ['Metadata 1 travels on the broken c']],
    ['a broken connection with nothing to tell', { closed: true, requests: [] }, ['c is broken and has nothing left to tell']],
    ['an id that was not given out', { requests: [{ ...head, id: 12 }] }, ['message 12 has an id that was not given out']],
  ] as const)('notices %s', (_what, connection, expected) => {
    expect(checkInvariants(null, wired(connection))).toEqual(expected);
  });

  it('notices timers that nobody waits for', () => {
    const timer = { id: 1, owner: 'broker-1/orders-0', name: 'isr', dueAtMs: 1, event: { type: 'CheckIsr' }, routine: true, causeStep: 0 };
    const timed = (timers: KafkaWorld['timers'], up = true) => checkInvariants(null, { ...wired({}), wire: { connections: Table.of({}), links: {} }, nodes: { 'broker-1': { incarnation: 1, up } }, timers });
    expect(timed([timer])).toEqual([]);
    expect(timed([timer], false)).toEqual(["broker-1/orders-0's timer isr outlived its process"]);
    expect(timed([timer, { ...timer, id: 2 }])).toEqual(['broker-1/orders-0 has two timers isr']);
    expect(timed([{ ...timer, owner: 'broker-1/gone' }])).toEqual(['timer isr belongs to broker-1/gone, which is not there']);
  });
});

describe('the ledger', () => {
  const acknowledged = [{ recordId: 'a', partition: 'orders-0', offset: 0, acks: -1 as const, value: 'a', isrSize: 2 }];
  const withLedger = (ledger: Partial<KafkaWorld['ledger']>) => ({ ...sound(), ledger: { ...sound().ledger, ...ledger } });

  it('backs every acknowledgement with an append at that place', () => {
    expect(checkInvariants(null, withLedger({ acknowledged }))).toEqual(['a was acknowledged at orders-0 0, where no leader appended it']);
    const appended = { a: [{ partition: 'orders-0', offset: 0, leaderEpoch: 1 }] };
    expect(checkInvariants(null, withLedger({ acknowledged, appended }))).toEqual([]);
    expect(checkInvariants(withLedger({ acknowledged, appended }), later(withLedger({ appended })))).toEqual(['the ledger forgot an acknowledged record']);
  });

  it('notices a second leader in an epoch', () => {
    const causes = [{ partition: 'orders-0', type: 'second-leader' as const, brokerId: 2, after: { acknowledged: 0, delivered: 0 } }];
    expect(checkInvariants(null, withLedger({ causes }))).toEqual(['broker 2 led orders-0 in an epoch that had another leader']);
  });
});
