import { describe, expect, it } from 'vitest';
import { ScriptedWorld } from '../testkit/scriptedWorld.ts';
import { StepFailed, StepRefused } from './stepper.ts';

const CONNECTION = 'a#1>b#1';

describe('delivery', () => {
  it('arrives after the latency and moves the clock', () => {
    const w = new ScriptedWorld().send('a', 'b', 'hello').run();
    expect(w.gist('b')).toEqual(['hello']);
    expect(w.world.nowMs).toBe(10);
  });

  it('only the head of a connection can be delivered', () => {
    const w = new ScriptedWorld().send('a', 'b', 'first').send('a', 'b', 'second').send('a', 'b', 'third');
    expect(() => w.deliver(w.onTheWire()[1])).toThrow('1 message is ahead of it on the same connection');
    expect(() => w.deliver(w.onTheWire()[2])).toThrow('2 messages are ahead of it on the same connection');
    expect(w.run().gist('b')).toEqual(['first', 'second', 'third']);
  });

  it('a message sent when the way got faster still arrives behind the one before', () => {
    const w = new ScriptedWorld().link('a', 'b', { extraLatencyMs: 100 }).send('a', 'b', 'slow').link('a', 'b', {}).send('a', 'b', 'fast');
    expect(w.onTheWire().map((one) => one.dueAtMs)).toEqual([110, 110]);
    expect(w.run().gist('b')).toEqual(['slow', 'fast']);
  });

  it('requests and answers of one connection do not wait for each other', () => {
    const w = new ScriptedWorld().send('a', 'b', 'ask').run().send('a', 'b', 'more').reply('b', 'answer');
    w.deliver(w.onTheWire()[1]);
    expect(w.gist('a')).toEqual(['answer']);
  });

  it('an answer goes back to the actor that asked, a request to whom it names', () => {
    const w = new ScriptedWorld().send('a/helper', 'b', 'ask').run().reply('b', 'answer').run();
    expect(w.gist('a/helper')).toEqual(['answer']);
    expect(w.gist('a')).toEqual([]);
    expect(w.heard('b')[0]).toMatchObject({ type: 'Note', from: 'a/helper' });
  });

  it('what is not on its way, or was delivered before, is refused', () => {
    const w = new ScriptedWorld().send('a', 'b');
    const [note] = w.onTheWire();
    w.deliver(note);
    expect(() => w.deliver(note)).toThrow(StepRefused);
  });
});

describe('holding and cutting', () => {
  it('a held connection delivers nothing by itself before its time, but by hand', () => {
    const w = new ScriptedWorld().send('a', 'b', 'late').take({ hold: CONNECTION, forMs: 500 }).schedule('a', 'Tick', 100);
    expect(w.stepper.enabled(w.world).map((one) => one.dueAtMs)).toEqual([100, 500]);
    w.deliver(w.onTheWire()[0]);
    expect([w.gist('b'), w.gist('a'), w.world.nowMs]).toEqual([['late'], [], 500]);
  });

  it('holding one connection does not delay another', () => {
    const w = new ScriptedWorld().operate({ op: 'boot', node: 'c' }).send('a', 'b', 'held').send('a', 'c', 'free').take({ hold: CONNECTION, forMs: 500 });
    w.take(w.stepper.usual(w.world)!);
    expect(w.gist('c')).toEqual(['Boot', 'free']);
  });

  it('only an open connection can be held or broken', () => {
    const w = new ScriptedWorld();
    expect(() => w.take({ hold: CONNECTION, forMs: 1 })).toThrow('there is no open connection a#1>b#1');
    w.send('a', 'b').take({ disconnect: CONNECTION });
    expect(() => w.take({ disconnect: CONNECTION })).toThrow(StepRefused);
  });

  it('a cut link delivers nothing until healed, not even by hand', () => {
    const w = new ScriptedWorld().send('a', 'b', 'stuck').link('a', 'b', { cut: true });
    expect(w.stepper.usual(w.world)).toBeNull();
    expect(w.stepper.enabled(w.world)).toEqual([]);
    expect(() => w.deliver(w.onTheWire()[0])).toThrow('the network between its ends is cut');
    expect(w.link('a', 'b', {}).run().gist('b')).toEqual(['stuck']);
  });

  it('a link is the same whichever side names it first', () => {
    const w = new ScriptedWorld().link('b', 'a', { extraLatencyMs: 90 }).send('a', 'b').run();
    expect(w.world.nowMs).toBe(100);
    expect(w.link('a', 'b', {}).world.wire.links).toEqual({});
  });
});

