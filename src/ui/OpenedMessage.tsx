import { inspectorTexts } from '../i18n/inspector.ts';
import type { Envelope } from '../world/types.ts';
import { withErrorNames } from '../player/eras.ts';
import { useSession, useText } from './context.tsx';
import { FieldTable } from './FieldTable.tsx';
import { MessageActions } from './hand/MessageActions.tsx';
import { LinkCommands } from './sandbox/LinkCommands.tsx';

/** What can be done with an opened message and its link, and every field. */
export default function OpenedMessage({ envelope }: { readonly envelope: Envelope }) {
  const say = useText();
  const era = useSession((session) => session.era);
  const { api: _api, kind: _kind, ...fields } = withErrorNames(era, envelope.message);
  return (
    <>
      <MessageActions envelope={envelope} /><LinkCommands from={envelope.from} to={envelope.to} />
      <h3 className="quiet">{say(inspectorTexts.fields)}</h3>
      <FieldTable value={fields} open />
    </>
  );
}
