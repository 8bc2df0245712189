import { describe, expect, it } from 'vitest';
import { bootCluster } from '../../kafka/cluster.ts';
import { eraOf } from '../../kafka/era/era.ts';
import type { EraId } from '../../kafka/era/era.ts';
import { recordBatch } from '../../kafka/log/batch.ts';
import { controllerImage, partitionViews } from '../../kafka/promises/view.ts';
import { zookeeperImage } from '../../kafka/promises/zookeeperImage.ts';
import type { MetadataImage } from '../../kafka/metadata/image.ts';
import type { ZooKeeperContext } from '../../kafka/zookeeper/types.ts';
import { checkpointFiles } from './checkpoints.ts';
import { describeTopics } from './describeTopics.ts';
import { dumpCommand, dumpLog, missingLog } from './dumpLog.ts';
import { electionCommand, electionOutput } from './leaderElection.ts';
import { assignmentJson, listReassignments } from './reassignments.ts';
import { runTool, toolScene } from './runTool.ts';
import { zookeeperGet, zookeeperLs } from './zookeeperShell.ts';

const cluster = (era: EraId) => bootCluster({
  brokers: 3,
  topics: [{ name: 'orders', partitions: 2, replicationFactor: 3, assignment: [[1, 2, 3], [2, 3, 1]], config: { 'min.insync.replicas': '2' } }],
  producers: [], consumers: [],
}, { era, seed: 1 }).world;

function described(era: EraId, change: (image: MetadataImage) => MetadataImage = (image) => image, filter: Parameters<typeof describeTopics>[1] = null): readonly string[] {
  const image = controllerImage(cluster(era));
  if (image === null) throw new Error('no controller');
  return describeTopics({ era: eraOf(era), image: change(image), liveBrokers: [1, 2, 3], nodeId: 1, staticConfigs: {} }, filter).split('\n');
}

function withPartition(image: MetadataImage, change: object): MetadataImage {
  const orders = image.topics['orders'];
  const first = orders?.partitions[0];
  if (orders === undefined || first === undefined) throw new Error('no orders-0');
  return { ...image, topics: { ...image.topics, orders: { ...orders, partitions: { ...orders.partitions, 0: { ...first, ...change } } } } };
}

