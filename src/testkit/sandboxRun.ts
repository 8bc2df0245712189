import type { Command } from '../kafka/commands.ts';
import type { KafkaChoice } from '../kafka/simulation.ts';
import type { RecordedLesson } from '../player/author/record.ts';
import { recordLesson } from '../player/author/record.ts';
import { possibilitiesOf } from '../player/hand.ts';
import * as hand from '../player/handMoves.ts';
import { stepForward } from '../player/moves.ts';
import type { SandboxSetUp } from '../player/sandboxForm.ts';
import { FIRST_SET_UP } from '../player/sandboxForm.ts';
import { openSandbox } from '../player/sandboxGuide.ts';
import type { Session } from '../player/session.ts';
import { worldOf } from '../player/session.ts';
import { createPlayer } from '../player/sessionStore.ts';
import { enabledChoices } from '../world/enabled.ts';

/** A visitor's session in the sandbox, stepped without a page. */
export function sandbox(seed = 1, setUp: Partial<SandboxSetUp> = {}): Session {
  const open = () => openSandbox({ ...FIRST_SET_UP, seed, ...setUp });
  return createPlayer({ open, language: 'en', theme: 'light', singleLetterKeys: true }).store.getState();
}

/** Single steps as they come by themselves. */
export function stepBy(session: Session, steps: number): Session {
  let now = session;
  for (let step = 0; step < steps; step += 1) now = stepForward(now, 'each');
  return now;
}

/** The nth thing that can happen now, chosen by hand. */
export function chosen(session: Session, pick: number): Session {
  const able = possibilitiesOf(worldOf(session)).filter(({ obstacle }) => obstacle === null);
  const one = able[pick % Math.max(1, able.length)];
  return one === undefined ? session : hand.choose(session, one.choice);
}

export function commanded(session: Session, command: Command): Session {
  const after = hand.choose(session, { command });
  if (after.came.outcome !== 'moved') throw new Error(after.came.reason ?? after.came.error ?? 'refused');
  return after;
}

export function send(session: Session, value: string): Session {
  return commanded(session, { type: 'producer.send', producer: 'producer-1', topic: 'orders', value });
}

export function kill(session: Session, brokerId: number): Session {
  return commanded(session, { type: 'broker.kill', brokerId });
}

/** Everything that could happen next. */
export function choicesIn(session: Session): readonly KafkaChoice[] {
  return enabledChoices<Command>(worldOf(session)).map(({ choice }) => choice);
}

/** @throws with the reason when it cannot become a lesson. */
export function record(session: Session): RecordedLesson {
  const recorded = recordLesson(session, 'own-recorded', 'L1', ({ type }) => ({ en: type, zh: type }));
  if ('no' in recorded) throw new Error(JSON.stringify(recorded.no));
  return recorded;
}
