import type { Connection, Endpoint, World } from '../../world/types.ts';
import { nodeOf } from '../../world/types.ts';
import { LANES } from '../../world/wire.ts';

/** What holds of any world, Kafka or not: clock, ids, connections, timers. */
export function* worldFaults(before: World | null, after: World): Generator<string> {
  if (before !== null) yield* countingFaults(before, after);
  for (const connection of after.wire.connections.values()) {
    if (before?.wire.connections.get(connection.id) !== connection || before.nodes !== after.nodes) yield* connectionFaults(after, connection);
  }
  if (before === null || before.timers !== after.timers || before.nodes !== after.nodes) yield* timerFaults(after);
}

function* countingFaults(before: World, after: World): Generator<string> {
  if (after.nowMs < before.nowMs) yield `the clock went back from ${before.nowMs} to ${after.nowMs} ms`;
  if (after.counters.steps !== before.counters.steps + 1) yield `a step counted ${after.counters.steps - before.counters.steps}`;
  if (after.counters.nextId < before.counters.nextId) yield 'ids went back';
  for (const [node, { incarnation, up }] of Object.entries(before.nodes)) {
    const next = after.nodes[node];
    if (next === undefined) yield `node ${node} vanished`;
    else if (next.incarnation < incarnation) yield `${node}'s incarnation went back`;
    else if (up && next.up && next.incarnation !== incarnation) yield `${node} became another process without ending`;
  }
}

function lives(world: World, { node, incarnation }: Endpoint): boolean {
  const status = world.nodes[node];
  return status !== undefined && status.up && status.incarnation === incarnation;
}

function* connectionFaults(world: World, connection: Connection): Generator<string> {
  const { id, client, server, closed } = connection;
  if (!closed && !(lives(world, client) && lives(world, server))) yield `${id} is open though one end is gone`;
  if (closed && connection.requests.length + connection.responses.length === 0) yield `${id} is broken and has nothing left to tell`;
  for (const lane of LANES) {
    const [from, to] = lane === 'requests' ? [client, server] : [server, client];
    if (connection[lane].length > 0 && !lives(world, to)) yield `${id} carries messages to a process that is gone`;
    yield* laneFaults(world, connection, lane, from.node, to.node);
  }
}

function* laneFaults(world: World, { id, closed, ...lanes }: Connection, lane: 'requests' | 'responses', from: string, to: string): Generator<string> {
  let [lastId, lastDueMs] = [0, 0];
  for (const envelope of lanes[lane]) {
    if (nodeOf(envelope.from) !== from || nodeOf(envelope.to) !== to) yield `${envelope.message.api} ${envelope.id} is on the wrong lane of ${id}`;
    if (envelope.id <= lastId || envelope.dueAtMs < lastDueMs) yield `${envelope.message.api} ${envelope.id} overtakes on ${id}`;
    if (envelope.id >= world.counters.nextId) yield `message ${envelope.id} has an id that was not given out`;
    if (closed !== (envelope.message.kind === 'notice')) yield `${envelope.message.api} ${envelope.id} travels on ${closed ? 'the broken' : 'the open'} ${id}`;
    [lastId, lastDueMs] = [envelope.id, envelope.dueAtMs];
  }
}

function* timerFaults(world: World): Generator<string> {
  const seen = new Set<string>();
  for (const { id, owner, name } of world.timers) {
    if (world.nodes[nodeOf(owner)]?.up !== true) yield `${owner}'s timer ${name} outlived its process`;
    if (world.actors.get(owner) === undefined) yield `timer ${name} belongs to ${owner}, which is not there`;
    if (id >= world.counters.nextId) yield `timer ${id} has an id that was not given out`;
    const key = `${owner} ${name}`;
    if (seen.has(key)) yield `${owner} has two timers ${name}`;
    seen.add(key);
  }
}
