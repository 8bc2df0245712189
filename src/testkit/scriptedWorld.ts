import { setup } from 'xstate';
import { initial } from '../world/evaluate.ts';
import type { Decision } from '../world/machine.ts';
import { decided, rulesOf } from '../world/machine.ts';
import { createStepper } from '../world/stepper.ts';
import type { Operation, Stepper } from '../world/stepper.ts';
import { Table } from '../world/table.ts';
import type { Choice, Connection, Effect, Env, Envelope, Step, World } from '../world/types.ts';
import { EMPTY_WIRE } from '../world/wire.ts';

export interface Note {
  readonly api: string;
  readonly kind: 'request' | 'response';
  readonly text?: string;
}

/** An event as an actor of this world heard it. */
export interface Heard {
  readonly type: string;
  readonly [field: string]: unknown;
}

type Context = { readonly heard: readonly Heard[] };
type Do = { readonly type: 'Do'; readonly effects: readonly ScriptedEffect[] };
type Event = Do | { readonly type: 'Boot' | 'Halt' | 'Fail' | '*' };
export type ScriptedEffect = Effect<Note, { readonly type: string }, string>;

const act = rulesOf<Context, Event, unknown, ScriptedEffect>();

function hear(context: Context, { env: _env, ...event }: Event & { readonly env?: Env }): Decision<Context, ScriptedEffect> {
  return decided({ heard: [...context.heard, event] });
}

const parrot = setup({
  types: { context: {} as Context, events: {} as Event },
  actions: {
    hear: act<Event['type']>(hear),
    obey: act<'Do'>((context, { effects }) => decided(context, ...effects)),
    fail: act<'Fail'>(() => { throw new Error('out of order'); }),
  },
}).createMachine({
  id: 'parrot',
  context: { heard: [] },
  on: { Do: { actions: 'obey' }, Fail: { actions: ['hear', 'fail'] }, '*': { actions: 'hear' } },
});

type Ledger = readonly string[];
type ScriptedStep = Step<Ledger, string, Note>;

/** Nodes `a`, `b` and `c` that do what they are told and remember what they heard; one way takes 10 ms. */
export class ScriptedWorld {
  world: World<Ledger, Note>;
  last: ScriptedStep | null = null;
  readonly stepper: Stepper<string, string, Ledger, Note>;

  constructor() {
    this.stepper = createStepper<string, string, Ledger, unknown, Note>({
      machines: { parrot }, shared: {}, latencyMs: () => 10, record: (ledger, fact) => [...ledger, fact],
      carryOut: (_world, command) => (command === 'forbidden' ? { refused: 'it is forbidden' } : { operations: [{ op: 'tell', to: 'a', event: { type: command } }] }),
    });
    const nodes = ['a', 'b', 'c', 'a/helper'];
    this.world = {
      nowMs: 0,
      nodes: { a: { incarnation: 1, up: true }, b: { incarnation: 1, up: true }, c: { incarnation: 0, up: false } },
      actors: Table.from(nodes.map((address) => [address, initial(parrot, undefined).snapshot])),
      wire: EMPTY_WIRE as World<Ledger, Note>['wire'], timers: [], random: 1, counters: { steps: 0, nextId: 1 }, ledger: [],
    };
  }

  take(choice: Choice<string>): this {
    return this.took(this.stepper.step(this.world, choice));
  }

  operate(...operations: readonly Operation<string>[]): this {
    return this.took(this.stepper.operate(this.world, operations));
  }

  /** The actor asks the world for this. */
  tell(address: string, ...effects: readonly ScriptedEffect[]): this {
    return this.operate({ op: 'tell', to: address, event: { type: 'Do', effects } as { type: string } });
  }

  send(from: string, to: string, text = ''): this {
    return this.tell(from, { type: 'send', to, message: { api: 'Note', kind: 'request', text } });
  }

  /** Answers the last request this actor heard. */
  reply(address: string, text = ''): this {
    const replyTo = this.heard(address).findLast((event) => event.type === 'Note')?.['replyTo'] as { connection: string; to: string };
    return this.tell(address, { type: 'reply', to: replyTo, message: { api: 'Note', kind: 'response', text } });
  }

  schedule(address: string, name: string, afterMs: number): this {
    return this.tell(address, { type: 'schedule', name, afterMs, event: { type: name } });
  }

  link(a: string, b: string, change: { readonly cut?: boolean; readonly extraLatencyMs?: number }): this {
    return this.operate({ op: 'link', a, b, link: { cut: false, extraLatencyMs: 0, ...change } });
  }

  deliver(envelope: Envelope | undefined): this {
    return this.take({ deliver: envelope?.id ?? -1 });
  }

  /** Usual steps until nothing is left to do. */
  run(): this {
    for (let choice = this.stepper.usual(this.world); choice !== null; choice = this.stepper.usual(this.world)) this.take(choice);
    return this;
  }

  heard(address: string): readonly Heard[] {
    return (this.world.actors.get(address)?.context as Context | undefined)?.heard ?? [];
  }

  /** The texts of the notes an actor got, and the names of everything else it heard. */
  gist(address: string): readonly string[] {
    return this.heard(address).map((event) => (event['message'] as Note | undefined)?.text ?? event.type);
  }

  onTheWire(): readonly Envelope<Note>[] {
    return this.connections().flatMap(({ requests, responses }) => [...requests, ...responses]).toSorted((x, y) => x.id - y.id);
  }

  connections(): readonly Connection<Note>[] {
    return this.world.wire.connections.values();
  }

  private took(step: ScriptedStep): this {
    this.last = step;
    this.world = step.world;
    return this;
  }
}
