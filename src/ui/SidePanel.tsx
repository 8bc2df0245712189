import * as Tabs from '@radix-ui/react-tabs';
import { lazy } from 'react';
import type { ComponentType } from 'react';
import { shell } from '../i18n/shell.ts';
import type { SideTab } from '../player/session.ts';
import { worldOf } from '../player/session.ts';
import { usePlayer, useSession, useText } from './context.tsx';
import { InspectTab } from './InspectTab.tsx';
import { Part } from './Part.tsx';
import { PromisesTab } from './PromisesTab.tsx';
import { TabStrip } from './TabStrip.tsx';

const TABS: readonly SideTab[] = ['inspect', 'events', 'promises', 'hand', 'why', 'clients', 'config', 'tools'];
const WITH_ZOOKEEPER: readonly SideTab[] = [...TABS, 'zookeeper'];
const PANELS: Readonly<Record<SideTab, ComponentType>> = {
  inspect: InspectTab,
  events: lazy(() => import('./events/EventsTab.tsx')),
  promises: PromisesTab,
  hand: lazy(() => import('./hand/HandTab.tsx')),
  why: lazy(() => import('./why/WhyTab.tsx')),
  clients: lazy(() => import('./clients/ClientsTab.tsx')),
  config: lazy(() => import('./config/ConfigTab.tsx')),
  tools: lazy(() => import('./tools/ToolsTab.tsx')),
  zookeeper: lazy(() => import('./zookeeper/ZooKeeperTab.tsx')),
};

export function SidePanel() {
  const player = usePlayer();
  const asked = useSession((session) => session.sideTab);
  const hasZooKeeper = useSession((session) => worldOf(session).actors.has('zookeeper'));
  const say = useText();
  const tabs = hasZooKeeper ? WITH_ZOOKEEPER : TABS;
  const tab = tabs.includes(asked) ? asked : 'inspect';
  return (
    <Tabs.Root className="tabs" value={tab} onValueChange={(value) => player.showTab(value as SideTab)}>
      <TabStrip key={tabs.length} label={say(shell.details)} tabs={tabs} shown={tab} nameOf={(one) => say(shell[one])} onChoose={(one) => player.showTab(one)} />
      {tabs.map((one) => {
        const Panel = PANELS[one];
        return <Tabs.Content key={one} value={one} className="tab-content" tabIndex={-1}><Part><Panel /></Part></Tabs.Content>;
      })}
    </Tabs.Root>
  );
}
