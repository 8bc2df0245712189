import { createContext, use, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Say } from '../i18n/text.ts';
import { sayIn } from '../i18n/text.ts';
import type { Player } from '../player/player.ts';
import type { Session } from '../player/session.ts';

const PlayerContext = createContext<Player | null>(null);

export function PlayerProvider({ player, children }: { readonly player: Player; readonly children: ReactNode }) {
  return <PlayerContext value={player}>{children}</PlayerContext>;
}

export function usePlayer(): Player {
  const player = use(PlayerContext);
  if (player === null) throw new Error('there is no player around this component');
  return player;
}

/** Reads from the session; the component draws again when what it read changed. */
export function useSession<Part>(read: (session: Session) => Part): Part {
  return useStore(usePlayer().store, read);
}

/** Says texts in the visitor's language. */
export function useText(): Say {
  const language = useSession((session) => session.language);
  return useMemo(() => sayIn(language), [language]);
}
