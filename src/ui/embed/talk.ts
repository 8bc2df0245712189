import { languageOf } from '../../i18n/language.ts';
import { sayIn } from '../../i18n/text.ts';
import type { EmbedMessage, MessageId } from '../../player/embedMessages.ts';
import { EMBED_VERSION, readMessage } from '../../player/embedMessages.ts';
import { goToStop } from '../../player/embedMoves.ts';
import { tryToFollow, withFollowed } from '../../player/linkEnter.ts';
import type { LinkSurroundings } from '../../player/linkFollow.ts';
import type { Player } from '../../player/player.ts';
import type { Session } from '../../player/session.ts';
import { isOver } from '../../player/session.ts';
import { stopsOf } from '../../player/ticks.ts';
import { troubleIn } from '../links/linkWords.ts';
import { endingLinesIn, movedIn, toldOf } from './report.ts';

/** The part of the window that is needed to talk. */
export interface Around {
  readonly parent: { postMessage(message: unknown, targetOrigin: string): void };
  addEventListener(type: 'message', listener: (event: Pick<MessageEvent, 'source' | 'data'>) => void): void;
  removeEventListener(type: 'message', listener: (event: Pick<MessageEvent, 'source' | 'data'>) => void): void;
}

type Links = Omit<LinkSurroundings, 'isFirst'>;
/** What is wrong with a request that could be read; null: it was carried out. */
type Answer = string | null;

/**
 * Reports to the page around each move and the end, and does what it asks. Messages of any other window are not heard.
 * What is reported is no secret (nothing of the visitor's is shown here), so it goes to a page of any origin.
 *
 * @returns how to stop.
 */
export function talk(player: Player, around: Around, links: Links): () => void {
  const { store } = player;
  const send = (report: object): void => around.parent.postMessage({ highwater: EMBED_VERSION, ...report }, '*');
  const answer = (id: MessageId, problem: Answer): void => {
    if (problem !== null) send({ type: 'error', id, problem });
    else if (id !== null) send({ type: 'done', id });
  };
  let opened = 0;
  const hear = ({ source, data }: Pick<MessageEvent, 'source' | 'data'>): void => {
    if (source !== around.parent) return;
    const read = readMessage(data);
    if (!read.ok) return answer(read.id, read.problem);
    if (read.message.type === 'state') send({ type: 'state', ...toldOf(store.getState()), ...movedIn(store.getState()) });
    if (read.message.type !== 'open') return answer(read.id, carryOut(player, read.message));
    opened += 1;
    const mine = opened;
    void open(player, read.message.address, links, () => mine === opened).then((problem) => answer(read.id, problem));
    return undefined;
  };
  const tell = (now: Session, before: Session): void => {
    if (now.course === before.course) return;
    send({ type: 'moved', ...movedIn(now) });
    if (isOver(now) && (!isOver(before) || now.guide !== before.guide)) send({ type: 'ended', endings: endingLinesIn(now) });
  };
  around.addEventListener('message', hear);
  const quiet = store.subscribe(tell);
  send({ type: 'ready', ...toldOf(store.getState()), ...movedIn(store.getState()) });
  return () => {
    around.removeEventListener('message', hear);
    quiet();
  };
}

function carryOut(player: Player, message: Exclude<EmbedMessage, { readonly type: 'open' }>): Answer {
  const session = player.store.getState();
  switch (message.type) {
    case 'next': player.step('message'); break;
    case 'back': player.back('message'); break;
    case 'scene': if (message.to === 'back') player.back('scene'); else player.step('scene'); break;
    case 'goto': return goTo(player, message.step);
    case 'play': if (message.speed !== undefined) player.setSpeed(message.speed); if (session.playing === 'stopped') player.togglePlay(); break;
    case 'pause': player.pause(); break;
    case 'stage': player.showStage(message.stage); break;
    case 'language': player.setLanguage(languageOf(message.language) ?? session.language); break;
    case 'theme': if (session.theme !== message.theme) player.toggleTheme(); break;
    case 'state': break;
    default: return message satisfies never;
  }
  return null;
}

function goTo(player: Player, step: number): Answer {
  player.pause();
  const there = goToStop(player.store.getState(), step);
  if (there === null) return `step: there is no step ${step}; ${stopsOf(player.store.getState().course, false).length - 1} are known so far`;
  player.store.setState(there);
  return null;
}

/** Opens an address as a link does; what of it did not apply is what is wrong. The last that was asked for is shown, however long the ones before take. */
async function open(player: Player, address: string, links: Links, isLast: () => boolean): Promise<Answer> {
  player.pause();
  const { store } = player;
  const followed = await tryToFollow(store.getState(), address, { ...links, isFirst: false });
  if (!isLast()) return 'address: another was asked for since';
  if (followed === null) return 'address: it asks for nothing';
  store.setState(withFollowed(store.getState(), { ...followed, note: null }, address));
  const say = sayIn(store.getState().language);
  const troubles = (followed.note?.troubles ?? []).map((trouble) => troubleIn(trouble, say)).map(({ text, details }) => [text, ...details].join(' '));
  return troubles.length === 0 ? null : troubles.join(' ');
}
