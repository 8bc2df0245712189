import { decided } from '../../../world/machine.ts';
import type { Decided, Env } from '../../actor.ts';
import type { TopicPartition } from '../../log/record.ts';
import { splitTopicPartition, topicPartition } from '../../log/record.ts';
import { BROKER_IDS_PATH, decodeReassignment, decodeTopic, encodeReassignment, REASSIGN_PATH, topicPath } from '../../metadata/zkData.ts';
import type { ZkOpResult, ZkResult, ZkTransaction } from '../../zookeeper/messages.ts';
import { ask } from '../session.ts';
import type { AdminContext } from '../types.ts';
import { objectionTo } from './checks.ts';
import { withErrand, errandOf, finished } from './state.ts';
import type { Move, ReassignmentErrand } from './types.ts';

const getData = (path: string): ZkTransaction => [{ op: 'getData', path, watch: false }];

function topicsOf(moves: readonly Move[]): readonly string[] {
  return [...new Set(moves.map(({ partition }) => splitTopicPartition(partition).topic))];
}

/** What it asks next: where everything is, then for the znode, then, if that is there, what it says. */
function questionOf({ moves, valid, moving }: ReassignmentErrand): readonly ZkTransaction[] {
  if (moving !== null) return [getData(REASSIGN_PATH)];
  if (valid === null) return [[{ op: 'exists', path: REASSIGN_PATH, watch: false }], [{ op: 'getChildren', path: BROKER_IDS_PATH, watch: false }], ...topicsOf(moves).map((topic) => getData(topicPath(topic)))];
  const data = encodeReassignment(Object.fromEntries(valid.map(({ partition, replicas }) => [partition, replicas])));
  return [[{ op: 'create', path: REASSIGN_PATH, data, ephemeral: false, sequential: false }]];
}

/** Asks now or, while there is no connection, as soon as there is one. */
export function proceed(admin: AdminContext, id: number, errand: ReassignmentErrand): Decided<AdminContext> {
  const waiting = withErrand(admin, id, { ...errand, asked: null });
  const sent = ask(waiting, questionOf(errand));
  if (sent === null) return decided(waiting);
  return decided(withErrand(sent.context, id, { ...errand, asked: { correlationId: admin.nextCorrelationId, api: 'ZkRequest', brokerId: null } }), ...sent.effects);
}

/** Source: ReassignPartitionsCommand.executeAssignment (0.8.2 to 2.1). */
export function answered(admin: AdminContext, correlationId: number, results: readonly ZkResult[], env: Env): Decided<AdminContext> {
  const [id, errand] = errandOf(admin, correlationId);
  if (errand === undefined || results.some((result) => !result.ok && result.error === 'SESSIONEXPIRED')) return decided(admin);
  const [first] = results;
  if (errand.moving !== null) {
    const reassignment = Object.entries(decodeReassignment(lastOf(first)?.data ?? '{}')).map(([partition, replicas]): Move => ({ partition, replicas }));
    return finished(admin, id, errand, { how: 'overtaken', reassignment });
  }
  if (errand.valid === null) return looked(admin, id, errand, results, env);
  if (first?.ok === false && first.error === 'NODEEXISTS') return proceed(admin, id, { ...errand, moving: [] });
  return finished(admin, id, errand, { how: 'started' });
}

function lastOf(result: ZkResult | undefined): ZkOpResult | undefined {
  return result?.ok === true ? result.results.at(-1) : undefined;
}

/** The present assignment of whole topics is printed; what cannot be is refused, or, in 0.8, left out. */
function looked(admin: AdminContext, id: number, errand: ReassignmentErrand, [znode, ids, ...topics]: readonly ZkResult[], env: Env): Decided<AdminContext> {
  const placed = topicsOf(errand.moves).flatMap((topic, index) => assignmentIn(topic, lastOf(topics[index])?.data));
  const isPlaced = (partition: TopicPartition): boolean => placed.some((one) => one.partition === partition);
  const refused = objectionTo(errand.moves, { isPlaced, brokers: (lastOf(ids)?.children ?? []).map(Number), isMoving: znode?.ok === true }, env.shared.era);
  if (refused !== null) return finished(admin, id, errand, refused);
  return proceed(admin, id, { ...errand, before: placed, valid: errand.moves.filter(({ partition }) => isPlaced(partition)) });
}

function assignmentIn(topic: string, data: string | undefined): readonly Move[] {
  return data === undefined ? [] : decodeTopic(data).replicas.map((replicas, partition) => ({ partition: topicPartition(topic, partition), replicas }));
}
