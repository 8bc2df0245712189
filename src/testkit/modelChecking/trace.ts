import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * What nobody looks at when a leader makes its ISR smaller: in which epoch a follower is that has all the leader has (the
 * specification's LeaderShrinkIsr in place of FencedLeaderShrinkIsr), or what the controller has decided since.
 */
export type Unfenced = 'followers-epoch' | 'newer-state';

/** The specification's atomic actions, by what they come to. */
export type Action =
  /** The controller writes a new state: another leader, or one replica fewer. Each replica hears of it when it pleases. */
  | { readonly type: 'elect'; readonly epoch: number; readonly leader: number; readonly left: readonly number[] }
  | { readonly type: 'lead'; readonly replica: number; readonly epoch: number }
  | { readonly type: 'follow'; readonly replica: number; readonly epoch: number }
  | { readonly type: 'write'; readonly replica: number }
  | { readonly type: 'replicate'; readonly replica: number }
  | { readonly type: 'commit'; readonly replica: number }
  | { readonly type: 'shrink'; readonly replica: number; readonly isr: readonly number[]; readonly unfenced?: Unfenced }
  | { readonly type: 'expand'; readonly replica: number; readonly isr: readonly number[] }
  | { readonly type: 'restart'; readonly replica: number; readonly losesTail: boolean };

export interface ReplicaState {
  /** `id@eEpoch`, in the order of the log. */
  readonly log: readonly string[];
  readonly hw: number;
  readonly epoch: number;
}

export interface TraceStep {
  readonly action: Action;
  /** The specification's own name of the action, and what it had come to afterwards, by replica. */
  readonly name: string;
  readonly replicas: Readonly<Record<number, ReplicaState>>;
  readonly isr: readonly number[];
}

export interface Trace {
  readonly replicas: readonly number[];
  readonly invariant: string;
  readonly steps: readonly TraceStep[];
}

interface RawState {
  readonly quorum: { readonly leader: string | null; readonly epoch: number; readonly isr: string | readonly string[] };
  readonly reps: Readonly<Record<string, ReplicaState>>;
}
interface RawStep {
  readonly action: string;
  readonly params?: readonly number[] | { readonly replicas?: readonly string[] };
  readonly state: RawState;
}

const FOLDER = new URL('./traces/', import.meta.url);

/** A counterexample that a model checker found on Kafka's published specification. */
export function readTrace(name: string): Trace {
  const { invariant, trace } = JSON.parse(readFileSync(fileURLToPath(new URL(`${name}.json`, FOLDER)), 'utf8')) as { readonly invariant: string; readonly trace: readonly RawStep[] };
  const [first, ...rest] = trace;
  if (first === undefined) throw new Error(`${name} has no steps`);
  const steps = rest.map((step, index): TraceStep => ({
    action: actionOf(step, (trace[index] ?? first).state), name: step.action, isr: idsOf(step.state.quorum.isr),
    replicas: Object.fromEntries(Object.entries(step.state.reps).map(([id, state]) => [idOf(id), state])),
  }));
  return { invariant, replicas: Object.keys(first.state.reps).map(idOf), steps };
}

const idOf = (name: string): number => Number(name.slice(1));

/** One checker writes `r1r2`, the other a list. */
function idsOf(isr: string | readonly string[]): readonly number[] {
  const names = typeof isr === 'string' ? (isr.match(/r\d+/g) ?? []) : isr;
  return [...names].map(idOf);
}

/** One checker counts replicas from 0, the other names them. */
function replicaOf({ action, params }: RawStep): number {
  if (Array.isArray(params)) return Number(params[0]) + 1;
  const [name] = (params as { readonly replicas?: readonly string[] }).replicas ?? [];
  if (name === undefined) throw new Error(`${action} names no replica`);
  return idOf(name);
}

function actionOf(step: RawStep, before: RawState): Action {
  const { action, state: { quorum, reps } } = step;
  if (action.startsWith('Controller')) {
    const isr = idsOf(quorum.isr);
    return { type: 'elect', epoch: quorum.epoch, leader: idOf(quorum.leader ?? ''), left: idsOf(before.quorum.isr).filter((id) => !isr.includes(id)) };
  }
  const replica = replicaOf(step);
  const epoch = reps[`r${replica}`]?.epoch ?? -1;
  if (action === 'BecomeLeader') return { type: 'lead', replica, epoch };
  if (action === 'LossyCrash' || action === 'FollowerRestart') return { type: 'restart', replica, losesTail: action === 'LossyCrash' };
  // To follow again under the same epoch is to start again.
  if (action.includes('BecomeFollower')) return before.reps[`r${replica}`]?.epoch === epoch ? { type: 'restart', replica, losesTail: false } : { type: 'follow', replica, epoch };
  if (action === 'LeaderWrite') return { type: 'write', replica };
  if (/Replicate|FollowerFetch/.test(action)) return { type: 'replicate', replica };
  if (action.includes('IncHighWatermark')) return { type: 'commit', replica };
  return { type: action.includes('Shrink') ? 'shrink' : 'expand', replica, isr: idsOf(quorum.isr) };
}
