import { useMemo, useState } from 'react';
import { milliseconds } from '../../i18n/numbers.ts';
import { zookeeperPhrases, zookeeperTexts } from '../../i18n/zookeeper.ts';
import { takenAt, worldAt } from '../../player/course.ts';
import { worldOf } from '../../player/session.ts';
import type { SessionRow } from '../../player/znodeView.ts';
import { sessionName, sessionRows, znodeDetail, znodeRows } from '../../player/znodeView.ts';
import { useSession, useText } from '../context.tsx';
import { nodeIn } from '../hand/handWords.ts';
import { ZnodeDetails } from './ZnodeDetails.tsx';
import { ZnodeTree } from './ZnodeTree.tsx';
import '../css/panel.css';
import './zookeeper.css';

/** ZooKeeper's tree: who owns what, who watches what, and what the last step changed. */
export default function ZooKeeperTab() {
  const { world, before } = useWorlds();
  const say = useText();
  const [chosen, setChosen] = useState('/controller');
  const rows = useMemo(() => znodeRows(world, before), [world, before]);
  const detail = useMemo(() => znodeDetail(world, before, chosen), [world, before, chosen]);
  return (
    <div className="zookeeper">
      {world.nodes['zookeeper']?.up !== true && <p className="empty">{say(zookeeperTexts.down)}</p>}
      <ZnodeTree rows={rows} chosen={chosen} choose={setChosen} />
      {detail !== null && <ZnodeDetails key={chosen} detail={detail} />}
      <Sessions sessions={sessionRows(world)} />
    </div>
  );
}

/** The world now and before the last move, or else the last step: what is between them is news. */
function useWorlds() {
  const world = useSession(worldOf);
  const before = useSession((session) => {
    const { course, guide, came } = session;
    const from = came.from ?? takenAt(course, course.cursor).parent;
    return from === null ? null : worldAt(guide, course, from);
  });
  return { world, before };
}

function Sessions({ sessions }: { readonly sessions: readonly SessionRow[] }) {
  const say = useText();
  return (
    <section className="zk-sessions" aria-label={say(zookeeperTexts.sessions)}>
      <h3 className="quiet">{say(zookeeperTexts.sessions)}</h3>
      {sessions.length === 0 && <p className="empty">{say(zookeeperTexts.noSessions)}</p>}
      <ul>
        {sessions.map(({ sessionId, node, leftMs, timeoutMs, connected, owns, watches }) => (
          <li key={sessionId}>
            <p className="zk-session-head"><strong>{nodeIn(node, say.language)}</strong> <code lang="en">{sessionName(sessionId)}</code>{!connected && <span className="zk-alarm">{say(zookeeperTexts.disconnected)}</span>}</p>
            <meter className="zk-left" min={0} max={timeoutMs} value={Math.max(0, leftMs)} aria-label={say(zookeeperTexts.left)} />
            <dl className="panel-facts">
              <div><dt>{say(zookeeperTexts.left)}</dt><dd>{say(zookeeperPhrases.leftOf, milliseconds(leftMs, say.language), milliseconds(timeoutMs, say.language))}</dd></div>
              <div><dt>{say(zookeeperTexts.owns)}</dt><dd lang="en">{owns.length === 0 ? '–' : owns.map((path) => <code key={path}>{path}</code>)}</dd></div>
              <div><dt>{say(zookeeperTexts.watches)}</dt><dd>{watches}</dd></div>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}
