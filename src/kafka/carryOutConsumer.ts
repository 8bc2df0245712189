import type { Operation, Plan } from '../world/stepper.ts';
import { memberAddress } from './actor.ts';
import type { Command } from './commands.ts';
import { patternMatcher } from './consumer/pattern.ts';
import type { Subscription } from './consumer/group/types.ts';
import type { ConsumerContext } from './consumer/types.ts';
import type { Fact } from './facts.ts';
import type { KafkaWorld } from './simulation.ts';

type ConsumerCommand = Extract<Command, { readonly type: `consumer.${string}` }>;
type HandCommand = Exclude<ConsumerCommand, { readonly type: 'consumer.start' | 'consumer.stop' | 'consumer.kill' | 'consumer.restart' }>;

/** What a command to a consumer comes to, or why not: in Kafka's words where its client would throw. */
export function consumerCommand(world: KafkaWorld, command: ConsumerCommand): Plan<Fact> {
  const { consumer } = command;
  if (world.actors.get(consumer)?.machine.id !== 'consumer') return { refused: `there is no consumer ${consumer}` };
  const isUp = world.nodes[consumer]?.up === true;
  if (command.type === 'consumer.restart') return isUp ? { refused: `the process of ${consumer} is running` } : does({ op: 'boot', node: consumer }, told(consumer, { type: 'Start' }));
  if (!isUp) return { refused: `the process of ${consumer} is not running` };
  switch (command.type) {
    case 'consumer.kill': return does({ op: 'halt', node: consumer, how: 'killed' });
    case 'consumer.start': return does(told(consumer, { type: 'Start' }));
    case 'consumer.stop': return does(told(consumer, { type: 'Stop' }));
    default: return byHand(world, command);
  }
}

/** The consumer of ZooKeeper's time knew nothing else: no seek, pause or other subscription, and one assignor here. */
const EVER_SINCE: readonly HandCommand['type'][] = ['consumer.commit', 'consumer.setProcessing'];

function byHand(world: KafkaWorld, command: HandCommand): Plan<Fact> {
  const { consumer } = command;
  const context = world.actors.get(consumer)?.context as ConsumerContext;
  if (context.group === null) return { refused: `${consumer} has no group.id` };
  if (context.group.input.config.throughZooKeeper && !EVER_SINCE.includes(command.type)) return { refused: `the consumer of this version cannot do that: ${command.type.slice('consumer.'.length)}` };
  if (command.type !== 'consumer.setProcessing' && command.type !== 'consumer.setAssignors' && context.group.phase === 'idle') return { refused: `${consumer} is not running` };
  switch (command.type) {
    case 'consumer.setAssignors': return setAssignors(context, command);
    case 'consumer.seek': {
      if (command.offset < 0) return { refused: 'seek offset must not be a negative number' };
      return ofPartition(context, command.partition, () => told(consumer, { type: 'Seek', partition: command.partition, offset: command.offset }));
    }
    case 'consumer.pause': case 'consumer.resume': {
      const partitions = command.partition === null ? Object.keys(context.positions) : [command.partition];
      return ofPartition(context, command.partition, () => told(consumer, { type: command.type === 'consumer.pause' ? 'Pause' : 'Resume', partitions }));
    }
    case 'consumer.commit': return does(told(consumer, { type: 'CommitByHand', sync: command.mode === 'sync' }));
    case 'consumer.setProcessing': return command.processingMs < 0 ? { refused: 'processing takes 0 ms or more' } : does(told(consumer, { type: 'SetProcessing', processingMs: command.processingMs }));
    case 'consumer.subscribe': return subscribe(context, command);
    default: return command satisfies never;
  }
}

/** A client reads its settings once, when the program makes it. */
function setAssignors({ clientId, group }: ConsumerContext, { assignors }: Extract<Command, { readonly type: 'consumer.setAssignors' }>): Plan<Fact> {
  if (group?.phase !== 'idle') return { refused: `${clientId} is running: its settings count from its next start` };
  if (assignors.length === 0) return { refused: 'partition.assignment.strategy must not be empty' };
  return does(told(memberAddress(clientId), { type: 'AssignorsSet', assignors }));
}

/** Source: SubscriptionState.assignedState. */
function ofPartition(context: ConsumerContext, partition: string | null, operation: () => Operation<Fact>): Plan<Fact> {
  const isAssigned = partition === null || context.positions[partition] !== undefined;
  return isAssigned ? does(operation()) : { refused: `No current assignment for partition ${partition}` };
}

/** Source: SubscriptionState.setSubscriptionType. */
function subscribe({ clientId, group }: ConsumerContext, { topics, pattern }: Extract<Command, { readonly type: 'consumer.subscribe' }>): Plan<Fact> {
  if (group?.input.subscription.type === 'partitions') return { refused: 'Subscription to topics, partitions and pattern are mutually exclusive' };
  try {
    if (pattern !== undefined) patternMatcher(pattern);
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
  const subscription: Subscription = pattern === undefined ? { type: 'topics', topics } : { type: 'pattern', pattern };
  return does(told(clientId, { type: 'Subscribe', subscription }));
}

function told(to: string, event: { readonly type: string } & Readonly<Record<string, unknown>>): Operation<Fact> {
  return { op: 'tell', to, event };
}

function does(...operations: readonly Operation<Fact>[]): Plan<Fact> {
  return { operations };
}
