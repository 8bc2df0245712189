import { useState } from 'react';
import { milliseconds } from '../../i18n/numbers.ts';
import { zookeeperPhrases, zookeeperTexts } from '../../i18n/zookeeper.ts';
import type { ZnodeDetail } from '../../player/znodeView.ts';
import { sessionName } from '../../player/znodeView.ts';
import { copyText } from '../copyText.ts';
import { useText } from '../context.tsx';
import { nodeWithin } from '../hand/handWords.ts';

/** One znode: its data, its version, its owner, and who will hear when it changes. */
export function ZnodeDetails({ detail }: { readonly detail: ZnodeDetail }) {
  const say = useText();
  const { path, isDeleted, version, cversion, czxid, ephemeralOwner, watches } = detail;
  return (
    <section className="zk-detail" aria-label={path}>
      <h3 lang="en">{path}</h3>
      {isDeleted && <p className="zk-alarm">{say(zookeeperTexts.deleted)}</p>}
      <Data detail={detail} />
      <dl className="panel-facts">
        <div><dt>{say(zookeeperTexts.kind)}</dt><dd>{say(ephemeralOwner === 0 ? zookeeperTexts.persistentNode : zookeeperTexts.ephemeralNode)}</dd></div>
        {ephemeralOwner !== 0 && <div><dt>{say(zookeeperTexts.owner)}</dt><dd><Owner detail={detail} /></dd></div>}
        <div><dt>{say(zookeeperTexts.version)}</dt><dd>{version}</dd></div>
        <div><dt>{say(zookeeperTexts.cversion)}</dt><dd>{cversion}</dd></div>
        <div><dt>{say(zookeeperTexts.czxid)}</dt><dd lang="en">0x{czxid.toString(16)}</dd></div>
        <div>
          <dt>{say(zookeeperTexts.watches)}</dt>
          <dd>{watches.length === 0 ? say(zookeeperTexts.noWatches) : watches.map(({ kind, to }) => <span key={`${kind} ${to}`} className="zk-watch">{say(zookeeperPhrases.watchesOf, say(zookeeperTexts[kind]), to)}</span>)}</dd>
        </div>
      </dl>
    </section>
  );
}

function Owner({ detail: { owner, ephemeralOwner } }: { readonly detail: ZnodeDetail }) {
  const say = useText();
  const session = sessionName(ephemeralOwner);
  if (owner === null) return <span>{session} · {say(zookeeperTexts.noOwner)}</span>;
  return <span>{say(zookeeperPhrases.ownedBy, nodeWithin(owner.node, say.language), session, milliseconds(owner.leftMs, say.language))}</span>;
}

function Data({ detail: { data } }: { readonly detail: ZnodeDetail }) {
  const say = useText();
  const [said, setSaid] = useState('');
  if (data === '') return <p className="empty">{say(zookeeperTexts.empty)}</p>;
  const copy = (): void => {
    void copyText(data).then((done) => setSaid(say(done ? zookeeperTexts.copied : zookeeperTexts.notCopied)));
  };
  return (
    <>
      {/* As it was written, to the byte; what is long is scrolled by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="zk-data" tabIndex={0} aria-label={say(zookeeperTexts.content)}><span lang="en">{data}</span></pre>
      <p className="zk-tools"><button type="button" className="panel-button" onClick={copy}>{say(zookeeperTexts.copy)}</button> <span aria-live="polite">{said}</span></p>
    </>
  );
}
