import * as fc from 'fast-check';
import type { Command } from '../kafka/commands.ts';
import type { Era } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import type { Acks, KafkaMessage } from '../kafka/messages.ts';
import { checkInvariants } from '../kafka/promises/invariants.ts';
import type { Ledger } from '../kafka/promises/types.ts';
import { controllerImage, partitionViews } from '../kafka/promises/view.ts';
import { emptyImage, partitionOf } from '../kafka/metadata/image.ts';
import { isReassigning } from '../kafka/metadata/registration.ts';
import type { KafkaChoice, KafkaStep, KafkaWorld } from '../kafka/simulation.ts';
import { describeChoice, withChoice } from '../world/run.ts';
import type { RunChoice } from '../world/run.ts';
import { StepRefused } from '../world/stepper.ts';
import type { Stepper } from '../world/stepper.ts';

/** One move of a plan: what kind of thing to do, and two numbers that pick among what the world offers then. */
export type Move = readonly [kind: number, pick: number, amount: number];
export type Plan = readonly Move[];

const BOUND = 99;

/** Plans are long, for what goes wrong goes wrong late, and mean something in every world, so that they shrink well: a number picks modulo what there is. */
export function arbitraryPlan(maxLength = 60): fc.Arbitrary<Plan> {
  const number = fc.nat(BOUND);
  return fc.array(fc.tuple(number, number, number), { maxLength, size: 'max' });
}

export interface PlanOptions {
  /** Says no to commands a property does without. */
  readonly allowCommand?: (command: Command, world: KafkaWorld) => boolean;
  /** Draws other commands than the usual ones. */
  readonly drawCommand?: (world: KafkaWorld, pick: number, amount: number) => Command | null;
  /** So many times as many usual steps in a row: for what takes long. */
  readonly pace?: number;
  /** Makes another command of one, before it is asked whether it is allowed. */
  readonly alterCommand?: (command: Command) => Command;
  /** Called after every step, besides the invariants. */
  readonly onStep?: (before: KafkaWorld, step: KafkaStep, choice: KafkaChoice) => void;
  /** What the invariants may expect of a log; the newest unless said. */
  readonly era?: Era;
}

export interface PlanOutcome {
  readonly world: KafkaWorld;
  readonly steps: readonly { readonly choice: KafkaChoice; readonly step: KafkaStep }[];
  /** Moves the world did not allow. */
  readonly refused: number;
}

export type KafkaStepper = Stepper<Command, Fact, Ledger, KafkaMessage>;

/**
 * Does what a plan says and checks the invariants after every step.
 *
 * @throws Error naming the broken invariants, or what a rule threw, with the run up to there.
 */
export function runPlan(stepper: KafkaStepper, world0: KafkaWorld, plan: Plan, options: PlanOptions = {}): PlanOutcome {
  const steps: { choice: KafkaChoice; step: KafkaStep }[] = [];
  let world = world0;
  let refused = 0;
  const take = (choice: KafkaChoice): void => {
    const step = attempt(stepper, world, choice, () => runOf(world0, [...steps.map((one) => one.choice), choice], steps));
    if (step === null) {
      refused += 1;
      return;
    }
    const faults = checkInvariants(world, step.world, options.era);
    steps.push({ choice, step });
    if (faults.length > 0) throw new Error(`${faults.join('\n')}\nafter ${runOf(world0, steps.map((one) => one.choice), steps)}`);
    options.onStep?.(world, step, choice);
    world = step.world;
  };
  for (const move of plan) for (const choose of choicesOf(stepper, move, options)) {
    const choice = choose(world);
    if (choice === null) refused += 1;
    else take(choice);
  }
  return { world, steps, refused };
}

function attempt(stepper: KafkaStepper, world: KafkaWorld, choice: KafkaChoice, printRun: () => string): KafkaStep | null {
  try {
    return stepper.step(world, choice);
  } catch (error) {
    if (error instanceof StepRefused) return null;
    throw new Error(`${error instanceof Error ? error.message : String(error)}\nin ${printRun()}`, { cause: error });
  }
}

