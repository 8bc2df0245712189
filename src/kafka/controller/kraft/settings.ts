import type { Effect, Env } from '../../actor.ts';
import type { ConfigNameOf, ConfigValueOf } from '../../names/configs.ts';
import type { ControllerEnv } from './controllerEnv.ts';
import { brokerConfig } from '../../metadata/effectiveConfig.ts';
import type { ConfigSources } from '../../metadata/effectiveConfig.ts';
import type { ControllerContext, ControllerEvent } from './types.ts';
import { drawUuid } from '../../metadata/uuid.ts';

/** What the rules about the cluster may look at besides its image. */
export function controllerEnv(controller: ControllerContext, env: Env): ControllerEnv {
  return { ...configSources(controller, env), draw: env.draw, newTopicId: () => drawUuid(env.draw) };
}

/** Where the controller finds settings: what was set while it runs, its own file, the era's defaults. */
function configSources(controller: ControllerContext, env: Env): ConfigSources {
  return { era: env.shared.era, nodeId: controller.controllerId, staticConfigs: controller.staticConfigs };
}

export function setting<Name extends ConfigNameOf<'broker'>>(controller: ControllerContext, env: Env, name: Name): ConfigValueOf<'broker', Name> {
  return brokerConfig(controller.image, name, configSources(controller, env));
}

/** A timer of the controller, whose event is one of its own. */
export function timer(name: string, afterMs: number, event: ControllerEvent, routine = false): Effect {
  return { type: 'schedule', name, afterMs, event, routine };
}
