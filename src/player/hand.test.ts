import { describe, expect, test } from 'vitest';
import { uncleanElection } from '../lessons/unclean-election.ts';
import { bootCluster } from '../kafka/cluster.ts';
import type { KafkaChoice, KafkaWorld } from '../kafka/simulation.ts';
import { enabledChoices } from '../world/enabled.ts';
import { byNode, possibilitiesOf, quietConnections } from './hand.ts';

const { stepper, world } = bootCluster(uncleanElection.cluster, { era: '3.9', seed: 1 });

function after(...choices: readonly KafkaChoice[]): KafkaWorld {
  return choices.reduce((now, choice) => stepper.step(now, choice).world, world);
}

const send: KafkaChoice = { command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm1' } };

describe('everything that could happen next', () => {
  test('without an obstacle is exactly what the stepper takes', () => {
    const now = after(send);
    const free = possibilitiesOf(now).filter(({ obstacle }) => obstacle === null);
    expect(free.map(({ choice }) => choice)).toEqual(enabledChoices(now).map(({ choice }) => choice));
    for (const { choice, dueAtMs } of free) expect(stepper.step(now, choice).world.nowMs).toBe(Math.max(now.nowMs, dueAtMs));
  });

  test('is grouped by the node that would act, the earliest first', () => {
    const groups = byNode(possibilitiesOf(after(send)));
    const firsts = groups.map(({ possibilities }) => possibilities[0]?.dueAtMs ?? 0);
    expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
    expect(groups.every(({ node, possibilities }) => possibilities.every((one) => one.node === node))).toBe(true);
  });
});

describe('what cannot happen now', () => {
  test('a message behind another on its connection says how many are ahead, and the stepper refuses it', () => {
    const now = after(send, send, send);
    const behind = possibilitiesOf(now).find(({ obstacle }) => obstacle?.is === 'behind');
    expect(behind?.obstacle).toMatchObject({ is: 'behind', messages: 1, api: 'Produce' });
    expect(() => stepper.step(now, behind?.choice ?? send)).toThrow('ahead of it');
  });

  test('a later timer of a node names the one that is due first', () => {
    const late = possibilitiesOf(world).find(({ obstacle }) => obstacle?.is === 'timer-first');
    if (late?.obstacle?.is !== 'timer-first') throw new Error('every timer is the first of its node');
    expect(late.obstacle.dueAtMs).toBeLessThanOrEqual(late.dueAtMs);
    expect(() => stepper.step(world, late.choice)).toThrow('is due first');
  });

  test('a message across a cut network names the two ends', () => {
    const now = after(send, { command: { type: 'network.cut', from: 'producer-1', to: 'broker-1' } });
    const cut = possibilitiesOf(now).find(({ subject }) => 'envelope' in subject && subject.envelope.message.api === 'Produce');
    expect(cut?.obstacle).toEqual({ is: 'cut', a: 'producer-1', b: 'broker-1' });
  });
});

test('a held connection can still be delivered: the clock then moves to the end of the hold', () => {
  const produce = possibilitiesOf(after(send)).find(({ subject }) => 'envelope' in subject && subject.envelope.message.api === 'Produce');
  if (produce === undefined || !('envelope' in produce.subject)) throw new Error('nothing was sent');
  const held = after(send, { hold: produce.subject.connection, forMs: 1_000 });
  const found = possibilitiesOf(held).find(({ id }) => id === produce.id);
  expect(found).toMatchObject({ obstacle: null, dueAtMs: held.nowMs + 1_000, subject: { heldUntilMs: held.nowMs + 1_000 } });
  expect(stepper.step(held, produce.choice).world.nowMs).toBe(held.nowMs + 1_000);
});

test('a connection with nothing on its way is quiet until something travels on it', () => {
  const isProducers = ({ client }: { readonly client: string }): boolean => client === 'producer-1';
  const quiet = quietConnections(world).filter(isProducers);
  expect(quiet.length).toBeGreaterThan(0);
  expect(quietConnections(after(send)).filter(isProducers).length).toBeLessThan(quiet.length);
});
