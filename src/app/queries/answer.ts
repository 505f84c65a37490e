import type { AnswerTo, Query, QueryOf, QueryType } from '../../domain/queries.ts';
import { normalizeCode } from '../../domain/codes.ts';
import type { Channel } from '../../channels/channel.ts';
import { offersTemplates } from '../approved-templates.ts';
import type { ChannelLinks, Contact } from '../../domain/views.ts';
import type { Desk } from '../turns/desk.ts';
import {
  readAudit,
  readJoinRequests,
  readMe,
  readPrivacy,
  readUnitsBelow,
  readUnitsForCode,
} from './people-queries.ts';
import { bringQueries } from './bring-queries.ts';
import { documentQueries } from './document-queries.ts';
import { followQueries } from './follow-queries.ts';
import { handoverQueries } from './handover-queries.ts';
import { planQueries } from './plan-queries.ts';
import { reminderQueries } from './reminder-queries.ts';
import { reportQueries } from './report-queries.ts';
import { reportUpQueries } from './report-up-queries.ts';
import { reviewQueries } from './review-queries.ts';
import { settingsQueries } from './settings-queries.ts';
import { unitQueries } from './unit-queries.ts';

type Handlers = {
  [T in QueryType]: (desk: Desk, query: QueryOf<T>) => Promise<AnswerTo<T>>;
};

/** Answers what a conversation wants to know, as the turn has left it so far. */
export type Answer = (desk: Desk, query: Query) => Promise<unknown>;

export type AnswerTools = {
  hash(code: string): string;
  /** Addresses of the channels that are on; absent where there is none. */
  links?: (code: string | undefined) => ChannelLinks;
  /** Those that are on: what they can do, and what it costs. */
  channels: ReadonlyMap<string, Channel>;
};

const noContact: Contact = { name: '', phone: '' };

export const createAnswer = ({ hash, links = () => ({}), channels }: AnswerTools): Answer => {
  const handlers: Handlers = {
    ...planQueries,
    ...documentQueries,
    ...bringQueries,
    ...reviewQueries,
    ...reportQueries,
    ...reportUpQueries,
    ...unitQueries,
    ...followQueries,
    ...handoverQueries,
    ...settingsQueries(offersTemplates(channels)),
    ...reminderQueries(channels),
    me: readMe,
    privacy: readPrivacy,
    'units.below': readUnitsBelow,
    'units.for_code': (desk, { code }) => readUnitsForCode(desk, hash(normalizeCode(code))),
    'join.requests': readJoinRequests,
    'audit.recent': readAudit,
    contact: ({ season }) => Promise.resolve(season.contact ?? noContact),
    'channels.links': (_desk, { code }) => Promise.resolve(links(code)),
  };
  return (desk, query) => {
    // the handler of a type takes queries of that type: TypeScript cannot follow the pair through the table
    const handle = handlers[query.type] as (desk: Desk, query: Query) => Promise<unknown>;
    return handle(desk, query);
  };
};
