import type { AnyStateMachine } from 'xstate';
import { evaluate, initial } from './evaluate.ts';
import { draw } from './random.ts';
import type { RandomState } from './random.ts';
import type { Table } from './table.ts';
import type {
  ActorEvent, Address, Connection, Effect, Endpoint, Env, Envelope, Link, NodeId, NodeView, ReplyTo, Timer, Transition, WireMessage, World,
} from './types.ts';
import { nodeOf } from './types.ts';
import type { DisconnectNotice, Lane } from './wire.ts';
import { arrivalMs, awaitsNotice, extraLatencyMs, freshConnectionId, isSpent, laneTowards, linkKey, openConnection, otherEnd } from './wire.ts';

/** What a stepper needs to be told about the protocol it steps. */
export interface Rules<Shared> {
  /** By kind: the machine's id. */
  readonly machines: Readonly<Record<string, AnyStateMachine>>;
  readonly shared: Shared;
  /** How long a message takes between two nodes when nothing is slowed, in milliseconds. */
  readonly latencyMs: (from: NodeId, to: NodeId) => number;
}

/** Events within one step are bounded: a node that tells itself things without end is a bug, not a run. */
const MOST_EVENTS_A_STEP = 20_000;

/** One step under construction. Mutable inside the step only; `finish` gives the immutable world. */
export class Draft<Ledger, Fact, Shared> {
  readonly facts: Fact[] = [];
  readonly transitions: Transition[] = [];
  private readonly queue: { readonly to: Address; readonly event: ActorEvent }[] = [];
  private readonly exits: { readonly node: NodeId; readonly how: string }[] = [];
  private readonly rules: Rules<Shared>;
  private readonly before: World<Ledger>;
  private readonly steps: number;
  private actors: World['actors'];
  private connections: Table<Connection>;
  private nowMs: number;
  private nodes: World['nodes'];
  private links: Readonly<Record<string, Link>>;
  private timers: readonly Timer[];
  private random: RandomState;
  private nextFreeId: number;
  /** Of the node that acts: mostly there is one in a step. */
  private view: { readonly name: NodeId; readonly node: NodeView } | null = null;
  private readonly draw = (bound: number): number => {
    const drawn = draw(this.random, bound);
    this.random = drawn.state;
    return drawn.value;
  };

  constructor(world: World<Ledger>, rules: Rules<Shared>) {
    this.rules = rules;
    this.before = world;
    this.actors = world.actors;
    this.connections = world.wire.connections;
    this.steps = world.counters.steps;
    this.nowMs = world.nowMs;
    this.nodes = world.nodes;
    this.links = world.wire.links;
    this.timers = world.timers;
    this.random = world.random;
    this.nextFreeId = world.counters.nextId;
  }

  moveClockTo(atMs: number): void {
    if (atMs > this.nowMs) this.nowMs = atMs;
  }

  tell(to: Address, event: ActorEvent): void {
    this.queue.push({ to, event });
  }

  /** Handles everything this step brings about, first in, first out. */
  settle(): void {
    this.drain();
    for (let exit = this.exits.shift(); exit !== undefined; exit = this.exits.shift()) this.halt(exit.node, exit.how);
  }

  finish(ledger: Ledger): World<Ledger> {
    const { wire } = this.before;
    const { connections } = this;
    return {
      nowMs: this.nowMs,
      nodes: this.nodes,
      actors: this.actors,
      wire: connections === wire.connections && this.links === wire.links ? wire : { connections, links: this.links },
      timers: this.timers,
      random: this.random,
      counters: { steps: this.steps + 1, nextId: this.nextFreeId },
      ledger,
    };
  }

  /** Takes the head of a lane off the wire; a broken connection with nothing left to tell disappears. */
  takeHead(connection: Connection, lane: Lane): void {
    const left = connection[lane].slice(1);
    const next = lane === 'requests' ? { ...connection, requests: left } : { ...connection, responses: left };
    if (isSpent(next)) this.connections = this.connections.without(connection.id);
    else this.put(next);
  }

  disarm(timer: Timer): void {
    this.timers = this.timers.filter((one) => one !== timer);
  }

  hold(connection: Connection, forMs: number): void {
    this.put({ ...connection, heldUntilMs: this.nowMs + forMs });
  }

  /** Starts a process of a node that is down. */
  boot(node: NodeId): void {
    const incarnation = (this.nodes[node]?.incarnation ?? 0) + 1;
    this.nodes = { ...this.nodes, [node]: { incarnation, up: true } };
    this.tell(node, { type: 'Boot' });
  }

