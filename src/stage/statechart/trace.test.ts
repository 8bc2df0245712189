import { describe, expect, test } from 'vitest';
import { fetcherMachine } from '../../kafka/fetcher/machine.ts';
import { replicaMachine } from '../../kafka/replica/machine.ts';
import type { AnyStateMachine } from 'xstate';
import { waysOf } from './chart.ts';
import { graphOf } from './graph.ts';
import { STATECHART_STRINGS } from './strings.ts';
import { summaryOf } from './summary.ts';
import { traceOf } from './trace.ts';
import type { Trace } from './trace.ts';

function traced(machine: AnyStateMachine, event: string, from: unknown, to: unknown): Trace {
  const graph = graphOf(machine);
  return traceOf(graph, waysOf(graph), { address: 'a', event, from, to });
}

const passed = (trace: Trace): readonly string[] => trace.path.map(({ from, way }) => `${from} > ${way.to}`);

describe('the trace of a transition', () => {
  test('is the edge that the event took', () => {
    expect(passed(traced(replicaMachine, 'ApplyPartition', 'leader', { follower: 'fetching' }))).toEqual(['leader > follower.fetching']);
  });

  test('is no edge when the event was handled in place, and names the state that took it', () => {
    expect(traced(replicaMachine, 'Fetched', { follower: 'fetching' }, { follower: 'fetching' })).toMatchObject({ handledIn: 'follower.fetching', path: [], ignored: false });
    expect(traced(replicaMachine, 'AppendRecords', { follower: 'fetching' }, { follower: 'fetching' })).toMatchObject({ handledIn: 'follower', path: [] });
  });

  test('goes on along always after an event handled in place', () => {
    const trace = traced(fetcherMachine, 'Round', 'idle', 'fetching');
    expect(trace.handledIn).toBe('');
    expect(passed(trace)).toEqual(['idle > fetching']);
  });

  test('starts in any state for a transition of the machine itself', () => {
    expect(passed(traced(replicaMachine, 'Halt', 'leader', 'offline'))).toEqual([' > offline']);
  });

  test('is nothing for an event that no state takes', () => {
    expect(traced(replicaMachine, 'Fetched', 'leader', 'leader')).toMatchObject({ ignored: true, handledIn: null, path: [] });
  });
});

test('the chart is spoken as its states and the last event', () => {
  const last = traced(replicaMachine, 'ApplyPartition', 'leader', { follower: 'fetching' });
  const graph = graphOf(replicaMachine);
  expect(summaryOf(graph, ['follower.fetching'], last, STATECHART_STRINGS.en)).toBe('replica: follower · fetching; last: ApplyPartition from leader');
  expect(summaryOf(graph, ['follower.fetching'], null, STATECHART_STRINGS['zh-Hans'])).toBe('replica：follower · fetching');
});
