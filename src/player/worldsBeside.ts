import type { KafkaWorld } from '../kafka/simulation.ts';
import { back, worldAt } from './course.ts';
import { lookAhead, strideOf } from './moves.ts';
import { worldOf } from './session.ts';
import type { Session } from './session.ts';

/** The worlds that one press would show, onward and back, so that a picture can be worked out before it is asked for. A whole scene is not walked ahead. */
export function worldsBeside(session: Session): readonly KafkaWorld[] {
  const { guide, course } = session;
  const stride = strideOf(session);
  const before = worldAt(guide, course, back(course, stride).cursor);
  return [...(stride === 'scene' ? [] : [worldAhead(session, stride)]), before].filter((world) => world !== worldOf(session));
}

function worldAhead(session: Session, stride: 'message' | 'each'): KafkaWorld {
  const { fresh, walkedTo } = lookAhead(session, stride);
  return fresh.at(-1)?.step.world ?? worldAt(session.guide, session.course, walkedTo);
}