describe('a broken connection', () => {
  it('both ends learn of it and what was in flight is gone', () => {
    const w = new ScriptedWorld().send('a', 'b', 'ask').run().reply('b', 'lost answer').send('a', 'b', 'lost request').take({ disconnect: CONNECTION }).run();
    expect(w.gist('a')).toEqual(['Disconnected']);
    expect(w.gist('b')).toEqual(['ask', 'Disconnected']);
    expect(w.heard('a')[0]).toMatchObject({ peer: 'b', refused: false });
    expect(w.connections()).toEqual([]);
  });

  it('what the client writes before it has heard of the break goes nowhere', () => {
    const w = new ScriptedWorld().send('a', 'b').take({ disconnect: CONNECTION }).send('a', 'b', 'into the void').run();
    expect(w.gist('b')).toEqual(['Disconnected']);
    expect(w.send('a', 'b', 'anew').run().gist('b')).toEqual(['Disconnected', 'anew']);
  });

  it('an answer to a broken connection is dropped', () => {
    const w = new ScriptedWorld().send('a', 'b', 'ask').run().take({ disconnect: CONNECTION }).reply('b', 'late').run();
    expect(w.gist('a')).toEqual(['Disconnected']);
  });

  it('a client that gives its connection up hears nothing; the server does', () => {
    const w = new ScriptedWorld().send('a', 'b', 'ask').run().tell('a', { type: 'disconnect', peer: 'b' }).run();
    expect([w.gist('a'), w.gist('b')]).toEqual([[], ['ask', 'Disconnected']]);
  });

  it('a server that hangs up leaves the client as if nobody had listened', () => {
    const w = new ScriptedWorld().send('a', 'b', 'ask').run().send('a', 'b', 'lost').tell('b', { type: 'hangUp', connection: CONNECTION }).run();
    expect(w.heard('a')).toMatchObject([{ type: 'Disconnected', peer: 'b', refused: true }]);
    expect(w.gist('b')).toEqual(['ask']);
  });

  it('writing to a node that is down comes back refused after a round trip', () => {
    const w = new ScriptedWorld().send('a', 'c').run();
    expect(w.heard('a')).toMatchObject([{ type: 'Disconnected', peer: 'c', refused: true }]);
    expect([w.world.nowMs, w.gist('c')]).toEqual([20, []]);
  });
});

describe('processes', () => {
  it('nothing sent to a dead process reaches its successor', () => {
    const w = new ScriptedWorld().send('a', 'b', 'for the old one').operate({ op: 'halt', node: 'b', how: 'killed' }).operate({ op: 'boot', node: 'b' }).run();
    expect(w.gist('b')).toEqual(['Halt', 'Boot']);
    expect(w.gist('a')).toEqual(['Disconnected']);
  });

  it('nothing a dead process sent arrives, neither its requests nor answers meant for it', () => {
    const w = new ScriptedWorld().send('a', 'b', 'ask').run().send('b', 'a', 'question').run().send('a', 'b', 'last words');
    w.reply('b', 'answer').operate({ op: 'halt', node: 'a', how: 'killed' }).operate({ op: 'boot', node: 'a' }).run();
    expect(w.gist('b')).toEqual(['ask', 'Disconnected', 'Disconnected']);
    expect(w.gist('a')).toEqual(['question', 'Halt', 'Boot']);
  });

  it('the end of a process reaches every actor of the node and takes its timers', () => {
    const w = new ScriptedWorld().schedule('a', 'Tick', 50).schedule('a/helper', 'Tock', 60).schedule('b', 'Tick', 70).operate({ op: 'halt', node: 'a', how: 'power-off' });
    expect([w.gist('a'), w.gist('a/helper')]).toEqual([['Halt'], ['Halt']]);
    expect(w.heard('a')[0]).toMatchObject({ how: 'power-off' });
    expect(w.world.timers.map((timer) => timer.owner)).toEqual(['b']);
    expect(w.world.nodes['a']).toEqual({ incarnation: 1, up: false });
  });

  it('each start is a new incarnation with connections of its own', () => {
    const w = new ScriptedWorld().operate({ op: 'halt', node: 'b', how: 'killed' }).operate({ op: 'boot', node: 'b' }).send('a', 'b');
    expect(w.world.nodes['b']).toEqual({ incarnation: 2, up: true });
    expect(w.connections().map((one) => one.id)).toEqual(['a#1>b#2']);
  });

  it('a process that exits ends when its step is done', () => {
    const w = new ScriptedWorld().tell('a', { type: 'exit', how: 'done' }, { type: 'report', fact: 'said before the end' });
    expect(w.world.nodes['a']?.up).toBe(false);
    expect(w.heard('a')).toMatchObject([{ type: 'Halt', how: 'done' }]);
    expect(w.world.ledger).toEqual(['said before the end']);
  });

  it('a process that is down sends nothing', () => {
    expect(new ScriptedWorld().send('c', 'a', 'ghost').onTheWire()).toEqual([]);
  });

  it('an actor that is stopped loses its timers and hears no answers', () => {
    const w = new ScriptedWorld().schedule('a/helper', 'Tick', 50).send('a/helper', 'b', 'ask').run().schedule('a/helper', 'Tick', 50);
    w.tell('a', { type: 'stop', address: 'a/helper' }).reply('b', 'to nobody').run();
    expect(w.world.actors.get('a/helper')).toBeUndefined();
    expect(w.world.timers).toEqual([]);
  });

  it('an actor that is started is there for what follows in the same step', () => {
    const w = new ScriptedWorld().tell('a', { type: 'start', address: 'a/new', machine: 'parrot', input: null }, { type: 'tell', to: 'a/new', event: { type: 'Welcome' } });
    expect(w.gist('a/new')).toEqual(['Welcome']);
    expect(() => w.tell('a', { type: 'start', address: 'a/odd', machine: 'unknown', input: null })).toThrow('no machine of kind unknown');
  });
});

