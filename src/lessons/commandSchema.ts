import * as v from 'valibot';
import type { CommandType } from '../kafka/commands.ts';
import { TOPIC_SCOPE } from '../kafka/group/reset.ts';
import { topicPattern } from './consumerSchema.ts';

const brokerId = v.pipe(v.number(), v.integer(), v.minValue(1, 'brokers are numbered from 1'));
const node = v.pipe(v.string(), v.regex(/^(broker|controller|producer|consumer|client)-\d+$|^(admin|zookeeper)$/, 'a node is called broker-1, controller-3000, zookeeper, producer-1, consumer-1, client-1 or admin'));
const anybody = v.nullable(node);
/** Kafka has no bound; a page has. */
const partitionCount = v.pipe(v.number(), v.integer(), v.maxValue(100, 'at most 100 partitions'));
const name = v.pipe(v.string(), v.minLength(1, 'a name must not be empty'));
const extraLatencyMs = v.pipe(v.number(), v.integer(), v.minValue(0, 'a latency is 0 ms or more'));

const whole = v.pipe(v.number(), v.integer());

const znode = v.pipe(v.string(), v.regex(/^(\/[^/]+)+-?$/, 'a path is like /app/config, from the root'));
const version = v.pipe(v.number(), v.integer(), v.minValue(-1, 'a version is 0 or more, or -1 for any'));

const topicScopes = v.pipe(v.array(v.pipe(v.string(), v.regex(TOPIC_SCOPE, 'a scope is a topic, or topic:0,1'))), v.minLength(1));

const newTopic = v.strictObject({
  name,
  partitions: partitionCount,
  replicationFactor: v.pipe(v.number(), v.integer()),
  assignment: v.optional(v.array(v.array(brokerId))),
  configs: v.record(v.string(), v.string()),
});

