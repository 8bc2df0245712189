import { shareTexts } from '../../i18n/share.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { Panel } from '../Panel.tsx';
import { EmbedSection } from './EmbedSection.tsx';
import { LinkSection } from './LinkSection.tsx';
import { LogSection } from './LogSection.tsx';
import { PageSection } from './PageSection.tsx';
import { PictureSection } from './PictureSection.tsx';
import { RunSection } from './RunSection.tsx';
import '../css/panel.css';
import './share.css';

/** Every way to give the present moment away, and the way to open one that was given. */
export default function ShareDialog() {
  const player = usePlayer();
  const open = useSession((session) => session.sandbox.open === 'share');
  const say = useText();
  return (
    <Panel open={open} onClose={() => player.showSandboxDialog(null)} title={say(shareTexts.title)}>
      <div className="share">
        <LinkSection />
        <PictureSection />
        <LogSection />
        <RunSection />
        <PageSection />
        <EmbedSection />
      </div>
    </Panel>
  );
}