  /** Ends a node's process: its actors keep what the disk keeps, its timers and connections are gone. */
  halt(node: NodeId, how: string): void {
    for (const address of this.actors.keys()) if (nodeOf(address) === node) this.tell(address, { type: 'Halt', how } as ActorEvent);
    this.drain();
    this.nodes = { ...this.nodes, [node]: { incarnation: this.nodes[node]?.incarnation ?? 0, up: false } };
    this.timers = this.timers.filter((timer) => nodeOf(timer.owner) !== node);
    for (const connection of this.connections.values()) {
      if (connection.client.node === node || connection.server.node === node) this.leave(connection, node);
    }
  }

  /** Breaks a connection from outside: both ends learn of it. */
  breakConnection(connection: Connection): void {
    const { client, server } = connection;
    const latencyMs = this.latency(client.node, server.node);
    this.put({
      ...connection, closed: true, heldUntilMs: 0,
      requests: [this.notice(connection.id, client.node, server.node, false, latencyMs)],
      responses: [this.notice(connection.id, server.node, client.node, false, latencyMs)],
    });
  }

  setLink(a: NodeId, b: NodeId, link: Link): void {
    const { [linkKey(a, b)]: _old, ...others } = this.links;
    const usual = !link.cut && link.extraLatencyMs === 0;
    this.links = usual ? others : { ...others, [linkKey(a, b)]: link };
  }

  report(fact: Fact): void {
    this.facts.push(fact);
  }

  private drain(): void {
    for (let handled = 0; handled < this.queue.length; handled += 1) {
      if (handled > MOST_EVENTS_A_STEP) throw new Error(`more than ${MOST_EVENTS_A_STEP} events in one step`);
      const next = this.queue[handled];
      if (next !== undefined) this.handle(next.to, next.event);
    }
    this.queue.length = 0;
  }

  private handle(address: Address, event: ActorEvent): void {
    const before = this.actors.get(address);
    if (before === undefined) return;
    // Events come in many shapes: Object.assign copies them several times faster than a spread. An event that is
    // passed on still has its first receiver's surroundings: the own ones come last.
    const { snapshot, effects } = evaluate(before, Object.assign({}, event, { env: this.env(address) }));
    if (snapshot !== before) this.actors = this.actors.with(address, snapshot);
    this.transitions.push({ address, event: event.type, from: before.value, to: snapshot.value });
    for (const effect of effects) this.carryOut(address, effect);
  }

  private env(self: Address): Env<Shared> {
    const node = nodeOf(self);
    if (this.view?.name !== node) this.view = { name: node, node: this.viewOf(node) };
    return {
      nowMs: this.nowMs, self, incarnation: this.nodes[node]?.incarnation ?? 0, shared: this.rules.shared, draw: this.draw, node: this.view.node,
    };
  }

  private viewOf(node: NodeId): NodeView {
    const within = `${node}/`;
    return { read: (address) => (address.startsWith(within) || address === node ? this.actors.get(address) : undefined) };
  }

  private carryOut(by: Address, effect: Effect): void {
    switch (effect.type) {
      case 'send': return this.send(by, effect.to, effect.message, effect.routine ?? false, effect.reports ?? []);
      case 'reply': return this.reply(by, effect.to, effect.message, effect.routine ?? false);
      case 'tell': return this.tell(effect.to, effect.event);
      case 'schedule': return this.schedule(by, effect);
      case 'cancel': return this.cancel(by, effect.name);
      case 'start': return this.start(effect.address, effect.machine, effect.input);
      case 'stop': return this.stop(effect.address);
      case 'disconnect': return this.disconnect(nodeOf(by), effect.peer);
      case 'hangUp': return this.hangUp(effect.connection);
      case 'exit': this.exits.push({ node: nodeOf(by), how: effect.how }); return undefined;
      case 'report': this.facts.push(effect.fact as Fact); return undefined;
      default: return effect satisfies never;
    }
  }

  start(address: Address, kind: string, input: unknown): void {
    const machine = this.rules.machines[kind];
    if (machine === undefined) throw new Error(`no machine of kind ${kind}`);
    const { snapshot, effects } = initial(machine, input);
    this.actors = this.actors.with(address, snapshot);
    for (const effect of effects) this.carryOut(address, effect);
  }

  private stop(address: Address): void {
    this.actors = this.actors.without(address);
    this.timers = this.timers.filter((timer) => timer.owner !== address);
  }

  private cancel(owner: Address, name: string): void {
    const armed = this.armed(owner, name);
    if (armed >= 0) this.timers = this.timers.toSpliced(armed, 1);
  }

  private schedule(owner: Address, effect: Extract<Effect, { type: 'schedule' }>): void {
    const timer: Timer = {
      id: this.nextId(), owner, name: effect.name, dueAtMs: this.nowMs + effect.afterMs, event: effect.event,
      routine: effect.routine ?? false, causeStep: this.steps,
    };
    const armed = this.armed(owner, effect.name);
    this.timers = armed < 0 ? [...this.timers, timer] : [...this.timers.toSpliced(armed, 1), timer];
  }

