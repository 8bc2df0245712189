import { StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import type { ActionId } from '../../player/actions.ts';
import { ACTIONS } from '../../player/actions.ts';
import type { EmbedAsked } from '../../player/embedAsked.ts';
import { listenForKeys } from '../../player/keys.ts';
import type { LinkSurroundings } from '../../player/linkFollow.ts';
import type { Player } from '../../player/player.ts';
import { EmbedApp } from './EmbedApp.tsx';

/** What keys can do where there are no panels and no dialogs. */
const KEYS: readonly ActionId[] = ['play', 'step', 'back', 'nextScene', 'previousScene', 'toStart', 'toEnd', 'slower', 'faster', 'showCluster', 'showSequence', 'showGroup'];

/** Shows the picture and its playback in the place of the page. Nothing is kept, and the address stays as it is. */
export function showEmbedded(root: Root, player: Player, asked: EmbedAsked, links: Omit<LinkSurroundings, 'isFirst'>): void {
  if (asked.stage !== null) player.showStage(asked.stage);
  listenForKeys(window, player, ACTIONS.filter(({ id }) => KEYS.includes(id)));
  root.render(<StrictMode><EmbedApp player={player} asked={asked} links={links} /></StrictMode>);
}
