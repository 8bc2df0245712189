import { describe, expect, test } from 'vitest';
import { CONTROLLER } from '../../kafka/carryOut.ts';
import type { EraId } from '../../kafka/era/era.ts';
import { verdicts } from '../../kafka/promises/verdicts.ts';
import { nodeOf } from '../../world/types.ts';
import { cluster } from '../clusterPuppet.ts';
import type { ClusterPuppet } from '../clusterPuppet.ts';

type Avoid = (api: string, to: string) => boolean;

/** What is next, but what is to be avoided: those messages are slow. */
function slowly(puppet: ClusterPuppet, avoid: Avoid, until: () => boolean, what: string): void {
  for (let steps = 0; !until(); steps += 1) {
    const next = puppet.stepper.enabled(puppet.world).find(({ choice }) => !('deliver' in choice) || !avoided(puppet, choice.deliver, avoid));
    if (next === undefined || steps > 20_000) throw new Error(`waited in vain for ${what}`);
    puppet.do(next.choice);
  }
}

function avoided(puppet: ClusterPuppet, id: number, avoid: Avoid): boolean {
  const heads = puppet.world.wire.connections.values().flatMap(({ requests, responses }) => [requests[0], responses[0]].flatMap((head) => head ?? []));
  const envelope = heads.find((head) => head.id === id);
  return envelope !== undefined && avoid(envelope.message.api, nodeOf(envelope.to));
}

const stale: Avoid = (api, to) => api === 'FetchMetadata' && to === 'broker-2';

/**
 * v35_lrs_ack_AckedOnLeader and v35_lrs_glob_NoCommittedRecordLostGlobally, with their bounds: two brokers, min ISR 2,
 * one record, one fencing, one crash that loses what was not flushed. Afterwards broker 1 still believes that it leads.
 */
function lastReplicaStanding(era: EraId): ClusterPuppet {
  const puppet = cluster({ era, brokers: 2, topicConfig: { 'min.insync.replicas': '2' } });
  const records = (brokerId: number) => puppet.log(brokerId).length;
  puppet.cut('broker-1', CONTROLLER).send('A');
  slowly(puppet, stale, () => records(1) === 1, 'WriteRecordToLeader');
  slowly(puppet, (api, to) => stale(api, to) || (api === 'Fetch' && to === 'broker-2'), () => puppet.partition().leader === 2, 'FenceBroker');
  expect([records(1), records(2)]).toEqual([1, 0]);
  slowly(puppet, stale, () => records(2) === 1, 'ReceiveFetchResponse');
  slowly(puppet, stale, () => puppet.facts.some(({ type }) => type === 'RecordAcknowledged'), 'ReceiveFetchRequest');
  expect(puppet.replica(1).highWatermark).toBe(1);
  return puppet.powerOff(2).until(() => puppet.partition().leader === -1, 'UncleanShutdown').restart(2);
}

const lost = ({ world }: ClusterPuppet): number => verdicts(world, world.ledger).find(({ promise, verdict }) => promise === 'acknowledgedRecordsSurvive' && verdict === 'broken')?.records.length ?? 0;

describe('the last replica standing, as the model checker found it for KRaft', () => {
  test('3.9 elects who lost its tail: the leader lacks an acknowledged record, and then nobody has it', () => {
    const puppet = lastReplicaStanding('3.9').untilFact('BecameLeader', { brokerId: 2, partition: 'orders-0' });
    expect(puppet.partition()).toMatchObject({ leader: 2, isr: [2] });
    expect(puppet.log(2)).toEqual([]);
    puppet.heal('broker-1').untilFact('LogTruncated', { brokerId: 1, from: 1, to: 0 });
    expect(lost(puppet)).toBe(1);
  });

  test('4.1 waits for the eligible leader replica, and nothing is lost (KIP-966)', () => {
    const puppet = lastReplicaStanding('4.1').untilFact('BrokerUnfenced', { brokerId: 2 });
    expect(puppet.partition()).toMatchObject({ leader: -1, elr: [1] });
    puppet.heal('broker-1').untilFact('LeaderElected', { leader: 1, election: 'clean' }).until(() => puppet.log(2).length === 1, 'broker 2 to copy it');
    expect(lost(puppet)).toBe(0);
  });
});
