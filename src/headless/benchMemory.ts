import type { KafkaChoice } from '../kafka/simulation.ts';
import { choose } from '../player/handMoves.ts';
import { stepForward } from '../player/moves.ts';
import { openLesson } from '../player/openLesson.ts';
import type { Session } from '../player/session.ts';
import { createPlayer } from '../player/sessionStore.ts';
import type { MemoryFigures } from './benchTable.ts';
import { MEASURED } from './benchTable.ts';

const STEPS = 10_000;
/** Every so many steps a record is sent, so that the logs and what clients were told grow, too. */
const STEPS_BETWEEN_RECORDS = 50;

/** What a visit holds in memory after so many steps, beyond what it began with. Needs `--expose-gc`. */
export function measureMemory(steps: number): MemoryFigures {
  let session = createPlayer({ open: openLesson, lessonId: 'high-watermark', language: 'en', theme: 'light', singleLetterKeys: true }).store.getState();
  const before = heapBytes();
  for (let step = 0; step < steps; step += 1) session = step % STEPS_BETWEEN_RECORDS === 0 ? choose(session, send(step)) : stepForward(session, 'each');
  return { bytes: heapBytes() - before, steps: depthOf(session) };
}

function send(step: number): KafkaChoice {
  return { command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: `m${step}` } };
}

function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Also keeps the session alive until it was measured. */
function depthOf({ course }: Session): number {
  return course.history.node(course.cursor).depth;
}

console.log(`${MEASURED}${JSON.stringify(measureMemory(STEPS))}`);