describe('kafka-topics.sh --describe', () => {
  it('since 2.8 names the topic’s id; cells are set apart by tabs', () => {
    const [topic, first, second] = described('2.8');
    expect(topic).toMatch(/^Topic: orders\tTopicId: [\w-]{22}\tPartitionCount: 2\tReplicationFactor: 3\tConfigs: min\.insync\.replicas=2$/);
    expect(first).toBe('\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2,3');
    expect(second).toBe('\tTopic: orders\tPartition: 1\tLeader: 2\tReplicas: 2,3,1\tIsr: 2,3,1');
  });

  it('since 3.8 tells the eligible leader replicas, present or not', () => {
    expect(described('3.9')[1]).toBe('\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2,3\tElr: \tLastKnownElr: ');
  });

  it('read from ZooKeeper, a partition without leader has the leader -1', () => {
    expect(described('2.1', (image) => withPartition(image, { leader: -1, isr: [2] }))).toContain('\tTopic: orders\tPartition: 0\tLeader: -1\tReplicas: 1,2,3\tIsr: 2');
  });

  it('a leader that is not alive is none, for the answer names live brokers only', () => {
    expect(described('2.8', (image) => withPartition(image, { leader: 4, replicas: [4, 1, 2] }))[1]).toContain('\tLeader: none\t');
  });

  it('a broker that hosts none of a topic knows its settings all the same', () => {
    const { world } = bootCluster({
      brokers: 2, topics: [{ name: 'orders', partitions: 1, replicationFactor: 1, assignment: [[1]], config: { 'min.insync.replicas': '2' } }], producers: [], consumers: [],
    }, { era: '2.8', seed: 1 });
    const asked = (brokerId: number, filter: 'under-min-isr-partitions' | null) => runTool(toolScene(world, '2.8', []), 'topics', { filter, brokerId, partition: 'orders-0', path: '/' }).output;
    expect(asked(2, null)).toContain('\tConfigs: min.insync.replicas=2');
    expect(asked(2, 'under-min-isr-partitions')).toBe(asked(1, 'under-min-isr-partitions'));
  });

  it('a topic has overrides also where it is the broker that is set differently', () => {
    const image = controllerImage(cluster('2.8'))!;
    const input = { era: eraOf('2.8'), image: { ...image, configs: {} }, liveBrokers: [1, 2, 3], nodeId: 1 };
    expect(describeTopics({ ...input, staticConfigs: {} }, 'topics-with-overrides')).toBe('');
    expect(describeTopics({ ...input, staticConfigs: { 'min.insync.replicas': '2' } }, 'topics-with-overrides')).toContain('Configs: min.insync.replicas=2');
  });

  it('settings come in the order of the table that each version kept them in', () => {
    const configs = { 'topic:orders': { 'unclean.leader.election.enable': 'true', 'retention.ms': '1', 'min.insync.replicas': '2' } };
    const line = (era: EraId) => described(era, (image) => ({ ...image, configs }))[0]?.split('Configs:')[1];
    expect(line('3.9')).toBe(' min.insync.replicas=2,retention.ms=1,unclean.leader.election.enable=true');
    expect(line('2.1')?.split(',').toSorted()).toEqual(['min.insync.replicas=2', 'retention.ms=1', 'unclean.leader.election.enable=true']);
  });

  it('a setting of the broker that is asked counts for the topic, a neighbour’s does not', () => {
    const image = controllerImage(cluster('2.8'))!;
    const set = (broker: string) => ({ era: eraOf('2.8'), image: { ...image, configs: { [`broker:${broker}`]: { 'min.insync.replicas': '2' } } }, liveBrokers: [1, 2, 3], nodeId: 1, staticConfigs: {} });
    expect(describeTopics(set('1'), 'topics-with-overrides')).toContain('Configs: min.insync.replicas=2');
    expect(describeTopics(set('2'), 'topics-with-overrides')).toBe('');
  });

  it('a partition without leader has the leader none, and is unavailable and under min ISR', () => {
    const offline = (image: MetadataImage) => withPartition(image, { leader: -1, isr: [2] });
    const line = '\tTopic: orders\tPartition: 0\tLeader: none\tReplicas: 1,2,3\tIsr: 2';
    expect(described('2.8', offline)).toContain(line);
    expect(described('2.8', offline, 'unavailable-partitions')).toEqual([line]);
    expect(described('2.8', offline, 'under-min-isr-partitions')).toEqual([line]);
  });

  it('narrows to partitions at their minimum, to under-replicated ones, to topics with overrides', () => {
    const short = (image: MetadataImage) => withPartition(image, { isr: [1, 2] });
    expect(described('2.8', short, 'at-min-isr-partitions')).toEqual(['\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2']);
    expect(described('2.8', short, 'under-replicated-partitions')).toHaveLength(1);
    expect(described('2.8', undefined, 'under-replicated-partitions')).toEqual(['']);
    expect(described('2.8', undefined, 'topics-with-overrides')).toEqual([expect.stringContaining('Configs: min.insync.replicas=2')]);
  });

  it('a replica that is only being added does not count as missing', () => {
    const moving = (image: MetadataImage) => withPartition(image, { replicas: [4, 1, 2, 3], adding: [4], isr: [1, 2, 3] });
    expect(described('2.8', moving, 'under-replicated-partitions')).toEqual(['']);
    expect(described('2.8', moving)[1]).toContain('\tAdding Replicas: 4\tRemoving Replicas: ');
  });
});

