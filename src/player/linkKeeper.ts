import type { Pack } from './linkAddress.ts';
import { addressOf, beginsBranch, isElsewhere } from './linkAddress.ts';
import { isHomeEntry } from './homeEntry.ts';
import { tryToFollow, withFollowed } from './linkEnter.ts';
import type { LinkSurroundings } from './linkFollow.ts';
import { noteLastMoment } from './lastMoment.ts';
import { LinkHistory } from './linkHistory.ts';
import { readLink } from './permalink.ts';
import type { Player } from './player.ts';
import type { Session } from './session.ts';
import { whenIdle } from './whenIdle.ts';

/** After the last change; stepping through a run must not wait for its address. */
const WRITE_AFTER_MS = 250;

/** Keeps the address at the present moment, and follows it when the visitor goes back, forward or changes it. */
export class LinkKeeper {
  private readonly player: Player;
  private readonly window: Window;
  private readonly around: LinkSurroundings;
  private readonly history = new LinkHistory();
  /** Tells this page's entries from those of an earlier visit. */
  private readonly life: string;
  private pack: Pack | null = null;
  private timer: number | undefined;
  private isFollowing = false;
  /** Addresses followed so far: only the last one asked for is shown. */
  private asked = 0;
  /** The session whose exact address stands in the bar. */
  private written: Session | null = null;

  constructor(player: Player, window: Window, around: Omit<LinkSurroundings, 'isFirst'>) {
    this.player = player;
    this.window = window;
    this.around = { ...around, isFirst: false };
    this.life = `${window.performance.timeOrigin}`;
    const { store } = player;
    store.subscribe((now, before) => this.changed(now, before));
    window.addEventListener('popstate', ({ state }: PopStateEvent) => this.cameTo(state));
    window.addEventListener('pagehide', () => {
      const before = window.location.hash;
      if (this.timer !== undefined) this.write();
      noteLastMoment(window, before);
    });
    // A phone may end a page that it only hid, without another word.
    window.document.addEventListener('visibilitychange', () => {
      if (this.timer !== undefined) this.write();
    });
    this.history.note(store.getState());
    const address = this.address(store.getState(), false);
    // A run of one's own may be left before its address is due.
    if (address === null) void this.loadPack();
    this.replace(address ?? window.location.hash);
    this.writeSoon();
  }

  /** The whole address of the present moment. */
  async exactLink(): Promise<string> {
    if (this.pack === null) await this.loadPack();
    this.write();
    return this.window.location.href;
  }

  private changed(now: Session, before: Session): void {
    if (!isElsewhere(now, before)) return;
    const isOther = now.guide !== before.guide;
    if (!this.isFollowing && (isOther || beginsBranch(now, before))) return this.beginEntry(now, before);
    this.history.note(now);
    if (!this.isFollowing) this.writeSoon();
  }

  /** The entry that is left keeps its own last moment. */
  private beginEntry(now: Session, before: Session): void {
    const left = this.written?.course === before.course ? null : this.address(before, false);
    if (left !== null) this.replace(left);
    this.history.begin(now);
    this.window.history.pushState(this.state(), '', this.address(now, false) ?? this.window.location.hash);
    this.writeSoon();
    // What was said of a link was said of the run that is left.
    if (now.guide !== before.guide && now.link.note !== null) this.player.dismissLinkNote();
  }

  private cameTo(state: unknown): void {
    if (isHomeEntry(state) || readLink(this.window.location.hash).edit !== undefined) {
      this.stopWaiting();
      this.window.location.reload();
      return;
    }
    const entry = entryOf(state, this.life);
    this.stopWaiting();
    this.asked += 1;
    if (entry === null || !this.history.has(entry)) {
      void this.follow(this.window.location.hash, this.asked);
      return;
    }
    this.player.pause();
    this.show(this.history.goTo(entry, this.player.store.getState()));
    this.written = null;
    this.writeSoon();
  }

  private async follow(hash: string, asked: number): Promise<void> {
    const { store } = this.player;
    const followed = await tryToFollow(store.getState(), hash, this.around);
    if (asked !== this.asked) return;
    if (followed !== null) {
      if (followed.session !== null) this.player.pause();
      this.show(withFollowed(store.getState(), followed, hash));
    }
    this.history.begin(store.getState());
    this.replace(this.window.location.hash);
    this.write();
  }

  /** Shows a run that the browser's history or an address asks for: that is no new entry. */
  private show(session: Session): void {
    this.isFollowing = true;
    this.player.store.setState(session);
    this.isFollowing = false;
  }

  private write(): void {
    this.stopWaiting();
    const session = this.player.store.getState();
    const hash = this.address(session, true);
    if (hash === null) {
      void this.loadPack().then((isThere) => (isThere ? this.write() : undefined));
      return;
    }
    if (hash !== this.window.location.hash) this.replace(hash);
    this.written = session;
  }

  private writeSoon(): void {
    this.window.clearTimeout(this.timer);
    this.timer = this.window.setTimeout(() => whenIdle(this.window, () => {
      if (this.timer !== undefined) this.write();
    }), WRITE_AFTER_MS);
  }

  private stopWaiting(): void {
    this.window.clearTimeout(this.timer);
    this.timer = undefined;
  }

  private address(session: Session, withCheck: boolean): string | null {
    try {
      return addressOf(session, this.pack, withCheck);
    } catch {
      // A moment that cannot be named leaves the address at the last that could.
      return this.window.location.hash;
    }
  }

  private replace(hash: string): void {
    this.window.history.replaceState(this.state(), '', hash);
  }

  private state(): unknown {
    return { highwater: this.life, entry: this.history.entry };
  }

  /** @returns whether it is there; a page that lost its server goes on without exact addresses. */
  private async loadPack(): Promise<boolean> {
    try {
      this.pack = (await import('./permalinkPack.ts')).pack;
    } catch {
      return false;
    }
    return true;
  }
}

function entryOf(state: unknown, life: string): number | null {
  const { highwater, entry } = { highwater: null, entry: null, ...(typeof state === 'object' ? state : {}) };
  return highwater === life && typeof entry === 'number' ? entry : null;
}
