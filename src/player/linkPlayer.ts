import type { StoreApi } from 'zustand/vanilla';
import type { Shelf } from './preferences.ts';
import type { Session } from './session.ts';

/** What the page can ask of a session about links. */
export interface LinkPlayer {
  /** Puts the address of this moment into the clipboard; where that is refused, it is shown to be copied by hand. */
  copyLink(): void;
  /** The address of this moment; empty where the page has none. */
  exactLink(): Promise<string>;
  /** Opens what the words behind a `#` ask for, as a link does: what does not apply is told. */
  followLink(hash: string): void;
  dismissLinkNote(): void;
  dismissCopy(): void;
  /** Shows the sandbox that was put aside for the one of a link; the present one takes its place there. */
  openAside(): void;
}

/** @returns the address, and whether it could be copied. */
export type LinkCopier = () => Promise<{ readonly link: string; readonly isCopied: boolean }>;

export interface AddressBar {
  exact(): Promise<string>;
  follow(hash: string): void;
}

interface Parts {
  readonly store: StoreApi<Session>;
  readonly byHand: (change: (session: Session) => Session) => void;
  readonly shelf: Shelf | null;
  readonly copy: LinkCopier | undefined;
  readonly address: AddressBar | undefined;
}

export function linkPlayer({ store, byHand, shelf, copy, address }: Parts): LinkPlayer {
  const set = (part: Partial<Session['link']>): void => store.setState(({ link }) => ({ link: { ...link, ...part } }));
  const copyNow = async (): Promise<void> => {
    if (copy === undefined) return;
    const { link, isCopied } = await copy();
    set({ copy: { is: isCopied ? 'copied' : 'refused', link, count: (store.getState().link.copy?.count ?? 0) + 1 } });
  };
  const swapAside = async (): Promise<void> => {
    const { openAside } = await import('./linkSandbox.ts');
    byHand((session) => ({ ...openAside(session, shelf), link: { ...session.link, note: null } }));
  };
  return {
    copyLink: () => void copyNow(),
    exactLink: () => address?.exact() ?? Promise.resolve(''),
    followLink: (hash) => address?.follow(hash),
    dismissLinkNote: () => set({ note: null }),
    dismissCopy: () => set({ copy: null }),
    openAside: () => void swapAside(),
  };
}
