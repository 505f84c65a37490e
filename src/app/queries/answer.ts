import type { AnswerTo, Query, QueryOf, QueryType } from '../../domain/queries.ts';
import { normalizeCode } from '../../domain/codes.ts';
import type { Contact } from '../../domain/views.ts';
import type { Settings } from '../../store/contract.ts';
import type { Desk } from '../desk.ts';
import { contactSetting } from '../sample/fill-sample.ts';
import {
  readAudit,
  readJoinRequests,
  readMe,
  readPrivacy,
  readUnitsBelow,
  readUnitsForCode,
} from './people-queries.ts';
import { planQueries } from './plan-queries.ts';
import { reportQueries } from './report-queries.ts';
import { reviewQueries } from './review-queries.ts';

type Handlers = {
  [T in QueryType]: (desk: Desk, query: QueryOf<T>) => Promise<AnswerTo<T>>;
};

/** Answers what a conversation wants to know, as the turn has left it so far. */
export type Answer = (desk: Desk, query: Query) => Promise<unknown>;

export type AnswerTools = { settings: Settings; hash(code: string): string };

const noContact: Contact = { name: '', phone: '' };

const isContact = (value: unknown): value is Contact =>
  typeof value === 'object' && value !== null && 'name' in value && 'phone' in value;

export const createAnswer = ({ settings, hash }: AnswerTools): Answer => {
  const handlers: Handlers = {
    ...planQueries,
    ...reviewQueries,
    ...reportQueries,
    me: readMe,
    privacy: readPrivacy,
    'units.below': readUnitsBelow,
    'units.for_code': (desk, { code }) => readUnitsForCode(desk, hash(normalizeCode(code))),
    'join.requests': readJoinRequests,
    'audit.recent': readAudit,
    async contact() {
      const kept = await settings.get(contactSetting);
      return isContact(kept) ? kept : noContact;
    },
  };
  return (desk, query) => {
    // the handler of a type takes queries of that type: TypeScript cannot follow the pair through the table
    const handle = handlers[query.type] as (desk: Desk, query: Query) => Promise<unknown>;
    return handle(desk, query);
  };
};
