/**
 * Plays flows as a person meets them: the real runner, the real words, the real fitting to a channel, and a
 * world that answers queries and commands. What comes out is a transcript that a person can read.
 */
import { join } from 'node:path';
import { createSpeaker } from '../../src/app/words.ts';
import { wordNumber } from '../../src/app/turns/choice-by-word.ts';
import { fit } from '../../src/channels/fit.ts';
import type { Limits } from '../../src/channels/channel.ts';
import { telegramLike, webLike, zaloLike } from '../../src/channels/limits.ts';
import { questionToken } from '../../src/dialog/choice-id.ts';
import { formatIntent, parseIntent, type Intent } from '../../src/dialog/intent.ts';
import type { Message, RenderedChoice } from '../../src/dialog/message.ts';
import { openDialog, type Dialog } from '../../src/dialog/dialog.ts';
import type { TurnPorts } from '../../src/dialog/ports.ts';
import type { RawInput } from '../../src/dialog/read-answer.ts';
import { playTurn, type PlayResult } from '../../src/dialog/runner.ts';
import type { Flow, Lang, Outcome, Start } from '../../src/dialog/turn.ts';
import type { Command, CommandType } from '../../src/domain/commands.ts';
import type { Query, QueryResult, QueryType } from '../../src/domain/queries.ts';
import type { ResultOf, Work, WorkOf, WorkType } from '../../src/domain/works.ts';
import { createWords } from '../../src/i18n/words.ts';

type ReadOf<Q extends Query> = (query: Q) => QueryResult<Q>;
type RunOf<C extends Command> = (command: C) => Outcome<C>;

/** Answers what a transcript needs, and nothing else: what is missing fails by name. */
export type World = {
  /** ISO 8601. */
  now: string;
  reads: { [T in QueryType]?: ReadOf<Extract<Query, { type: T }>> };
  runs: { [T in CommandType]?: RunOf<Extract<Command, { type: T }>> };
  /** Long works, done at once. */
  works?: { [T in WorkType]?: (work: WorkOf<T>) => ResultOf<T> };
};

export type Like = 'zalo' | 'telegram' | 'web';

export type PhoneOptions = {
  flows: readonly Flow[];
  entries: { fallback: string; stranger: string };
  world: World;
  like?: Like;
  lang?: Lang;
  /** Somebody who has not joined: everything but an open flow leads to the stranger's entry. */
  stranger?: boolean;
  /** Called for every flow that begins. */
  onFlow?: (id: string) => void;
};

export type Phone = {
  /** One line of a script (see `inputOf`); returns what came of it, line by line. */
  send(line: string): Promise<readonly string[]>;
};

const limits: Record<Like, Limits> = { zalo: zaloLike, telegram: telegramLike, web: webLike };

const speaker = createSpeaker(createWords(join(import.meta.dirname, '../../locales')));

const endings: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const fileOf = (name: string) => ({
  id: `f-${name}`,
  name,
  type: endings[name.split('.').at(-1) ?? ''] ?? 'image/jpeg',
  size: 1_000,
});

/** "(sticker)", "(album 3)", "(shares 0912…)", "(file a.pdf)", "[Label]", "{intent}", or words in which "\n" is a new line. */
const inputOf = (line: string, at: string, choices: readonly RenderedChoice[]): RawInput => {
  const album = /^\(album (\d+)\)$/u.exec(line)?.[1];
  if (album !== undefined) {
    const files = Array.from({ length: Number(album) }, (_, i) => fileOf(`anh-${i + 1}.jpg`));
    return { at, files };
  }
  const file = /^\(file (.+)\)$/u.exec(line)?.[1];
  if (file !== undefined) return { at, files: [fileOf(file)] };
  const other = /^\((sticker|voice|location|contact|empty|unsupported)\)$/u.exec(line)?.[1];
  if (other !== undefined) return { at, other: other as NonNullable<RawInput['other']> }; // by the pattern
  const label = /^\[(.+)\]$/u.exec(line)?.[1];
  if (label !== undefined) {
    const found = choices.findLast((one) => one.label === label || one.code === label);
    if (!found) throw new Error(`no button says ${label}`);
    return { at, press: found.id };
  }
  const press = /^\{(.+)\}$/u.exec(line)?.[1];
  return press === undefined ? { at, text: line.replaceAll('\\n', '\n') } : { at, press };
};

