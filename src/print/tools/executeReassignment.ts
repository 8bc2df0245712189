import { isHeldUp, isValid, objectionTo, unknownIn } from '../../kafka/admin/reassign/checks.ts';
import type { Surroundings } from '../../kafka/admin/reassign/checks.ts';
import type { Move, ReassignmentOutcome, ReassignmentRun } from '../../kafka/admin/reassign/types.ts';
import type { Command } from '../../kafka/commands.ts';
import { splitTopicPartition } from '../../kafka/log/record.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import { partitionOf } from '../../kafka/metadata/image.ts';
import { placeOf, readPlan } from './reassignmentPlan.ts';
import type { ReassignmentView } from './reassignments.ts';
import { movingIn, presentPlan } from './reassignments.ts';
import { reassignFormats } from './reassignFormats.ts';
import { printedRun } from './reassignmentRun.ts';

/** What a run would print if nothing changed before it had its answers, and the controller agreed; and the run itself. */
export interface Preview {
  readonly output: string;
  /** Null where the file is none. */
  readonly command: Extract<Command, { readonly type: 'reassignment.run' }> | null;
}

/** `--execute` and `--cancel`, only looked at. Source: ReassignPartitionsCommand. */
export function previewRun(view: ReassignmentView, does: ReassignmentRun['does'], text: string, additional: boolean): Preview {
  const plan = readPlan(text);
  const { failure } = reassignFormats[view.era.id];
  if (plan.moves === undefined) return { output: `${failure}${plan.ok ? '' : plan.message}`, command: null };
  const moves = plan.moves.map((move): Move => ({ partition: placeOf(move), replicas: move.replicas }));
  const run: ReassignmentRun = { does, moves, additional };
  return { output: printedRun(view.era, { ...run, ...expected(view, run) }, view.liveBrokers), command: { type: 'reassignment.run', ...run } };
}

type Expected = { readonly before: readonly Move[] | null; readonly outcome: ReassignmentOutcome };

/** What the tool would find, looking now. */
function expected(view: ReassignmentView, run: ReassignmentRun): Expected {
  const only = (outcome: ReassignmentOutcome): Expected => ({ before: null, outcome });
  if (run.does === 'cancel') {
    const moving = movingIn(view.image).map(placeOfMoving).filter((partition) => run.moves.some((move) => move.partition === partition));
    return only(moving.length === 0 ? { how: 'none-active' } : { how: 'cancelled', partitions: moving });
  }
  if (!isValid(run.moves)) return only({ how: 'invalid' });
  return view.era.partitionReassignments === 'through-znode' ? throughZnode(view, run, only) : byRequest(view, run, only);
}

type Only = (outcome: ReassignmentOutcome) => Expected;

function placeOfMoving({ topic, partitionId }: ReturnType<typeof movingIn>[number]): TopicPartition {
  return placeOf({ topic, partition: partitionId, replicas: [] });
}

function surroundings({ image, liveBrokers }: ReassignmentView): Surroundings {
  return { brokers: liveBrokers, isPlaced: (partition) => partitionOf(image, partition) !== undefined };
}

function byRequest(view: ReassignmentView, run: ReassignmentRun, only: Only): Expected {
  if (isHeldUp(run, movingIn(view.image))) return only({ how: 'running' });
  const unknown = unknownIn(run.moves, surroundings(view));
  if (unknown !== null) return only(unknown);
  return { before: run.moves.map(({ partition }) => ({ partition, replicas: partitionOf(view.image, partition)?.replicas ?? [] })), outcome: { how: 'started' } };
}

/** Before KIP-455 the whole topics are printed. */
function throughZnode(view: ReassignmentView, run: ReassignmentRun, only: Only): Expected {
  const { era, listed, image } = view;
  const objection = objectionTo(run.moves, { ...surroundings(view), isMoving: listed !== null }, era);
  if (objection !== null) return only(objection);
  const topics = [...new Set(run.moves.map(({ partition }) => splitTopicPartition(partition).topic))];
  const before = presentPlan(image, topics).map((move): Move => ({ partition: placeOf(move), replicas: move.replicas }));
  if (listed === null) return { before, outcome: { how: 'started' } };
  return { before, outcome: { how: 'overtaken', reassignment: Object.entries(listed).map(([partition, replicas]): Move => ({ partition, replicas })) } };
}
