import { sameData } from './canonical.ts';
import type { Cause, Choice, Step, Transition, WireMessage, World } from './types.ts';

/** Counts nodes in the order they were added; the root is 0. Never used twice. */
export type TimelineId = number;

/** One step of the history. What was decided stays; `children`, `lastChild`, `note` and `world` change with the tree. */
export interface TimelineNode<Command, Fact, Ledger = unknown, Message extends WireMessage = WireMessage> {
  readonly id: TimelineId;
  /** null for the root. */
  readonly parent: TimelineId | null;
  /** Steps from the root. */
  readonly depth: number;
  /** null for the root. */
  readonly choice: Choice<Command> | null;
  readonly facts: readonly Fact[];
  readonly cause: Cause | null;
  readonly transitions: readonly Transition[];
  /** The world after the step; undefined when it was given up and would be replayed. */
  readonly world: World<Ledger, Message> | undefined;
  readonly children: readonly TimelineId[];
  /** The child that was visited last: where `forward` goes. */
  readonly lastChild: TimelineId | null;
  /** The caller's own mark: a scene, a label. */
  readonly note: unknown;
}

/** A line of the tree without forks in it: a node's first child continues its line, later children begin their own. */
export interface Branch {
  /** The id of its first node; 0 for the line that begins at the root. */
  readonly id: TimelineId;
  /** The node it leaves from; null for the line that begins at the root. */
  readonly fork: TimelineId | null;
  readonly tip: TimelineId;
  readonly fromDepth: number;
  readonly toDepth: number;
}

export interface TimelineOptions {
  /** Worlds kept besides the checkpoints. */
  readonly maxWorlds?: number;
}

export type Replay<Command, Fact, Ledger, Message extends WireMessage> = (
  world: World<Ledger, Message>, choice: Choice<Command>,
) => Step<Ledger, Fact, Message>;

/** Every so many steps a world is kept for good, so that a replay is never longer. */
export const CHECKPOINT_EVERY = 64;
const DEFAULT_MAX_WORLDS = 5_000;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type MutableNode<C, F, L, M extends WireMessage> = Omit<Mutable<TimelineNode<C, F, L, M>>, 'children'> & { children: TimelineId[]; branch: TimelineId };

/**
 * The history as a tree of steps with a cursor. The tree itself changes in place, so that a step costs the same
 * however long the history is; worlds and steps in it never change. Whoever shows it watches `version`.
 */
export class Timeline<Command, Fact, Ledger, Message extends WireMessage = WireMessage> {
  private readonly nodes = new Map<TimelineId, MutableNode<Command, Fact, Ledger, Message>>();
  private readonly lines = new Map<TimelineId, Mutable<Branch>>();
  /** Nodes whose world may be given up, oldest first. */
  private readonly kept = new Set<TimelineId>();
  private readonly maxWorlds: number;
  private nextId = 1;
  private at: TimelineId = 0;
  private changes = 0;

  constructor(root: World<Ledger, Message>, options: TimelineOptions = {}) {
    this.maxWorlds = options.maxWorlds ?? DEFAULT_MAX_WORLDS;
    this.nodes.set(0, {
      id: 0, parent: null, depth: 0, choice: null, facts: [], cause: null, transitions: [], world: root, children: [], lastChild: null, note: undefined, branch: 0,
    });
    this.lines.set(0, { id: 0, fork: null, tip: 0, fromDepth: 0, toDepth: 0 });
  }

  /** Rises with every change, the cursor's moves included. */
  get version(): number {
    return this.changes;
  }

  get cursor(): TimelineId {
    return this.at;
  }

  get size(): number {
    return this.nodes.size;
  }

  /** Worlds kept now, checkpoints included. */
  get worldsKept(): number {
    let count = 0;
    for (const node of this.nodes.values()) if (node.world !== undefined) count += 1;
    return count;
  }

  has(id: TimelineId): boolean {
    return this.nodes.has(id);
  }

  /** @throws RangeError when there is no such node. */
  node(id: TimelineId): TimelineNode<Command, Fact, Ledger, Message> {
    return this.mutable(id);
  }

  /**
   * Adds a step after a node and moves the cursor onto it. The same choice taken again moves onto the child it
   * already has; another choice begins a branch. A note that is given replaces the child's.
   */
  append(atId: TimelineId, choice: Choice<Command>, step: Step<Ledger, Fact, Message>, note?: unknown): TimelineId {
    const parent = this.mutable(atId);
    const known = parent.children.find((id) => sameData(this.mutable(id).choice, choice));
    const id = known ?? this.add(parent, choice, step);
    if (note !== undefined) this.mutable(id).note = note;
    parent.lastChild = id;
    return this.moveTo(id);
  }

  /** One step back; stays at the root. */
  back(): TimelineId {
    const { id, parent } = this.mutable(this.at);
    if (parent === null) return id;
    this.mutable(parent).lastChild = id;
    return this.moveTo(parent);
  }

  /** One step forward along the branch that was visited last; stays at a tip. */
  forward(): TimelineId {
    const next = this.mutable(this.at).lastChild;
    return next === null ? this.at : this.moveTo(next);
  }

