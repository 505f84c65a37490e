import { Refusal, type Answer, type Recorded } from './double-server.ts';
import {
  bodyIn,
  checkAsset,
  dataIn,
  invalid,
  jsonIn,
  messageIn,
  stringIn,
  uploadIn,
  type ButtonShape,
} from './double-rules.ts';
import { windowOf, type Asset, type Person, type World } from './double-state.ts';
import { templateDataIn } from './double-templates.ts';
import type { Tokens } from './double-tokens.ts';

export type AccountRules = {
  oaId: string;
  buttonShape: ButtonShape;
  fileTypes: readonly string[];
  /** Requests a minute; more are refused with -32. */
  perMinute: number;
  /** If set, a call must prove this app secret. */
  proofOf: ((token: string) => string) | undefined;
};

const emptyApi = (): Refusal => new Refusal(404, 'empty api', 404);

/** The living token, in its own header, and nothing that Zalo does not know. */
export const checkToken = (
  tokens: Tokens,
  request: Recorded,
  codes: { unknown: number; dead: number },
): string => {
  const token = request.headers.access_token;
  const state = request.headers.authorization === undefined ? tokens.stateOf(token) : 'unknown';
  if (state === 'dead') throw new Refusal(codes.dead, 'access_token is expired or removed');
  if (state === 'unknown' || token === undefined) {
    throw new Refusal(codes.unknown, 'Access token is invalid');
  }
  return token;
};

const personIn = (world: World, value: unknown): Person => {
  const person = world.people.get(stringIn(value, 'user_id'));
  if (!person) throw invalid('user_id');
  return person;
};

const send = (world: World, rules: AccountRules, request: Recorded): unknown => {
  const body = bodyIn(jsonIn(request), 'body', ['recipient', 'message']);
  const recipient = bodyIn(body.recipient, 'recipient', ['user_id']);
  const person = personIn(world, recipient.user_id);
  const sent = messageIn(world, body.message, rules.buttonShape);
  const { billed } = windowOf(person, world.now());
  const messageId = world.nextId();
  person.shown.push({ ...sent, messageId, billed });
  const quota = {
    quota_type: 'reply',
    remain: '8',
    total: '8',
    expired_date: '',
    owner_type: 'OA',
    owner_id: rules.oaId,
  };
  return { message_id: messageId, user_id: person.id, ...(billed ? {} : { quota }) };
};

const sendTemplate = (world: World, request: Recorded): unknown => {
  const fields = ['user_id', 'template_id', 'template_data'];
  const body = bodyIn(jsonIn(request), 'body', fields);
  const person = personIn(world, body.user_id);
  const template = world.templates.get(stringIn(body.template_id, 'template_id'));
  if (template?.status !== 'ENABLE') throw invalid('template_id');
  if (!template.byUid) throw new Refusal(-249, 'Template does not support send via UID');
  const data = templateDataIn(template, body.template_data);
  if (person.state === 'banned') {
    throw new Refusal(-227, 'User is banned or has been inactive for more than 45 days');
  }
  const messageId = world.nextId();
  person.shown.push({ messageId, buttons: [], billed: true, template: { id: template.id, data } });
  return {
    message_id: messageId,
    user_id: person.id,
    sent_time: String(world.now().getTime()),
    quota: { quota_type: 'purchase_quota', remain: 4821 },
  };
};

const react = (world: World, request: Recorded): unknown => {
  const body = bodyIn(jsonIn(request), 'body', ['recipient', 'sender_action']);
  const recipient = bodyIn(body.recipient, 'recipient', ['user_id']);
  const fields = ['react_icon', 'react_message_id'];
  const action = bodyIn(body.sender_action, 'sender_action', fields);
  const person = personIn(world, recipient.user_id);
  const messageId = stringIn(action.react_message_id, 'react_message_id');
  person.reactions.push({ messageId, icon: stringIn(action.react_icon, 'react_icon') });
  return { message_id: messageId, user_id: person.id };
};

const upload = (
  world: World,
  rules: AccountRules,
  request: Recorded,
  kind: Asset['kind'],
): unknown => {
  const { name, bytes } = uploadIn(request);
  const asset = { kind, name, bytes };
  if (checkAsset(asset, rules.fileTypes) === 'ignored') return {};
  const id = world.addAsset(asset);
  return kind === 'file' ? { token: id } : { attachment_id: id };
};

