import { decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Effect } from '../../actor.ts';
import { splitTopicPartition, topicPartition } from '../../log/record.ts';
import { decodeElection, decodeTopic, encodeElection, partitionsPath, PREFERRED_ELECTION_PATH, topicPath, TOPICS_PATH } from '../../metadata/zkData.ts';
import type { ZkOpResult, ZkResult, ZkTransaction } from '../../zookeeper/messages.ts';
import { whoAsked } from '../asked.ts';
import { ask, closeIdle, open, SESSION_TIMEOUT_MS } from '../session.ts';
import type { AdminContext, ElectLeaderEvent } from '../types.ts';
import type { ElectionErrand, ElectionOutcome, ElectionTimerEvent } from './types.ts';

const getData = (path: string): ZkTransaction => [{ op: 'getData', path, watch: false }];
const getChildren = (path: string): ZkTransaction => [{ op: 'getChildren', path, watch: false }];
const deadlineName = (id: number): string => `election-${id}-deadline`;

/** `kafka-preferred-replica-election.sh` begins. Source: PreferredReplicaLeaderElectionCommand (0.8.2 to 2.1). */
export function runElection(admin: AdminContext, { partition }: ElectLeaderEvent): Decided<AdminContext> {
  const id = admin.nextCorrelationId;
  const wanted = partition === null ? null : [partition];
  const topics = partition === null ? null : [splitTopicPartition(partition).topic];
  const event: ElectionTimerEvent = { type: 'ElectionOverdue', id };
  const waiting = proceed({ ...admin, nextCorrelationId: id + 1 }, id, { wanted, asked: null, topics, partitions: null, missing: [], isLate: false });
  const opening = open(waiting.context);
  return decided<AdminContext, Effect>(opening.context, { type: 'schedule', name: deadlineName(id), afterMs: SESSION_TIMEOUT_MS, event }, ...waiting.effects, ...opening.effects);
}

/** Which topics there are, where no file names any; their partitions; then for the znode, and what it says if that is there. */
function questionOf({ wanted, topics, partitions, isLate }: ElectionErrand): readonly ZkTransaction[] {
  if (topics === null) return [getChildren(TOPICS_PATH)];
  if (partitions === null) return topics.map((topic) => (wanted === null ? getChildren(partitionsPath(topic)) : getData(topicPath(topic))));
  if (isLate) return [getData(PREFERRED_ELECTION_PATH)];
  return [[{ op: 'create', path: PREFERRED_ELECTION_PATH, data: encodeElection(partitions), ephemeral: false, sequential: false }]];
}

function withErrand(admin: AdminContext, id: number, errand: ElectionErrand): AdminContext {
  return { ...admin, elections: { ...admin.elections, [id]: errand } };
}

/** Asks now or, while there is no connection, as soon as there is one. */
function proceed(admin: AdminContext, id: number, errand: ElectionErrand): Decided<AdminContext> {
  const waiting = withErrand(admin, id, { ...errand, asked: null });
  const sent = ask(waiting, questionOf(errand));
  if (sent === null) return decided(waiting);
  return decided(withErrand(sent.context, id, { ...errand, asked: { correlationId: admin.nextCorrelationId } }), ...sent.effects);
}

/** There is a connection again, or at last. */
export function proceedAll(admin: AdminContext): Decided<AdminContext> {
  return Object.entries(admin.elections).reduce<Decided<AdminContext>>((now, [id, errand]) => {
    if (errand.asked !== null) return now;
    const asked = proceed(now.context, Number(id), errand);
    return decided(asked.context, ...now.effects, ...asked.effects);
  }, unchanged(admin));
}

export function isOfElection(admin: AdminContext, correlationId: number): boolean {
  return whoAsked(admin.elections, correlationId)[1] !== undefined;
}

/** What is not in the list of its topic's partitions is left out. Source: PreferredReplicaLeaderElectionCommand.moveLeaderToPreferredReplica. */
export function electionAnswered(admin: AdminContext, correlationId: number, results: readonly ZkResult[]): Decided<AdminContext> {
  const [id, errand] = whoAsked(admin.elections, correlationId);
  if (errand === undefined || results.some((result) => !result.ok && result.error === 'SESSIONEXPIRED')) return unchanged(admin);
  const [first] = results;
  const { wanted, topics } = errand;
  if (topics === null) {
    const found = lastOf(first)?.children ?? [];
    return proceed(admin, id, { ...errand, topics: found, partitions: found.length === 0 ? [] : null });
  }
  if (errand.partitions === null) {
    const known = topics.flatMap((topic, index) => partitionsIn(topic, lastOf(results[index])));
    if (wanted === null) return proceed(admin, id, { ...errand, partitions: known });
    return proceed(admin, id, { ...errand, partitions: wanted.filter((one) => known.includes(one)), missing: wanted.filter((one) => !known.includes(one)) });
  }
  if (errand.isLate) return finished(admin, id, errand, { how: 'running', partitions: electionIn(first) });
  if (first?.ok === false && first.error === 'NODEEXISTS') return proceed(admin, id, { ...errand, isLate: true });
  return finished(admin, id, errand, { how: 'started' });
}

function electionIn(result: ZkResult | undefined): ReturnType<typeof decodeElection> {
  return decodeElection(lastOf(result)?.data ?? '');
}

function lastOf(result: ZkResult | undefined): ZkOpResult | undefined {
  return result?.ok === true ? result.results.at(-1) : undefined;
}

/** Every partition is one that has a znode of its own; a file is held against the assignment. Source: ZkUtils.getAllPartitions, getPartitionsForTopics. */
function partitionsIn(topic: string, found: ZkOpResult | undefined): readonly string[] {
  if (found?.children !== undefined) return found.children.map(Number).toSorted((a, b) => a - b).map((partition) => topicPartition(topic, partition));
  return found?.data === undefined ? [] : decodeTopic(found.data).replicas.map((_replicas, partition) => topicPartition(topic, partition));
}

/** The tool prints what became of it, and ends. */
function finished(admin: AdminContext, id: number, { wanted, partitions, missing }: ElectionErrand, outcome: ElectionOutcome): Decided<AdminContext> {
  const { [id]: _done, ...elections } = admin.elections;
  return decided<AdminContext, Effect>(
    { ...admin, elections }, { type: 'cancel', name: deadlineName(id) },
    report({ type: 'ElectionToolFinished', wanted, partitions: partitions ?? [], missing, outcome }),
  );
}

/** Only the session is waited for so long; whoever has one goes on trying. */
export function electionOverdue(admin: AdminContext, { id }: ElectionTimerEvent): Decided<AdminContext> {
  const errand = admin.elections[id];
  if (errand === undefined || (admin.session?.sessionId ?? 0) !== 0) return unchanged(admin);
  return closeIdle(finished(admin, id, errand, { how: 'timed-out' }));
}