describe('kafka-dump-log.sh', () => {
  const batches = [recordBatch(0, 4, [{ id: 'p:1', key: 'k1', value: 'v1', timestampMs: 1_729_850_000_000 }]), recordBatch(1, 4, [{ id: 'p:2', key: null, value: 'm1', timestampMs: 1_729_850_000_001 }])];
  const file = '/tmp/kafka-logs/orders-0/00000000000000000000.log';
  const dumped = (era: EraId) => dumpLog(file, 0, batches, eraOf(era)).split('\n');

  it('prints each batch with its place, size and checksum, and its records below', () => {
    const [dumping, head, batch, record, next] = dumped('3.9');
    expect([dumping, head]).toEqual([`Dumping ${file}`, 'Log starting offset: 0']);
    expect(batch).toMatch(/^baseOffset: 0 lastOffset: 0 count: 1 baseSequence: -1 lastSequence: -1 producerId: -1 producerEpoch: -1 partitionLeaderEpoch: 4 isTransactional: false isControl: false deleteHorizonMs: OptionalLong\.empty position: 0 CreateTime: 1729850000000 size: 72 magic: 2 compresscodec: none crc: \d+ isvalid: true$/);
    expect(record).toBe('| offset: 0 CreateTime: 1729850000000 keySize: 2 valueSize: 2 sequence: -1 headerKeys: [] key: k1 payload: v1');
    expect(next).toContain(' position: 72 ');
  });

  it('prints the producer and its sequences where it is idempotent', () => {
    const stamped = recordBatch(0, 4, [{ id: 'p:1', key: null, value: 'v1', timestampMs: 0 }], { producerId: 1000, producerEpoch: 1, baseSequence: 7, isTransactional: false });
    const lines = dumpLog(file, 0, [stamped], eraOf('3.9')).split('\n');
    expect(lines[2]).toContain('baseSequence: 7 lastSequence: 7 producerId: 1000 producerEpoch: 1 ');
    expect(lines[3]).toContain(' sequence: 7 ');
  });

  it('in 2.8 a record says all of its batch again', () => {
    expect(dumped('2.8')[1]).toBe('Starting offset: 0');
    expect(dumped('2.8')[2]).toMatch(/ isControl: false position: 0 .* compresscodec: NONE /);
    expect(dumped('2.8')[3]).toBe('| offset: 0 isValid: true crc: null keySize: 2 valueSize: 2 CreateTime: 1729850000000 baseOffset: 0 lastOffset: 0 baseSequence: -1 lastSequence: -1'
      + ' producerEpoch: -1 partitionLeaderEpoch: 4 batchSize: 72 magic: 2 compressType: NONE position: 0 sequence: -1 headerKeys: [] key: k1 payload: v1');
  });

  it('until 2.3 records stand alone, and one without value keeps its key to itself', () => {
    const line = 'offset: 0 position: 0 CreateTime: 1729850000000 isvalid: true keysize: 2 valuesize: 2 magic: 2 compresscodec: NONE producerId: -1 producerEpoch: -1 sequence: -1 isTransactional: false headerKeys: [] key: k1 payload: v1';
    for (const era of ['0.11', '2.1'] as const) expect(dumped(era).slice(2, 3)).toEqual([line]);
    const tombstone = [recordBatch(0, 4, [{ id: 'p:1', key: 'k1', value: null, timestampMs: 0 }])];
    expect(dumpLog(file, 0, tombstone, eraOf('2.1'))).toMatch(/ keysize: 2 valuesize: -1 .* headerKeys: \[\]$/);
    expect(dumpLog(file, 0, tombstone, eraOf('0.10'))).toMatch(/ payloadsize: -1 .* keysize: 2$/);
    expect(dumpLog(file, 0, tombstone, eraOf('0.8'))).toMatch(/ keysize: 2 key: k1 payload: null$/);
    expect(dumpLog(file, 0, tombstone, eraOf('3.9'))).toMatch(/ headerKeys: \[\] key: k1$/);
  });

  it('the oldest formats name the codec their way', () => {
    expect(dumped('0.10')[2]).toMatch(/^offset: 0 position: 0 CreateTime: 1729850000000 isvalid: true payloadsize: 2 magic: 1 compresscodec: NONE crc: \d+ keysize: 2 key: k1 payload: v1$/);
    expect(dumped('0.8')[2]).toMatch(/ magic: 0 compresscodec: NoCompressionCodec crc: \d+ keysize: 2 key: k1 payload: v1$/);
    expect(dumped('0.8')[3]).toMatch(/^offset: 1 position: 30 isvalid: true payloadsize: 2 magic: 0 /);
  });

  it('before there was a script, the class was run', () => {
    expect(dumpCommand(file, eraOf('0.11'))).toBe(`kafka-run-class.sh kafka.tools.DumpLogSegments --files ${file} --deep-iteration --print-data-log`);
    expect(dumpCommand(file, eraOf('2.1'))).toBe(`kafka-dump-log.sh --files ${file} --print-data-log`);
  });

  it('where there is no such file, its name has been read before it is opened', () => {
    expect(missingLog(file, eraOf('2.8'))).toBe(`Dumping ${file}\nStarting offset: 0\nException in thread "main" java.nio.file.NoSuchFileException: ${file}`);
    expect(missingLog(file, eraOf('0.11'))).toContain(`java.io.FileNotFoundException: ${file} (No such file or directory)`);
  });
});

