import { expect, test } from 'vitest';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { bootCluster } from '../kafka/cluster.ts';
import { enabledChoices } from '../world/enabled.ts';

test.each(['2.8', '3.9', '4.1'] as const)('no rule of %s breaks when a message is delivered twice by hand, whichever it is', (era) => {
  const { stepper, world } = bootCluster({
    brokers: 3, topics: [{ name: 'orders', partitions: 1, replicationFactor: 3 }],
    producers: [{ id: 'producer-1', topics: ['orders'] }], consumers: [{ id: 'consumer-1', topics: ['orders'] }],
  }, { era, seed: 3 });
  let now: KafkaWorld = world;
  const twice = new Set<string>();
  for (let steps = 0; steps < 300; steps += 1) {
    for (const { subject, id } of enabledChoices(now)) {
      if (!('envelope' in subject) || subject.envelope.message.kind === 'notice') continue;
      const { api, kind } = subject.envelope.message;
      const first = stepper.step(now, { duplicate: id }).world;
      let after = stepper.step(first, { deliver: id }).world;
      for (let more = 0; more < 4; more += 1) after = stepper.step(after, stepper.usual(after) ?? { deliver: -1 }).world;
      twice.add(`${api} ${kind}`);
    }
    const choice = stepper.usual(now);
    if (steps % 50 === 10) now = stepper.step(now, { command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: `m${steps}` } }).world;
    else if (steps === 120) now = stepper.step(now, { command: { type: 'broker.kill', brokerId: 1 } }).world;
    else if (choice !== null) now = stepper.step(now, choice).world;
  }
  expect([...twice]).toEqual(expect.arrayContaining(['Produce request', 'Produce response', 'Fetch request', 'Fetch response', 'Metadata response']));
});
