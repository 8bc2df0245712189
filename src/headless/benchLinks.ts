import type { KafkaChoice } from '../kafka/simulation.ts';
import { choose } from '../player/handMoves.ts';
import { addressOf } from '../player/linkAddress.ts';
import { followLink } from '../player/linkFollow.ts';
import { stepForward } from '../player/moves.ts';
import { openLesson } from '../player/openLesson.ts';
import { pack } from '../player/permalinkPack.ts';
import type { Session } from '../player/session.ts';
import { createPlayer } from '../player/sessionStore.ts';
import type { LinkFigures } from './benchTable.ts';
import { MEASURED } from './benchTable.ts';

const ROUNDS = 20;
const DEPTH = 1_000;
const FAR_ROUNDS = 5;
const FAR_DEPTH = 5_000;
/** Where the run leaves its lesson; from then on every so many steps a record is sent. */
const SCRIPTED = 20;
const STEPS_BETWEEN_RECORDS = 50;

function atBeginning(): Session {
  return createPlayer({ open: openLesson, lessonId: 'high-watermark', language: 'en', theme: 'light', singleLetterKeys: true }).store.getState();
}

function deepSession(depth: number): Session {
  let session = atBeginning();
  for (let step = 0; step < depth; step += 1) {
    const send: KafkaChoice = { command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: `m${step}` } };
    session = step >= SCRIPTED && (step - SCRIPTED) % STEPS_BETWEEN_RECORDS === 0 ? choose(session, send) : stepForward(session, 'each');
  }
  return session;
}

/** Opens a link to a run with choices of the visitor's own. @returns milliseconds each. */
async function restored(link: string, depth: number, rounds: number): Promise<readonly number[]> {
  const restoreMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const present = atBeginning();
    const begun = performance.now();
    const followed = await followLink(present, link, { open: openLesson, shelf: null, isFirst: true });
    restoreMs.push(performance.now() - begun);
    if (followed?.session?.course.cursor !== depth || followed.note !== null) throw new Error(`the link did not open: ${JSON.stringify(followed?.note)}`);
  }
  return restoreMs;
}

/** Writes the address of each step that follows. @returns milliseconds each. */
function written(deep: Session, rounds: number): readonly number[] {
  let after = deep;
  return Array.from({ length: rounds }, () => {
    after = stepForward(after, 'each');
    const begun = performance.now();
    addressOf(after, pack, true);
    return performance.now() - begun;
  });
}

async function measureLinks(): Promise<LinkFigures> {
  const [deep, far] = [deepSession(DEPTH), deepSession(FAR_DEPTH)];
  const [link, farLink] = [addressOf(deep, pack, true) ?? '', addressOf(far, pack, true) ?? ''];
  return {
    restoreMs: await restored(link, DEPTH, ROUNDS), writeMs: written(deep, ROUNDS), characters: link.length,
    farRestoreMs: await restored(farLink, FAR_DEPTH, FAR_ROUNDS), farCharacters: farLink.length,
  };
}

console.log(`${MEASURED}${JSON.stringify(await measureLinks())}`);
