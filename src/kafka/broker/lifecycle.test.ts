import { describe, expect, it } from 'vitest';
import type { ClusterPuppet } from '../../testkit/clusterPuppet.ts';
import { cluster } from '../../testkit/clusterPuppet.ts';
import type { BrokerHeartbeatRequest, BrokerRegistrationRequest } from '../messages.ts';

const SESSION_MS = 9000;

/** The requests of a kind that a broker sends from now until the condition holds, with their times. */
function sentBy<Message>(c: ClusterPuppet, node: string, api: string, condition: (c: ClusterPuppet) => boolean): readonly { readonly atMs: number; readonly message: Message }[] {
  const sent = new Map<number, { readonly atMs: number; readonly message: Message }>();
  c.until((now) => {
    for (const one of now.inFlight(api, node)) sent.set(one.id, { atMs: one.sentAtMs, message: one.message as unknown as Message });
    return condition(now);
  });
  return [...sent.values()];
}

const runs = (brokerId: number) => (c: ClusterPuppet) => c.brokerState(brokerId) === 'running';
const stopped = (brokerId: number) => (c: ClusterPuppet) => c.brokerState(brokerId) === 'down';

describe('starting', () => {
  it('goes from starting over recovery to running', () => {
    const c = cluster({ brokers: 1, topics: [] }).kill(1).forMs(SESSION_MS + 1).restart(1);
    const states: string[] = [];
    c.until((now) => {
      if (states.at(-1) !== now.brokerState(1)) states.push(now.brokerState(1));
      return runs(1)(now);
    });
    expect(states).toEqual(['starting', 'recovery', 'running']);
  });

  it('its registration is refused while the session of the process before lives, and retried twice as late each time', () => {
    const c = cluster().kill(3).restart(3);
    const atMs = sentBy(c, 'broker-3', 'BrokerRegistration', runs(3)).map((one) => one.atMs);
    const roundTripMs = 4;
    expect(atMs.slice(1, 4).map((at, index) => at - (atMs[index] ?? 0) - roundTripMs)).toEqual([100, 200, 400]);
    expect(c.factsOf('BrokerFenced', { brokerId: 3 })).toMatchObject([{ reason: 'session-timeout' }]);
  });

  it('turns clients away until the controller has let it in', () => {
    const c = cluster().kill(1).restart(1);
    expect(c.brokerState(1)).toBe('starting');
    c.send('too early').untilFact('ClientDisconnected', { brokerId: 1 });
    expect(c.factsOf('RecordsAppended').flatMap((fact) => fact.records).map((record) => record.value)).toEqual([]);
  });

  it('has the log of the process before, and its checkpointed high watermark, while offline', () => {
    const c = cluster().send('a').untilFact('RecordAcknowledged').forMs(6000).send('b').untilFact('RecordAcknowledged').kill(3).restart(3);
    expect(c.replicaState(3)).toBe('offline');
    expect([c.log(3), c.replica(3).highWatermark]).toEqual([['a', 'b'], 1]);
  });
});

describe('heartbeats', () => {
  it('come broker.heartbeat.interval.ms after the last answer', () => {
    const c = cluster({ topics: [] });
    const beats = sentBy<BrokerHeartbeatRequest>(c, 'broker-1', 'BrokerHeartbeat', (now) => now.world.nowMs > 9000);
    const gaps = beats.slice(1).map((one, index) => one.atMs - (beats[index]?.atMs ?? 0));
    expect(new Set(gaps)).toEqual(new Set([2004]));
    expect(beats.at(-1)?.message).toMatchObject({ wantFence: false, wantShutDown: false });
  });

  it('go on when an answer takes longer than the interval', () => {
    const c = cluster({ topics: [] }).command({ type: 'network.slow', from: 'broker-1', to: 'controller-3000', extraLatencyMs: 1500 }).forMs(60_000);
    expect([c.brokerState(1), c.factsOf('BrokerFenced')]).toEqual(['running', []]);
  });

  it('a broker that the controller cannot hear is fenced when its session ends, and let in again when it can', () => {
    const c = cluster().cut('broker-3', 'controller-3000').untilFact('BrokerFenced', { brokerId: 3 });
    expect(c.partition().isr).toEqual([1, 2]);
    c.heal('broker-3', 'controller-3000').untilFact('BrokerUnfenced', { brokerId: 3 }).untilFact('ReplicaJoinedIsr', { brokerId: 3 });
    expect(c.brokerState(3)).toBe('running');
  });
});