/** The choices as a run that can be replayed elsewhere. */
function runOf(world0: KafkaWorld, choices: readonly KafkaChoice[], steps: PlanOutcome['steps']): string {
  let run: readonly RunChoice<Command>[] = [];
  for (const [index, choice] of choices.entries()) run = withChoice(run, describeChoice(steps[index - 1]?.step.world ?? world0, choice));
  return JSON.stringify(run);
}

type Choose = (world: KafkaWorld) => KafkaChoice | null;

/** A move as choices, each made in the world it meets. */
function choicesOf(stepper: KafkaStepper, [kind, pick, amount]: Move, options: PlanOptions): readonly Choose[] {
  const usual: Choose = (world) => stepper.usual(world);
  if (kind < 35) return Array.from({ length: (1 + (amount % 40)) * (options.pace ?? 1) }, () => usual);
  if (kind < 60) return [(world) => pickFrom(stepper.enabled(world), pick)?.choice ?? null];
  if (kind < 68) return [(world) => withOpenConnection(world, pick, (hold) => ({ hold, forMs: amount * 200 }))];
  if (kind < 73) return [(world) => withOpenConnection(world, pick, (disconnect) => ({ disconnect }))];
  return [(world) => {
    const drawn = (options.drawCommand ?? commandOf)(world, pick, amount);
    const command = drawn === null || options.alterCommand === undefined ? drawn : options.alterCommand(drawn);
    return command === null || options.allowCommand?.(command, world) === false ? null : { command };
  }];
}

export function pickFrom<Item>(items: readonly Item[], pick: number): Item | undefined {
  return items[pick % Math.max(1, items.length)];
}

function withOpenConnection(world: KafkaWorld, pick: number, choose: (id: string) => KafkaChoice): KafkaChoice | null {
  const connection = pickFrom(world.wire.connections.values().filter(({ closed }) => !closed), pick);
  return connection === undefined ? null : choose(connection.id);
}

type CommandMaker = (world: KafkaWorld, amount: number) => Command | null;

/** Sends and restarts come more often than faults, or most runs would end in silence. */
const makers: readonly CommandMaker[] = [
  send, send, send, send,
  restart, restart, restart,
  (world, amount) => onBroker(world, amount, (brokerId) => ({ type: 'broker.kill', brokerId })),
  (world, amount) => onBroker(world, amount, (brokerId) => ({ type: 'broker.powerOff', brokerId })),
  (_world, amount) => (amount % 4 === 0 ? { type: 'cluster.powerOff' } : null),
  (world, amount) => onBroker(world, amount, (brokerId) => ({ type: 'broker.shutdown', brokerId })),
  (world, amount) => onBroker(world, amount, (brokerId) => ({ type: 'disk.lose', brokerId })),
  (world, amount) => onLink(world, amount, (from, to) => ({ type: 'network.cut', from, to })),
  (world, amount) => onLink(world, amount, (from, to) => ({ type: 'network.heal', from, to })),
  (world, amount) => onLink(world, amount, (from) => ({ type: 'network.heal', from, to: null })),
  (world, amount) => onLink(world, amount, (from, to) => ({ type: 'network.slow', from, to, extraLatencyMs: amount * 10 })),
  setTopicConfig,
  deleteRecords,
  electLeader,
  reassign,
  restartProducer,
  (world, amount) => ofConsumer(world, amount, (consumer) => ({ type: amount % 2 === 0 ? 'consumer.start' : 'consumer.stop', consumer })),
];

function commandOf(world: KafkaWorld, pick: number, amount: number): Command | null {
  return pickFrom(makers, pick)?.(world, amount) ?? null;
}

function nodesOf(world: KafkaWorld, prefix: string): readonly string[] {
  return Object.keys(world.nodes).filter((node) => node.startsWith(prefix)).toSorted();
}

function onBroker(world: KafkaWorld, amount: number, make: (brokerId: number) => Command): Command | null {
  const node = pickFrom(nodesOf(world, 'broker-'), amount);
  return node === undefined ? null : make(Number(node.slice('broker-'.length)));
}

