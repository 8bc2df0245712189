import type { StoreApi } from 'zustand/vanilla';
import type { Language } from '../i18n/language.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { Address, Envelope } from '../world/types.ts';
import type { NodeId } from './contracts.ts';
import type { Course, Stride } from './course.ts';
import type { HandPlayer } from './handPlayer.ts';
import type { LinkPlayer } from './linkPlayer.ts';
import type { PresentPlayer } from './presentPlayer.ts';
import type { SandboxPlayer } from './sandboxPlayer.ts';
import type { Session, SideTab, Speed, StageTab } from './session.ts';

/** What the page can ask of a session. */
export interface Player extends HandPlayer, SandboxPlayer, LinkPlayer, PresentPlayer {
  readonly store: StoreApi<Session>;
  togglePlay(): void;
  pause(): void;
  /** One press: by the chosen mode, or by this stride. */
  step(stride?: Stride): void;
  back(stride?: Stride): void;
  toStart(): void;
  toEnd(): void;
  jumpTo(id: NodeId): void;
  whatIf(id: string): void;
  leaveBranch(): void;
  /** `undefined`: skipped. */
  predict(key: string, value?: unknown): void;
  openLesson(id: string, era?: EraId): void;
  setStepMode(mode: Session['stepMode']): void;
  toggleStepMode(): void;
  toggleRoutine(): void;
  toggleInternalTopics(): void;
  setSpeed(speed: Speed): void;
  changeSpeed(by: 1 | -1): void;
  setLanguage(language: Language): void;
  toggleLanguage(): void;
  toggleTheme(): void;
  setSingleLetterKeys(on: boolean): void;
  select(address: Address | null): void;
  openMessage(envelope: Envelope | null): void;
  /** Marks a message on every picture; null when nothing is pointed at any more. */
  point(envelopeId: number | null): void;
  showStage(tab: StageTab): void;
  showTab(tab: SideTab): void;
  showHelp(open: boolean): void;
  showLessons(open: boolean): void;
  toggleFullScreen(): void;
  /** Leaves for the first page. */
  goHome(): void;
  /** Works out what the next step will be, so that the page can name it. */
  lookAhead(from?: Course): void;
  /** Stops playback for good. */
  dispose(): void;
}
