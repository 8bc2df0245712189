import { describe, expect, it } from 'vitest';
import { activeController } from '../../../testkit/controllerPuppet.ts';

describe('metadata reaches brokers by their fetches', () => {
  it('records beyond the offset are sent at once', () => {
    const controller = activeController().join(1).fetchMetadata(1, 1);
    expect(controller.answer).toMatchObject({ api: 'FetchMetadata', error: 'NONE', highWatermark: 2, baseOffset: 1, records: [{ type: 'BrokerRegistrationChangeRecord', fenced: false }] });
    expect(controller.replies).toMatchObject([{ routine: false }]);
  });

  it('a fetch at the end waits, and every commit answers all that wait', () => {
    const controller = activeController().join(1, 2).fetchMetadata(1, 4).fetchMetadata(2, 4);
    expect(controller.replies).toEqual([]);
    expect(controller.timers.get('metadata-fetch-1')).toMatchObject({ afterMs: 500, routine: true });
    controller.register(3);
    expect(controller.replies.map(({ message }) => message.api)).toEqual(['FetchMetadata', 'FetchMetadata', 'BrokerRegistration']);
    expect(controller.replies[0]?.message).toMatchObject({ baseOffset: 4, records: [{ type: 'RegisterBrokerRecord', brokerId: 3 }] });
    expect(controller.context.parkedFetches).toEqual({});
    expect(controller.timers.has('metadata-fetch-1')).toBe(false);
  });

  it('nothing in time is an empty, routine answer', () => {
    const controller = activeController().fetchMetadata(1, 0).fire('metadata-fetch-1');
    expect(controller.replies).toMatchObject([{ routine: true, message: { highWatermark: 0, baseOffset: 0, records: [] } }]);
    expect(controller.context.parkedFetches).toEqual({});
  });

  it('an offset beyond the end is out of range', () => {
    expect(activeController().fetchMetadata(1, 5).answer).toMatchObject({ error: 'OFFSET_OUT_OF_RANGE', records: [] });
  });
});