  /** Where an owner's timer stands; -1 when it is not armed. */
  private armed(owner: Address, name: string): number {
    return this.timers.findIndex((timer) => timer.name === name && timer.owner === owner);
  }

  private send(from: Address, to: Address, message: WireMessage, routine: boolean, reports: readonly unknown[]): void {
    const [client, server] = [this.endpoint(nodeOf(from)), this.endpoint(nodeOf(to))];
    if (this.nodes[client.node]?.up !== true) return;
    const isLost = awaitsNotice(this.connections, client.node, server.node);
    if (!isLost && this.nodes[server.node]?.up !== true) return this.refuse(client, server, routine);
    // What is written on a connection that has broken unnoticed was sent all the same.
    this.facts.push(...(reports as readonly Fact[]));
    if (isLost) return;
    const connection = openConnection(this.connections, client, server) ?? this.opened(client, server);
    this.put({ ...connection, requests: [...connection.requests, this.envelope(connection, 'requests', from, to, message, routine)] });
  }

  private reply(from: Address, to: ReplyTo, message: WireMessage, routine: boolean): void {
    const connection = this.connections.get(to.connection);
    if (connection === undefined || connection.closed) return;
    this.put({ ...connection, responses: [...connection.responses, this.envelope(connection, 'responses', from, to.to, message, routine)] });
  }

  /** Nobody listens. What was routine to send is routine to be refused. */
  private refuse(client: Endpoint, server: Endpoint, routine: boolean): void {
    const roundTripMs = 2 * this.latency(client.node, server.node);
    const connection = this.opened(client, server);
    this.put({ ...connection, closed: true, responses: [{ ...this.notice(connection.id, server.node, client.node, true, roundTripMs), routine }] });
  }

  /** The client closes what it opened; the server learns of it. */
  private disconnect(client: NodeId, server: NodeId): void {
    for (const connection of this.connections.values()) {
      if (!connection.closed && connection.client.node === client && connection.server.node === server) this.leave(connection, client);
    }
  }

  private hangUp(id: string): void {
    const connection = this.connections.get(id);
    if (connection === undefined || connection.closed) return;
    const { client, server } = connection;
    const told = this.notice(id, server.node, client.node, true, this.latency(server.node, client.node));
    this.put({ ...connection, closed: true, heldUntilMs: 0, requests: [], responses: [told] });
  }

  /** One end is gone: what was under way is lost, and the other end is told, if it lives. */
  private leave(connection: Connection, node: NodeId): void {
    const other = otherEnd(connection, node);
    const status = this.nodes[other.node];
    const pendingNotice = connection.closed && connection[laneTowards(connection, other.node)].length === 0;
    if (status?.up !== true || status.incarnation !== other.incarnation || pendingNotice) {
      this.connections = this.connections.without(connection.id);
      return;
    }
    const told = [this.notice(connection.id, node, other.node, false, this.latency(node, other.node))];
    const lanes = laneTowards(connection, other.node) === 'requests' ? { requests: told, responses: [] } : { requests: [], responses: told };
    this.put({ ...connection, ...lanes, closed: true, heldUntilMs: 0 });
  }

  private opened(client: Endpoint, server: Endpoint): Connection {
    return { id: freshConnectionId(this.connections, client, server), client, server, requests: [], responses: [], heldUntilMs: 0, closed: false };
  }

  private envelope(
    connection: Connection, lane: 'requests' | 'responses', from: Address, to: Address, message: WireMessage, routine: boolean,
  ): Envelope {
    const latencyMs = this.latency(nodeOf(from), nodeOf(to));
    return {
      id: this.nextId(), connection: connection.id, from, to, message, sentAtMs: this.nowMs,
      dueAtMs: arrivalMs(connection[lane], this.nowMs, latencyMs), routine, causeStep: this.steps,
    };
  }

  private notice(connection: string, from: NodeId, to: NodeId, refused: boolean, latencyMs: number): Envelope {
    const message: DisconnectNotice = { api: 'Disconnect', kind: 'notice', peer: from, refused };
    return {
      id: this.nextId(), connection, from, to, message, sentAtMs: this.nowMs, dueAtMs: this.nowMs + latencyMs,
      routine: false, causeStep: this.steps,
    };
  }

  private latency(from: NodeId, to: NodeId): number {
    return this.rules.latencyMs(from, to) + extraLatencyMs(this.links, from, to);
  }

  private endpoint(node: NodeId): Endpoint {
    return { node, incarnation: this.nodes[node]?.incarnation ?? 0 };
  }

  private put(connection: Connection): void {
    this.connections = this.connections.with(connection.id, connection);
  }

  private nextId(): number {
    const id = this.nextFreeId;
    this.nextFreeId = id + 1;
    return id;
  }
}