/** One entry a command: the compiler asks for the new one when a command is added. */
const commands = {
  'broker.kill': v.strictObject({ type: v.literal('broker.kill'), brokerId }),
  'broker.powerOff': v.strictObject({ type: v.literal('broker.powerOff'), brokerId }),
  'cluster.powerOff': v.strictObject({ type: v.literal('cluster.powerOff') }),
  'broker.restart': v.strictObject({ type: v.literal('broker.restart'), brokerId }),
  'broker.shutdown': v.strictObject({ type: v.literal('broker.shutdown'), brokerId }),
  'disk.lose': v.strictObject({ type: v.literal('disk.lose'), brokerId }),
  'network.cut': v.strictObject({ type: v.literal('network.cut'), from: node, to: anybody }),
  'network.heal': v.strictObject({ type: v.literal('network.heal'), from: node, to: anybody }),
  'network.slow': v.strictObject({ type: v.literal('network.slow'), from: node, to: anybody, extraLatencyMs }),
  'producer.send': v.strictObject({
    type: v.literal('producer.send'),
    producer: name,
    topic: name,
    key: v.optional(v.nullable(v.string())),
    value: v.nullable(v.string()),
    acks: v.optional(v.picklist([0, 1, -1])),
    partition: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  'producer.kill': v.strictObject({ type: v.literal('producer.kill'), producer: name }),
  'producer.restart': v.strictObject({ type: v.literal('producer.restart'), producer: name }),
  'consumer.start': v.strictObject({ type: v.literal('consumer.start'), consumer: name }),
  'consumer.stop': v.strictObject({ type: v.literal('consumer.stop'), consumer: name }),
  'consumer.kill': v.strictObject({ type: v.literal('consumer.kill'), consumer: name }),
  'consumer.restart': v.strictObject({ type: v.literal('consumer.restart'), consumer: name }),
  'consumer.seek': v.strictObject({ type: v.literal('consumer.seek'), consumer: name, partition: name, offset: v.pipe(v.number(), v.integer(), v.minValue(0, 'an offset is 0 or more')) }),
  'consumer.pause': v.strictObject({ type: v.literal('consumer.pause'), consumer: name, partition: v.nullable(name) }),
  'consumer.resume': v.strictObject({ type: v.literal('consumer.resume'), consumer: name, partition: v.nullable(name) }),
  'consumer.commit': v.strictObject({ type: v.literal('consumer.commit'), consumer: name, mode: v.picklist(['sync', 'async']) }),
  'consumer.setProcessing': v.strictObject({ type: v.literal('consumer.setProcessing'), consumer: name, processingMs: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  'consumer.setAssignors': v.strictObject({ type: v.literal('consumer.setAssignors'), consumer: name, assignors: v.pipe(v.array(v.picklist(['range', 'roundrobin', 'sticky', 'cooperative-sticky'])), v.minLength(1)) }),
  'consumer.subscribe': v.strictObject({ type: v.literal('consumer.subscribe'), consumer: name, topics: v.array(name), pattern: v.optional(topicPattern) }),
  'zkClient.create': v.strictObject({ type: v.literal('zkClient.create'), client: name, path: znode, data: v.string(), ephemeral: v.optional(v.boolean()), sequential: v.optional(v.boolean()) }),
  'zkClient.set': v.strictObject({ type: v.literal('zkClient.set'), client: name, path: znode, data: v.string(), version: v.optional(version) }),
  'zkClient.delete': v.strictObject({ type: v.literal('zkClient.delete'), client: name, path: znode, version: v.optional(version) }),
  'zkClient.read': v.strictObject({ type: v.literal('zkClient.read'), client: name, path: znode, what: v.picklist(['data', 'children', 'exists']), watch: v.boolean() }),
  'zkClient.follow': v.strictObject({ type: v.literal('zkClient.follow'), client: name, path: znode, what: v.picklist(['data', 'children']) }),
  'zkClient.lock': v.strictObject({ type: v.literal('zkClient.lock'), client: name, path: znode, watch: v.optional(v.picklist(['predecessor', 'children'])) }),
  'zkClient.unlock': v.strictObject({ type: v.literal('zkClient.unlock'), client: name }),
  'zkClient.close': v.strictObject({ type: v.literal('zkClient.close'), client: name }),
  'zkClient.kill': v.strictObject({ type: v.literal('zkClient.kill'), client: name }),
  'zkClient.restart': v.strictObject({ type: v.literal('zkClient.restart'), client: name }),
  'topic.create': v.strictObject({ type: v.literal('topic.create'), topic: newTopic }),
  'partitions.create': v.strictObject({ type: v.literal('partitions.create'), topic: name, count: partitionCount }),
  'config.set': v.strictObject({
    type: v.literal('config.set'),
    resourceType: v.picklist(['topic', 'broker']),
    resourceName: v.string(),
    name,
    value: v.nullable(v.string()),
  }),
  'records.delete': v.strictObject({
    type: v.literal('records.delete'),
    partition: name,
    beforeOffset: v.pipe(v.number(), v.integer(), v.minValue(-1, 'an offset is 0 or more, or -1 for the high watermark')),
  }),
  'partition.reassign': v.strictObject({ type: v.literal('partition.reassign'), partition: name, replicas: v.nullable(v.array(brokerId)) }),
  'reassignment.run': v.strictObject({
    type: v.literal('reassignment.run'), does: v.picklist(['execute', 'cancel']), moves: v.array(v.strictObject({ partition: name, replicas: v.array(brokerId) })), additional: v.optional(v.boolean()),
  }),
  'group.resetOffsets': v.strictObject({
    type: v.literal('group.resetOffsets'), group: name,
    topics: v.nullable(topicScopes),
    target: v.variant('to', [
      v.strictObject({ to: v.picklist(['earliest', 'latest', 'current']) }), v.strictObject({ to: v.literal('offset'), offset: whole }),
      v.strictObject({ to: v.literal('shift'), by: whole }), v.strictObject({ to: v.literal('duration'), ms: v.pipe(whole, v.minValue(0)) }),
    ]),
  }),
  'group.delete': v.strictObject({ type: v.literal('group.delete'), group: name }),
  'group.deleteOffsets': v.strictObject({ type: v.literal('group.deleteOffsets'), group: name, topics: topicScopes }),
  'leader.elect': v.strictObject({ type: v.literal('leader.elect'), electionType: v.picklist(['PREFERRED', 'UNCLEAN']), partition: v.nullable(name) }),
} satisfies { readonly [Type in CommandType]: v.GenericSchema<unknown, unknown> };

/** A command as a lesson or a link writes it. */
export const commandSchema = v.variant('type', [
  commands['broker.kill'], commands['broker.powerOff'], commands['cluster.powerOff'], commands['broker.restart'], commands['broker.shutdown'], commands['disk.lose'],
  commands['network.cut'], commands['network.heal'], commands['network.slow'], commands['producer.send'], commands['producer.kill'], commands['producer.restart'],
  commands['consumer.start'], commands['consumer.stop'], commands['consumer.kill'], commands['consumer.restart'], commands['consumer.seek'],
  commands['consumer.pause'], commands['consumer.resume'], commands['consumer.commit'], commands['consumer.setProcessing'], commands['consumer.setAssignors'], commands['consumer.subscribe'],
  commands['zkClient.create'], commands['zkClient.set'], commands['zkClient.delete'], commands['zkClient.read'], commands['zkClient.follow'], commands['zkClient.lock'],
  commands['zkClient.unlock'], commands['zkClient.close'], commands['zkClient.kill'], commands['zkClient.restart'],
  commands['topic.create'], commands['partitions.create'], commands['config.set'], commands['records.delete'], commands['partition.reassign'], commands['reassignment.run'], commands['leader.elect'], commands['group.resetOffsets'], commands['group.delete'], commands['group.deleteOffsets'],
]);
