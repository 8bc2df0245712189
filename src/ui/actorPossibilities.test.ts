import { describe, expect, test } from 'vitest';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { possibilitiesOf } from '../player/hand.ts';
import { cluster } from '../testkit/clusterPuppet.ts';
import { actorPossibilities } from './actorPossibilities.ts';

const puppet = cluster();

/** The booted cluster, some steps on: until a request is on its way. */
function underWay(): KafkaWorld {
  let { world } = puppet;
  for (let steps = 0; steps < 100; steps += 1) {
    if (world.wire.connections.values().some(({ requests }) => requests.length > 0)) return world;
    const choice = puppet.stepper.usual(world);
    if (choice !== null) world = puppet.stepper.step(world, choice).world;
  }
  return world;
}

const booted = underWay();
const inEnglish = (world: KafkaWorld, address: string) => {
  const { now, notYet, neverInThisState } = actorPossibilities(world, address, '3.9');
  return { now: now.map(({ what }) => what.en), notYet: notYet.map(({ what, why }) => `${what.en}: ${why.en}`), never: neverInThisState.map(({ why }) => why.en) };
};

/** A world in which the first connection that carries a request carries it twice. */
function withTraffic(): { readonly world: KafkaWorld; readonly to: string; readonly connection: string } {
  const found = booted.wire.connections.values().find(({ requests }) => requests.length > 0);
  const envelope = found?.requests[0];
  if (found === undefined || envelope === undefined) throw new Error('nothing is on its way');
  const again = { ...envelope, id: 999_999 };
  const connections = booted.wire.connections.with(found.id, { ...found, requests: [envelope, again] });
  return { world: { ...booted, wire: { ...booted.wire, connections } }, to: envelope.to, connection: found.id };
}

describe('what can happen to an actor', () => {
  const { world, to, connection } = withTraffic();

  test('includes the first message of each connection, and tells why the next one waits', () => {
    expect(inEnglish(world, to).now).toContainEqual(expect.stringMatching(/^`\w+` from `[\w-/]+` arrives at [\d,]+ ms$/));
    expect(inEnglish(world, to).notYet).toContainEqual(expect.stringMatching(/`\w+` is ahead of it on the same connection$/));
  });

  test('includes nothing over a link that is cut', () => {
    const { client, server } = world.wire.connections.get(connection) ?? { client: { node: '' }, server: { node: '' } };
    const cut = { ...world, wire: { ...world.wire, links: { [`${client.node}|${server.node}`]: { cut: true, extraLatencyMs: 0 } } } };
    expect(inEnglish(cut, to).notYet).toContainEqual(expect.stringContaining(`the network between \`${client.node}\` and \`${server.node}\` is cut`));
    expect(actorPossibilities(cut, to, '3.9').now.filter(({ envelope }) => envelope?.connection === connection)).toEqual([]);
  });

  test('is exactly what can be chosen by hand: over a held connection too, which is said', () => {
    const open = world.wire.connections.get(connection);
    if (open === undefined) throw new Error(`there is no ${connection}`);
    const connections = world.wire.connections.with(connection, { ...open, heldUntilMs: world.nowMs + 5000 });
    const held = { ...world, wire: { ...world.wire, connections } };
    const first = actorPossibilities(held, to, '3.9').now.find(({ envelope }) => envelope?.connection === connection);
    expect(first?.held?.en).toContain('the connection is held until');
    expect(first?.dueAtMs).toBe(world.nowMs + 5000);
    const offered = held.actors.keys().flatMap((address) => actorPossibilities(held, address, '3.9').now.map(({ key }) => key));
    const byHand = possibilitiesOf(held).filter(({ obstacle }) => obstacle === null).map(({ id, subject }) => `${'timer' in subject ? 'timer' : 'message'} ${id}`);
    expect(offered.toSorted()).toEqual(byHand.toSorted());
  });

  test('fires the timers of a node in the order of their deadlines', () => {
    const node = booted.timers.map(({ owner }) => owner).find((owner) => booted.timers.filter((timer) => timer.owner === owner).length > 1) ?? '';
    const { now, notYet } = inEnglish(booted, node);
    expect([...now.filter((text) => text.startsWith('timer')), ...notYet.filter((text) => text.startsWith('timer'))]).toHaveLength(booted.timers.filter(({ owner }) => owner === node).length);
    expect(notYet).toContainEqual(expect.stringMatching(/^timer “.+”, due at [\d,]+ ms: timer “.+” of `[\w/-]+` is due first, at [\d,]+ ms$/));
  });

  test('says that a leader takes no fetched records, and who does', () => {
    expect(inEnglish(booted, 'broker-1/orders-0').never).toContain('state `leader` does not handle `Fetched`: only `follower.fetching` does');
  });

  test('says in Chinese what it says in English', () => {
    const { neverInThisState } = actorPossibilities(booted, 'broker-1/orders-0', '3.9');
    expect(neverInThisState.find(({ event }) => event === 'Fetched')?.why.zh).toBe('状态 `leader` 不处理 `Fetched`：只有 `follower.fetching` 才处理');
  });

  test('is nothing for an actor that does not exist', () => {
    expect(actorPossibilities(booted, 'broker-9', '3.9')).toEqual({ now: [], notYet: [], inThisState: [], neverInThisState: [] });
  });
});