const button = ({ label, tone, id }: RenderedChoice): string => {
  const marked = tone === 'plain' ? `[${label}]` : `[${label}] ${tone}`;
  return id.startsWith('=') ? marked : `${marked} → ${id}`;
};

/** Narrow neighbours share a line, as they share a row on a screen. */
const buttonLines = (choices: readonly RenderedChoice[]): string[] => {
  const narrow = choices.filter(({ narrow, tone }) => narrow && tone === 'plain');
  const wide = choices.filter((one) => !narrow.includes(one));
  const row = narrow.map(({ label }) => `[${label}]`).join(' ');
  return [...(row ? [row] : []), ...wide.map(button)];
};

const firstKey = ({ lines }: Message): string => {
  const first = lines.find((line) => 'key' in line);
  return first && 'key' in first ? first.key : 'words';
};

export const createPhone = (options: PhoneOptions): Phone => {
  const { flows, entries, world, like = 'web', lang = 'vi' } = options;
  let events = 0;
  let opened = 0;
  let open: Dialog | undefined;
  let shown: readonly RenderedChoice[] = [];
  /** Choices of the last message that was no question. */
  let free: readonly RenderedChoice[] = [];
  let out: string[] = [];
  let begun: { key: string; work: Work } | undefined;

  const flowOf = (id: string): Flow => {
    const flow = flows.find((one) => one.id === id);
    if (!flow) throw new Error(`no flow ${id}`);
    return flow;
  };

  const show = (dialogId: string, key: string, message: Message, slot?: string) => {
    const token = questionToken(dialogId, key);
    const isQuestion = key.startsWith('ask:');
    const rendered = {
      ...speaker.render(message, lang, token, slot),
      ...(isQuestion ? {} : ({ free: true } as const)),
    };
    if (!isQuestion && rendered.choices.length > 0) free = rendered.choices;
    const parts = fit(rendered, limits[like], speaker.phrase(lang));
    for (const part of parts) {
      const marks = [
        part.slot && ` (slot ${part.slot})`,
        part.asksContact && ' (asks for contact)',
      ];
      out.push(`< ${firstKey(message)}${marks.filter(Boolean).join('')}`);
      const sent = [part.image, part.file].flatMap((file) => (file ? [`(${file.name})`] : []));
      const lines = [...part.text.split('\n'), ...sent, ...buttonLines(part.choices)];
      out.push(...lines.map((line) => (line ? `  ${line}` : '')));
      shown = [...shown, ...part.choices];
    }
  };

  const read = async (query: Query): Promise<unknown> => {
    const answer = world.reads[query.type] as ((one: Query) => unknown) | undefined; // its own type's
    if (!answer) throw new Error(`this world does not answer ${query.type}`);
    return answer(query);
  };

  const run = async (command: Command): Promise<Outcome> => {
    const act = world.runs[command.type] as ((one: Command) => Outcome) | undefined; // its own type's
    if (!act) throw new Error(`this world does not do ${command.type}`);
    const { type, ...rest } = command;
    const outcome = act(command);
    const refused = 'refused' in outcome ? ` → refused ${outcome.refused.code}` : '';
    out.push(`! ${type} ${JSON.stringify(rest)}${refused}`);
    return outcome;
  };

  const play = (dialog: Dialog, answer?: RawInput): Promise<PlayResult> => {
    const ports: TurnPorts = {
      say: (key, message, slot) => show(dialog.id, key, message, slot),
      ask: (key, message, slot) => show(dialog.id, key, message, slot),
      later: (key, work) => {
        begun = { key, work };
      },
      read,
      run,
      labels: (texts) => texts.map((one) => speaker.say(one, lang)),
    };
    const env = {
      me: { channel: like, address: 'a', ...(options.stranger ? {} : { personId: 'p1' }) },
      now: new Date(world.now),
      lang,
      limits: limits[like],
      eventId: `e${events}`,
    };
    return playTurn({
      flow: flowOf(dialog.flow),
      dialog,
      env,
      ports,
      ...(answer ? { answer } : {}),
    });
  };

  /** The work of this talk is done, and the talk goes on with what it brought. */
  const bringBack = async (dialog: Dialog): Promise<void> => {
    if (!begun) return;
    const { key, work } = begun;
    begun = undefined;
    const { type, ...rest } = work;
    const perform = world.works?.[type] as ((one: Work) => unknown) | undefined; // its own type's
    if (!perform) throw new Error(`this world does no ${type}`);
    out.push(`~ ${type} ${JSON.stringify(rest)}`);
    const answer = { at: world.now, result: { key, value: perform(work) } };
    return settle(dialog, await play(dialog, answer));
  };

  const settle = async (dialog: Dialog, result: PlayResult): Promise<void> => {
    if (result.state === 'waiting' || result.state === 'restarted') {
      open = result.dialog;
      return begun ? bringBack(result.dialog) : undefined;
    }
    if (result.state === 'intent') {
      open = result.dialog;
      return press(result.intent);
    }
    if (result.state === 'unheard') {
      return begin(flowOf(options.stranger ? entries.stranger : entries.fallback), {
        words: result.words,
      });
    }
    if (open?.id === dialog.id) open = undefined;
    if (result.state === 'finished' && result.next) return press(result.next);
  };

  const begin = async (flow: Flow, start: Start): Promise<void> => {
    options.onFlow?.(flow.id);
    opened += 1;
    const dialog = openDialog({
      id: `e${events}.${opened}`,
      flow,
      owner: 'me',
      start,
      now: new Date(world.now),
    });
    return settle(dialog, await play(dialog));
  };

  const mayOpen = (flow: Flow) => flow.open === true || options.stranger !== true;

  const press = (intent: Intent): Promise<void> => {
    const flow = flows.find((one) => one.intents?.includes(intent.action));
    if (!flow) throw new Error(`no flow answers ${formatIntent(intent)}`);
    return mayOpen(flow) ? begin(flow, { intent }) : begin(flowOf(entries.stranger), {});
  };

  const command = (line: string): Promise<void> => {
    const [word = '', ...words] = line.slice(1).split(' ');
    const flow = flows.find((one) => one.commands?.includes(word.toLowerCase()));
    const start = words.length > 0 ? { words: words.join(' ') } : {};
    if (flow && mayOpen(flow)) return begin(flow, start);
    return begin(flowOf(options.stranger ? entries.stranger : entries.fallback), {
      words: `/${word}`,
    });
  };

  const route = async (line: string): Promise<void> => {
    const chosen = free[(wordNumber(line) ?? 0) - 1];
    const input = inputOf(chosen ? `{${chosen.id}}` : line, world.now, shown);
    const intent = input.press === undefined ? undefined : parseIntent(input.press);
    if (intent) return press(intent);
    const shared = /^\(shares (.*)\)$/u.exec(line)?.[1];
    if (shared !== undefined) return press({ action: 'contact_shared', words: shared });
    if (line.startsWith('/')) return command(line);
    if (open) return settle(open, await play(open, input));
    const entry = options.stranger ? entries.stranger : entries.fallback;
    return begin(flowOf(entry), { words: input.text ?? '' });
  };

  return {
    async send(line) {
      events += 1;
      out = [];
      await route(line);
      return out;
    },
  };
};
