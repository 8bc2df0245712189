import { partitionOf } from '../../kafka/metadata/image.ts';
import { byPlace, placeOf, readPlan } from './reassignmentPlan.ts';
import type { PlannedMove } from './reassignmentPlan.ts';
import { reassignFormats } from './reassignFormats.ts';
import { clearing, wordsOf } from './reassignmentRun.ts';
import { movingIn } from './reassignments.ts';
import type { ReassignmentView } from './reassignments.ts';

/** `--verify`: how far each move is. Source: ReassignPartitionsCommand.verifyAssignment. */
export function verifyReassignment(view: ReassignmentView, text: string): string {
  const plan = readPlan(text);
  const { failure, connection } = reassignFormats[view.era.id];
  // It does not mind what `--execute` would refuse.
  if (plan.moves === undefined) return `${failure}${plan.ok ? '' : plan.message}`;
  const moves = plan.moves.toSorted(byPlace);
  return connection === '--zookeeper' ? throughZnode(view, moves) : byRequest(view, moves);
}

/** It also clears throttles, set or not, once nothing moves any more. */
function byRequest({ image, liveBrokers, era }: ReassignmentView, moves: readonly PlannedMove[]): string {
  const { writtenIn } = reassignFormats[era.id];
  const moving = movingIn(image);
  const lines = moves.map((move) => {
    if (moving.some(({ topic, partitionId }) => topic === move.topic && partitionId === move.partition)) return `Reassignment of partition ${placeOf(move)} is still in progress.`;
    const now = (partitionOf(image, placeOf(move))?.replicas ?? []).join(',');
    if (now === move.replicas.join(',')) return `Reassignment of partition ${placeOf(move)} is ${writtenIn === 'java' ? 'completed' : 'complete'}.`;
    return `There is no active reassignment of partition ${placeOf(move)}, but replica set is ${now} rather than ${move.replicas.join(',')}.`;
  });
  const cleared = moving.length > 0 ? [] : [clearing(moves.map((move) => ({ partition: placeOf(move), replicas: move.replicas })), liveBrokers)];
  // The empty line is where moves between log directories would stand.
  return ['Status of partition reassignment:', ...lines, '', ...cleared].join('\n');
}

/** In progress is what the znode names; done, what the assignment says. Throttles, which are left out, it mentions only where there were any. */
function throughZnode({ image, era, listed }: ReassignmentView, moves: readonly PlannedMove[]): string {
  const { isFirst, explainsFailure } = reassignFormats[era.id];
  const { nameOf } = wordsOf(era);
  const states = moves.map((move) => {
    const now = (partitionOf(image, placeOf(move))?.replicas ?? []).join();
    return { move, now, state: Object.hasOwn(listed ?? {}, placeOf(move)) ? 'is still in progress' : now === move.replicas.join() ? 'completed successfully' : 'failed' };
  });
  const errors = states.filter(({ state }) => explainsFailure && state === 'failed')
    .map(({ move, now }) => `ERROR: Assigned replicas (${now}) don't match the list of replicas for reassignment (${move.replicas.join()}) for partition ${nameOf(move)}`);
  return [`Status of partition reassignment:${isFirst ? '' : ' '}`, ...errors, ...states.map(({ move, state }) => `Reassignment of partition ${nameOf(move)} ${state}`)].join('\n');
}