const day = (date: Date): string => {
  const [year, month, dayOfMonth] = date.toISOString().slice(0, 10).split('-');
  return `${dayOfMonth}/${month}/${year}`;
};

const detail = (world: World, request: Recorded): unknown => {
  const person = personIn(world, dataIn(request, ['user_id']).user_id);
  const last = person.lastInteractionAt;
  return {
    user_id: person.id,
    user_id_by_app: `9${person.id}`,
    display_name: person.name,
    user_alias: '',
    is_sensitive: false,
    user_is_follower: person.follows,
    ...(last ? { user_last_interaction_date: day(last) } : {}),
    avatar: 'https://s120-ava.example/a.jpg',
    tags_and_notes_info: { notes: [], tag_names: ['Mẫu'] },
    // A phone number has been seen as a number.
    shared_info:
      person.phone === undefined ? {} : { phone: Number(person.phone), name: person.name },
  };
};

const quota = (world: World, request: Recorded): unknown => {
  const person = personIn(world, bodyIn(jsonIn(request), 'body', ['user_id']).user_id);
  const last = person.lastInteractionAt;
  return {
    ...(last ? { last_interaction: String(last.getTime()) } : {}),
    cs_reply: { remain: 8, total: 8 },
    promotion: { daily_remain: 0, daily_total: 1, monthly_remain: 4, monthly_total: 6 },
  };
};

const account = (request: Recorded, { oaId }: AccountRules): unknown => {
  if (request.url.includes('?')) throw invalid('query');
  return {
    oa_id: oaId,
    name: 'Đoàn Mẫu',
    description: '',
    is_verified: true,
    num_follower: 12,
    package_name: 'Tăng trưởng',
    package_valid_through_date: '31/12/2027',
    linked_ZCA: 'zca-mau',
  };
};

type Route = (request: Recorded) => unknown;

const routesOf = (world: World, rules: AccountRules): Record<string, Route> => {
  const shut: Route = () => {
    throw new Refusal(-240, 'MessageV2 API has been shut down, please switch to MessageV3');
  };
  return {
    'POST /v3.0/oa/message/cs': (request) => send(world, rules, request),
    'POST /v3.0/oa/message/template': (request) => sendTemplate(world, request),
    'POST /v2.0/oa/message': (request) => react(world, request),
    'POST /v2.0/oa/upload/image': (request) => upload(world, rules, request, 'image'),
    'POST /v2.0/oa/upload/gif': (request) => upload(world, rules, request, 'gif'),
    'POST /v2.0/oa/upload/file': (request) => upload(world, rules, request, 'file'),
    'GET /v3.0/oa/user/detail': (request) => detail(world, request),
    'POST /v3.0/oa/quota/message': (request) => quota(world, request),
    'GET /v2.0/oa/getoa': (request) => account(request, rules),
    'GET /v2.0/oa/getprofile': shut,
    'GET /v2.0/oa/getfollowers': shut,
  };
};

/** https://openapi.zalo.me, as far as it is called. */
export const createAccountApi = (world: World, tokens: Tokens, rules: AccountRules) => {
  const routes = routesOf(world, rules);
  let minute = { number: 0, count: 0 };
  const countOne = (): number => {
    const number = Math.floor(world.now().getTime() / 60_000);
    minute = number === minute.number ? { number, count: minute.count + 1 } : { number, count: 1 };
    return rules.perMinute - minute.count;
  };
  return async (request: Recorded): Promise<Answer> => {
    const route = routes[`${request.method} ${request.path}`];
    if (!route) throw emptyApi();
    const token = checkToken(tokens, request, { unknown: -216, dead: -220 });
    if (rules.proofOf && request.headers.appsecret_proof !== rules.proofOf(token)) {
      throw new Refusal(-242, 'Invalid appsecret_proof provided in the API argument');
    }
    const remain = countOne();
    if (remain < 0) throw new Refusal(-32, 'Your application reached limit call api');
    const headers = {
      'X-RateLimit-Limit': String(rules.perMinute),
      'X-RateLimit-Remain': String(remain),
    };
    return { body: { data: route(request), error: 0, message: 'Success' }, headers };
  };
};