describe('time', () => {
  it('the clock never goes back; what was due earlier elsewhere is simply late', () => {
    const w = new ScriptedWorld().send('a', 'b', 'due at 10').schedule('b', 'Tick', 200);
    w.take({ fire: w.world.timers[0]!.id });
    expect(w.world.nowMs).toBe(200);
    expect(w.run().world.nowMs).toBe(200);
    expect(w.gist('b')).toEqual(['Tick', 'due at 10']);
  });

  it('one node’s timers fire in deadline order', () => {
    const w = new ScriptedWorld().schedule('a', 'Late', 20).schedule('a/helper', 'Early', 10).schedule('b', 'Other', 30);
    const [late, early, other] = w.world.timers;
    expect(() => w.take({ fire: late!.id })).toThrow('a/helper\'s timer Early is due first');
    expect(w.take({ fire: other!.id }).world.nowMs).toBe(30);
    w.take({ fire: early!.id }).take({ fire: late!.id });
    expect(w.gist('a')).toEqual(['Late']);
  });

  it('arming a timer again replaces it, and one that is cancelled is gone', () => {
    const w = new ScriptedWorld().schedule('a', 'Tick', 10).schedule('a', 'Tick', 99).schedule('a/helper', 'Tick', 5);
    expect(w.world.timers.map((timer) => [timer.owner, timer.dueAtMs])).toEqual([['a', 99], ['a/helper', 5]]);
    expect(w.tell('a', { type: 'cancel', name: 'Tick' }).world.timers.map((timer) => timer.owner)).toEqual(['a/helper']);
    expect(() => w.take({ fire: 4711 })).toThrow('timer 4711 is not armed');
  });

  it('what is due at the same moment happens in the order it was asked for', () => {
    const w = new ScriptedWorld().schedule('b', 'First', 10).send('a', 'b', 'second').schedule('b', 'Third', 10).run();
    expect(w.gist('b')).toEqual(['First', 'second', 'Third']);
  });

  it('the list of what could happen begins with what usually does, and names one timer a node', () => {
    const w = new ScriptedWorld().schedule('a', 'Late', 20).schedule('a', 'Early', 15).send('a', 'b', 'due at 10').schedule('b', 'Tick', 30);
    const enabled = w.stepper.enabled(w.world);
    expect(enabled.map((one) => [one.node, one.dueAtMs])).toEqual([['b', 10], ['a', 15], ['b', 30]]);
    expect(enabled[0]?.choice).toEqual(w.stepper.usual(w.world));
  });
});