  goTo(id: TimelineId): TimelineId {
    let node = this.mutable(id);
    while (node.parent !== null) {
      const parent = this.mutable(node.parent);
      parent.lastChild = node.id;
      node = parent;
    }
    return this.moveTo(id);
  }

  /** The world after a node's step: at once when kept, otherwise replayed from the nearest world above it. */
  worldAt(id: TimelineId, replay: Replay<Command, Fact, Ledger, Message>): World<Ledger, Message> {
    const missing: MutableNode<Command, Fact, Ledger, Message>[] = [];
    let node = this.mutable(id);
    while (node.world === undefined && node.parent !== null) {
      missing.push(node);
      node = this.mutable(node.parent);
    }
    let world = node.world as World<Ledger, Message>;
    for (const next of missing.toReversed()) {
      world = replay(world, next.choice as Choice<Command>).world;
      this.keep(next, world);
    }
    return world;
  }

  /** From the root to a node, both included. */
  path(id: TimelineId): readonly TimelineNode<Command, Fact, Ledger, Message>[] {
    const nodes = [];
    for (let at: TimelineId | null = id; at !== null;) {
      const node: TimelineNode<Command, Fact, Ledger, Message> = this.mutable(at);
      nodes.push(node);
      at = node.parent;
    }
    return nodes.toReversed();
  }

  /** Where `forward` would end. */
  tip(id: TimelineId = this.at): TimelineId {
    let node = this.mutable(id);
    while (node.lastChild !== null) node = this.mutable(node.lastChild);
    return node.id;
  }

  /** Every line of the tree in order of age, with where it leaves another and where it ends. */
  branches(): readonly Branch[] {
    return [...this.lines.values()].map((line) => ({ ...line }));
  }

  /** The line a node is on. */
  branchOf(id: TimelineId): TimelineId {
    return this.mutable(id).branch;
  }

  /**
   * Removes a node and all that follows from it; a cursor in there moves to its parent.
   *
   * @throws RangeError for the root.
   */
  removeBranch(id: TimelineId): void {
    const node = this.mutable(id);
    if (node.parent === null) throw new RangeError('the root of a timeline cannot be removed');
    const parent = this.mutable(node.parent);
    const gone = this.descendants(id);
    for (const one of gone) {
      this.nodes.delete(one);
      this.kept.delete(one);
    }
    parent.children = parent.children.filter((child) => child !== id);
    if (parent.lastChild === id) parent.lastChild = parent.children.at(-1) ?? null;
    this.drawLines();
    this.moveTo(gone.has(this.at) ? parent.id : this.at);
  }

  private add(parent: MutableNode<Command, Fact, Ledger, Message>, choice: Choice<Command>, step: Step<Ledger, Fact, Message>): TimelineId {
    const id = this.nextId;
    this.nextId += 1;
    const node: MutableNode<Command, Fact, Ledger, Message> = {
      id, parent: parent.id, depth: parent.depth + 1, choice, facts: step.facts, cause: step.cause, transitions: step.transitions,
      world: undefined, children: [], lastChild: null, note: undefined, branch: 0,
    };
    this.nodes.set(id, node);
    parent.children.push(id);
    this.extendLine(parent, node);
    this.keep(node, step.world);
    return id;
  }

  private extendLine(parent: MutableNode<Command, Fact, Ledger, Message>, node: MutableNode<Command, Fact, Ledger, Message>): void {
    const line = this.lines.get(parent.branch);
    if (line !== undefined && parent.children[0] === node.id) {
      node.branch = line.id;
      line.tip = node.id;
      line.toDepth = node.depth;
      return;
    }
    node.branch = node.id;
    this.lines.set(node.id, { id: node.id, fork: parent.id, tip: node.id, fromDepth: node.depth, toDepth: node.depth });
  }

  private drawLines(): void {
    this.lines.clear();
    this.lines.set(0, { id: 0, fork: null, tip: 0, fromDepth: 0, toDepth: 0 });
    // Nodes are in order of age, so a parent always comes before its children.
    for (const node of this.nodes.values()) if (node.parent !== null) this.extendLine(this.mutable(node.parent), node);
  }

  private keep(node: MutableNode<Command, Fact, Ledger, Message>, world: World<Ledger, Message>): void {
    node.world = world;
    if (node.depth % CHECKPOINT_EVERY === 0) return;
    this.kept.add(node.id);
    if (this.kept.size <= this.maxWorlds) return;
    const [oldest] = this.kept;
    if (oldest === undefined) return;
    this.kept.delete(oldest);
    this.mutable(oldest).world = undefined;
  }

  private descendants(id: TimelineId): ReadonlySet<TimelineId> {
    const found = new Set([id]);
    for (const one of found) for (const child of this.mutable(one).children) found.add(child);
    return found;
  }

  private moveTo(id: TimelineId): TimelineId {
    this.at = id;
    this.changes += 1;
    return id;
  }

  private mutable(id: TimelineId): MutableNode<Command, Fact, Ledger, Message> {
    const node = this.nodes.get(id);
    if (node === undefined) throw new RangeError(`the timeline has no node ${id}`);
    return node;
  }
}

export function createTimeline<Command, Fact, Ledger, Message extends WireMessage = WireMessage>(
  root: World<Ledger, Message>, options: TimelineOptions = {},
): Timeline<Command, Fact, Ledger, Message> {
  return new Timeline(root, options);
}