describe('zookeeper-shell.sh', () => {
  const { znodes } = cluster('2.8').actors.get('zookeeper')!.context as ZooKeeperContext;

  it('get prints a znode’s data as Kafka wrote it', () => {
    expect(zookeeperGet(znodes, '/brokers/topics/orders/partitions/0/state', eraOf('2.8')).split('\n').at(-1)).toBe('{"version":1,"leader":1,"leader_epoch":0,"controller_epoch":1,"isr":[1,2,3]}');
    expect(['/brokers', '/', '/zookeeper/quota'].map((path) => zookeeperGet(znodes, path, eraOf('2.8')).split('\n').at(-1))).toEqual(['null', '', '']);
    expect(zookeeperGet(znodes, '/nowhere', eraOf('2.8'))).toContain('Node does not exist: /nowhere');
  });

  const ls = (era: EraId, path: string) => zookeeperLs((cluster(era).actors.get('zookeeper')!.context as ZooKeeperContext).znodes, path, eraOf(era)).split('\n').at(-1);

  it('ls prints the children, sorted since ZooKeeper 3.5', () => {
    expect(ls('2.8', '/brokers/ids')).toBe('[1, 2, 3]');
    expect(ls('2.8', '/brokers')).toBe('[ids, seqid, topics]');
    expect(zookeeperImage(znodes).topics['orders']).toBeDefined();
  });

  it('before, in the order of a Java set', () => {
    expect(ls('2.1', '/brokers')).toBe('[ids, topics, seqid]');
    expect(ls('2.1', '/config')).toBe('[changes, clients, brokers, topics, users]');
    expect(ls('2.1', '/')).toBe('[cluster, controller_epoch, controller, brokers, zookeeper, admin, isr_change_notification, consumers, log_dir_event_notification, latest_producer_id_block, config]');
  });

  it('the root has what the version’s brokers make there, and ZooKeeper itself', () => {
    expect(ls('2.8', '/')).toBe('[admin, brokers, cluster, config, consumers, controller, controller_epoch, feature, isr_change_notification, latest_producer_id_block, log_dir_event_notification, zookeeper]');
    const names = (era: EraId) => ls(era, '/')?.slice(1, -1).split(', ').toSorted();
    expect(names('0.10')).toEqual(['admin', 'brokers', 'cluster', 'config', 'consumers', 'controller', 'controller_epoch', 'isr_change_notification', 'zookeeper']);
    expect(names('0.8')).toEqual(['admin', 'brokers', 'config', 'consumers', 'controller', 'controller_epoch', 'zookeeper']);
  });

  it('the cluster has an id, and in 2.8 no features', () => {
    expect(zookeeperGet(znodes, '/cluster/id', eraOf('2.8')).split('\n').at(-1)).toMatch(/^\{"version":"1","id":"[\w-]{22}"\}$/);
    expect(zookeeperGet(znodes, '/feature', eraOf('2.8')).split('\n').at(-1)).toBe('{"version":1,"status":1,"features":{}}');
  });

  it('clients before ZooKeeper 3.5 add the Stat', () => {
    const lines = zookeeperGet(znodes, '/controller', eraOf('2.1')).split('\n').slice(6);
    expect(lines.map((line) => line.split(' = ')[0])).toEqual(['cZxid', 'ctime', 'mZxid', 'mtime', 'pZxid', 'cversion', 'dataVersion', 'aclVersion', 'ephemeralOwner', 'dataLength', 'numChildren']);
    expect(lines[1]).toMatch(/^ctime = Thu Jan 01 00:00:\d\d UTC 1970$/);
    expect(lines[2]?.split(' = ')[1]).toBe(lines[0]?.split(' = ')[1]);
    expect(zookeeperGet(znodes, '/controller', eraOf('2.8'))).not.toContain('dataVersion');
  });

  it('the Stat tells when a znode was last written, and when a child of it came', () => {
    const znode = { data: 'x', czxid: 1, mzxid: 10, pzxid: 11, ctimeMs: 1_000, mtimeMs: 61_000, version: 1, cversion: 2, ephemeralOwner: 0, childrenCreated: 2 };
    expect(zookeeperGet({ '/': znode, '/app': znode }, '/app', eraOf('2.1')).split('\n').slice(6, 11)).toEqual([
      'cZxid = 0x1', 'ctime = Thu Jan 01 00:00:01 UTC 1970', 'mZxid = 0xa', 'mtime = Thu Jan 01 00:01:01 UTC 1970', 'pZxid = 0xb',
    ]);
    const later = { ...znode, mtimeMs: 951_827_696_000 };
    expect(zookeeperGet({ '/': znode, '/app': later }, '/app', eraOf('2.1'))).toContain('mtime = Tue Feb 29 12:34:56 UTC 2000');
  });
});

