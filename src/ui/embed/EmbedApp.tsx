import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { SyntheticEvent } from 'react';
import { embedTexts } from '../../i18n/embed.ts';
import { lessonPhrases } from '../../i18n/lesson.ts';
import { plain } from '../../i18n/spans.ts';
import { shell } from '../../i18n/shell.ts';
import { transport } from '../../i18n/transport.ts';
import { placeAt } from '../../player/course.ts';
import type { EmbedAsked } from '../../player/embedAsked.ts';
import { addressOf } from '../../player/linkAddress.ts';
import type { LinkSurroundings } from '../../player/linkFollow.ts';
import { pack } from '../../player/permalinkPack.ts';
import type { Player } from '../../player/player.ts';
import { groupsIn, scenesOf, sceneAt, worldOf } from '../../player/session.ts';
import { ActionButton } from '../ActionButton.tsx';
import { Announcer } from '../Announcer.tsx';
import { PlayerProvider, usePlayer, useSession, useText } from '../context.tsx';
import { MessageDialog } from '../Dialogs.tsx';
import { Icon, Mark } from '../icons.tsx';
import { LinkNotice } from '../links/LinkNotice.tsx';
import { Safe } from '../Part.tsx';
import { Scrubber } from '../Scrubber.tsx';
import StageHost from '../StageHost.tsx';
import { useNotice, usePageAttributes } from '../Transport.tsx';
import { sentenceIn } from './report.ts';
import { talk } from './talk.ts';
import { useFit } from './useFit.ts';
import './embed.css';

const SequenceHost = lazy(() => import('../sequence/SequenceHost.tsx'));
const GroupHost = lazy(() => import('../group/GroupHost.tsx'));
const STAGES = { cluster: StageHost, sequence: SequenceHost, group: GroupHost } as const;

interface Props {
  readonly player: Player;
  readonly asked: EmbedAsked;
  readonly links: Omit<LinkSurroundings, 'isFirst'>;
}

/** The picture and its playback, inside another page: as large as the frame it is given. */
export function EmbedApp({ player, asked, links }: Props) {
  useEffect(() => (window.parent === window ? undefined : talk(player, window, links)), [player, links]);
  return <PlayerProvider player={player}><Embedded words={asked.words} /></PlayerProvider>;
}

function Embedded({ words }: Pick<EmbedAsked, 'words'>) {
  const say = useText();
  usePageAttributes();
  return (
    <div className="embed">
      <LinkNotice />
      <main className="embed-stage" aria-label={say(shell.stage)}><StageShown /></main>
      {words && <Words />}
      <section className="embed-transport" aria-label={say(shell.transport)}><Playback /></section>
      <Announcer />
      <MessageDialog />
    </div>
  );
}

function StageShown() {
  const say = useText();
  const wanted = useSession((session) => session.stageTab);
  const hasGroups = useSession((session) => groupsIn(worldOf(session)).length > 0);
  const error = useSession((session) => session.came.error);
  const tab = wanted === 'group' && !hasGroups ? 'cluster' : wanted;
  const Stage = STAGES[tab];
  const box = useFit();
  return (
    <div ref={box} className="embed-box"><div className="embed-fit">
      {error !== null && <div className="broke" role="alert"><p>{say(shell.broke)}</p><code lang="en">{error}</code></div>}
      <Safe key={tab} said={say(shell.broke)}>
        <Suspense fallback={<div className="stage-host" aria-busy="true" />}><Stage /></Suspense>
      </Safe>
    </div></div>
  );
}

/** The scene and the step in words; read aloud they are by the announcer. */
function Words() {
  const say = useText();
  const course = useSession((session) => session.course);
  const guide = useSession((session) => session.guide);
  const lesson = useSession((session) => session.lesson);
  const sentence = useSession(sentenceIn);
  const notice = useNotice();
  const place = placeAt(guide, course);
  const scenes = scenesOf(lesson, place.branch).length;
  const scene = sceneAt(lesson, place);
  return (
    <div className="embed-words">
      {scene !== null && <p className="embed-scene" title={say(lessonPhrases.sceneOf, place.scene + 1, scenes)}><strong>{plain(say(scene.title))}</strong></p>}
      <p aria-hidden="true">{notice ?? sentence}</p>
    </div>
  );
}

function Playback() {
  const playing = useSession((session) => session.playing !== 'stopped');
  return (
    <>
      <div className="buttons">
        <ActionButton id="toStart" className="round embed-spare"><Icon name="toStart" /></ActionButton>
        <ActionButton id="back" className="round"><Icon name="back" /></ActionButton>
        <ActionButton id="play" className="round" label={playing ? transport.pause : transport.play}><Icon name={playing ? 'pause' : 'play'} /></ActionButton>
        <ActionButton id="step" className="round main"><Icon name="step" /></ActionButton>
        <ActionButton id="toEnd" className="round embed-spare"><Icon name="toEnd" /></ActionButton>
      </div>
      <Scrubber />
      <WholePage />
    </>
  );
}

/** The same moment in a page of its own. */
function WholePage() {
  const player = usePlayer();
  const say = useText();
  const link = useRef<HTMLAnchorElement>(null);
  const [from] = useState(() => `${location.origin === 'null' ? '' : location.origin}${location.pathname}`);
  // Worked out when it is about to be followed: naming the moment takes longer than a step may.
  const name = (_event: SyntheticEvent): void => {
    if (link.current !== null) link.current.href = `${from}${addressOf(player.store.getState(), pack, true) ?? ''}`;
  };
  return (
    <a ref={link} className="embed-whole" href={from} target="_blank" rel="noreferrer" title={say(embedTexts.openWhole)} aria-label={say(embedTexts.openWhole)} onPointerDown={name} onKeyDown={name} onClick={name}>
      <Mark />
    </a>
  );
}
