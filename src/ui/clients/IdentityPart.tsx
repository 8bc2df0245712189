import { clientPhrases, clientTexts } from '../../i18n/clients.ts';
import type { ProducerIdentity } from '../../player/clientView.ts';
import { useText } from '../context.tsx';
import { Part } from './Part.tsx';

/** Who an idempotent producer is to the brokers, and how far it has counted. */
export function IdentityPart({ identity }: { readonly identity: ProducerIdentity | null }) {
  const say = useText();
  return (
    <Part title={say(clientTexts.idempotence)}>
      {identity === null ? <p className="empty">{say(clientTexts.notIdempotent)}</p> : <Identity identity={identity} />}
    </Part>
  );
}

function Identity({ identity: { producerId, producerEpoch, partitions } }: { readonly identity: ProducerIdentity }) {
  const say = useText();
  if (producerId < 0) return <p className="empty">{say(clientTexts.noProducerId)}</p>;
  return (
    <>
      <dl className="panel-facts">
        <div><dt>{say(clientTexts.producerId)}</dt><dd>{producerId}</dd></div>
        <div><dt>{say(clientTexts.producerEpoch)}</dt><dd>{producerEpoch}</dd></div>
      </dl>
      {partitions.length > 0 && (
        <table className="client-table">
          <thead><tr><th scope="col">{say(clientTexts.partition)}</th><th scope="col">{say(clientTexts.nextSequence)}</th><th scope="col">{say(clientTexts.lastAcked)}</th></tr></thead>
          {partitions.map((one) => (
            <tbody key={one.partition}>
              <tr><th scope="row" lang="en">{one.partition}</th><td>{one.nextSequence}</td><td>{one.lastAckedSequence < 0 ? '-' : one.lastAckedSequence}</td></tr>
              {one.producerEpoch !== producerEpoch && <tr className="client-note"><td colSpan={3}>{say(clientPhrases.earlierEpoch, one.producerEpoch)}</td></tr>}
              {one.unresolved && <tr className="client-note"><td colSpan={3}>{say(clientTexts.unresolved)}</td></tr>}
            </tbody>
          ))}
        </table>
      )}
    </>
  );
}
