import { describe, expect, test } from 'vitest';
import { eraIds } from './era.ts';
import { errorNameIn, exceptionIn, withErrorNames } from './errorName.ts';

describe('the name of an error', () => {
  // Read in Errors of the release tags; StaleControllerEpochCode in ErrorMapping of 0.8.2.2, as its Errors has no such name.
  test.each([
    ['UNKNOWN_SERVER_ERROR', ['UNKNOWN', 'UNKNOWN', 'UNKNOWN', ...Array<string>(4).fill('UNKNOWN_SERVER_ERROR')]],
    ['NOT_LEADER_OR_FOLLOWER', [...Array<string>(4).fill('NOT_LEADER_FOR_PARTITION'), ...Array<string>(3).fill('NOT_LEADER_OR_FOLLOWER')]],
    ['STALE_CONTROLLER_EPOCH', ['StaleControllerEpochCode', ...Array<string>(6).fill('STALE_CONTROLLER_EPOCH')]],
    ['COORDINATOR_LOAD_IN_PROGRESS', ['OffsetsLoadInProgressCode', 'GROUP_LOAD_IN_PROGRESS', ...Array<string>(5).fill('COORDINATOR_LOAD_IN_PROGRESS')]],
    ['COORDINATOR_NOT_AVAILABLE', ['ConsumerCoordinatorNotAvailableCode', 'GROUP_COORDINATOR_NOT_AVAILABLE', ...Array<string>(5).fill('COORDINATOR_NOT_AVAILABLE')]],
    ['NOT_COORDINATOR', ['NotCoordinatorForConsumerCode', 'NOT_COORDINATOR_FOR_GROUP', ...Array<string>(5).fill('NOT_COORDINATOR')]],
    ['NOT_ENOUGH_REPLICAS', Array<string>(7).fill('NOT_ENOUGH_REPLICAS')],
  ])('%s is that of its version', (error, names) => {
    expect(eraIds.map((era) => errorNameIn(era, error))).toEqual(names);
  });

  test('what is no error of Kafka keeps its name', () => {
    expect([errorNameIn('0.8', 'NODEEXISTS'), errorNameIn('0.8', 'constructor')]).toEqual(['NODEEXISTS', 'constructor']);
  });

  test('gives that of the exception, where they go together', () => {
    expect([exceptionIn('2.1', 'NOT_LEADER_OR_FOLLOWER'), exceptionIn('2.8', 'NOT_LEADER_OR_FOLLOWER'), exceptionIn('0.11', 'UNKNOWN_SERVER_ERROR'), exceptionIn('2.1', 'TOPIC_ALREADY_EXISTS')])
      .toEqual(['NotLeaderForPartitionException', 'NotLeaderOrFollowerException', 'UnknownServerException', 'TopicExistsException']);
  });

  test('is not always that of the exception, nor doubles its ending', () => {
    expect((['NON_EMPTY_GROUP', 'OFFSET_METADATA_TOO_LARGE', 'NETWORK_EXCEPTION', 'INVALID_TOPIC_EXCEPTION', 'STALE_CONTROLLER_EPOCH'] as const).map((error) => exceptionIn('2.8', error)))
      .toEqual(['GroupNotEmptyException', 'OffsetMetadataTooLarge', 'NetworkException', 'InvalidTopicException', 'ControllerMovedException']);
  });
});

describe('what is shown', () => {
  const part = { partition: 'orders-0', error: 'NOT_LEADER_OR_FOLLOWER', baseOffset: -1 };
  const healthy = { partition: 'orders-1', error: 'NONE', records: [{ value: 'NOT_LEADER_OR_FOLLOWER' }] };
  const response = { api: 'Produce', partitions: [part, healthy] };

  test('has errors by the names of its version, however deep, and nothing else changed', () => {
    const shown = withErrorNames('2.1', response);
    expect(shown).toEqual({ api: 'Produce', partitions: [{ ...part, error: 'NOT_LEADER_FOR_PARTITION' }, healthy] });
    expect(shown.partitions[1]).toBe(healthy);
    expect(part.error).toBe('NOT_LEADER_OR_FOLLOWER');
  });

  test('is the same object each time, and the very one where nothing was called otherwise', () => {
    expect(withErrorNames('2.1', response)).toBe(withErrorNames('2.1', response));
    expect(withErrorNames('2.8', response)).toBe(response);
    expect(withErrorNames('0.10', healthy)).toBe(healthy);
  });
});
