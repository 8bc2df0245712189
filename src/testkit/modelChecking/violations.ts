import type { SpecReplay } from './replay.ts';

/** What the specification asks of every state, in its own names; each says what is wrong, or null. */
export const invariants = {
  /** The elected leader has every committed record. */
  LeaderComplete: (replay) => {
    const { leader, leaderEpoch } = replay.state();
    if (!replay.replicas.includes(leader) || !replay.isLeader(leader) || replay.replica(leader).leaderEpoch !== leaderEpoch) return null;
    return lacks(replay, leader);
  },
  /** Every member of the ISR has every committed record. */
  StrongIsr: (replay) => first(replay.state().isr, (id) => lacks(replay, id)),
  /** A follower in the ISR that has finished truncating has the leader's records. */
  NoSettledDivergence: (replay) => {
    const { leader, isr } = replay.state();
    if (!replay.replicas.includes(leader) || !replay.isLeader(leader)) return null;
    const settled = isr.filter((id) => id !== leader && replay.replica(id).leaderId === leader && replay.replica(id).leaderEpoch === replay.replica(leader).leaderEpoch && !replay.isTruncating(id));
    return first(settled, (id) => differ(replay, leader, id, Math.min(replay.log(leader).length, replay.log(id).length)));
  },
  /** Two replicas hold the same below both high watermarks. */
  HwMatch: (replay) => first(replay.replicas, (a) => first(replay.replicas, (b) => differ(replay, a, b, Math.min(replay.replica(a).highWatermark, replay.replica(b).highWatermark)))),
  /** Some replica still has each committed record. */
  NoGlobalLoss: (replay) => first([...replay.committed], ([record, at]) => (replay.replicas.some((id) => replay.log(id)[at] === record) ? null : `no replica has ${record}`)),
} as const satisfies Readonly<Record<string, (replay: SpecReplay) => string | null>>;

export type Invariant = keyof typeof invariants;

function first<Item>(items: readonly Item[], fault: (item: Item) => string | null): string | null {
  for (const item of items) {
    const found = fault(item);
    if (found !== null) return found;
  }
  return null;
}

function lacks(replay: SpecReplay, id: number): string | null {
  return first([...replay.committed], ([record, at]) => (replay.log(id)[at] === record ? null : `replica ${id} lacks ${record}`));
}

function differ(replay: SpecReplay, a: number, b: number, end: number): string | null {
  const [left, right] = [replay.log(a), replay.log(b)];
  for (let offset = 0; offset < end; offset += 1) if (left[offset] !== right[offset]) return `replicas ${a} and ${b} have ${left[offset]} and ${right[offset]} at ${offset}`;
  return null;
}