describe('checkpoint files', () => {
  it('begin with version and count', () => {
    const replicas = [...partitionViews(cluster('2.8')).values()].flatMap((view) => view.replicas.filter(({ brokerId }) => brokerId === 1).map(({ context }) => context));
    const files = checkpointFiles(replicas, true);
    expect(files.find(({ path }) => path === 'replication-offset-checkpoint')?.text).toBe('0\n2\norders 0 0\norders 1 0');
    expect(files.find(({ path }) => path === 'orders-0/leader-epoch-checkpoint')?.text.split('\n').slice(0, 1)).toEqual(['0']);
    expect(files.find(({ path }) => path === 'log-start-offset-checkpoint')?.text).toBe('0\n0');
    const later = checkpointFiles(replicas.map((replica) => ({ ...replica, checkpointedLogStartOffset: replica.partition === 'orders-1' ? 3 : 0, checkpointedRecoveryPoint: 2 })), true);
    expect(later.find(({ path }) => path === 'log-start-offset-checkpoint')?.text).toBe('0\n1\norders 1 3');
    expect(later.find(({ path }) => path === 'recovery-point-offset-checkpoint')?.text).toBe('0\n2\norders 0 2\norders 1 2');
    expect(checkpointFiles(replicas, false).map(({ path }) => path)).toEqual(['replication-offset-checkpoint', 'recovery-point-offset-checkpoint']);
  });
});

describe('elections and reassignments', () => {
  it('kafka-leader-election.sh groups its answers', () => {
    const result = (partition: string, error: 'NONE' | 'ELECTION_NOT_NEEDED' | 'ELIGIBLE_LEADERS_NOT_AVAILABLE', message: string | null = null) => ({ type: 'ElectionRequested', electionType: 'PREFERRED', partition, error, message }) as const;
    expect(electionOutput('PREFERRED', [result('orders-0', 'NONE'), result('orders-1', 'NONE'), result('orders-2', 'ELECTION_NOT_NEEDED')], eraOf('2.8'))).toBe(
      'Successfully completed leader election (PREFERRED) for partitions orders-0, orders-1\nValid replica already elected for partitions orders-2',
    );
    const failed = [result('orders-3', 'ELIGIBLE_LEADERS_NOT_AVAILABLE', 'Eligible topic partition leaders are not available.')];
    const error = 'Error completing leader election (UNCLEAN) for partition: orders-3: org.apache.kafka.common.errors.EligibleLeadersNotAvailableException: Eligible topic partition leaders are not available.';
    expect(electionOutput('UNCLEAN', failed, eraOf('3.9'))).toBe(`${error}\n1 replica(s) could not be elected`);
    expect(electionOutput('UNCLEAN', failed, eraOf('2.8'))).toBe(`${error}\nException in thread "main" kafka.common.AdminCommandFailedException: 1 replica(s) could not be elected`);
    // The order of a Java set of TopicPartitions.
    expect(electionOutput('PREFERRED', [result('payments-0', 'NONE'), result('payments-3', 'NONE'), result('payments-4', 'NONE')], eraOf('3.9'))).toMatch(/ payments-4, payments-3, payments-0$/);
    expect(electionCommand('broker-1:9092', [result('orders-3', 'NONE')])).toBe('kafka-leader-election.sh --bootstrap-server broker-1:9092 --election-type preferred --topic orders --partition 3');
    expect(electionCommand('broker-1:9092', [result('orders-0', 'NONE'), result('orders-1', 'NONE')])).toBe('kafka-leader-election.sh --bootstrap-server broker-1:9092 --election-type preferred --all-topic-partitions');
  });

  it('kafka-reassign-partitions.sh --list names what is added and removed', () => {
    const image = controllerImage(cluster('3.9'));
    if (image === null) throw new Error('no controller');
    expect(listReassignments(image)).toBe('No partition reassignments found.');
    expect(listReassignments(withPartition(image, { replicas: [1, 2, 4, 5], adding: [4, 5], removing: [1, 2] }))).toBe(
      'Current partition reassignments:\norders-0: replicas: 1,2,4,5. adding: 4,5. removing: 1,2.',
    );
    expect(JSON.parse(assignmentJson(image))).toMatchObject({ version: 1, partitions: [{ topic: 'orders', partition: 0, replicas: [1, 2, 3], log_dirs: ['any', 'any', 'any'] }, { partition: 1 }] });
  });
});