function restart(world: KafkaWorld, amount: number): Command | null {
  const down = nodesOf(world, 'broker-').filter((node) => world.nodes[node]?.up !== true);
  const node = pickFrom(down, amount);
  return node === undefined ? null : { type: 'broker.restart', brokerId: Number(node.slice('broker-'.length)) };
}

function onLink(world: KafkaWorld, amount: number, make: (from: string, to: string | null) => Command): Command | null {
  const nodes = Object.keys(world.nodes).toSorted();
  const from = pickFrom(nodesOf(world, 'broker-'), amount);
  const to = pickFrom([...nodes.filter((node) => node !== from), null], Math.floor(amount / 3));
  return from === undefined || to === undefined ? null : make(from, to);
}

function send(world: KafkaWorld, amount: number): Command | null {
  const producer = pickFrom(nodesOf(world, 'producer-'), amount);
  const topics = producer === undefined ? undefined : (world.actors.get(producer)?.context as { readonly topics?: readonly string[] } | undefined)?.topics;
  const topic = pickFrom(topics ?? [], amount);
  if (producer === undefined || topic === undefined) return null;
  const acks = pickFrom<Acks>([-1, 1, -1, 0], amount) ?? -1;
  return { type: 'producer.send', producer, topic, value: `v${world.counters.steps}`, acks };
}

function restartProducer(world: KafkaWorld, amount: number): Command | null {
  const producer = pickFrom(nodesOf(world, 'producer-'), amount);
  return producer === undefined ? null : { type: world.nodes[producer]?.up === true ? 'producer.kill' : 'producer.restart', producer };
}

function partitionAt(world: KafkaWorld, amount: number): string | undefined {
  return pickFrom([...partitionViews(world).keys()].toSorted(), amount);
}

function setTopicConfig(world: KafkaWorld, amount: number): Command | null {
  const partition = partitionAt(world, amount);
  if (partition === undefined) return null;
  const settings = [
    ['unclean.leader.election.enable', 'true'], ['unclean.leader.election.enable', 'false'], ['min.insync.replicas', '1'], ['min.insync.replicas', '2'],
    ['flush.messages', '1'], ['flush.messages', '3'], ['segment.bytes', '150'], ['retention.ms', '1000'], ['retention.bytes', '200'],
  ] as const;
  const [name, value] = pickFrom(settings, amount) ?? settings[0];
  return { type: 'config.set', resourceType: 'topic', resourceName: partition.slice(0, partition.lastIndexOf('-')), name, value };
}

function deleteRecords(world: KafkaWorld, amount: number): Command | null {
  const partition = partitionAt(world, amount);
  return partition === undefined ? null : { type: 'records.delete', partition, beforeOffset: (amount % 12) - 1 };
}

function electLeader(world: KafkaWorld, amount: number): Command | null {
  const partition = partitionAt(world, amount);
  return partition === undefined ? null : { type: 'leader.elect', electionType: amount % 2 === 0 ? 'PREFERRED' : 'UNCLEAN', partition };
}

/** To as many brokers as hold it now; not while it moves, for ZooKeeper lets go of a called-off replica before the ISR does. */
function reassign(world: KafkaWorld, amount: number): Command | null {
  const partition = partitionAt(world, amount);
  const registration = partition === undefined ? undefined : partitionOf(controllerImage(world) ?? emptyImage, partition);
  if (partition === undefined || registration === undefined || isReassigning(registration)) return null;
  const brokers = nodesOf(world, 'broker-').map((node) => Number(node.slice('broker-'.length)));
  const turn = amount % brokers.length;
  return { type: 'partition.reassign', partition, replicas: [...brokers.slice(turn), ...brokers.slice(0, turn)].slice(0, registration.replicas.length) };
}

function ofConsumer(world: KafkaWorld, amount: number, make: (consumer: string) => Command): Command | null {
  const consumer = pickFrom(nodesOf(world, 'consumer-'), amount);
  return consumer === undefined ? null : make(consumer);
}
