import { clientPhrases, clientTexts } from '../../i18n/clients.ts';
import { integer, milliseconds } from '../../i18n/numbers.ts';
import type { Say } from '../../i18n/text.ts';
import type { ClientConnection, ClientView, InFlightRequest, KnownLeader } from '../../player/clientView.ts';
import { useText } from '../context.tsx';
import { Line } from '../Prose.tsx';
import { ConsumerPart } from './ConsumerPart.tsx';
import { IdentityPart } from './IdentityPart.tsx';
import { Part } from './Part.tsx';
import { ProducerPart } from './ProducerPart.tsx';
import '../css/panel.css';
import './clients.css';

/** One client: its metadata, its connections, its requests, and what only a producer or a consumer has. */
export function ClientDetails({ view }: { readonly view: ClientView }) {
  const say = useText();
  return (
    <div className="client-details">
      {!view.up && <p className="empty">{say(clientTexts.notRunning)}</p>}
      {view.consumer !== null && <ConsumerPart partitions={view.consumer.partitions} />}
      {view.producer !== null && <ProducerPart waiting={view.producer.waiting} counts={view.producer.counts} />}
      {view.producer !== null && <IdentityPart identity={view.producer.identity} />}
      <Metadata view={view} />
      <Connections connections={view.connections} />
      <Requests requests={view.requests} />
    </div>
  );
}

function Metadata({ view }: { readonly view: ClientView }) {
  const say = useText();
  const { metadata } = view;
  const refreshed = { none: clientTexts.refreshNone, wanted: clientTexts.refreshWanted, asked: clientTexts.refreshAsked }[view.refresh];
  const refresh = view.refresh === 'wanted' && view.refreshNotBeforeMs !== null ? say(clientPhrases.notBefore, say(refreshed), milliseconds(view.refreshNotBeforeMs, say.language)) : say(refreshed);
  return (
    <Part title={say(clientTexts.metadata)}>
      <p className="client-bootstrap"><Line text={say(clientPhrases.bootstrap, view.bootstrap.map((id) => `broker-${id}:9092`).join(', '))} /></p>
      {metadata === null ? <p className="empty">{say(clientTexts.noMetadata)}</p> : (
        <>
          <dl className="panel-facts">
            <div><dt>{say(clientTexts.brokers)}</dt><dd>{metadata.brokers.join(', ')}</dd></div>
            <div><dt>{say(clientTexts.age)}</dt><dd>{say(clientPhrases.ageOf, milliseconds(metadata.ageMs, say.language), milliseconds(metadata.maxAgeMs, say.language))}</dd></div>
            <div><dt>{say(clientTexts.refresh)}</dt><dd>{refresh}</dd></div>
          </dl>
          {metadata.leaders.length > 0 && (
            <table className="client-table">
              <thead><tr><th scope="col">{say(clientTexts.partition)}</th><th scope="col">{say(clientTexts.leader)}</th><th scope="col">{say(clientTexts.epoch)}</th></tr></thead>
              {metadata.leaders.map((leader) => <Leader key={leader.partition} leader={leader} />)}
            </table>
          )}
        </>
      )}
    </Part>
  );
}

function Leader({ leader: { partition, leader, leaderEpoch, actual } }: { readonly leader: KnownLeader }) {
  const say = useText();
  const inFact = actual === null ? '' : actual.leader < 0 ? say(clientPhrases.inFactNone, actual.leaderEpoch) : say(clientPhrases.inFact, actual.leader, actual.leaderEpoch);
  return (
    <tbody>
      <tr><th scope="row" lang="en">{partition}</th><td>{leader < 0 ? say(clientTexts.noLeader) : leader}</td><td>{leaderEpoch}</td></tr>
      {actual !== null && <tr className="client-note"><td colSpan={3}><strong aria-hidden="true">≠</strong> {say(clientTexts.really)}: {inFact}</td></tr>}
    </tbody>
  );
}

function Connections({ connections }: { readonly connections: readonly ClientConnection[] }) {
  const say = useText();
  return (
    <Part title={say(clientTexts.connections)}>
      <table className="client-table">
        <thead><tr><th scope="col">{say(clientTexts.broker)}</th><th scope="col">{say(clientTexts.believes)}</th><th scope="col">{say(clientTexts.wire)}</th></tr></thead>
        {connections.map((one) => (
          <tbody key={one.brokerId}>
            <tr><th scope="row">{one.brokerId}</th><td>{belief(one, say)}</td><td>{wire(one, say)}</td></tr>
            {one.mistaken && <tr className="client-note"><td colSpan={3}><strong aria-hidden="true">≠</strong> {say(clientTexts.mistaken)}</td></tr>}
          </tbody>
        ))}
      </table>
    </Part>
  );
}

function belief({ believes, failures, refused, notBeforeMs }: ClientConnection, say: Say): string {
  if (believes === 'connected') return say(clientTexts.connected);
  if (believes === 'not-connected') return say(clientTexts.notConnected);
  const what = say(clientPhrases.failures, say(refused ? clientTexts.refused : clientTexts.lost), failures);
  return notBeforeMs === null ? what : say(clientPhrases.notBefore, what, milliseconds(notBeforeMs, say.language));
}

function wire({ wire: state, heldUntilMs, requests, responses }: ClientConnection, say: Say): string {
  const names = { open: clientTexts.open, cut: clientTexts.cut, broken: clientTexts.broken, none: clientTexts.noConnection } as const;
  const what = state === 'held' ? say(clientPhrases.held, milliseconds(heldUntilMs ?? 0, say.language)) : say(names[state]);
  return state === 'broken' || requests + responses === 0 ? what : `${what} · ${say(clientPhrases.underWay, requests, responses)}`;
}

function Requests({ requests }: { readonly requests: readonly InFlightRequest[] }) {
  const say = useText();
  return (
    <Part title={say(clientTexts.requests)}>
      {requests.length === 0 ? <p className="empty">{say(clientTexts.noRequests)}</p> : (
        <table className="client-table">
          <thead><tr><th scope="col"><abbr title={say(clientTexts.correlationIdLong)}>{say(clientTexts.correlationId)}</abbr></th><th scope="col">{say(clientTexts.request)}</th><th scope="col">{say(clientTexts.where)}</th></tr></thead>
          <tbody>
            {requests.map(({ correlationId, api, brokerId, sentAtMs, partitions, where }) => (
              <tr key={correlationId} className={where === 'lost' ? 'client-lost' : ''}>
                <th scope="row">{integer(correlationId, say.language)}</th>
                <td>
                  {say(clientPhrases.toBroker, api, brokerId)}
                  {partitions.length > 0 && <small lang="en">{partitions.join(', ')}</small>}
                  {sentAtMs !== null && <small>{say(clientPhrases.since, milliseconds(sentAtMs, say.language))}</small>}
                </td>
                <td>{say(where === 'lost' ? clientTexts['lost-request'] : clientTexts[where])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  );
}
