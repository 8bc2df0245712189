import { use, useEffect, useMemo, useState } from 'react';
import { homePhrases, homeTexts } from '../../i18n/home.ts';
import type { Language } from '../../i18n/language.ts';
import { transport } from '../../i18n/transport.ts';
import { pathTo } from '../../player/course.ts';
import { homePlayer, SHOWN_AT_HOME } from '../../player/homePlayer.ts';
import type { Player } from '../../player/player.ts';
import type { Theme } from '../../player/preferences.ts';
import { ActionButton } from '../ActionButton.tsx';
import { Announcer, Caption } from '../Announcer.tsx';
import { PlayerProvider, useSession, useText } from '../context.tsx';
import { MessageDialog } from '../Dialogs.tsx';
import { Icon } from '../icons.tsx';
import StageHost from '../StageHost.tsx';

interface Props {
  readonly language: Language;
  readonly theme: Theme;
  readonly linkTo: (lesson: string) => string;
}

let booted: Promise<Player> | null = null;

/** A lesson's own cluster, stepped by the visitor and by nothing else. */
export default function HomePicture({ language, theme, linkTo }: Props) {
  const [coming] = useState(() => (booted ??= homePlayer(language, theme)));
  const player = use(coming);
  useEffect(() => player.setLanguage(language), [player, language]);
  // Whoever leaves stops it.
  useEffect(() => () => player.pause(), [player]);
  return <PlayerProvider player={player}><Cluster linkTo={linkTo} /></PlayerProvider>;
}

function Cluster({ linkTo }: Pick<Props, 'linkTo'>) {
  const say = useText();
  const playing = useSession((session) => session.playing !== 'stopped');
  const lesson = useSession((session) => session.lesson);
  const course = useSession((session) => session.course);
  const moved = useMemo(() => pathTo(course, course.cursor).some(({ facts }) => facts.some((fact) => fact.type === 'HighWatermarkAdvanced' && fact.role === 'leader')), [course]);
  return (
    <>
      <p className="home-try">{say(moved ? homeTexts.moved : homeTexts.tryIt)}</p>
      <div className="home-buttons">
        <ActionButton id="back" className="round"><Icon name="back" /></ActionButton>
        <ActionButton id="play" className="round" label={playing ? transport.pause : transport.play}><Icon name={playing ? 'pause' : 'play'} /></ActionButton>
        <ActionButton id="step" className="next">{say(transport.step)} <span aria-hidden="true">→</span></ActionButton>
        <a href={linkTo(SHOWN_AT_HOME)}>{say(homePhrases.goOn, say(lesson.title))}</a>
      </div>
      <StageHost />
      <Caption />
      <Announcer />
      <MessageDialog />
    </>
  );
}
