import { createActor, createMachine, transition } from 'xstate';
import type { AnyActorScope, AnyStateMachine } from 'xstate';
import { bootCluster } from '../kafka/cluster.ts';
import { MEASURED } from './benchTable.ts';
import type { WorldFigures } from './benchTable.ts';

const ROUNDS = 40;
const STEPS_A_ROUND = 2_000;
const TRANSITIONS_A_ROUND = 4_000;
const STEPS_BETWEEN_RECORDS = 400;

/** Two states and nothing else: what XState itself costs. */
const bare: AnyStateMachine = createMachine({ id: 'bare', initial: 'on', states: { on: { on: { Press: 'off' } }, off: { on: { Press: 'on' } } } });

/** The scope that XState hands to itself, doing nothing: without it a transition first builds an actor. */
function keptScope(): AnyActorScope {
  const self = createActor(bare);
  const nothing = () => undefined;
  return { self, system: self.system, id: '', sessionId: '', logger: nothing, defer: nothing, emit: nothing, stopChild: nothing, actionExecutor: nothing };
}

const scope = keptScope();
const atFirst = bare.getInitialSnapshot(scope);
const press = { type: 'Press' };

/** @returns microseconds each. */
function timeEach(times: number, act: () => void): number {
  const begun = performance.now();
  for (let done = 0; done < times; done += 1) act();
  return ((performance.now() - begun) * 1000) / times;
}

function timeTransitions(): number {
  let snapshot = atFirst;
  return timeEach(TRANSITIONS_A_ROUND, () => { snapshot = bare.transition(snapshot, press, scope); });
}

function timePlainTransitions(): number {
  let snapshot = atFirst;
  return timeEach(TRANSITIONS_A_ROUND / 10, () => { [snapshot] = transition(bare, snapshot, press); });
}

/** A lesson-size cluster with traffic, from the same quiet world in every round. @returns how to time a round of its steps. */
function cluster(): () => number {
  const { stepper, world: quiet } = bootCluster({
    brokers: 3,
    topics: [{ name: 'orders', partitions: 3, replicationFactor: 3 }],
    producers: [{ id: 'producer-1', topics: ['orders'] }],
    consumers: [{ id: 'consumer-1', topics: ['orders'], config: { 'auto.offset.reset': 'earliest' }, started: true }],
  }, { era: '3.9', seed: 1 });
  return () => {
    let world = quiet;
    let step = 0;
    return timeEach(STEPS_A_ROUND, () => {
      const value = `m${step}`;
      const sends = step % STEPS_BETWEEN_RECORDS === 0;
      step += 1;
      const choice = sends ? { command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value } as const } : stepper.usual(world);
      if (choice !== null) world = stepper.step(world, choice).world;
    });
  };
}

const timeSteps = cluster();
const figures: { -readonly [Name in keyof WorldFigures]: number[] } = { stepUs: [], transitionUs: [], plainTransitionUs: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  // In turns, so that whatever else the machine does meets all three alike.
  figures.transitionUs.push(timeTransitions());
  figures.stepUs.push(timeSteps());
  figures.plainTransitionUs.push(timePlainTransitions());
}
console.log(`${MEASURED}${JSON.stringify(figures)}`);
