import * as Tabs from '@radix-ui/react-tabs';
import { lazy, Suspense } from 'react';
import type { ComponentType } from 'react';
import { shell } from '../i18n/shell.ts';
import type { SideTab } from '../player/session.ts';
import { usePlayer, useSession, useText } from './context.tsx';
import { InspectTab } from './InspectTab.tsx';
import { PromisesTab } from './PromisesTab.tsx';

const TABS: readonly SideTab[] = ['inspect', 'events', 'promises', 'hand', 'why'];
const PANELS: Readonly<Record<SideTab, ComponentType>> = { inspect: InspectTab, events: lazy(() => import('./EventsTab.tsx')), promises: PromisesTab, hand: lazy(() => import('./hand/HandTab.tsx')), why: lazy(() => import('./why/WhyTab.tsx')) };

export function SidePanel() {
  const player = usePlayer();
  const tab = useSession((session) => session.sideTab);
  const say = useText();
  return (
    <Tabs.Root className="tabs" value={tab} onValueChange={(value) => player.showTab(value as SideTab)}>
      <Tabs.List className="tab-list" aria-label={say(shell.details)}>
        {TABS.map((one) => <Tabs.Trigger key={one} value={one} className="tab">{say(shell[one])}</Tabs.Trigger>)}
      </Tabs.List>
      {TABS.map((one) => {
        const Panel = PANELS[one];
        return <Tabs.Content key={one} value={one} className="tab-content" tabIndex={-1}><Suspense><Panel /></Suspense></Tabs.Content>;
      })}
    </Tabs.Root>
  );
}
