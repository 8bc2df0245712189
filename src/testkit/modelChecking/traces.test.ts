import { describe, expect, test } from 'vitest';
import { protocols } from './protocols.ts';
import type { Protocol } from './protocols.ts';
import { SpecReplay } from './replay.ts';
import { readTrace } from './trace.ts';
import { invariants } from './violations.ts';
import type { Invariant } from './violations.ts';

/**
 * The trace, the protocol it was found in, what it breaks, and the protocol that cures it. KRaft's are in kraftTraces.test.ts.
 *
 * Others need what Kafka never does: a leader that knows a follower's end, or is alone in the ISR, and leaves its high
 * watermark where it is (HW_2222_LeaderComplete, js_late_kip101_hw_global_loss, js_late_abl_fetch_weakisr), or an answer of
 * a replica that does not lead (js_late_abl_trunc_*); the first draft of KIP-320 was never released (K320A_*, js_late_kip320_first_try_*).
 */
const found: readonly (readonly [trace: string, protocol: Protocol, breaks: Invariant, cure: Protocol])[] = [
  ['X_hwrestart_2111_LeaderComplete', '0.10', 'LeaderComplete', '0.11'],
  ['js_late_kip101_sc1_hw_restart_loss', '0.10', 'LeaderComplete', '0.11'],
  ['js_late_kip101_sc1_hw_loss', '0.10, anew each epoch', 'LeaderComplete', '0.11, anew each epoch'],
  ['HW_2222_NoSettledDivergence', '0.10', 'NoSettledDivergence', '0.11'],
  ['js_late_kip101_sc2_hw_divergence', '0.10', 'NoSettledDivergence', '0.11'],
  ['js_late_kip101_sc2_lossy_divergence', '0.10', 'NoSettledDivergence', '2.1'],
  ['X_hwlossy_2121_HwMatch', '0.10', 'HwMatch', '2.1'],
  ['K101_2333_NoSettledDivergence', '0.11', 'NoSettledDivergence', '2.0'],
  ['js_late_kip279_divergence', '0.11', 'NoSettledDivergence', '2.0'],
  ['K101_2333_LeaderComplete', '0.11', 'LeaderComplete', '2.0'],
  ['js_late_kip279_loss', '0.11', 'LeaderComplete', '2.0'],
  ['K279_3222_LeaderComplete', '2.0', 'LeaderComplete', '2.1'],
  ['js_late_kip320_k279_unfenced_loss', '2.0', 'LeaderComplete', '2.1'],
  ['X_leso_3222_LeaderComplete', '2.1 without KAFKA-7128', 'LeaderComplete', '2.1'],
  ['js_late_abl_leso_loss', '2.1 without KAFKA-7128', 'LeaderComplete', '2.1'],
  ['js_late_abl_hw_strongisr', '2.1 with fetches not fenced', 'StrongIsr', '2.1'],
  ['js_late_abl_hw_loss', '2.1 with fetches not fenced', 'LeaderComplete', '2.1'],
];

describe.each(found)('%s', (name, protocol, breaks, cure) => {
  const trace = readTrace(name);

  test(`in ${protocol} every choice leads where the specification says, and at the end ${breaks} is broken`, () => {
    const replay = SpecReplay.begin(trace.replicas, protocols[protocol]);
    for (const [index, { action, name: spoken, replicas, isr }] of trace.steps.entries()) {
      const where = `step ${index + 1}, ${spoken}`;
      expect(replay.do(action), where).toBe(true);
      for (const id of trace.replicas) {
        const { highWatermark, leaderEpoch } = replay.replica(id);
        // A process that has just started knows no epoch; the specification lets it remember.
        const epoch = leaderEpoch === -1 ? replicas[id]?.epoch : leaderEpoch;
        expect({ log: replay.log(id), hw: highWatermark, epoch }, `${where}: replica ${id}`).toEqual({ log: replicas[id]?.log, hw: replicas[id]?.hw, epoch: replicas[id]?.epoch });
      }
      expect(replay.state().isr.toSorted((a, b) => a - b), where).toEqual(isr);
      if (index + 1 < trace.steps.length) expect(invariants[breaks](replay), `${where} is too early`).toBeNull();
    }
    expect(invariants[breaks](replay)).not.toBeNull();
  });

  test(`in ${cure} the same choices do no harm`, () => {
    const replay = SpecReplay.begin(trace.replicas, protocols[cure]);
    for (const { action } of trace.steps) {
      replay.do(action);
      expect(invariants[breaks](replay)).toBeNull();
    }
  });
});
