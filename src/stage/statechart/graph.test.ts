import { describe, expect, test } from 'vitest';
import { graphOf, leavesOf, stateOf, triggersKey, withAncestors } from './graph.ts';
import { doorMachine } from './testMachine.ts';

const graph = graphOf(doorMachine);
const edges = graph.edges.map(({ from, to, triggers }) => `${from} > ${to}: ${triggersKey(triggers)}`);

describe('the graph of a machine', () => {
  test('holds every state, nested ones by their path, outer before inner', () => {
    expect(graph.states.map(({ id }) => id)).toEqual(['', 'closed', 'open', 'open.wide', 'open.stuck']);
    expect(stateOf(graph, 'open')).toMatchObject({ parent: '', children: ['open.wide', 'open.stuck'], initial: 'open.wide' });
  });

  test('draws a transition to another state as an edge, with its guard, and marks always', () => {
    expect(edges).toContain('closed > open: Open[isUnlocked]');
    expect(edges).toContain('open.wide > open.stuck: always[isLocked]');
  });

  test('merges parallel edges into one with a list of triggers; a last one without a guard is the else', () => {
    expect(edges).toContain('open > closed: Close[isLoud] Close[else]');
    expect(edges.filter((edge) => edge.startsWith('open > closed'))).toHaveLength(1);
  });

  test('a transition of the machine itself starts in any state', () => {
    expect(edges).toContain(' > closed: Alarm');
  });

  test('lists what a state takes without leaving it, a transition to itself too, instead of drawing loops', () => {
    expect(stateOf(graph, '')?.handles).toEqual([{ event: 'Knock', guard: null, actions: ['answer'] }]);
    expect(stateOf(graph, 'closed')?.handles).toEqual([{ event: 'Slam', guard: null, actions: ['answer'] }]);
    expect(graph.edges.some(({ from, to }) => from === to)).toBe(false);
  });
});

test('a state value names its innermost states', () => {
  expect(leavesOf('closed')).toEqual(['closed']);
  expect(leavesOf({ up: { running: {} } })).toEqual(['up.running']);
  expect(leavesOf({ follower: 'fetching' })).toEqual(['follower.fetching']);
});

test('the states around a state end with the machine', () => {
  expect(withAncestors(graph, 'open.wide')).toEqual(['open.wide', 'open', '']);
});
