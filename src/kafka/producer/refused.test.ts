import { expect, test } from 'vitest';
import { cluster } from '../../testkit/clusterPuppet.ts';

test('a record is not reported as sent to a broker where nobody listens', () => {
  const puppet = cluster({ partitions: 2, producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }] });
  expect(puppet.connections('producer-1', 'broker-2')).toEqual([]);
  puppet.kill(2).send('m0', -1, 1).untilFact('ClientDisconnected', { brokerId: 2, refused: true });
  expect(puppet.factsOf('RecordSent')).toEqual([]);
  puppet.untilFact('RecordAcknowledged');
  expect(puppet.factsOf('RecordSent').map(({ brokerId, attempt }) => [brokerId, attempt])).toEqual([[puppet.partition('orders-1').leader, 1]]);
});
