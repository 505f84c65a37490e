import { checkToken } from './double-oa.ts';
import { Refusal, type Answer, type Recorded } from './double-server.ts';
import type { Person, Template, World } from './double-state.ts';
import { templateDataIn } from './double-templates.ts';
import type { Tokens } from './double-tokens.ts';

type Body = Readonly<Record<string, unknown>>;

const wrong = (): Refusal => new Refusal(-132, 'Parameter invalid');

const bodyOf = (request: Recorded): Body => {
  if (request.headers['content-type'] !== 'application/json') {
    throw new Refusal(-122, 'Body request is not a valid JSON');
  }
  if (request.body.length === 0) throw new Refusal(-121, 'Body data is empty');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body)) as Body;
  } catch {
    throw new Refusal(-122, 'Body request is not a valid JSON');
  }
};

const personAt = (world: World, value: unknown): Person => {
  const phone = typeof value === 'string' ? /^\+?(84\d{9,10})$/u.exec(value)?.[1] : undefined;
  if (phone === undefined) throw new Refusal(-108, 'Phone number is invalid');
  const person = [...world.people.values()].find((one) => one.phone === phone);
  if (!person) throw new Refusal(-118, 'Zalo account is not existed');
  if (person.state === 'banned') throw new Refusal(-114, 'User cannot receive the message');
  if (person.state === 'blocked') throw new Refusal(-141, 'User refused messages of this OA');
  return person;
};

const templateOf = (world: World, id: unknown): Template => {
  const template = typeof id === 'string' ? world.templates.get(id) : undefined;
  if (!template) throw new Refusal(-109, 'Template ID is invalid');
  return template;
};

const sendFields = ['phone', 'template_id', 'template_data', 'tracking_id', 'mode', 'sending_mode'];

const checkMode = (template: Template, person: Person, mode: unknown): void => {
  if (mode !== undefined && mode !== 'development') throw wrong();
  if (mode === 'development') {
    if (!person.admin) throw new Refusal(-127, 'Template test can be only sent to admins');
    return;
  }
  if (template.status === 'DISABLE') throw new Refusal(-146, 'Template is disabled');
  if (template.status !== 'ENABLE') throw new Refusal(-131, 'Template is not approved');
  if ((template.left ?? 1) <= 0) throw new Refusal(-147, 'Template reached its daily limit');
};

export type BusinessRules = { daily: number };

const send = (
  world: World,
  request: Recorded,
  left: { daily: number },
  sent: Map<string, Date>,
) => {
  const body = bodyOf(request);
  if (Object.keys(body).some((name) => !sendFields.includes(name))) throw wrong();
  const { tracking_id: trackingId } = body;
  if (typeof trackingId !== 'string' || !/^[\w-]{1,48}$/u.test(trackingId)) throw wrong();
  const template = templateOf(world, body.template_id);
  const data = templateDataIn(template, body.template_data);
  const person = personAt(world, body.phone);
  checkMode(template, person, body.mode);
  if (left.daily <= 0) throw new Refusal(-144, 'OA reached its daily limit');
  left.daily -= 1;
  if (template.left !== undefined) template.left -= 1;
  const messageId = world.nextId();
  sent.set(messageId, world.now());
  const shown = { id: template.id, data, trackingId };
  person.shown.push({ messageId, buttons: [], billed: body.mode === undefined, template: shown });
  return {
    msg_id: messageId,
    sent_time: String(world.now().getTime()),
    sending_mode: '1',
    quota: { dailyQuota: '500', remainingQuota: String(left.daily) },
  };
};

const statusNumbers = ['', 'ENABLE', 'PENDING_REVIEW', 'REJECT', 'DISABLE'];

const summary = ({ id, name, status }: Template) => ({
  // Seen as a number too.
  templateId: /^\d+$/u.test(id) ? Number(id) : id,
  templateName: name,
  createdTime: 1_790_000_000_000,
  status,
  templateQuality: 'HIGH',
});

const queryOf = (
  request: Recorded,
  allowed: readonly string[],
): Readonly<Record<string, string>> => {
  if (Object.keys(request.query).some((name) => !allowed.includes(name))) throw wrong();
  if (request.body.length > 0) throw wrong();
  return request.query;
};

const list = (world: World, request: Recorded) => {
  const query = queryOf(request, ['offset', 'limit', 'status', 'filterPreset']);
  const [offset, limit] = [Number(query.offset), Number(query.limit)];
  if (!(offset >= 0) || !(limit >= 1 && limit <= 100)) throw wrong();
  const wanted = query.status === undefined ? undefined : statusNumbers[Number(query.status)];
  const all = [...world.templates.values()].filter(
    ({ status }) => wanted === undefined || status === wanted,
  );
  return {
    data: all.slice(offset, offset + limit).map(summary),
    metadata: { total: all.length },
  };
};

const info = (world: World, request: Recorded) => {
  const template = templateOf(world, queryOf(request, ['template_id']).template_id);
  return {
    ...summary(template),
    listParams: template.parameters.map((one) => ({ type: 'STRING', acceptNull: false, ...one })),
    listButtons: [{ type: 1, title: 'Mở', content: 'https://example.vn' }],
    timeout: 7_200_000,
    previewUrl: 'https://account.zalo.cloud/znspreview/mau',
    templateTag: 'TRANSACTION',
    price: '800',
    price_sdt: '800',
    price_uid: '560',
    ...(template.reason === undefined ? {} : { reason: template.reason }),
  };
};

/** https://business.openapi.zalo.me, as far as it is called. */
export const createBusinessApi = (world: World, tokens: Tokens, { daily }: BusinessRules) => {
  const left = { daily };
  const sent = new Map<string, Date>();
  const routes: Record<string, (request: Recorded) => object> = {
    'POST /message/template': (request) => ({ data: send(world, request, left, sent) }),
    'GET /template/all': (request) => list(world, request),
    'GET /template/info/v2': (request) => ({ data: info(world, request) }),
    'GET /message/status': (request) => {
      const at = sent.get(queryOf(request, ['message_id']).message_id ?? '');
      const delivered = { delivery_time: String(at?.getTime()), message: 'delivered', status: 1 };
      return { data: at ? delivered : { status: -1, message: 'Message is not existed' } };
    },
    'GET /message/quota': (request) => {
      queryOf(request, []);
      return { data: { dailyQuota: 500, remainingQuota: left.daily, monthlyPromotionQuota: 125 } };
    },
  };
  return async (request: Recorded): Promise<Answer> => {
    const route = routes[`${request.method} ${request.path}`];
    if (!route) throw new Refusal(404, 'empty api', 404);
    checkToken(tokens, request, { unknown: -124, dead: -124 });
    return { body: { error: 0, message: 'Success', ...route(request) } };
  };
};
