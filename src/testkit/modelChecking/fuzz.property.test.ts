import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { protocols } from './protocols.ts';
import type { Protocol } from './protocols.ts';
import { SpecReplay } from './replay.ts';
import type { Action } from './trace.ts';
import { invariants } from './violations.ts';

type Move = readonly [kind: number, a: number, b: number];

/** The sizes the specifications were checked at, and a little more. */
const MOST_EPOCHS = 5;
const MOST_WRITES = 5;

const arbitraryMoves = fc.array(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)), { minLength: 10, maxLength: 45, size: 'max' });

/** What a move means here; null when it means nothing. */
function actionOf(replay: SpecReplay, [kind, a, b]: Move, written: number): Action | null {
  const { replicas } = replay;
  const replica = replicas[a % replicas.length] ?? 1;
  const other = replicas.filter((id) => id !== replica)[b % (replicas.length - 1)] ?? 1;
  const isr = replay.state().isr;
  if (kind < 20) return replay.decided.size > MOST_EPOCHS ? null : { type: 'elect', epoch: replay.decided.size, leader: replica, left: b % 3 === 0 ? [other] : [] };
  if (kind < 50) return hear(replay, replica, b);
  if (kind < 62) return written < MOST_WRITES ? { type: 'write', replica } : null;
  if (kind < 80) return { type: 'replicate', replica };
  if (kind < 88) return { type: 'commit', replica };
  if (kind < 91) return { type: 'shrink', replica, isr: isr.filter((id) => id !== other) };
  if (kind < 97) return { type: 'expand', replica, isr };
  return { type: 'restart', replica, losesTail: false };
}

/** Any word of the controller that the replica has not heard yet. */
function hear(replay: SpecReplay, replica: number, pick: number): Action | null {
  const news = [...replay.decided.values()].filter(({ leaderEpoch }) => leaderEpoch > replay.replica(replica).leaderEpoch);
  const word = news[pick % 3 === 0 ? pick % Math.max(1, news.length) : 0];
  return word === undefined ? null : { type: word.leader === replica ? 'lead' : 'follow', replica, epoch: word.leaderEpoch };
}

type Checked = 'LeaderComplete' | 'NoSettledDivergence';

function violation(begin: SpecReplay, moves: readonly Move[], checked: readonly Checked[]): string | null {
  const replay = begin.again();
  let written = 0;
  for (const move of moves) {
    const action = actionOf(replay, move, written);
    if (action === null) continue;
    if (action.type === 'write') written += 1;
    replay.do(action);
    for (const name of checked) {
      const fault = invariants[name](replay);
      if (fault !== null) return `${name}: ${fault}`;
    }
  }
  return null;
}

const BOTH: readonly Checked[] = ['LeaderComplete', 'NoSettledDivergence'];

function search(protocol: Protocol, replicas: number, numRuns: number, checked = BOTH) {
  const begin = SpecReplay.begin(Array.from({ length: replicas }, (_, index) => index + 1), protocols[protocol]);
  return fc.check(fc.property(arbitraryMoves, (moves) => violation(begin, moves, checked) === null), { numRuns, seed: 11, endOnFailure: true });
}

for (const [p, n] of [['0.10', 2], ['0.10', 3], ['0.11', 2], ['0.11', 3], ['2.0', 2], ['2.0', 3], ['2.1 without KAFKA-7128', 3], ['2.1 with fetches not fenced', 3], ['2.1', 2], ['2.1', 3]] as const) for (const checked of [['LeaderComplete'], ['NoSettledDivergence']] as const) test(`${p} ${n} ${checked}`, () => {
  const t = performance.now();
  const r = search(p, n, 3000, checked);
  console.log('##', p, n, checked, r.failed, r.numRuns, Math.round(performance.now() - t), r.errorInstance ? String(r.errorInstance).slice(0, 300) : '');
}, 600_000);
void describe; void expect;
