import { assignorLabTexts } from '../i18n/assignorLab.ts';
import { glossaryWords } from '../i18n/glossary/words.ts';
import { handActions } from '../i18n/handActions.ts';
import { homeTexts } from '../i18n/home.ts';
import { sandboxActions } from '../i18n/sandboxActions.ts';
import { lossTexts } from '../i18n/losses.ts';
import { linkActions } from '../i18n/linkActions.ts';
import { shell } from '../i18n/shell.ts';
import { presentActions } from '../i18n/present.ts';
import type { Text } from '../i18n/text.ts';
import { transport } from '../i18n/transport.ts';
import { worldWords } from '../i18n/worldText.ts';
import { placeAt } from './course.ts';
import { canUndo, undoneAhead } from './handMoves.ts';
import type { Player } from './player.ts';
import type { Session } from './session.ts';
import { groupsIn, isOver, SPEEDS, waitsForAnswer, worldOf } from './session.ts';

export type ActionId =
  | 'play' | 'step' | 'back' | 'nextScene' | 'previousScene' | 'toStart' | 'toEnd' | 'slower' | 'faster'
  | 'undo' | 'redo' | 'hand' | 'why' | 'branches' | 'compare'
  | 'showCluster' | 'showSequence' | 'showGroup' | 'stepMode' | 'routine' | 'internalTopics' | 'leaveBranch' | 'theme' | 'language' | 'fullScreen' | 'lessons' | 'copyLink' | 'share' | 'help'
  | 'sandbox' | 'sandboxSetUp' | 'sandboxReset' | 'palette' | 'worldText' | 'losses' | 'glossary' | 'assignors' | 'home'
  | 'present' | 'blank' | 'notes' | 'handOut' | 'answerFirst' | 'tour';

/** Something a visitor can do. Buttons, keyboard and help all read this one table. */
export interface Action {
  readonly id: ActionId;
  readonly label: Text;
  /** In tinykeys' notation; the first is the one shown on the button. */
  readonly keys: readonly string[];
  /** While presenting, before every other action's: what remote controls send. */
  readonly presentingKeys?: readonly string[];
  enabled(session: Session): boolean;
  run(player: Player): void;
}

const always = (): boolean => true;
const atStart = (session: Session): boolean => session.course.cursor === 0;
const mayGoOn = (session: Session): boolean => (!isOver(session) || session.course.cursor !== session.course.tip) && !waitsForAnswer(session);
const isLesson = (session: Session): boolean => session.kind === 'lesson';

