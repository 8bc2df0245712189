import { describe, expect, it } from 'vitest';
import type { AnyMachineSnapshot } from 'xstate';
import { evaluate, initial } from '../../world/evaluate.ts';
import type { Effect, KafkaEvent } from '../actor.ts';
import { eraOf } from '../era/era.ts';
import type { ErrorName } from '../names/errors.ts';
import { adminMachine } from './machine.ts';

const env = { nowMs: 0, draw: () => 0, node: { read: () => undefined }, self: 'admin', incarnation: 1, shared: { era: eraOf('4.1') } };
const topic = { name: 'orders', partitions: 1, replicationFactor: 3, configs: {} };

class Admin {
  snapshot: AnyMachineSnapshot = initial(adminMachine, { controllerAddress: 'controller-3000' }).snapshot;

  on(event: KafkaEvent & Readonly<Record<string, unknown>>): readonly Effect[] {
    const { snapshot, effects } = evaluate(this.snapshot, Object.assign({}, event, { env }));
    this.snapshot = snapshot;
    return effects as readonly Effect[];
  }

  answers(correlationId: number, error: ErrorName, message: string | null = null): readonly Effect[] {
    const response = { api: 'CreateTopics', kind: 'response', correlationId, topics: [{ name: 'orders', error, message }] };
    return this.on({ type: 'CreateTopicsResponse', message: response, from: 'controller-3000' });
  }
}

function booted(): Admin {
  const admin = new Admin();
  admin.on({ type: 'Boot' });
  return admin;
}

const creation = { type: 'send', to: 'controller-3000', message: { api: 'CreateTopics', kind: 'request', correlationId: 0, topics: [topic] } };

describe('the administrator', () => {
  it('sends each request to the controller and waits for the answer', () => {
    const admin = booted();
    expect(admin.on({ type: 'CreateTopic', topic })).toEqual([creation]);
    expect(admin.snapshot.value).toEqual({ running: 'waiting' });
    expect(admin.answers(0, 'NONE')).toEqual([]);
    expect(admin.snapshot.value).toEqual({ running: 'idle' });
  });

  it('numbers its requests, so that each answer finds its own', () => {
    const admin = booted();
    admin.on({ type: 'CreateTopic', topic });
    const change = { resourceType: 'topic', resourceName: 'orders', name: 'min.insync.replicas', value: '2' };
    expect(admin.on({ type: 'AlterConfig', change })).toMatchObject([{ message: { api: 'IncrementalAlterConfigs', correlationId: 1, changes: [change] } }]);
    admin.answers(0, 'NONE');
    expect(admin.snapshot.value).toEqual({ running: 'waiting' });
  });

  it('reports what the controller refused, in its words', () => {
    const admin = booted();
    admin.on({ type: 'CreateTopic', topic });
    expect(admin.answers(0, 'TOPIC_ALREADY_EXISTS', "Topic 'orders' already exists.")).toEqual([
      { type: 'report', fact: { type: 'AdminRequestFailed', api: 'CreateTopics', error: 'TOPIC_ALREADY_EXISTS', message: "Topic 'orders' already exists." } },
    ]);
  });

  it('asks again 100 ms after the connection broke, with the same request', () => {
    const admin = booted();
    admin.on({ type: 'CreateTopic', topic });
    const lost = admin.on({ type: 'Disconnected', peer: 'controller-3000', refused: true });
    expect(lost).toEqual([{ type: 'schedule', name: 'retry', afterMs: 100, event: { type: 'Retry' } }]);
    expect(admin.on({ type: 'Retry' })).toEqual([creation]);
    expect(admin.on({ type: 'Retry' })).toEqual([]);
  });

  it('asks again when the controller is not the active one', () => {
    const admin = booted();
    admin.on({ type: 'CreateTopic', topic });
    expect(admin.answers(0, 'NOT_CONTROLLER')).toMatchObject([{ type: 'schedule', afterMs: 100 }]);
    expect(admin.on({ type: 'Retry' })).toEqual([creation]);
  });

  it('counts a leader that already is the wanted one as done', () => {
    const admin = booted();
    const asked = admin.on({ type: 'ElectLeader', electionType: 'PREFERRED', partition: 'orders-0' });
    expect(asked).toMatchObject([{ message: { electionType: 'PREFERRED', partitions: ['orders-0'] } }]);
    const results = [{ partition: 'orders-0', error: 'ELECTION_NOT_NEEDED', message: null }];
    const response = { api: 'ElectLeaders', kind: 'response', correlationId: 0, error: 'NONE', partitions: results };
    expect(admin.on({ type: 'ElectLeadersResponse', message: response, from: 'controller-3000' })).toEqual([
      { type: 'report', fact: { type: 'ElectionRequested', electionType: 'PREFERRED', partition: 'orders-0', error: 'ELECTION_NOT_NEEDED', message: null } },
    ]);
  });

  it('tells which partition an election was refused for, and why', () => {
    const admin = booted();
    admin.on({ type: 'ElectLeader', electionType: 'UNCLEAN', partition: null });
    const results = [{ partition: 'orders-1', error: 'ELIGIBLE_LEADERS_NOT_AVAILABLE', message: 'Nobody is left.' }];
    const response = { api: 'ElectLeaders', kind: 'response', correlationId: 0, error: 'NONE', partitions: results };
    expect(admin.on({ type: 'ElectLeadersResponse', message: response, from: 'controller-3000' })).toEqual([
      { type: 'report', fact: { type: 'ElectionRequested', electionType: 'UNCLEAN', partition: 'orders-1', error: 'ELIGIBLE_LEADERS_NOT_AVAILABLE', message: 'Nobody is left.' } },
    ]);
  });

  it('a null partition asks for every partition', () => {
    expect(booted().on({ type: 'ElectLeader', electionType: 'UNCLEAN', partition: null })).toMatchObject([{ message: { partitions: null } }]);
  });

  it('forgets its requests when its process ends', () => {
    const admin = booted();
    admin.on({ type: 'CreateTopic', topic });
    admin.on({ type: 'Halt', how: 'killed' });
    expect(admin.snapshot.value).toBe('stopped');
    expect(admin.snapshot.context.pending).toEqual({});
  });
});