describe('a step', () => {
  it('handles what a node tells itself first in, first out', () => {
    const tell = (type: string, to = 'a') => ({ type: 'tell', to, event: { type } }) as const;
    const w = new ScriptedWorld().tell('a', tell('one'), tell('two', 'a/helper'), tell('three'));
    expect(w.last?.transitions.map((one) => `${one.address} ${one.event}`)).toEqual(['a Do', 'a one', 'a/helper two', 'a three']);
    expect(w.world.counters.steps).toBe(1);
  });

  it('whose rule throws leaves the world as it was', () => {
    const w = new ScriptedWorld().schedule('b', 'Tick', 5);
    const before = w.world;
    const copy = JSON.stringify(before);
    expect(() => w.take({ command: 'Fail' })).toThrow(StepFailed);
    expect(() => w.take({ command: 'Fail' })).toThrow('out of order');
    expect(w.world).toBe(before);
    expect(JSON.stringify(w.world)).toBe(copy);
  });

  it('of a node that tells itself things without end is a failure, not a run', () => {
    const endless = { effects: [] as unknown[], type: 'Do' };
    endless.effects.push({ type: 'tell', to: 'a', event: endless });
    expect(() => new ScriptedWorld().operate({ op: 'tell', to: 'a', event: endless })).toThrow('more than 20000 events in one step');
  });

  it('by a command that cannot be carried out is refused with the reason', () => {
    expect(() => new ScriptedWorld().take({ command: 'forbidden' })).toThrow(new StepRefused('it is forbidden'));
  });

  it('writes its facts into the ledger and hands them out', () => {
    const w = new ScriptedWorld().tell('a', { type: 'report', fact: 'one' }, { type: 'report', fact: 'two' });
    expect([w.last?.facts, w.world.ledger]).toEqual([['one', 'two'], ['one', 'two']]);
  });

  it('never mutates the world it starts from', () => {
    const w = new ScriptedWorld().send('a', 'b', 'ask').schedule('a', 'Tick', 3);
    const before = w.world;
    const copy = JSON.stringify(before);
    w.run().operate({ op: 'halt', node: 'a', how: 'killed' });
    expect(JSON.stringify(before)).toBe(copy);
  });
});

describe('a message delivered twice, which no network does over TCP,', () => {
  it('is received and stays on its connection, to be received again', () => {
    const w = new ScriptedWorld().send('a', 'b', 'ask');
    const { id } = w.onTheWire()[0]!;
    w.take({ duplicate: id });
    expect(w.last?.cause).toMatchObject({ type: 'message', isDuplicated: true, envelope: { id } });
    expect(w.onTheWire().map((one) => one.id)).toEqual([id]);
    expect(w.run().gist('b')).toEqual(['ask', 'ask']);
    expect(w.onTheWire()).toEqual([]);
  });

  it('must be the next on its connection, and never comes by itself', () => {
    const w = new ScriptedWorld().send('a', 'b', 'one').send('a', 'b', 'two');
    expect(() => w.take({ duplicate: w.onTheWire()[1]!.id })).toThrow('1 message is ahead of it on the same connection');
    expect(() => w.take({ duplicate: 999 })).toThrow('message 999 is not on its way');
    expect(w.stepper.enabled(w.world).some(({ choice }) => 'duplicate' in choice)).toBe(false);
  });

  it('is no news of a broken connection', () => {
    const w = new ScriptedWorld().send('a', 'b').take({ disconnect: CONNECTION });
    expect(() => w.take({ duplicate: w.onTheWire()[0]!.id })).toThrow('the break of a connection is no message');
  });
});

describe('the cause', () => {
  it('of a message is the step that sent it', () => {
    const w = new ScriptedWorld().schedule('a', 'Tick', 1).send('a', 'b', 'ask');
    const { steps } = w.world.counters;
    w.deliver(w.onTheWire()[0]);
    expect(w.last?.cause).toMatchObject({ type: 'message', step: steps - 1, envelope: { message: { text: 'ask' } } });
  });

  it('of a timer is the step that armed it', () => {
    const w = new ScriptedWorld().send('a', 'b').schedule('a', 'Tick', 1).send('a', 'b');
    w.take({ fire: w.world.timers[0]!.id });
    expect(w.last?.cause).toMatchObject({ type: 'timer', step: 1, timer: { name: 'Tick' } });
  });

  it('of anything else is what was done by hand', () => {
    const w = new ScriptedWorld().send('a', 'b');
    expect(w.take({ command: 'Hello' }).last?.cause).toEqual({ type: 'command', command: 'Hello' });
    expect(w.take({ hold: CONNECTION, forMs: 5 }).last?.cause).toEqual({ type: 'hold', connection: CONNECTION });
    expect(w.take({ disconnect: CONNECTION }).last?.cause).toEqual({ type: 'disconnect', connection: CONNECTION });
  });
});
