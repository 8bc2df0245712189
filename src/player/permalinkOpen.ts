import type { Command } from '../kafka/commands.ts';
import type { RunChoice } from '../world/run.ts';
import { resolveChoice } from '../world/run.ts';
import { isFree, placeAt, progressAt } from './course.ts';
import { choose, goOnByHand } from './handMoves.ts';
import { momentCheck } from './linkCheck.ts';
import type { LinkTrouble } from './linkState.ts';
import { beginWhatIf, stepForward } from './moves.ts';
import type { Moment } from './permalinkOf.ts';
import { MOST_RUN_STEPS } from './permalinkRun.ts';
import type { Session } from './session.ts';
import { NOT_MOVED, worldOf } from './session.ts';

export interface Arrived {
  readonly session: Session;
  readonly troubles: readonly LinkTrouble[];
}

/** Reasons that are told one by one. */
const MOST_REASONS = 20;

/**
 * Takes the steps that lead to a moment, from the beginning of the session's lesson or sandbox. What cannot be taken is
 * left out and told; where a rule throws, the last good step is where it ends.
 */
export function goToMoment(begun: Session, moment: Moment, check: string | null, mostSteps = MOST_RUN_STEPS): Arrived {
  const walk: Walk = { session: begun, mostSteps, left: mostSteps, troubles: [], reasons: [] };
  if (followScript(walk, moment) && moment.own !== null) takeOwn(walk, moment.own.choices);
  if (walk.reasons.length > 0) walk.troubles.push({ is: 'skipped', reasons: walk.reasons });
  if (walk.troubles.length === 0 && check !== null && momentCheck(worldOf(walk.session)) !== check) walk.troubles.push({ is: 'other-world' });
  const { came } = walk.session;
  return { session: { ...walk.session, came: came.outcome === 'failed' ? { ...came, from: null } : NOT_MOVED, upcoming: null }, troubles: walk.troubles };
}

interface Walk {
  session: Session;
  readonly mostSteps: number;
  /** Steps that may still be taken. */
  left: number;
  readonly troubles: LinkTrouble[];
  readonly reasons: string[];
}

/** @returns whether it came to where the script was left. */
function followScript(walk: Walk, { whatIf, steps }: Moment): boolean {
  if (whatIf !== null) {
    walk.session = beginWhatIf(walk.session, whatIf);
    if (placeAt(walk.session.guide, walk.session.course).branch !== whatIf) {
      walk.troubles.push({ is: 'no-what-if', whatIf });
      return false;
    }
  }
  const taken = stepOn(walk, steps);
  if (taken < steps && walk.troubles.length === 0) walk.troubles.push({ is: 'ended', asked: steps, taken });
  return taken === steps;
}

/** Takes so many steps as they come. @returns how many there were. */
function stepOn(walk: Walk, steps: number): number {
  for (let taken = 0; taken < steps; taken += 1) {
    if (!mayGoOn(walk)) return taken;
    const next = stepForward(walk.session, 'each');
    if (next.came.outcome === 'failed') {
      walk.session = next;
      walk.troubles.push({ is: 'failed', error: next.came.error ?? '' });
    }
    if (next.came.outcome !== 'moved') return taken;
    walk.session = next;
  }
  return steps;
}

function mayGoOn(walk: Walk): boolean {
  walk.left -= 1;
  if (walk.left === -1) walk.troubles.push({ is: 'too-long', most: walk.mostSteps });
  return walk.left >= 0;
}

function takeOwn(walk: Walk, choices: readonly RunChoice<Command>[]): void {
  for (const choice of choices) {
    if ('usual' in choice) {
      walk.session = leftScript(walk.session);
      if (stepOn(walk, choice.usual) < choice.usual && walk.troubles.length === 0) note(walk, 'nothing more happens by itself');
    } else if (mayGoOn(walk)) takeChosen(walk, choice);
    if (walk.troubles.length > 0) return;
  }
  walk.session = leftScript(walk.session);
}

/** A branch that begins with a choice is begun by it; one that only goes on has to be left for. */
function leftScript(session: Session): Session {
  return isFree(session.guide, progressAt(session.course)) ? session : goOnByHand(session);
}

function takeChosen(walk: Walk, named: RunChoice<Command>): void {
  const resolved = resolveChoice<Command>(worldOf(walk.session), named);
  if ('refused' in resolved) return note(walk, resolved.refused);
  const next = choose(walk.session, resolved.choice);
  if (next.came.outcome === 'refused') return note(walk, next.came.reason ?? '');
  walk.session = next;
  if (next.came.outcome === 'failed') walk.troubles.push({ is: 'failed', error: next.came.error ?? '' });
}

function note(walk: Walk, reason: string): void {
  if (walk.reasons.length < MOST_REASONS && !walk.reasons.includes(reason)) walk.reasons.push(reason);
}
