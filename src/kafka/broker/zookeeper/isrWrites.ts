import { decided, unchanged } from '../../../world/machine.ts';
import type { Decided, Effect, Env } from '../../actor.ts';
import { replicaAddress, report, tell } from '../../actor.ts';
import type { AlterPartitionEntry } from '../../messages.ts';
import { isrFacts } from '../../metadata/isrFacts.ts';
import { decodeState, encodeIsrChange, encodeState, ISR_CHANGES_PATH, statePath } from '../../metadata/zkData.ts';
import type { RequestAlterPartitionEvent } from '../../replica/isr.ts';
import type { AlterPartitionAnsweredEvent, ReplicaContext } from '../../replica/types.ts';
import type { ZkOpResult, ZkResult } from '../../zookeeper/messages.ts';
import { due } from '../controllerChannel.ts';
import type { BrokerContext } from '../types.ts';
import { askZooKeeper, withClient, zkBroker } from './client.ts';
import type { ZkBroker } from './client.ts';

/** How often a broker looks whether the controller is to be told, how long its ISRs must have been quiet, and the most it waits. Source: ReplicaManager. */
const PROPAGATION_CHECK_MS = 2_500;
const PROPAGATION_BLACK_OUT_MS = 5_000;
const PROPAGATION_INTERVAL_MS = 60_000;

function stateOf({ partition, leaderEpoch, newIsr }: AlterPartitionEntry, broker: ZkBroker) {
  return { leader: broker.brokerId, leaderEpoch, isr: newIsr.map((member) => member.brokerId), controllerEpoch: broker.zookeeper.controllerEpoch, path: statePath(partition) };
}

/**
 * The leader itself writes its ISR: under its own leader epoch, if the state znode is still at the version it knows. It
 * looks at once what is there, for its own write may have got through before the connection broke.
 *
 * Source: Partition.updateIsr, ReplicationUtils.updateLeaderAndIsr (until 2.6).
 */
export function writeIsr(context: BrokerContext, { entry }: RequestAlterPartitionEvent): Decided<BrokerContext> {
  const broker = zkBroker(context);
  const { path, ...state } = stateOf(entry, broker);
  const asking = askZooKeeper(broker, { type: 'isr', entry }, [
    [{ op: 'setData', path, data: encodeState(state), version: entry.partitionEpoch }],
    [{ op: 'getData', path, watch: false }],
  ]);
  return decided(asking.broker, ...asking.effects);
}

/** Written, or already as wished: the replica's ISR counts. Otherwise somebody else has written since. */
export function isrWritten(broker: ZkBroker, entry: AlterPartitionEntry, results: readonly ZkResult[], env: Env): Decided<BrokerContext> {
  const { partition, leaderEpoch, leaderRecoveryState } = entry;
  const { path: _path, ...state } = stateOf(entry, broker);
  const [written, found] = results.map(lastOf);
  const isThere = found?.data !== undefined && sameState(found.data, encodeState(state));
  const version = written?.stat?.version ?? (isThere ? found.stat?.version : undefined);
  const answer = (change: Partial<AlterPartitionAnsweredEvent['result']>): Effect => {
    const result = { partition, error: 'INVALID_UPDATE_VERSION' as const, leader: -1, leaderEpoch, isr: [], leaderRecoveryState, partitionEpoch: -1, ...change };
    const event: AlterPartitionAnsweredEvent = { type: 'AlterPartitionAnswered', entry, result };
    return tell(replicaAddress(broker.brokerId, partition), event);
  };
  if (version === undefined) return decided(broker, answer({}));
  const before = env.node.read(replicaAddress(broker.brokerId, partition))?.context as ReplicaContext | undefined;
  const after = { isr: state.isr, zkVersion: version };
  const was = { ...after, isr: before?.isr ?? after.isr };
  const facts = [...isrFacts(partition, was, after, 'leader', 'left'), ...isrFacts(partition, was, after, 'leader', 'joined')].map(report);
  const noted = noteChange(broker, entry, env);
  return decided(noted.context, ...facts, answer({ error: 'NONE', leader: broker.brokerId, isr: state.isr, partitionEpoch: version }), ...noted.effects);
}

function lastOf(result: ZkResult): ZkOpResult | undefined {
  return result.ok ? result.results.at(-1) : undefined;
}

function sameState(found: string, wished: string): boolean {
  return JSON.stringify(decodeState(found)) === JSON.stringify(decodeState(wished));
}

/** The broker looks every 2.5 s; here, while it has nothing to tell, it need not. */
function noteChange(broker: ZkBroker, { partition }: AlterPartitionEntry, env: Env): Decided<ZkBroker> {
  if (!env.shared.era.notifiesIsrChanges) return decided(broker);
  const { partitions: known, lastPropagationMs } = broker.zookeeper.isrChanges;
  const partitions = known.includes(partition) ? known : [...known, partition];
  const noted = withClient(broker, { isrChanges: { partitions, lastChangeMs: env.nowMs, lastPropagationMs } });
  return known.length > 0 ? decided(noted) : decided(noted, nextCheck(env));
}

function nextCheck({ nowMs }: Env): Effect {
  return due('isr-change-propagation', PROPAGATION_CHECK_MS - (nowMs % PROPAGATION_CHECK_MS), 'IsrChangePropagationDue');
}

/** Once the ISRs of this broker are quiet, the controller is told what to read again. Source: ReplicaManager.maybePropagateIsrChanges. */
export function propagateIsrChanges(context: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  const broker = zkBroker(context);
  const { partitions, lastChangeMs, lastPropagationMs } = broker.zookeeper.isrChanges;
  if (partitions.length === 0) return unchanged(context);
  const isTime = lastChangeMs + PROPAGATION_BLACK_OUT_MS < env.nowMs || lastPropagationMs + PROPAGATION_INTERVAL_MS < env.nowMs;
  if (!isTime) return decided(context, nextCheck(env));
  const told = withClient(broker, { isrChanges: { partitions: [], lastChangeMs, lastPropagationMs: env.nowMs } });
  const asking = askZooKeeper(told, { type: 'isrChange' }, [
    [{ op: 'create', path: `${ISR_CHANGES_PATH}/isr_change_`, data: encodeIsrChange(partitions), ephemeral: false, sequential: true }],
  ]);
  return decided(asking.broker, ...asking.effects);
}