export const ACTIONS: readonly Action[] = [
  { id: 'play', label: transport.play, keys: ['Space', 'k'], enabled: (session) => session.playing !== 'stopped' || mayGoOn(session), run: (player) => player.togglePlay() },
  { id: 'step', label: transport.step, keys: ['ArrowRight', '.'], presentingKeys: ['ArrowRight', 'PageDown'], enabled: mayGoOn, run: (player) => player.step() },
  { id: 'back', label: transport.back, keys: ['ArrowLeft', ','], presentingKeys: ['ArrowLeft', 'PageUp'], enabled: (session) => !atStart(session), run: (player) => player.back() },
  { id: 'nextScene', label: transport.nextScene, keys: ['Shift+ArrowRight', 'PageDown'], enabled: mayGoOn, run: (player) => player.step('scene') },
  { id: 'previousScene', label: transport.previousScene, keys: ['Shift+ArrowLeft', 'PageUp'], enabled: (session) => !atStart(session), run: (player) => player.back('scene') },
  { id: 'toStart', label: transport.toStart, keys: ['Home'], enabled: (session) => !atStart(session), run: (player) => player.toStart() },
  { id: 'toEnd', label: transport.toEnd, keys: ['End'], enabled: mayGoOn, run: (player) => player.toEnd() },
  { id: 'slower', label: transport.slower, keys: ['Shift+<', '<'], enabled: (session) => session.speed > SPEEDS[0], run: (player) => player.changeSpeed(-1) },
  { id: 'faster', label: transport.faster, keys: ['Shift+>', '>'], enabled: (session) => session.speed < (SPEEDS.at(-1) ?? 1), run: (player) => player.changeSpeed(1) },
  { id: 'undo', label: handActions.undo, keys: ['$mod+z'], enabled: canUndo, run: (player) => player.undo() },
  { id: 'redo', label: handActions.redo, keys: ['$mod+Shift+z', 'Control+y'], enabled: (session) => undoneAhead(session) !== null, run: (player) => player.redo() },
  { id: 'hand', label: handActions.hand, keys: ['h'], enabled: always, run: (player) => player.showTab('hand') },
  { id: 'why', label: handActions.why, keys: ['w'], enabled: always, run: (player) => player.askWhy() },
  { id: 'branches', label: handActions.branches, keys: ['g'], enabled: always, run: (player) => player.showBranches(true) },
  { id: 'compare', label: handActions.compare, keys: ['x'], enabled: always, run: (player) => player.showCompare(true) },
  { id: 'showCluster', label: shell.showCluster, keys: ['1'], enabled: always, run: (player) => player.showStage('cluster') },
  { id: 'showSequence', label: shell.showSequence, keys: ['2'], enabled: always, run: (player) => player.showStage('sequence') },
  { id: 'showGroup', label: shell.showGroup, keys: ['3'], enabled: (session) => groupsIn(worldOf(session)).length > 0, run: (player) => player.showStage('group') },
  { id: 'stepMode', label: transport.switchStepMode, keys: ['m'], enabled: always, run: (player) => player.toggleStepMode() },
  { id: 'routine', label: transport.showRoutine, keys: ['r'], enabled: always, run: (player) => player.toggleRoutine() },
  { id: 'internalTopics', label: shell.showInternalTopics, keys: ['i'], enabled: always, run: (player) => player.toggleInternalTopics() },
  { id: 'leaveBranch', label: transport.leaveBranch, keys: ['b'], enabled: (session) => placeAt(session.guide, session.course).branch !== null, run: (player) => player.leaveBranch() },
  { id: 'theme', label: transport.toggleTheme, keys: ['d'], enabled: always, run: (player) => player.toggleTheme() },
  { id: 'language', label: transport.toggleLanguage, keys: ['l'], enabled: always, run: (player) => player.toggleLanguage() },
  { id: 'fullScreen', label: transport.fullScreen, keys: ['f'], enabled: always, run: (player) => player.toggleFullScreen() },
  { id: 'lessons', label: shell.chooseLesson, keys: ['o'], enabled: always, run: (player) => player.showLessons(true) },
  { id: 'sandbox', label: sandboxActions.open, keys: ['s'], enabled: always, run: (player) => void player.resumeSandbox() },
  { id: 'sandboxSetUp', label: sandboxActions.setUp, keys: ['n'], enabled: always, run: (player) => player.showSandboxDialog('set-up') },
  { id: 'sandboxReset', label: sandboxActions.reset, keys: ['Shift+r'], enabled: (session) => session.kind === 'sandbox', run: (player) => player.showSandboxDialog('reset') },
  { id: 'palette', label: sandboxActions.palette, keys: ['$mod+k'], enabled: always, run: (player) => player.showSandboxDialog('palette') },
  { id: 'worldText', label: worldWords.open, keys: ['t'], enabled: always, run: (player) => player.showSandboxDialog('world-text') },
  { id: 'losses', label: lossTexts.open, keys: ['Shift+l'], enabled: always, run: (player) => player.showSandboxDialog('losses') },
  { id: 'glossary', label: glossaryWords.open, keys: ['v'], enabled: always, run: (player) => player.showGlossary() },
  { id: 'assignors', label: assignorLabTexts.open, keys: ['a'], enabled: always, run: (player) => player.showAssignors() },
  { id: 'home', label: homeTexts.home, keys: ['Shift+h'], enabled: always, run: (player) => player.goHome() },
  { id: 'copyLink', label: linkActions.copyLink, keys: ['c'], enabled: always, run: (player) => player.copyLink() },
  { id: 'share', label: linkActions.share, keys: ['Shift+c'], enabled: always, run: (player) => { player.pause(); player.showSandboxDialog('share'); } },
  { id: 'present', label: presentActions.present, keys: ['p'], presentingKeys: ['p', 'Escape'], enabled: always, run: (player) => player.togglePresent() },
  { id: 'blank', label: presentActions.blank, keys: ['Shift+b'], presentingKeys: ['b', '.'], enabled: (session) => session.present.on, run: (player) => player.showBlank(true) },
  { id: 'notes', label: presentActions.notes, keys: ['Shift+p'], enabled: isLesson, run: (player) => player.toggleNotes() },
  { id: 'handOut', label: presentActions.handOut, keys: ['Shift+o'], enabled: isLesson, run: (player) => player.showHandOut(true) },
  { id: 'answerFirst', label: presentActions.answerFirst, keys: ['Shift+a'], enabled: isLesson, run: (player) => player.setAnswerFirst(!player.store.getState().answerFirst) },
  { id: 'tour', label: presentActions.tour, keys: ['Shift+t'], enabled: isLesson, run: (player) => player.showTour(0) },
  { id: 'help', label: shell.help, keys: ['Shift+?', '?'], enabled: always, run: (player) => player.showHelp(true) },
];

const byId = new Map(ACTIONS.map((action) => [action.id, action]));

export function actionOf(id: ActionId): Action {
  const action = byId.get(id);
  if (action === undefined) throw new RangeError(`no action ${id}`);
  return action;
}

/** A key that types a character; such keys can be switched off (WCAG 2.1.4). */
export function isSingleCharacter(key: string): boolean {
  const last = key.split('+').at(-1) ?? '';
  return last.length === 1 && !/(Control|Meta|Alt|\$mod)\+/.test(key);
}

const SHOWN: Readonly<Record<string, string>> = { ArrowRight: '→', ArrowLeft: '←', Space: 'Space', 'Shift+ArrowRight': 'Shift →', 'Shift+ArrowLeft': 'Shift ←' };

/** A key as help and tooltips write it. */
export function keyName(key: string): string {
  if (/^(\$mod|Control)\+/.test(key)) return key.split('+').map((part) => (part === '$mod' || part === 'Control' ? 'Ctrl' : part.length === 1 ? part.toUpperCase() : part)).join(' ');
  const shown = SHOWN[key] ?? key.replace(/^Shift\+(?=[<>?]$)/, '').replace(/^Shift\+([a-z])$/, (_, letter: string) => `Shift ${letter.toUpperCase()}`);
  return shown.length === 1 ? shown.toUpperCase() : shown;
}
