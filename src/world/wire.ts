import { Table } from './table.ts';
import type { Connection, ConnectionId, Endpoint, Envelope, Link, NodeId, Wire, WireMessage } from './types.ts';

/** What the connection itself tells the side that is left: it broke, or nobody listened. */
export interface DisconnectNotice extends WireMessage {
  readonly api: 'Disconnect';
  readonly kind: 'notice';
  readonly peer: NodeId;
  readonly refused: boolean;
}

export const USUAL_LINK: Link = { cut: false, extraLatencyMs: 0 };

export const EMPTY_WIRE: Wire = { connections: Table.of({}), links: {} };

type Connections<M extends WireMessage = WireMessage> = Wire<M>['connections'];

/** The same key whichever side comes first. */
export function linkKey(a: NodeId, b: NodeId): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

export function linkBetween(wire: Wire, a: NodeId, b: NodeId): Link {
  return wire.links[linkKey(a, b)] ?? USUAL_LINK;
}

/** Added to the usual latency between two nodes, in milliseconds. */
export function extraLatencyMs(links: Wire['links'], a: NodeId, b: NodeId): number {
  for (const _special in links) return links[linkKey(a, b)]?.extraLatencyMs ?? 0;
  return 0;
}

export type Lane = 'requests' | 'responses';

/** When a message put on a lane now arrives: never before what is ahead of it. */
export function arrivalMs(lane: readonly Envelope[], nowMs: number, latencyMs: number): number {
  const ahead = lane.at(-1);
  return ahead === undefined ? nowMs + latencyMs : Math.max(ahead.dueAtMs, nowMs + latencyMs);
}

/** Broken, and nothing left to tell. */
export function isSpent(connection: Connection): boolean {
  return connection.closed && connection.requests.length === 0 && connection.responses.length === 0;
}

/** An open connection from client to server, if these two processes have one. */
export function openConnection<M extends WireMessage>(connections: Connections<M>, client: Endpoint, server: Endpoint): Connection<M> | undefined {
  const known = connections.get(connectionId(client, server));
  if (known !== undefined && !known.closed) return known;
  return connections.find((connection) => !connection.closed && sameEnd(connection.client, client) && sameEnd(connection.server, server));
}

/** The client has not heard yet that its connection to this node broke: what it writes goes nowhere. */
export function awaitsNotice(connections: Connections, client: NodeId, server: NodeId): boolean {
  const broken = connections.find((connection) => (
    connection.closed && connection.client.node === client && connection.server.node === server && connection.responses.length > 0));
  return broken !== undefined;
}

export function connectionId(client: Endpoint, server: Endpoint): ConnectionId {
  return `${client.node}#${client.incarnation}>${server.node}#${server.incarnation}`;
}

/** A name no connection has: the same two processes may open a new one while the break of the old is still being told. */
export function freshConnectionId(connections: Connections, client: Endpoint, server: Endpoint): ConnectionId {
  let id = connectionId(client, server);
  while (connections.has(id)) id += '+';
  return id;
}

function sameEnd(a: Endpoint, b: Endpoint): boolean {
  return a.node === b.node && a.incarnation === b.incarnation;
}

/** Where an envelope waits, and how many are ahead of it; undefined when it is not on the wire. */
export function findEnvelope<M extends WireMessage>(
  wire: Wire<M>,
  id: number,
): { readonly connection: Connection<M>; readonly lane: Lane; readonly index: number; readonly envelope: Envelope<M> } | undefined {
  const connection = wire.connections.find(({ requests, responses }) => holds(requests, id) || holds(responses, id));
  if (connection === undefined) return undefined;
  const lane = holds(connection.requests, id) ? 'requests' : 'responses';
  const index = connection[lane].findIndex((one) => one.id === id);
  const envelope = connection[lane][index];
  return envelope === undefined ? undefined : { connection, lane, index, envelope };
}

function holds(lane: readonly Envelope[], id: number): boolean {
  for (const envelope of lane) if (envelope.id === id) return true;
  return false;
}

export const LANES = ['requests', 'responses'] as const;

/** When the head of a lane arrives if nobody interferes; Infinity while the link is cut. */
export function usualArrivalMs(wire: Wire, connection: Connection, head: Envelope): number {
  if (isCut(wire, connection)) return Infinity;
  return Math.max(head.dueAtMs, connection.heldUntilMs);
}

/** Whether nothing passes between its two ends. */
export function isCut(wire: Wire, connection: Connection): boolean {
  for (const _special in wire.links) return linkBetween(wire, connection.client.node, connection.server.node).cut;
  return false;
}

export function otherEnd(connection: Connection, node: NodeId): Endpoint {
  return connection.client.node === node ? connection.server : connection.client;
}

/** The lane on which messages travel towards a node. */
export function laneTowards(connection: Connection, node: NodeId): Lane {
  return connection.server.node === node ? 'requests' : 'responses';
}