describe('controlled shutdown', () => {
  it('moves leaderships away first and then exits', () => {
    const c = cluster().send('a').untilFact('RecordAcknowledged').shutDown(1);
    expect(c.brokerState(1)).toBe('pendingControlledShutdown');
    c.untilFact('LeaderElected', { leader: 2 });
    expect(c.brokerState(1)).toBe('pendingControlledShutdown');
    c.untilFact('BrokerStopped', { brokerId: 1, how: 'controlled-shutdown' });
    expect(c.partition()).toMatchObject({ leader: 2, isr: [2, 3] });
    expect(c.world.nodes['broker-1']?.up).toBe(false);
  });

  it('asks at once, 50 ms after the first answer, then at the usual interval', () => {
    const c = cluster().forMs(500).shutDown(1);
    const startMs = c.world.nowMs;
    const beats = sentBy<BrokerHeartbeatRequest>(c, 'broker-1', 'BrokerHeartbeat', stopped(1));
    expect(beats.slice(0, 2).map((one) => one.atMs - startMs)).toEqual([0, 54]);
    expect(beats.slice(2).every((one, index) => one.atMs - (beats[index + 1]?.atMs ?? 0) === 2004)).toBe(true);
    expect(beats.every((one) => one.message.wantShutDown)).toBe(true);
  });

  it('does not go on fetching what it has left the ISR of', () => {
    const c = cluster().shutDown(3).untilFact('ReplicaLeftIsr', { brokerId: 3 }).until((now) => !now.broker(3).image.topics['orders']?.partitions[0]?.isr.includes(3));
    expect(c.brokerState(3)).toBe('pendingControlledShutdown');
    expect(c.stateOf('broker-3/fetcher-1')).toBeUndefined();
  });

  it('a broker that is not running yet goes at once', () => {
    const c = cluster().kill(3).restart(3).shutDown(3);
    expect(c.brokerState(3)).toBe('down');
  });

  it('without a controller to hear it waits five minutes and goes without leave', () => {
    const c = cluster().forMs(500).cut('broker-1', 'controller-3000').shutDown(1);
    expect(c.forMs(299_000).brokerState(1)).toBe('pendingControlledShutdown');
    expect(c.forMs(1001).brokerState(1)).toBe('down');
  });
});

describe('the epoch of the process before', () => {
  const registration = (c: ClusterPuppet) =>
    c.restart(3).inFlight('BrokerRegistration', 'broker-3').map((one) => (one.message as BrokerRegistrationRequest).previousBrokerEpoch)[0];
  const shutDown = () => {
    const c = cluster();
    const { brokerEpoch } = c.broker(3);
    c.shutDown(3).until(stopped(3));
    return { c, brokerEpoch };
  };

  it('is told at the next registration after a shutdown in order', () => {
    const { c, brokerEpoch } = shutDown();
    expect(registration(c)).toBe(brokerEpoch);
  });

  it.each(['broker.kill', 'broker.powerOff'] as const)('is not told after %s', (type) => {
    expect(registration(cluster().command({ type, brokerId: 3 }))).toBeUndefined();
  });

  it('is told once: a crash of the next process is a crash', () => {
    const { c } = shutDown();
    expect(registration(c.restart(3).until(runs(3)).kill(3))).toBeUndefined();
  });

  it('is still told when the next process crashed before it had read its logs', () => {
    const { c, brokerEpoch } = shutDown();
    expect(registration(c.restart(3).kill(3))).toBe(brokerEpoch);
  });

  it('is lost with the disk', () => {
    const { c } = shutDown();
    expect(registration(c.command({ type: 'disk.lose', brokerId: 3 }))).toBeUndefined();
  });
});
