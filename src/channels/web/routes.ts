import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { clockRoutes } from './clock-routes.ts';
import type { SimulatorDeps } from './deps.ts';
import { eventStreamRoute } from './event-stream.ts';
import { lookRoutes } from './look-routes.ts';
import { loopbackOnly } from './loopback.ts';
import { messageRoutes } from './message-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { personaRoutes } from './persona-routes.ts';
import { answerError } from './refusal.ts';

/** JSON only; a POST without a body is fine (settle, reset), whatever its content type says. */
const readJson = (app: FastifyInstance): void => {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parse(request, body.toString(), done);
  });
};

/** The page and the simulator's API. Register it as it is: its hooks must stay within its own routes. */
export const simulatorRoutes =
  (deps: SimulatorDeps): FastifyPluginAsync =>
  async (app) => {
    app.addHook('onRequest', loopbackOnly);
    app.setErrorHandler(answerError);
    readJson(app);
    await deps.channel.refresh();
    await pageRoutes(app);
    personaRoutes(app, deps);
    messageRoutes(app, deps);
    eventStreamRoute(app, deps);
    clockRoutes(app, deps);
    lookRoutes(app, deps);
  };
