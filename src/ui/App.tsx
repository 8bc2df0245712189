import * as Tabs from '@radix-ui/react-tabs';
import { lazy, Suspense, useCallback, useState } from 'react';
import type { MouseEvent } from 'react';
import { shell } from '../i18n/shell.ts';
import type { Player } from '../player/player.ts';
import { groupsIn, worldOf } from '../player/session.ts';
import type { StageTab } from '../player/session.ts';
import { Announcer, Caption } from './Announcer.tsx';
import { PlayerProvider, usePlayer, useSession, useText } from './context.tsx';
import { HelpDialog, LessonsDialog, MessageDialog } from './Dialogs.tsx';
import { InternalTopicsToggle } from './InternalTopicsToggle.tsx';
import type { LessonEntry } from './lessonEntry.ts';
import { LessonPanel } from './LessonPanel.tsx';
import { LinkNotice } from './links/LinkNotice.tsx';
import { DialogPart, Part, Safe } from './Part.tsx';
import { PAGE_PICTURE, PictureContext } from './picture/pictures.ts';
import { PresentSlots } from './present/PresentSlots.tsx';
import { SandboxSlots } from './sandbox/SandboxSlots.tsx';
import { StageMenuSlot } from './sandbox/StageMenuSlot.tsx';
import { SidePanel } from './SidePanel.tsx';
import StageHost from './StageHost.tsx';
import { Splitter } from './Splitter.tsx';
import { TopBar } from './TopBar.tsx';
import { Transport, usePageAttributes } from './Transport.tsx';

const SequenceHost = lazy(() => import('./sequence/SequenceHost.tsx'));
const GroupHost = lazy(() => import('./group/GroupHost.tsx'));
const SaveMenu = lazy(() => import('./picture/SaveMenu.tsx'));
const SandboxPanel = lazy(() => import('./sandbox/SandboxPanel.tsx'));
const BranchesDialog = lazy(() => import('./branches/BranchesDialog.tsx'));
const CompareDialog = lazy(() => import('./compare/CompareDialog.tsx'));
const PresentPanel = lazy(() => import('./present/PresentPanel.tsx'));
const PresentBar = lazy(() => import('./present/PresentBar.tsx'));
const HandOut = lazy(() => import('./handOut/HandOut.tsx'));
const ReportButton = lazy(() => import('./hand/ReportButton.tsx'));

interface Props {
  readonly player: Player;
  readonly lessons: readonly LessonEntry[];
}

export function App({ player, lessons }: Props) {
  return (
    <PlayerProvider player={player}>
      <Screen lessons={lessons} />
    </PlayerProvider>
  );
}

/** The printable page stands in place of the lesson, so that nothing else is printed. */
function Screen({ lessons }: Pick<Props, 'lessons'>) {
  const handOut = useSession((session) => session.present.handOut);
  return handOut ? <Part><HandOut /></Part> : <Page lessons={lessons} />;
}

function Page({ lessons }: Pick<Props, 'lessons'>) {
  const say = useText();
  usePageAttributes();
  const presenting = useSession((session) => session.present.on);
  return (
    <div className="page">
      <a className="skip" href="#stage" onClick={skipToStage}>{say(shell.skip)}</a>
      {!presenting && <TopBar />}
      <LinkNotice />
      <section className="lesson" aria-label={say(shell.lesson)} tabIndex={-1}>{presenting ? <Part><PresentPanel /></Part> : <LeftPanel />}</section>
      <main className="stage" id="stage" aria-label={say(shell.stage)} tabIndex={-1}><StagePane /><StageMenuSlot /><Splitter panel="lesson" /><Splitter panel="side" /></main>
      {!presenting && <aside className="side" aria-label={say(shell.details)}><SidePanel /></aside>}
      <section className="transport" aria-label={say(shell.transport)}>{presenting ? <Part><PresentBar /></Part> : <Transport />}</section>
      <Announcer />
      <MessageDialog />
      <HelpDialog />
      <BranchesSlot />
      <CompareSlot />
      <LessonsDialog lessons={lessons} />
      <SandboxSlots lessons={lessons} />
      <PresentSlots />
    </div>
  );
}

/** The address names a moment of the run: it must not become `#stage`. */
function skipToStage(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById('stage')?.focus();
}

/** A sandbox has no narrative: what can be done stands in its place. */
function LeftPanel() {
  const kind = useSession((session) => session.kind);
  return kind === 'sandbox' ? <Part><SandboxPanel /></Part> : <LessonPanel />;
}

/** The list of branches is fetched when it is first asked for. */
function BranchesSlot() {
  const player = usePlayer();
  const open = useSession((session) => session.hand.branchesOpen);
  const [asked, setAsked] = useState(false);
  if (open && !asked) setAsked(true);
  const close = useCallback(() => player.showBranches(false), [player]);
  return asked ? <DialogPart open={open} onClose={close}><BranchesDialog /></DialogPart> : null;
}

function CompareSlot() {
  const player = usePlayer();
  const open = useSession((session) => session.hand.compareOpen);
  const [asked, setAsked] = useState(false);
  if (open && !asked) setAsked(true);
  const close = useCallback(() => player.showCompare(false), [player]);
  return asked ? <DialogPart open={open} onClose={close}><CompareDialog /></DialogPart> : null;
}

const STAGES = { cluster: StageHost, sequence: SequenceHost, group: GroupHost } as const;

function StagePane() {
  const say = useText();
  const player = usePlayer();
  const hasGroups = useSession((session) => groupsIn(worldOf(session)).length > 0);
  const wanted = useSession((session) => session.stageTab);
  // A visitor who looked at groups last finds the cluster where there are none.
  const tab = wanted === 'group' && !hasGroups ? 'cluster' : wanted;
  const error = useSession((session) => session.came.error);
  const Stage = STAGES[tab];
  return (
    <PictureContext value={PAGE_PICTURE}>
      <Tabs.Root className="tabs" value={tab} onValueChange={(chosen) => player.showStage(chosen as StageTab)}>
        <Tabs.List className="tab-list" aria-label={say(shell.stage)}>
          <Tabs.Trigger className="tab" value="cluster">{say(shell.cluster)}</Tabs.Trigger>
          <Tabs.Trigger className="tab" value="sequence">{say(shell.sequence)}</Tabs.Trigger>
          {hasGroups && <Tabs.Trigger className="tab" value="group">{say(shell.group)}</Tabs.Trigger>}
        </Tabs.List>
        <Tabs.Content className="tab-content stage-content" value={tab} tabIndex={-1}>
          {error !== null && <div className="broke" role="alert"><p>{say(shell.broke)}</p><code lang="en">{error}</code> <Part><ReportButton /></Part></div>}
          <Safe key={tab} said={say(shell.broke)}>
            <Suspense fallback={<div className="stage-host" aria-busy="true" />}><Stage /></Suspense>
          </Safe>
          <Caption />
        </Tabs.Content>
        {/* Shown over the picture, reached after it. */}
        {tab === 'cluster' && <InternalTopicsToggle />}
        <Part><SaveMenu /></Part>
      </Tabs.Root>
    </PictureContext>
  );
}
