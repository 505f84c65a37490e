import { Refusal } from './double-server.ts';

export type ShownButton = { title: string; type: string; payload: unknown };

/** One message as a person sees it. */
export type Shown = {
  messageId: string;
  text?: string;
  buttons: readonly ShownButton[];
  quote?: string;
  media?: { type: string; url?: string; asset?: Asset };
  file?: Asset;
  asksForInfo?: { title: string; subtitle: string };
  template?: { id: string; data: Readonly<Record<string, unknown>>; trackingId?: string };
  /** Beyond 48 hours a message costs. */
  billed: boolean;
};

export type Person = {
  id: string;
  name: string;
  phone?: string;
  follows: boolean;
  /** Administrators may get templates in development. */
  admin: boolean;
  lastInteractionAt: Date | undefined;
  /** `blocked`: refuses this account's messages; `banned`: Zalo has shut the person out. */
  state: 'open' | 'blocked' | 'banned';
  shown: Shown[];
  reactions: { messageId: string; icon: string }[];
};

export type Asset = { kind: 'image' | 'gif' | 'file'; name: string; bytes: Buffer; at: Date };

export type TemplateParameter = {
  name: string;
  require: boolean;
  minLength?: number;
  maxLength: number;
};

export type Template = {
  id: string;
  name: string;
  status: 'ENABLE' | 'PENDING_REVIEW' | 'REJECT' | 'DISABLE';
  byUid: boolean;
  parameters: readonly TemplateParameter[];
  reason?: string;
  /** Sends left today, by phone. */
  left?: number;
};

const hourMs = 3_600_000;

/** The account's world: people, what they were sent, uploads, templates. Shared by the two sending APIs. */
export const createWorld = (now: () => Date) => {
  const people = new Map<string, Person>();
  const assets = new Map<string, Asset>();
  const templates = new Map<string, Template>();
  let count = 0;
  const nextId = (): string => (count += 1).toString(16).padStart(20, 'a4d0243feee163bd3a');
  return {
    now,
    people,
    assets,
    templates,
    nextId,
    /** Somebody who has just written to the account, unless `about` says otherwise. */
    addPerson(id: string, about: Partial<Omit<Person, 'id' | 'shown' | 'reactions'>> = {}): Person {
      const person: Person = {
        id,
        name: 'Nguyễn Văn Mẫu',
        follows: true,
        admin: false,
        lastInteractionAt: now(),
        state: 'open',
        ...about,
        shown: [],
        reactions: [],
      };
      people.set(id, person);
      return person;
    },
    addTemplate(template: Template): void {
      templates.set(template.id, template);
    },
    addAsset(asset: Omit<Asset, 'at'>): string {
      const id = `${asset.kind}-${nextId()}`;
      assets.set(id, { ...asset, at: now() });
      return id;
    },
    asset(id: unknown, kind: Asset['kind']): Asset {
      const found = typeof id === 'string' ? assets.get(id) : undefined;
      if (found?.kind !== kind) throw new Refusal(-201, 'attachment_id is invalid!');
      if (now().getTime() - found.at.getTime() > 7 * 24 * hourMs) {
        throw new Refusal(-100, 'attachment_id was expired');
      }
      return found;
    },
  };
};

export type World = ReturnType<typeof createWorld>;

/** Who may be sent a consultation message now, and whether it costs. */
export const windowOf = (person: Person, now: Date): { billed: boolean } => {
  if (person.state === 'banned') {
    throw new Refusal(-227, 'User is banned or has been inactive for more than 45 days');
  }
  if (person.state === 'blocked') {
    throw new Refusal(-244, 'User has restricted this message type from your OA');
  }
  if (!person.lastInteractionAt) {
    throw new Refusal(-232, 'User has not interacted, or last interaction expired');
  }
  const age = now.getTime() - person.lastInteractionAt.getTime();
  if (age > 7 * 24 * hourMs) {
    throw new Refusal(-230, 'User has not interacted with the OA in the past 7 days');
  }
  return { billed: age > 48 * hourMs };
};
